import Basics
import Taste
import Vectors

extension WordEvaluation {
    /// Words of one label, and liked rows of another.
    private struct Pair {
        let words: Label
        let pictures: Label
        let liked: [Int]
    }

    /// Words of one label mixed with liked rows of another, for each number of likes, mode, metric and value of k: neither side should
    /// drown the other. Cost: a search for each basket and mode.
    ///
    /// - Parameter unknown: labels that are not understood, which are liked only.
    public func mixedScores(
        of subject: String, likes: [Int], modes: [GhostMode], metrics: [Metric], cutoffs: [Int], without unknown: [Label], finding: Finding,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [MixedScore] {
        var scores: [MixedScore] = []
        var done = 0
        for count in likes {
            let pairs = pairs(likes: count, without: Set(unknown))
            for mode in modes {
                var shares = metrics.map { _ in cutoffs.map { _ in (words: [Double](), pictures: [Double]()) } }
                for pair in pairs {
                    let question = Question(
                        words: LabelWords.phrase(of: pair.words.text), liked: pair.liked, mode: mode, metrics: metrics, count: cutoffs.max() ?? 0)
                    for (m, found) in (try finding(question) ?? []).enumerated() {
                        for (c, k) in cutoffs.enumerated() {
                            shares[m][c].words.append(share(of: pair.words, in: found, at: k))
                            shares[m][c].pictures.append(share(of: pair.pictures, in: found, at: k))
                        }
                    }
                    done += 1
                    progress(done, likes.count * modes.count * pairs.count)
                }
                for m in metrics.indices {
                    for c in cutoffs.indices {
                        guard let words = Estimate(shares[m][c].words, seed: seed), let pictures = Estimate(shares[m][c].pictures, seed: seed)
                        else { continue }
                        scores.append(
                            MixedScore(
                                subject: subject, metric: metrics[m], mode: mode, likes: count, k: cutoffs[c], baskets: pairs.count, words: words,
                                pictures: pictures, wordsChance: chance(of: pairs.map(\.words)), picturesChance: chance(of: pairs.map(\.pictures))))
                    }
                }
            }
        }
        return scores
    }

    /// As many pairs as baskets, or none where the labels do not allow them.
    private func pairs(likes: Int, without unknown: Set<Label>) -> [Pair] {
        let asked = labels.filter { !unknown.contains($0) }, liked = labels.filter { $0.rows.count > likes }
        guard !asked.isEmpty, liked.count > 1 else { return [] }
        var random = SplitMix(seed)
        return (0..<baskets).compactMap { _ in
            let words = random.sample(1, of: asked)[0], pictures = random.sample(1, of: liked.filter { $0 != words })
            return pictures.first.map { Pair(words: words, pictures: $0, liked: random.sample(likes, of: $0.rows)) }
        }
    }
}
