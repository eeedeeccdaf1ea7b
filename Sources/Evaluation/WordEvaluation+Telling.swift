import Basics

extension WordEvaluation {
    /// How often the words that are said of baskets of one label have a word in common with the label, or with what else names what is
    /// liked. As many baskets of each label that has more rows than are liked. Cost: a question for each basket.
    ///
    /// - Parameters:
    ///   - names: further names of each row; none where there are none.
    ///   - telling: what is said of liked rows.
    public func tellingScores(
        of subject: String, likes: [Int], names: [String?] = [], telling: ([Int]) throws -> [String], progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [TellingScore] {
        try likes.compactMap { count in
            let told = labels.filter { $0.rows.count > count }, each = max(1, baskets / max(1, told.count))
            var random = SplitMix(seed)
            var named: [Double] = []
            var words = 0
            for label in told {
                for _ in 0..<each {
                    let liked = random.sample(count, of: label.rows), said = try telling(liked)
                    let right = [label.text] + liked.compactMap { names.indices.contains($0) ? names[$0] : nil }
                    named.append(said.contains { word in right.contains { LabelWords.share(word, $0) } } ? 1 : 0)
                    words += said.count
                    progress(named.count, told.count * each)
                }
            }
            return Estimate(named, seed: seed).map {
                TellingScore(subject: subject, likes: count, baskets: named.count, named: $0, words: Double(words) / Double(named.count))
            }
        }
    }
}
