import Basics
import Console
import Evaluation

extension EncoderEvaluation {
    /// Items that a simulated shopper looks at before giving up.
    package static let patience = 200

    /// How soon simulated shoppers find all kinds that they like, by each encoder and each guide.
    ///
    /// - Throws: `PlainError` where the labels allow no shopper.
    package func exploreScores() throws -> [(encoder: String, shoppers: Int, scores: [ExploreScore])] {
        let evaluation = ExploreEvaluation(leaveOneOut.truth, count: max(1, queries / 10), patience: Self.patience, seed: seed)
        guard !evaluation.shoppers.isEmpty else {
            throw PlainError("fewer than three values of \(column) have five items, so there are no shoppers with several interests")
        }
        return try encodings.subjects(parts: false).map { subject in
            var line = ProgressLine("shoppers by \(sanitized(subject.name))", one: "shopper by \(sanitized(subject.name))")
            defer { line.finish() }
            let guides = ExploreEvaluation.Guide.allCases
            let scores = try evaluation.scores(of: subject) { guide, done, total in
                line.show(done: guides.firstIndex(of: guide)! * total + done, total: guides.count * total)
            }
            return (subject.name, evaluation.shoppers.count, scores)
        }
    }
}
