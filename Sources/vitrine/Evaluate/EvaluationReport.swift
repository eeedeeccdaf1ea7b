import Basics
import Evaluation
import Foundation
import Taste
import Vectors

/// The answer of `vitrine evaluate` as JSON.
struct EvaluationReport: Encodable {
    struct Result: Encodable {
        let encoder: String
        let metric: String
        let k: Int
        /// `low` and `high` are the precision's interval; the other measures' are in `intervals`.
        let precision, low, high: Double
        let recall, map, ndcg: Double
        let similarity: Double?
        let intervals: [String: [Double]]
    }
    struct BasketResult: Encodable {
        let encoder: String
        let metric: String
        let mode: String
        let likes: Int
        let kinds: Int
        let k: Int
        /// How many baskets were drawn.
        let baskets: Int
        let precision, low, high: Double
        let balanced, coverage, evenness: Double
        let intervals: [String: [Double]]
    }

    /// The items that have a value in the column.
    let items: Int
    let by: String
    let excludeSame: String?
    /// The items that were searched for, and how many could have been.
    let queries: Int
    let possibleQueries: Int
    let seed: UInt64
    private(set) var results: [Result] = []
    /// There only when they were asked for.
    private(set) var baskets: [BasketResult]?

    init(_ evaluation: LeaveOneOut, by: String, excludingSame: String?, seed: UInt64) {
        items = evaluation.truth.items
        self.by = by
        excludeSame = excludingSame
        queries = evaluation.queries.count
        possibleQueries = evaluation.possibleQueries
        self.seed = seed
    }

    mutating func add(_ scores: [RetrievalScore]) {
        results += scores.map { score in
            var intervals = ["recall": score.recall, "map": score.averagePrecision, "ndcg": score.ndcg].mapValues(Self.interval)
            intervals["similarity"] = score.similarity.map(Self.interval)
            return Result(
                encoder: score.subject, metric: score.metric.rawValue, k: score.k, precision: Self.rounded(score.precision.mean),
                low: Self.rounded(score.precision.low), high: Self.rounded(score.precision.high),
                recall: Self.rounded(score.recall.mean), map: Self.rounded(score.averagePrecision.mean), ndcg: Self.rounded(score.ndcg.mean),
                similarity: score.similarity.map { Self.rounded($0.mean) }, intervals: intervals)
        }
    }

    mutating func add(_ scores: [BasketScore]) {
        baskets =
            (baskets ?? [])
            + scores.map { score in
                BasketResult(
                    encoder: score.subject, metric: score.metric.rawValue, mode: score.mode.rawValue, likes: score.shape.likes,
                    kinds: score.shape.kinds, k: score.k, baskets: score.baskets, precision: Self.rounded(score.precision.mean),
                    low: Self.rounded(score.precision.low), high: Self.rounded(score.precision.high),
                    balanced: Self.rounded(score.balanced.mean), coverage: Self.rounded(score.coverage.mean),
                    evenness: Self.rounded(score.evenness.mean),
                    intervals: ["balanced": score.balanced, "coverage": score.coverage, "evenness": score.evenness]
                        .mapValues(Self.interval))
            }
    }

    func json() throws -> String {
        try JSON.text(self)
    }

    private static func interval(_ estimate: Estimate) -> [Double] { [rounded(estimate.low), rounded(estimate.high)] }

    /// Six decimals.
    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
