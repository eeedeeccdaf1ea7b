import Basics
import GRDB

extension Catalog {
    /// Says of texts that a condition asks for and no item has which of their column were probably meant; nil where none is near.
    ///
    /// For a condition that finds nothing. Cost: a look at the values of each column that is compared with a text; without `columns` a pass over
    /// the items for each.
    ///
    /// - Parameter columns: the catalog's attributes, where they are at hand.
    package func hint(for condition: Condition, columns: AttributeColumns? = nil) throws(CatalogError) -> String? {
        for asked in condition.askedTexts {
            let known = columns?[asked.name]?.values(most: AttributeColumns.mostTexts)
            let values = if let known { known } else { try storedValues(of: asked.name) }
            guard !values.contains(where: { $0.folded == asked.text.folded }) else { continue }
            let near = nearestNames(to: asked.text, among: values)
            if !near.isEmpty { return "no item has the \(asked.name) \(asked.text); did you mean \(near.joined(separator: " or "))?" }
        }
        return nil
    }

    private func storedValues(of name: String) throws(CatalogError) -> [String] {
        let field = Condition.field(name)
        let request: SQLRequest<String> =
            "SELECT DISTINCT CAST(\(field) AS TEXT) FROM item WHERE \(field) IS NOT NULL LIMIT \(AttributeColumns.mostTexts)"
        return try read { db in try request.fetchAll(db) }
    }
}

extension Condition {
    /// A column with a text that it is to be equal to.
    fileprivate struct AskedText {
        let name: String
        let text: String
    }

    /// All such columns and texts, in order.
    fileprivate var askedTexts: [AskedText] {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.askedTexts + b.askedTexts
        case .not, .isMissing, .isOffered: []
        case .compare(let name, .equal, let value): [value].compactMap(\.text).map { AskedText(name: name, text: $0) }
        case .isIn(let name, let values): values.compactMap(\.text).map { AskedText(name: name, text: $0) }
        case .compare: []
        }
    }
}

extension Condition.Value {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}
