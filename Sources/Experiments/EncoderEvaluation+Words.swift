import Basics
import Catalog
import Console
import Evaluation
import Taste
import Vectors

/// What words are worth with the encoders of a catalog.
package struct WordResults {
    package var scores: [WordScore] = []
    package var mixed: [MixedScore] = []
    package var telling: [TellingScore] = []
    /// How many labels were asked for.
    package let asked: Int
    /// The labels that an encoder does not know, by its name.
    package var unknown: [String: [String]] = [:]
}

extension EncoderEvaluation {
    /// Liked items beside words, and in baskets of one label that are told.
    private static let mixedLikes = [1, 3]
    private static let toldLikes = [3, 5, 12]

    /// Labels asked for as words; words of one label mixed with liked items of another; and how often the words that are said of liked items
    /// of one label name it. All of it is asked of the engine, as the browser does.
    ///
    /// - Parameter namesColumn: whose values name items too, where it is told what these are about.
    /// - Throws: `PlainError` where an encoder has no vectors in the catalog.
    package func wordResults(metrics: [Metric], modes: [GhostMode], cutoffs: [Int], orNamedBy namesColumn: String?) throws -> WordResults {
        let encoders = encodings.encoders.map(\.name)
        for encoder in encoders { _ = try catalog.by(encoder: encoder) }
        let names = try namesColumn.map { try LabelColumns(catalog, labels: $0, excludingSame: nil).labels() } ?? []
        let evaluation = WordEvaluation(labels, limit: queries, baskets: max(1, queries / 10), seed: seed)
        var results = WordResults(asked: evaluation.labels.count)
        for encoder in encoders {
            let searches = try WordSearches(
                catalog, encoder: encoder, column: column, rows: Set(labels.indices.filter { labels[$0]?.isEmpty == false }))
            func progress<Answer>(_ what: String, _ body: ((Int, Int) -> Void) throws -> Answer) rethrows -> Answer {
                var line = ProgressLine("\(what)s by \(sanitized(encoder))", one: "\(what) by \(sanitized(encoder))")
                defer { line.finish() }
                return try body { line.show(done: $0, total: $1) }
            }
            let (scores, unknown) = try progress("label") { progress in
                try evaluation.scores(of: encoder, metrics: metrics, cutoffs: cutoffs, finding: searches.find, progress: progress)
            }
            results.scores += scores
            results.unknown[encoder] = unknown.map(\.text)
            guard !scores.isEmpty else { continue }
            results.mixed += try progress("mixed basket") { progress in
                try evaluation.mixedScores(
                    of: encoder, likes: Self.mixedLikes, modes: modes, metrics: metrics, cutoffs: cutoffs, without: unknown,
                    finding: searches.find, progress: progress)
            }
            results.telling += try progress("described basket") { progress in
                try evaluation.tellingScores(of: encoder, likes: Self.toldLikes, names: names, telling: searches.tell, progress: progress)
            }
        }
        return results
    }
}
