import Basics
import Taste
import Vectors

/// Labels asked for in words, mixed with liked items, and told from them, by whatever finds the nearest.
///
/// All subjects and metrics meet the same labels and baskets.
public struct WordEvaluation: Sendable {
    /// A question: words, and what is liked beside them.
    public struct Question: Sendable {
        public let words: String
        /// Rows.
        public let liked: [Int]
        public let mode: GhostMode
        public let metrics: [Metric]
        public let count: Int
    }

    /// Finds the labelled rows that are nearest: a list for each metric, nearest first; nil where the words are not understood.
    public typealias Finding = (Question) throws -> [[Int]]?

    /// A label with its rows.
    public struct Label: Hashable, Sendable {
        /// As it stands in the catalog.
        public let text: String
        public let rows: [Int]
    }

    /// In the order of their first rows, or picked at random.
    public let labels: [Label]
    let truth: GroundTruth
    let baskets: Int
    let seed: UInt64

    /// - Parameters:
    ///   - values: the label of each row; nil or empty: the row takes no part.
    ///   - limit: how many labels are asked for at most, picked at random.
    ///   - baskets: how many baskets of each sort.
    public init(_ values: [String?], limit: Int = .max, baskets: Int, seed: UInt64 = 1) {
        truth = GroundTruth(values)
        let all = truth.labels.members.map { Label(text: values[$0[0]] ?? "", rows: $0) }
        var random = SplitMix(seed)
        labels = limit < all.count ? random.sample(limit, of: all) : all
        (self.baskets, self.seed) = (baskets, seed)
    }

    /// Precision for each metric and value of k, and the labels that are not understood. Cost: a search per label.
    public func scores(
        of subject: String, metrics: [Metric], cutoffs: [Int], finding: Finding, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> (scores: [WordScore], unknown: [Label]) {
        var precisions = metrics.map { _ in cutoffs.map { _ in [Double]() } }
        var known: [Label] = []
        for (place, label) in labels.enumerated() {
            let question = Question(
                words: LabelWords.phrase(of: label.text), liked: [], mode: .centroid, metrics: metrics, count: cutoffs.max() ?? 0)
            if let found = try finding(question) {
                known.append(label)
                for m in metrics.indices { for (c, k) in cutoffs.enumerated() { precisions[m][c].append(share(of: label, in: found[m], at: k)) } }
            }
            progress(place + 1, labels.count)
        }
        let scores = metrics.indices.flatMap { m in
            cutoffs.indices.compactMap { c in
                Estimate(precisions[m][c], seed: seed).map {
                    WordScore(
                        subject: subject, metric: metrics[m], k: cutoffs[c], labels: known.count, precision: $0, chance: chance(of: known))
                }
            }
        }
        let understood = Set(known)
        return (scores, labels.filter { !understood.contains($0) })
    }

    /// The share of a label's rows among the first k.
    func share(of label: Label, in rows: [Int], at k: Int) -> Double {
        let kind = truth.labels.kinds[label.rows[0]]
        return Double(rows.prefix(k).count { truth.labels.kinds[$0] == kind }) / Double(k)
    }

    /// The mean share that labels have of the labelled rows.
    func chance(of labels: [Label]) -> Double {
        labels.isEmpty ? 0 : labels.reduce(0) { $0 + Double($1.rows.count) / Double(truth.items) } / Double(labels.count)
    }
}
