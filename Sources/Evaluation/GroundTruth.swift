import Vectors

/// What a search should find: other items of the same kind.
///
/// Only labelled rows take part, as queries and as results. With a second column of labels, rows that share their value there
/// with the query may not be found: so "the same group, but another motif" can be measured.
public struct GroundTruth: Sendable {
    public let labels: Labels
    public let excludedSame: Labels?
    /// The rows that have a label.
    let labelled: RowSet
    private let shared: [Pair: Int]

    private struct Pair: Hashable {
        let kind: Int
        let value: Int
    }

    /// - Parameters:
    ///   - labels: the label of each row of the table; nil or empty: the row takes no part.
    ///   - excludingSame: each row's value in a second column; nil or empty: shares it with nobody.
    /// - Precondition: both have as many elements as the table has rows.
    public init(_ labels: [String?], excludingSame: [String?]? = nil) {
        precondition(excludingSame.map { $0.count == labels.count } ?? true, "two columns of different lengths")
        self.labels = Labels(labels)
        excludedSame = excludingSame.map(Labels.init)
        labelled = RowSet(universe: labels.count, self.labels.members.joined())
        var shared: [Pair: Int] = [:]
        if let values = excludedSame?.kinds {
            for (kind, value) in zip(self.labels.kinds, values) {
                if let kind, let value { shared[Pair(kind: kind, value: value), default: 0] += 1 }
            }
        }
        self.shared = shared
    }

    /// How many rows take part.
    public var items: Int { labels.members.reduce(0) { $0 + $1.count } }

    /// How many other rows a search for a row could rightly find. Precondition: the row has a label.
    public func relevant(for row: Int) -> Int {
        let kind = labels.kinds[row]!
        let out = excludedSame?.kinds[row].map { shared[Pair(kind: kind, value: $0)]! } ?? 1
        return labels.members[kind].count - out
    }

    /// The rows that may be found, given those that are searched for: labelled, not themselves, and of other values in the second
    /// column.
    func candidates(besides rows: [Int]) -> RowSet {
        var candidates = labelled
        for value in Set(rows.compactMap { excludedSame?.kinds[$0] }) {
            for row in excludedSame!.members[value] { candidates.remove(row) }
        }
        for row in rows { candidates.remove(row) }
        return candidates
    }

    /// The rows that may be found by whoever has a value in the second column; themselves too where that is nil.
    func candidates(excludingValue value: Int?) -> RowSet {
        guard let value else { return labelled }
        return candidates(besides: [excludedSame!.members[value][0]])
    }
}
