import Basics
import Vectors

/// How well an item's neighbours are of its kind.
public struct RetrievalScore: Hashable, Sendable {
    /// The subject's name.
    public let subject: String
    public let metric: Metric
    public let k: Int
    public let precision: Estimate
    public let recall: Estimate
    /// mAP@k.
    public let averagePrecision: Estimate
    public let ndcg: Estimate
    /// Mean cosine of each two results, in the vectors that were compared; nil where no list has two.
    public let similarity: Estimate?
}

/// Leave-one-out: each item in turn is searched for among the others, and those of its kind should come first.
public struct LeaveOneOut: Sendable {
    public let truth: GroundTruth
    /// The rows that are searched for, ascending: a random sample of those for which there is something to be found.
    public let queries: [Int]
    /// How many rows have something to be found.
    public let possibleQueries: Int
    private let seed: UInt64

    /// - Parameters:
    ///   - limit: how many queries at most.
    ///   - seed: draws the same queries, and the same intervals, every time.
    public init(_ truth: GroundTruth, limit: Int = .max, seed: UInt64 = 1) {
        self.truth = truth
        self.seed = seed
        let possible = truth.labels.kinds.indices.filter { truth.labels.kinds[$0] != nil && truth.relevant(for: $0) > 0 }
        possibleQueries = possible.count
        var random = SplitMix(seed)
        queries = limit < possible.count ? random.sample(limit, of: possible).sorted() : possible
    }

    private static let batch = 64

    /// Scores for each metric and each k, in this order. Empty without queries.
    ///
    /// Cost: a search per query; queries that may find the same rows are searched together, all metrics in one pass.
    ///
    /// - Parameters:
    ///   - cutoffs: values of k, above 0.
    ///   - progress: told how many queries are done.
    /// - Throws: `SearchError`, such as when a query's vector is not finite.
    /// - Precondition: the subject's table has as many rows as the truth.
    public func scores(
        of subject: Subject, metrics: [Metric], cutoffs: [Int], progress: (Int) -> Void = { _ in }
    ) throws(SearchError) -> [RetrievalScore] {
        precondition(subject.index.table.rows == truth.labels.kinds.count, "labels of another table")
        guard !queries.isEmpty, let deepest = cutoffs.max() else { return [] }
        var tally = metrics.map { _ in cutoffs.map { _ in Tally() } }
        var done = 0
        let groups = Dictionary(grouping: queries) { truth.excludedSame?.kinds[$0] }
        // In the order of their first query: the same every time.
        for (value, rows) in groups.sorted(by: { $0.value[0] < $1.value[0] }) {
            let candidates = truth.candidates(excludingValue: value)
            for start in stride(from: 0, to: rows.count, by: Self.batch) {
                let batch = rows[start..<min(start + Self.batch, rows.count)]
                let found = try subject.index.nearest(
                    to: batch.map { Query(subject.index.table.vector(at: $0), balance: subject.balance) }, metrics: metrics,
                    count: min(deepest, truth.items) + 1, among: candidates)
                for (row, lists) in zip(batch, found) {
                    for m in metrics.indices {
                        let results = lists[m].map(\.row).filter { $0 != row }.prefix(deepest)
                        judge(Array(results), query: row, subject, cutoffs, into: &tally[m])
                    }
                }
                done += batch.count
                progress(done)
            }
        }
        return metrics.indices.flatMap { m in
            cutoffs.indices.map { tally[m][$0].score(subject.name, metrics[m], k: cutoffs[$0], seed: seed) }
        }
    }

    private func judge(_ results: [Int], query: Int, _ subject: Subject, _ cutoffs: [Int], into tallies: inout [Tally]) {
        let kind = truth.labels.kinds[query]
        let list = RankedList(hits: results.map { truth.labels.kinds[$0] == kind }, relevant: truth.relevant(for: query))
        let similarity = subject.similarity(of: results, at: cutoffs)
        for (c, k) in cutoffs.enumerated() {
            tallies[c].precision.append(list.precision(at: k))
            tallies[c].recall.append(list.recall(at: k))
            tallies[c].averagePrecision.append(list.averagePrecision(at: k))
            tallies[c].ndcg.append(list.ndcg(at: k))
            if let similarity = similarity[c] { tallies[c].similarity.append(similarity) }
        }
    }
}

/// The measures of all queries, query after query.
private struct Tally {
    var precision: [Double] = []
    var recall: [Double] = []
    var averagePrecision: [Double] = []
    var ndcg: [Double] = []
    var similarity: [Double] = []

    func score(_ subject: String, _ metric: Metric, k: Int, seed: UInt64) -> RetrievalScore {
        RetrievalScore(
            subject: subject, metric: metric, k: k, precision: Estimate(precision, seed: seed)!,
            recall: Estimate(recall, seed: seed)!, averagePrecision: Estimate(averagePrecision, seed: seed)!, ndcg: Estimate(ndcg, seed: seed)!,
            similarity: Estimate(similarity, seed: seed))
    }
}
