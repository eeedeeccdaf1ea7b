import Basics
import Catalog
import Encoders
import Experiments
import Foundation
import TestSupport
import Testing
import Vectors

@Suite struct EncoderEvaluationTests {
    let folder = try! TemporaryFolder()

    @Test func aScoreForEachEncoderMetricAndCutoff() throws {
        let catalog = try labelledCatalog(["cat": 6, "dog": 6], in: folder)
        let evaluation = try EncoderEvaluation(catalog, by: "label", excludingSame: nil, encoders: nil, queries: 10, seed: 1)
        #expect(evaluation.leaveOneOut.queries.count == 10)
        let scores = try evaluation.scores(parts: false, metrics: [.cosine, .dot], cutoffs: [1, 3])
        #expect(scores.map(\.metric) == [.cosine, .cosine, .dot, .dot] && scores.map(\.k) == [1, 3, 1, 3])
        #expect(scores.allSatisfy { $0.subject == "descriptor" && (0...1).contains($0.precision.mean) })
        let baskets = try evaluation.basketScores(passed: 0, metrics: [.cosine], modes: [.centroid], cutoffs: [2])
        #expect(!baskets.isEmpty && baskets.allSatisfy { $0.baskets == 1 && $0.k == 2 })
    }

    @Test func anEncoderWithoutWordsKnowsNoLabel() throws {
        let catalog = try labelledCatalog(["cat": 6, "dog": 6], in: folder)
        let evaluation = try EncoderEvaluation(catalog, by: "label", excludingSame: nil, encoders: nil, queries: 10, seed: 1)
        let results = try evaluation.wordResults(metrics: [.cosine], modes: [.centroid], cutoffs: [3], orNamedBy: nil)
        #expect(results.asked == 2 && results.unknown == ["descriptor": ["cat", "dog"]])
        #expect(results.scores.isEmpty && results.mixed.isEmpty && results.telling.isEmpty)
        #expect(throws: PlainError.self) { try evaluation.wordResults(metrics: [.cosine], modes: [], cutoffs: [3], orNamedBy: "nowhere") }
    }

    @Test func whereThereIsNothingToFindItSaysSo() throws {
        let catalog = try labelledCatalog(["cat": 2], in: folder)
        #expect { try EncoderEvaluation(catalog, by: "id", excludingSame: nil, encoders: nil, queries: 10, seed: 1) } throws: {
            "\($0)".contains("nothing to find")
        }
        #expect(throws: EncoderError.self) {
            try EncoderEvaluation(catalog, by: "label", excludingSame: nil, encoders: ["nobody"], queries: 10, seed: 1)
        }
    }
}
