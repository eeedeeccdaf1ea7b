import Foundation

/// The results of a basket's ghost, judged by the basket's kinds.
///
/// Precision alone cannot see that a mixed basket's second interest is lost: ten cats for a basket of cats and rockets are all
/// right.
public struct BasketResults: Hashable, Sendable {
    /// For each result, nearest first, the place of its kind among the basket's; nil: of none of them.
    public let kinds: [Int?]
    /// For each of the basket's kinds, how many items there are to be found; above 0.
    public let relevant: [Int]

    public init(kinds: [Int?], relevant: [Int]) {
        self.kinds = kinds
        self.relevant = relevant
    }

    /// Those of any of the basket's kinds among the first k results / k.
    public func precision(at k: Int) -> Double { Double(counts(k).reduce(0, +)) / Double(k) }

    /// The share of the basket's kinds that are among the first k results.
    public func coverage(at k: Int) -> Double { Double(counts(k).count { $0 > 0 }) / Double(relevant.count) }

    /// How evenly the first k results' right ones are spread over the basket's kinds: Shannon's entropy of their shares divided by
    /// its maximum (Pielou 1966). 1: all kinds alike, also where there is one kind only; 0: all of one kind, or none right.
    public func evenness(at k: Int) -> Double {
        let counts = counts(k)
        let total = Double(counts.reduce(0, +))
        guard total > 0 else { return 0 }
        guard counts.count > 1 else { return 1 }
        let entropy = counts.reduce(0.0) { sum, count in
            count == 0 ? sum : sum - Double(count) / total * log(Double(count) / total)
        }
        return entropy / log(Double(counts.count))
    }

    /// Balanced precision: how well the worst served of the basket's kinds is served. For each kind, its items among the first k
    /// results divided by its fair share of the places, ⌊k / kinds⌋ (at least 1, at most as many as there are), at most 1; then the
    /// minimum over kinds. With one kind of k items or more it is the precision; a kind without a result makes it 0.
    public func balanced(at k: Int) -> Double {
        zip(counts(k), relevant).map { count, relevant in
            min(1, Double(count) / Double(min(relevant, max(1, k / self.relevant.count))))
        }.min() ?? 0
    }

    private func counts(_ k: Int) -> [Int] {
        kinds.prefix(k).reduce(into: [Int](repeating: 0, count: relevant.count)) { counts, kind in
            if let kind { counts[kind] += 1 }
        }
    }
}
