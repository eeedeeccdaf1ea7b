import Taste
import Testing
import Vectors

@testable import Evaluation

@Suite struct BasketEvaluationTests {
    @Test func shapesSpreadLikesEvenly() {
        #expect(BasketShape.standard.count == 10)
        let labels = (0..<60).map { "kind \($0 % 4)" as String? }
        let truth = GroundTruth(labels)
        for shape in BasketShape.standard {
            let baskets = SampleBasket.draw(20, shape: shape, passed: 2, truth: truth, seed: 3)
            #expect(baskets.count == 20 && baskets == SampleBasket.draw(20, shape: shape, passed: 2, truth: truth, seed: 3))
            for basket in baskets {
                #expect(Set(basket.liked).count == shape.likes && Set(basket.kinds).count == shape.kinds && basket.passed.count == 2)
                let counts = basket.kinds.map { kind in basket.liked.count { truth.labels.kinds[$0] == kind } }
                #expect(counts.reduce(0, +) == shape.likes && counts.max()! - counts.min()! <= 1)
                #expect(basket.passed.allSatisfy { !basket.kinds.contains(truth.labels.kinds[$0]!) })
            }
        }
    }

    @Test func impossibleBasketsAreNotDrawn() {
        func draw(_ labels: [String?], _ likes: Int, _ kinds: Int, same: [String?]? = nil) -> Int {
            SampleBasket.draw(
                5, shape: BasketShape(likes: likes, kinds: kinds), passed: 1, truth: GroundTruth(labels, excludingSame: same), seed: 1
            ).count
        }
        #expect(draw([], 1, 1) == 0 && draw([nil, nil], 1, 1) == 0)
        #expect(draw(["a", "a", "a"], 2, 2) == 0 && draw(["a", "a", "a"], 3, 1) == 0 && draw(["a", "a", "a"], 2, 1) == 5)
        #expect(draw(["a", "a", "b", "b"], 1, 1, same: ["x", "x", "y", "y"]) == 0)
    }

    @Test func interestsServeBothKindsOfAMixedBasket() throws {
        let kinds = try ThreeKinds()
        let evaluation = BasketEvaluation(
            GroundTruth(kinds.labels), shapes: [BasketShape(likes: 1, kinds: 1), BasketShape(likes: 5, kinds: 2)], count: 15)
        var told: [Int] = []
        let scores = try evaluation.scores(
            of: kinds.table.subject(), metrics: [.cosine, .euclidean], modes: GhostMode.allCases, cutoffs: [4, 6]
        ) { done, total in told.append(total - done) }
        #expect(scores.count == 2 * 2 * GhostMode.allCases.count * 2 && told.count == 30 && told.last == 0)
        for score in scores {
            for estimate in [score.precision, score.coverage, score.evenness, score.balanced] {
                #expect(estimate.low <= estimate.mean && estimate.mean <= estimate.high && estimate.low >= 0 && estimate.high <= 1)
            }
            #expect(score.balanced.mean <= score.coverage.mean + 1e-12 && score.baskets == 15)
            if score.shape.kinds == 1 { #expect(score.balanced == score.precision && score.precision.mean == 1) }
            if score.mode == .interests { #expect(score.precision.mean == 1 && score.balanced.mean == 1 && score.evenness.mean > 0.9) }
        }
    }

    /// Without passed items, rocchio is the centroid; with some, it turns away from them.
    @Test func passedItemsReachTheGhost() throws {
        let kinds = try ThreeKinds(noise: 0.9)
        func scores(passed: Int) throws -> [BasketScore] {
            try BasketEvaluation(GroundTruth(kinds.labels), shapes: [BasketShape(likes: 3, kinds: 1)], count: 20, passed: passed)
                .scores(of: kinds.table.subject(), metrics: [.cosine], modes: [.centroid, .rocchio], cutoffs: [8])
        }
        let without = try scores(passed: 0), with = try scores(passed: 3)
        #expect(without[0].precision == without[1].precision)
        #expect(with[1].precision.mean > with[0].precision.mean)
    }

    @Test func whatSharesTheSecondColumnIsNotFound() throws {
        let kinds = try ThreeKinds()
        let truth = GroundTruth(kinds.labels, excludingSame: kinds.motifs)
        // Ten others of the kind are left for each basket of one, so that deeper lists hold other kinds too.
        let scores = try BasketEvaluation(truth, shapes: [BasketShape(likes: 1, kinds: 1)], count: 10)
            .scores(of: kinds.table.subject(), metrics: [.cosine], modes: [.centroid], cutoffs: [10, 20])
        #expect(scores[0].precision.mean == 1 && scores[1].precision.mean == 0.5)
        #expect(scores[1].balanced.mean == 1)
    }
}
