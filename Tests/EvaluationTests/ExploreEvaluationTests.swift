import TestSupport
import Testing
import Vectors

@testable import Evaluation

@Suite struct ExploreEvaluationTests {
    /// Items in many kinds, each along an axis of its own.
    private func shop(_ kinds: Int, each: Int) throws -> (table: Table, labels: [String?]) {
        var random = SeededGenerator(seed: 4)
        var rows: [[Float]] = [], labels: [String?] = []
        for item in 0..<kinds * each {
            var row = (0..<kinds).map { _ in 0.15 * random.normal() }
            row[item % kinds] += 1
            rows.append(row)
            labels.append("kind \(item % kinds)")
        }
        return (try Table(rows), labels)
    }

    @Test func whatTellsMostFindsAllInterestsInFewerLikes() throws {
        let (table, labels) = try shop(12, each: 30)
        let evaluation = ExploreEvaluation(GroundTruth(labels), count: 40, patience: 120, seed: 1)
        #expect(evaluation.shoppers.count == 40 && evaluation.shoppers.allSatisfy { (2...3).contains($0.kinds.count) })
        var told: [ExploreEvaluation.Guide] = []
        let scores = try evaluation.scores(of: table.subject()) { guide, _, _ in told.append(guide) }
        #expect(scores.map(\.guide) == [.explore, .random, .ghost] && Set(told).count == 3)
        #expect(scores[0].difference == nil && scores[0].found > 0.95)
        for other in scores.dropFirst() { #expect(try #require(other.difference).high < 0, "\(other)") }
        #expect(try evaluation.scores(of: table.subject()) == scores)
    }

    @Test func shoppersNeedKindsToLike() throws {
        let none = ExploreEvaluation(GroundTruth(["a", "b", nil, "c"]), count: 10, patience: 5, seed: 1)
        #expect(none.shoppers.isEmpty)
        #expect(try none.scores(of: shop(2, each: 2).table.subject()).isEmpty)
        // Whoever sees nothing more has not found all.
        let (table, labels) = try shop(4, each: 5)
        let evaluation = ExploreEvaluation(GroundTruth(labels), count: 10, patience: 1, seed: 2)
        for guide in ExploreEvaluation.Guide.allCases {
            let visits = try evaluation.visits(of: table.subject(), by: guide)
            #expect(visits.count == 10 && visits.allSatisfy { $0.looks == 1 && (1...2).contains($0.likes) })
        }
    }
}
