import Taste
import Vectors

/// How well a ghost mode serves baskets of a shape.
public struct BasketScore: Hashable, Sendable {
    /// The subject's name.
    public let subject: String
    public let metric: Metric
    public let mode: GhostMode
    public let shape: BasketShape
    public let k: Int
    /// How many baskets were drawn.
    public let baskets: Int
    public let precision: Estimate
    public let coverage: Estimate
    public let evenness: Estimate
    /// Balanced precision: the worst served kind's.
    public let balanced: Estimate
}

/// Made-up baskets of known kinds, their ghosts, and whether what the ghosts find is of these kinds.
///
/// All modes, metrics and subjects meet the same baskets.
public struct BasketEvaluation: Sendable {
    public let truth: GroundTruth
    /// The baskets of each shape; shapes that the labels do not allow are left out.
    public let drawn: [Drawn]
    private let seed: UInt64

    /// Baskets of one shape.
    public struct Drawn: Sendable {
        public let shape: BasketShape
        public let baskets: [SampleBasket]
    }

    /// - Parameters:
    ///   - count: how many baskets of each shape.
    ///   - passed: how many passed items, of other kinds, each holds; the same items are liked with them and without.
    public init(_ truth: GroundTruth, shapes: [BasketShape] = BasketShape.standard, count: Int, passed: Int = 0, seed: UInt64 = 1) {
        self.truth = truth
        self.seed = seed
        drawn = shapes.compactMap { shape in
            let baskets = SampleBasket.draw(count, shape: shape, passed: passed, truth: truth, seed: seed)
            return baskets.isEmpty ? nil : Drawn(shape: shape, baskets: baskets)
        }
    }

    /// Scores for each shape, metric, mode and k, in this order.
    ///
    /// Cost: for each basket and mode, a search with as many vectors as the mode makes of the basket.
    ///
    /// - Parameters:
    ///   - cutoffs: values of k, above 0.
    ///   - progress: told how many baskets are done, of how many.
    /// - Throws: `SearchError`, such as when a vector is not finite.
    public func scores(
        of subject: Subject, metrics: [Metric], modes: [GhostMode], cutoffs: [Int], progress: (Int, Int) -> Void = { _, _ in }
    ) throws(SearchError) -> [BasketScore] {
        guard let deepest = cutoffs.max() else { return [] }
        let total = drawn.reduce(0) { $0 + $1.baskets.count }
        var done = 0
        var scores: [BasketScore] = []
        for group in drawn {
            var results = metrics.map { _ in modes.map { _ in [BasketResults]() } }
            for basket in group.baskets {
                let candidates = truth.candidates(besides: basket.liked)
                let relevant = basket.kinds.map { truth.labels.members[$0].count(where: candidates.contains) }
                for (place, mode) in modes.enumerated() {
                    let lists = try ghost(of: basket, mode, subject).neighbors(
                        in: subject.index, metrics: metrics, count: min(deepest, truth.items), among: candidates)
                    for m in metrics.indices {
                        let kinds = lists[m].map { basket.kinds.firstIndex(of: truth.labels.kinds[$0.row]!) }
                        results[m][place].append(BasketResults(kinds: kinds, relevant: relevant))
                    }
                }
                done += 1
                progress(done, total)
            }
            for m in metrics.indices {
                for (place, mode) in modes.enumerated() {
                    scores += cutoffs.map { score(results[m][place], subject, metrics[m], mode, group.shape, k: $0) }
                }
            }
        }
        return scores
    }

    private func ghost(of basket: SampleBasket, _ mode: GhostMode, _ subject: Subject) -> Ghost {
        func examples(_ rows: [Int]) -> [Example] { rows.map { Example(subject.index.table.vector(at: $0), row: $0) } }
        var ghost = Ghost(liked: examples(basket.liked), passed: examples(basket.passed), mode: mode)
        ghost.balance = subject.balance
        return ghost
    }

    private func score(
        _ results: [BasketResults], _ subject: Subject, _ metric: Metric, _ mode: GhostMode, _ shape: BasketShape, k: Int
    ) -> BasketScore {
        func estimate(_ measure: (BasketResults) -> Double) -> Estimate { Estimate(results.map(measure), seed: seed)! }
        return BasketScore(
            subject: subject.name, metric: metric, mode: mode, shape: shape, k: k, baskets: results.count,
            precision: estimate { $0.precision(at: k) }, coverage: estimate { $0.coverage(at: k) },
            evenness: estimate { $0.evenness(at: k) }, balanced: estimate { $0.balanced(at: k) })
    }
}
