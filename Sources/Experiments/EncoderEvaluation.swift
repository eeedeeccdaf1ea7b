import Basics
import Catalog
import Console
import Evaluation
import Taste
import Vectors

/// Measures encoders over a catalog's pictures, judged by its labels, with progress on standard error.
package struct EncoderEvaluation {
    /// The queries, and what is right for each.
    package let leaveOneOut: LeaveOneOut
    /// How many of the usable items each encoder was trained on, by its name; none where that is not known, or no item.
    package let trainedItems: [String: Int]
    let catalog: Catalog
    let column: String
    /// The value of each row in the column that is judged by; nil: it takes no part.
    let labels: [String?]
    let encodings: Encodings
    let queries: Int
    let seed: UInt64

    /// Brings labels and vectors together.
    ///
    /// Cost: an encoder other than the catalog's own encodes all pictures, into a table that goes away with this value.
    ///
    /// - Parameters:
    ///   - column: what makes items belong together.
    ///   - excludedColumn: neighbours that share the query's value there are left out.
    ///   - names: the encoders; nil: the catalog's own.
    ///   - onlyValidation: whether items that one of the encoders was trained on are left out.
    ///   - queries: how many items are searched for at most, and ten times as many as baskets of each shape.
    /// - Throws: `PlainError` for a column without values, and where there is nothing to find.
    package init(
        _ catalog: Catalog, by column: String, excludingSame excludedColumn: String?, encoders names: [String]?, onlyValidation: Bool = false,
        queries: Int, seed: UInt64
    ) throws {
        let columns = try LabelColumns(catalog, labels: column, excludingSame: excludedColumn)
        encodings = try Encodings(catalog, encoders: names)
        let trained = try TrainedRows(of: encodings.encoders, in: catalog)
        let unusable = encodings.unusable
        trainedItems = onlyValidation ? [:] : trained.rows.mapValues { $0.subtracting(unusable).count }.filter { $0.value > 0 }
        let leftOut = onlyValidation ? trained.rows.values.reduce(unusable) { $0.union($1) } : unusable
        leaveOneOut = LeaveOneOut(columns.truth(without: leftOut), limit: queries, seed: seed)
        labels = columns.labels(without: leftOut)
        (self.catalog, self.column, self.queries, self.seed) = (catalog, column, queries, seed)
        try columns.requireSomethingToFind(leaveOneOut)
    }

    /// Leave-one-out for each encoder, metric and value of k.
    ///
    /// - Parameter parts: also for each named part of the vectors alone.
    package func scores(parts: Bool, metrics: [Metric], cutoffs: [Int]) throws -> [RetrievalScore] {
        try encodings.subjects(parts: parts).flatMap { subject in
            var line = ProgressLine("queries by \(sanitized(subject.name))", one: "query by \(sanitized(subject.name))")
            defer { line.finish() }
            return try leaveOneOut.scores(of: subject, metrics: metrics, cutoffs: cutoffs) { done in
                line.show(done: done, total: leaveOneOut.queries.count)
            }
        }
    }

    /// Ghosts of made-up baskets, for each encoder, shape, metric, mode and value of k.
    ///
    /// - Parameter passed: passed items of other kinds in each basket.
    package func basketScores(passed: Int, metrics: [Metric], modes: [GhostMode], cutoffs: [Int]) throws -> [BasketScore] {
        let sample = BasketEvaluation(leaveOneOut.truth, count: max(1, queries / 10), passed: passed, seed: seed)
        return try encodings.subjects(parts: false).flatMap { subject in
            var line = ProgressLine("baskets by \(sanitized(subject.name))", one: "basket by \(sanitized(subject.name))")
            defer { line.finish() }
            return try sample.scores(of: subject, metrics: metrics, modes: modes, cutoffs: cutoffs) { line.show(done: $0, total: $1) }
        }
    }

    /// Says on standard error how many items take no part, if any.
    package func noteUnusable() {
        guard !encodings.unusable.isEmpty else { return }
        let count = encodings.unusable.count
        Console.note("Left out: \(counted(count, "item")); not every encoder has a usable vector of \(count == 1 ? "it" : "them").")
    }
}
