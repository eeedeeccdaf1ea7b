import Basics
import Vectors

/// How far down some items stand under one metric.
public struct ItemRanks: Hashable, Sendable {
    /// By what they are ranked.
    public var metric: Metric
    private let ranks: [ExactText: Int]

    /// - Parameter ranks: from 1, by the items' IDs.
    public init(metric: Metric, ranks: [(id: String, rank: Int)]) {
        self.metric = metric
        self.ranks = Dictionary(ranks.map { (ExactText($0.id), $0.rank) }) { first, _ in first }
    }

    /// An item's place among all that the question admits, from 1; nil where it does not admit the item.
    public subscript(id: String) -> Int? { ranks[ExactText(id)] }
}
