import Vectors

/// The same query under several metrics, side by side: where they agree and where they do not.
public struct Comparison: Hashable, Sendable {
    /// Two metrics' results beside each other.
    public struct Pair: Hashable, Sendable {
        /// The metrics compared.
        public let first: Metric
        public let second: Metric
        /// The share of the results that both found, from 0 to 1: |A ∩ B| / the longer list's length.
        public let overlap: Double
        /// How alike the two are from the front (`averageOverlap`).
        public let averageOverlap: Double
        /// What both found, in the first metric's order, with the rank under each (from 1).
        public let ranks: [Rank]
    }

    /// A row that both metrics found.
    public struct Rank: Hashable, Sendable {
        /// In the table.
        public let row: Int
        /// Its place among the neighbours under each metric, from 1.
        public let first: Int
        public let second: Int

        /// How many places lower the second metric has it.
        public var difference: Int { second - first }
    }

    /// Whether no metric found anything, so that there is nothing to agree on.
    public let isEmpty: Bool
    /// Each two metrics, in the order given.
    public let pairs: [Pair]
    /// The rows that all metrics found, by the sum of their ranks, ties by row.
    public let agreed: [Int]
    /// The rows that only one metric found, by metric, in its order.
    public let unique: [Metric: [Int]]

    /// - Parameter results: each metric with its neighbours, nearest first.
    public init(_ results: [(metric: Metric, neighbors: [Neighbor])]) {
        isEmpty = results.allSatisfy(\.neighbors.isEmpty)
        let ranks = results.map { result in
            Dictionary(result.neighbors.enumerated().map { ($0.element.row, $0.offset + 1) }, uniquingKeysWith: min)
        }
        var pairs: [Pair] = []
        for i in results.indices {
            for j in results.indices.dropFirst(i + 1) {
                let shared = results[i].neighbors.compactMap { neighbor in
                    ranks[j][neighbor.row].map { Rank(row: neighbor.row, first: ranks[i][neighbor.row]!, second: $0) }
                }
                let longest = max(results[i].neighbors.count, results[j].neighbors.count)
                pairs.append(
                    Pair(
                        first: results[i].metric, second: results[j].metric,
                        overlap: longest == 0 ? 0 : Double(shared.count) / Double(longest),
                        averageOverlap: Taste.averageOverlap(results[i].neighbors.map(\.row), results[j].neighbors.map(\.row)), ranks: shared))
            }
        }
        self.pairs = pairs
        let common = ranks.dropFirst().reduce(Set(ranks.first?.keys.map { $0 } ?? [])) { $0.intersection($1.keys) }
        agreed = common.map { row in (row, ranks.reduce(0) { $0 + $1[row]! }) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
        var unique: [Metric: [Int]] = [:]
        for i in results.indices {
            unique[results[i].metric] = results[i].neighbors.map(\.row).filter { row in
                ranks.indices.allSatisfy { $0 == i || ranks[$0][row] == nil }
            }
        }
        self.unique = unique
    }
}

/// How alike two rankings are from the front, from 0 to 1: the mean, over the depths 1, 2, … to the end of the longer one, of the share that
/// they have in common so far, |A₁…d ∩ B₁…d| / d. It is 1 only where both have the same in the same order, and what comes first counts most.
///
/// Average overlap: Wu and Crestani, Methods for Ranking Information Retrieval Systems Without Relevance Judgments, 2003; the intersection metric
/// of Fagin, Kumar and Sivakumar, Comparing Top k Lists, 2003; what rank-biased overlap (Webber, Moffat and Zobel, 2010) is without its
/// parameter.
///
/// - Returns: 0 where both are empty.
public func averageOverlap<ID: Hashable>(_ a: [ID], _ b: [ID]) -> Double {
    let depth = max(a.count, b.count)
    var seenA: Set<ID> = [], seenB: Set<ID> = []
    var common = 0, sum = 0.0
    for place in 0..<depth {
        let nextA = place < a.count ? a[place] : nil, nextB = place < b.count ? b[place] : nil
        if let nextA, seenA.insert(nextA).inserted, seenB.contains(nextA) { common += 1 }
        if let nextB, seenB.insert(nextB).inserted, seenA.contains(nextB) { common += 1 }
        sum += Double(common) / Double(place + 1)
    }
    return depth == 0 ? 0 : sum / Double(depth)
}
