import Basics
import Evaluation
import Experiments
import Foundation
import Taste
import Vectors

/// The answer of `vitrine evaluate` as JSON.
package struct EvaluationReport: Encodable {
    /// Leave-one-out by one encoder, metric and value of k.
    package struct Result: Encodable {
        /// The encoder's name, or `encoder[part]`.
        package let encoder: String
        package let metric: String
        package let k: Int
        /// The 95% intervals of all measures are in `intervals`; `low` and `high` are the precision's once more.
        package let precision, low, high: Double
        package let recall, map, ndcg: Double
        package let similarity: Double?
        /// The other measures' 95% intervals, each from low to high, by the measure's name.
        package let intervals: [String: [Double]]
    }
    /// Ghosts of baskets of one shape, by one encoder, metric, mode and value of k.
    package struct BasketResult: Encodable {
        package let encoder: String
        package let metric: String
        package let mode: String
        /// Liked items in each basket.
        package let likes: Int
        /// How many kinds they come from.
        package let kinds: Int
        package let k: Int
        /// How many baskets were drawn.
        package let baskets: Int
        package let precision, low, high: Double
        package let balanced, coverage, evenness: Double
        package let intervals: [String: [Double]]
    }

    /// The items that have a value in the column.
    package let items: Int
    /// The column that is judged by, and the one whose value results may not share with the query.
    package let by: String
    package let excludeSame: String?
    /// The items that were searched for, and how many could have been.
    package let queries: Int
    package let possibleQueries: Int
    package let seed: UInt64
    /// How many of the items each encoder was trained on; nil where none was, as far as is known.
    package let trainedOn: [String: Int]?
    /// A line for each encoder, metric and value of k, in this order.
    package private(set) var results: [Result] = []
    /// There only when they were asked for.
    package private(set) var baskets: [BasketResult]?
    /// The same.
    package private(set) var words: Words?
    /// The same.
    package private(set) var exploring: [Exploring]?

    /// A report without results yet.
    ///
    /// - Parameter seed: what queries and intervals were drawn by.
    package init(_ evaluation: LeaveOneOut, by: String, excludingSame: String?, seed: UInt64, trainedOn: [String: Int] = [:]) {
        self.trainedOn = trainedOn.isEmpty ? nil : trainedOn
        items = evaluation.truth.items
        self.by = by
        excludeSame = excludingSame
        queries = evaluation.queries.count
        possibleQueries = evaluation.possibleQueries
        self.seed = seed
    }

    /// Adds scores of leave-one-out, rounded to six decimals.
    package mutating func add(_ scores: [RetrievalScore]) {
        results += scores.map { score in
            var intervals = ["precision": score.precision, "recall": score.recall, "map": score.averagePrecision, "ndcg": score.ndcg].mapValues(
                Self.interval)
            intervals["similarity"] = score.similarity.map(Self.interval)
            return Result(
                encoder: score.subject, metric: score.metric.rawValue, k: score.k, precision: Self.rounded(score.precision.mean),
                low: Self.rounded(score.precision.low), high: Self.rounded(score.precision.high),
                recall: Self.rounded(score.recall.mean), map: Self.rounded(score.averagePrecision.mean), ndcg: Self.rounded(score.ndcg.mean),
                similarity: score.similarity.map { Self.rounded($0.mean) }, intervals: intervals)
        }
    }

    /// Adds scores of baskets, rounded to six decimals.
    package mutating func add(_ scores: [BasketScore]) {
        baskets =
            (baskets ?? [])
            + scores.map { score in
                BasketResult(
                    encoder: score.subject, metric: score.metric.rawValue, mode: score.mode.rawValue, likes: score.shape.likes,
                    kinds: score.shape.kinds, k: score.k, baskets: score.baskets, precision: Self.rounded(score.precision.mean),
                    low: Self.rounded(score.precision.low), high: Self.rounded(score.precision.high),
                    balanced: Self.rounded(score.balanced.mean), coverage: Self.rounded(score.coverage.mean),
                    evenness: Self.rounded(score.evenness.mean),
                    intervals: ["precision": score.precision, "balanced": score.balanced, "coverage": score.coverage, "evenness": score.evenness]
                        .mapValues(Self.interval))
            }
    }

    /// Adds what words are worth.
    ///
    /// - Parameter orNamedBy: the column whose values name items too.
    package mutating func add(_ results: WordResults, orNamedBy: String?) { words = Words(results, orNamedBy: orNamedBy) }

    /// Adds how soon simulated shoppers find what they like.
    package mutating func add(_ results: [(encoder: String, shoppers: Int, scores: [ExploreScore])]) {
        exploring =
            (exploring ?? [])
            + results.flatMap { result in result.scores.map { Exploring($0, encoder: result.encoder, shoppers: result.shoppers) } }
    }

    /// The report in one line.
    package func json() throws -> String {
        try JSON.text(self)
    }

    private static func interval(_ estimate: Estimate) -> [Double] { [rounded(estimate.low), rounded(estimate.high)] }

    /// Six decimals.
    private static func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}
