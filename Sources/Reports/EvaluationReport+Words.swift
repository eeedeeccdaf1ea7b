import Basics
import Evaluation
import Experiments
import Taste
import Vectors

extension EvaluationReport {
    /// What words are worth.
    package struct Words: Encodable {
        /// Labels asked for as words, by one encoder, metric and value of k.
        package struct Result: Encodable {
            package let encoder: String
            package let metric: String
            package let k: Int
            /// How many labels were understood.
            package let labels: Int
            package let precision, low, high: Double
            /// The mean share of the labels' items.
            package let chance: Double
        }
        /// Words of one label with liked items of another: the shares of the results that have either.
        package struct Mixture: Encodable {
            package let encoder: String
            package let metric: String
            package let mode: String
            package let likes: Int
            package let k: Int
            package let baskets: Int
            package let words, pictures: Double
            package let wordsChance, picturesChance: Double
            package let intervals: [String: [Double]]
        }
        /// How often the words that are said of a basket of one label name it.
        package struct Telling: Encodable {
            package let encoder: String
            package let likes: Int
            package let baskets: Int
            package let named, low, high: Double
            /// Words said of a basket, on average.
            package let words: Double
        }

        /// How many labels were asked for.
        package let labels: Int
        /// What else names items, where it is told what they are about.
        package let orNamedBy: String?
        /// The labels that an encoder does not know, by its name.
        package let unknown: [String: [String]]
        package let results: [Result]
        package let mixed: [Mixture]
        package let told: [Telling]

        /// Rounded to six decimals.
        package init(_ words: WordResults, orNamedBy: String?) {
            labels = words.asked
            self.orNamedBy = orNamedBy
            unknown = words.unknown.filter { !$0.value.isEmpty }
            results = words.scores.map { score in
                Result(
                    encoder: score.subject, metric: score.metric.rawValue, k: score.k, labels: score.labels,
                    precision: rounded(score.precision.mean), low: rounded(score.precision.low), high: rounded(score.precision.high),
                    chance: rounded(score.chance))
            }
            mixed = words.mixed.map { score in
                Mixture(
                    encoder: score.subject, metric: score.metric.rawValue, mode: score.mode.rawValue, likes: score.likes, k: score.k,
                    baskets: score.baskets, words: rounded(score.words.mean), pictures: rounded(score.pictures.mean),
                    wordsChance: rounded(score.wordsChance), picturesChance: rounded(score.picturesChance),
                    intervals: ["words": score.words, "pictures": score.pictures].mapValues(interval))
            }
            told = words.telling.map { score in
                Telling(
                    encoder: score.subject, likes: score.likes, baskets: score.baskets, named: rounded(score.named.mean),
                    low: rounded(score.named.low), high: rounded(score.named.high), words: rounded(score.words))
            }
        }
    }
}

extension EvaluationReport.Words {
    /// Tables and lines for people.
    ///
    /// - Parameter by: the column of the labels.
    func text(by: String) -> String {
        var lines = ["Asked for in words: \(counted(labels, "label")) of \(sanitized(by))"]
        lines += unknown.sorted { $0.key < $1.key }.map { encoder, labels in
            if labels.count == self.labels { return "\(sanitized(encoder)) knows none of these words" }
            let named = labels.prefix(12).map(sanitized).joined(separator: ", "), more = labels.count - min(12, labels.count)
            return "\(sanitized(encoder)) does not know \(grouped(labels.count)) of them: \(named)" + (more > 0 ? " and \(grouped(more)) more" : "")
        }
        guard !results.isEmpty else { return lines.joined(separator: "\n") }
        let name = max(8, (results.map { displayWidth(sanitized($0.encoder)) }.max() ?? 0))
        lines.append(Self.row(["encoder", "metric"], name, ["k", "labels"], ["precision", "±", "chance"]))
        lines += results.map {
            Self.row([$0.encoder, $0.metric], name, ["\($0.k)", grouped($0.labels)], [$0.precision, ($0.high - $0.low) / 2, $0.chance].map(number))
        }
        lines += ["", "Words of one label with liked items of another: the shares of either among the results"]
        lines.append(Self.row(["encoder", "metric", "mode"], name, ["likes", "k"], ["words", "±", "chance", "pictures", "±", "chance"]))
        lines += mixed.map { mixture in
            let half = ["words", "pictures"].map { ((mixture.intervals[$0]?.last ?? 0) - (mixture.intervals[$0]?.first ?? 0)) / 2 }
            return Self.row(
                [mixture.encoder, mixture.metric, mixture.mode], name, ["\(mixture.likes)", "\(mixture.k)"],
                [mixture.words, half[0], mixture.wordsChance, mixture.pictures, half[1], mixture.picturesChance].map(number))
        }
        guard !told.isEmpty else { return lines.joined(separator: "\n") }
        lines.append("")
        for (encoder, scores) in Dictionary(grouping: told, by: \.encoder).sorted(by: { $0.key < $1.key }) {
            let shares = scores.map { "\(percent($0.named)) (\(percent($0.low))–\(percent($0.high))) of baskets of \($0.likes) likes" }
            let what = sanitized(by) + (orNamedBy.map { " or \(sanitized($0))" } ?? "")
            lines.append("The words of \(sanitized(encoder)) name the right \(what) for \(shares.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }

    private func number(_ value: Double) -> String { fixed(value, decimals: 3) }
    private func percent(_ share: Double) -> String { "\(Int((100 * share).rounded()))%" }

    private static func row(_ names: [String], _ width: Int, _ counts: [String], _ numbers: [String]) -> String {
        names.enumerated().map { padded(sanitized($1), to: $0 == 0 ? width : 9) }.joined(separator: "  ")
            + counts.map { paddedHead($0, to: 8) }.joined() + numbers.map { paddedHead($0, to: 11) }.joined()
    }
}

/// An estimate's 95% interval, in six decimals.
private func interval(_ estimate: Estimate) -> [Double] { [rounded(estimate.low), rounded(estimate.high)] }

/// Six decimals.
private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
