import Foundation

/// A search's results, judged: the usual measures of ranked retrieval with binary relevance, at a cut-off k.
///
/// Definitions after Manning, Raghavan and Schütze, Introduction to Information Retrieval (2008), chapter 8; NDCG after Järvelin
/// and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002). All lie between 0 and 1. Where fewer than k results
/// came back, the missing ones count as wrong.
public struct RankedList: Hashable, Sendable {
    /// For each result, nearest first, whether it is relevant.
    public let hits: [Bool]
    /// How many relevant items there are to be found, those that were not found included; above 0.
    public let relevant: Int

    public init(hits: [Bool], relevant: Int) {
        precondition(relevant > 0, "measures are not defined where nothing can be found")
        self.hits = hits
        self.relevant = relevant
    }

    /// Relevant ones among the first k results / k.
    public func precision(at k: Int) -> Double { Double(count(k)) / Double(k) }

    /// Relevant ones among the first k results / all relevant items.
    public func recall(at k: Int) -> Double { Double(count(k)) / Double(relevant) }

    /// The mean of the precisions at the places of the relevant items among the first k results; of those that could have been
    /// there, min(k, relevant), missing ones count 0. Its mean over queries is mAP@k.
    public func averagePrecision(at k: Int) -> Double {
        var (found, sum) = (0, 0.0)
        for (place, hit) in hits.prefix(k).enumerated() where hit {
            found += 1
            sum += Double(found) / Double(place + 1)
        }
        return sum / Double(min(k, relevant))
    }

    /// Normalised discounted cumulated gain: Σ 1/log₂(place + 1) over the relevant ones among the first k places (from 1), divided
    /// by the same sum of a perfect list.
    public func ndcg(at k: Int) -> Double {
        let gain = hits.prefix(k).enumerated().reduce(0) { $0 + ($1.element ? Self.discount($1.offset) : 0) }
        return gain / (0..<min(k, relevant)).reduce(0) { $0 + Self.discount($1) }
    }

    private func count(_ k: Int) -> Int { hits.prefix(k).count { $0 } }

    private static func discount(_ offset: Int) -> Double { 1 / log2(Double(offset + 2)) }
}
