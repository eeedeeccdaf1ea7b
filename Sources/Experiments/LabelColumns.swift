import Basics
import Catalog
import Encoders
import Evaluation

/// The columns of a catalog that an evaluation judges by.
package struct LabelColumns {
    private let name: String
    private let excludedName: String?
    private var labels: [String?] = []
    private var excluded: [String?] = []

    /// Reads the columns, a few thousand items at a time.
    ///
    /// - Throws: `PlainError` when no item has a value in one of them, with the columns that there are.
    package init(_ catalog: Catalog, labels name: String, excludingSame excludedName: String?) throws {
        self.name = name
        self.excludedName = excludedName
        let items = try catalog.state().items
        labels = Array(repeating: nil, count: items)
        excluded = labels
        for start in stride(from: 0, to: items, by: 4096) {
            for item in try catalog.items(rows: start..<min(start + 4096, items)) {
                labels[item.row] = item.value(of: name)
                if let excludedName { excluded[item.row] = item.value(of: excludedName) }
            }
        }
        let columns = [(name, labels)] + (excludedName.map { [($0, excluded)] } ?? [])
        for (column, values) in columns where values.allSatisfy({ $0 == nil }) {
            let known = try ["label", "id"] + catalog.attributeNames().prefix(20)
            let near = nearestNames(to: column, among: known)
            throw PlainError(
                "no item has a value in the column \(column); " + (near.isEmpty ? "" : "the closest are \(near.joined(separator: ", ")); ")
                    + "there are \(known.joined(separator: ", "))")
        }
    }

    /// What belongs together, but for some rows.
    package func truth(without rows: Set<Int>) -> GroundTruth {
        GroundTruth(labels(without: rows), excludingSame: excludedName == nil ? nil : excluded)
    }

    /// The label of each row; nil for those that have none, and for some rows.
    package func labels(without rows: Set<Int> = []) -> [String?] { labels.enumerated().map { rows.contains($0.offset) ? nil : $0.element } }

    /// - Throws: `PlainError` when nothing could ever be found.
    package func requireSomethingToFind(_ evaluation: LeaveOneOut) throws {
        guard evaluation.queries.isEmpty else { return }
        let others = excludedName.map { " with another \($0)" } ?? ""
        throw PlainError("no two usable items share a value of \(name)\(others), so there is nothing to find")
    }
}
