import Basics
import GRDB

extension Catalog {
    /// Says of texts that a condition asks for and no item has which of their column were probably meant; nil where none is near.
    ///
    /// For a condition that finds nothing. Cost: a pass over the items for each column that is compared with a text.
    public func hint(for condition: Condition) throws(CatalogError) -> String? {
        for asked in condition.askedTexts {
            let field = Condition.field(asked.name)
            let request: SQLRequest<String> = "SELECT DISTINCT CAST(\(field) AS TEXT) FROM item WHERE \(field) IS NOT NULL LIMIT \(Self.mostValues)"
            let values = try read { db in try request.fetchAll(db) }
            guard !values.contains(where: { $0.folded == asked.text.folded }) else { continue }
            let near = nearestNames(to: asked.text, among: values)
            if !near.isEmpty { return "no item has the \(asked.name) \(asked.text); did you mean \(near.joined(separator: " or "))?" }
        }
        return nil
    }

    /// A column of more is none that a person knows the values of.
    private static let mostValues = 5000
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
