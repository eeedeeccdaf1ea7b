import Basics
import Evaluation

/// What `WhereBenchmark` has measured, a value for each pair of items.
package struct WhereFigures {
    let encoder: String
    let part: String?
    let way: String
    let pairs: Int
    let seed: UInt64
    var milliseconds: [Double] = []
    private var heat: [PrintHeat] = []
    /// Mean similarities of the maps' curves and of random maps'.
    private var deletions: [(map: Double, chance: Double)] = []
    private var insertions: [(map: Double, chance: Double)] = []

    init(encoder: String, part: String?, way: String, pairs: Int, seed: UInt64) {
        (self.encoder, self.part, self.way, self.pairs, self.seed) = (encoder, part, way, pairs, seed)
    }

    mutating func add(_ one: PrintHeat) { heat.append(one) }

    mutating func add(_ curves: (deletion: Double, insertion: Double), besides chance: (deletion: Double, insertion: Double)) {
        deletions.append((curves.deletion, chance.deletion))
        insertions.append((curves.insertion, chance.insertion))
    }

    /// In lines; means, with 95% bootstrap intervals over the pairs in brackets.
    package var lines: [String] {
        guard !heat.isEmpty else { return ["There are no two prints of one motif to compare."] }
        let median = milliseconds.sorted()[milliseconds.count / 2]
        let onPrint = mean(heat.map(\.onPrint)), area = mean(heat.map(\.area))
        return [
            "\(sanitized(encoder)), \(part.map { "the part \(sanitized($0))" } ?? "the whole vector"), \(grouped(heat.count)) prints, \(way)",
            "a map takes \(fixed(median, decimals: 0)) ms (median)",
            "on the print lie \(fixed(100 * onPrint, decimals: 1))% of the heat and \(fixed(100 * area, decimals: 1))% of the picture: "
                + "\(estimate(heat.map { $0.area > 0 ? $0.onPrint / $0.area : 0 }, decimals: 2)) times its share",
            "deletion: mean similarity \(fixed(mean(deletions.map(\.map)), decimals: 3)), by random maps "
                + "\(fixed(mean(deletions.map(\.chance)), decimals: 3)); lower by \(estimate(deletions.map { $0.chance - $0.map }, decimals: 3))",
            "insertion: mean similarity \(fixed(mean(insertions.map(\.map)), decimals: 3)), by random maps "
                + "\(fixed(mean(insertions.map(\.chance)), decimals: 3)); higher by \(estimate(insertions.map { $0.map - $0.chance }, decimals: 3))",
        ]
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    private func estimate(_ values: [Double], decimals: Int) -> String {
        guard let estimate = Estimate(values, seed: seed) else { return "" }
        return "\(fixed(estimate.mean, decimals: decimals)) [\(fixed(estimate.low, decimals: decimals)), \(fixed(estimate.high, decimals: decimals))]"
    }
}
