import Basics
import Evaluation

/// What `WhereBenchmark` has measured: means over pairs of items, with 95% bootstrap intervals.
package struct WhereFigures: Encodable {
    /// A mean and its interval.
    struct Mean: Encodable {
        let mean: Double
        let low: Double
        let high: Double

        init?(_ values: [Double], seed: UInt64) {
            guard let estimate = Estimate(values, seed: seed) else { return nil }
            (mean, low, high) = (estimate.mean, estimate.low, estimate.high)
        }

        func text(_ decimals: Int) -> String {
            "\(fixed(mean, decimals: decimals)) [\(fixed(low, decimals: decimals)), \(fixed(high, decimals: decimals))]"
        }
    }

    let encoder: String
    /// The part whose maps are measured; nil for the whole vector.
    let part: String?
    /// How the maps are made, in words.
    let way: String
    let prints: Int
    /// Of a map from the file on; the median.
    let milliseconds: Double
    /// Shares on the print: of the heat, and of the picture; and how many times the one is the other.
    let heatOnPrint: Mean
    let area: Mean
    let timesArea: Mean
    /// Mean similarities while the hottest places go, and while they come; the same by random maps; and by how much the map's are better.
    let deletion: Mean
    let randomDeletion: Mean
    let deletionGain: Mean
    let insertion: Mean
    let randomInsertion: Mean
    let insertionGain: Mean

    /// In lines.
    package var lines: [String] {
        [
            "\(sanitized(encoder)), \(part.map { "the part \(sanitized($0))" } ?? "the whole vector"), \(counted(prints, "print")), \(way)",
            "a map takes \(fixed(milliseconds, decimals: 0)) ms (median)",
            "on the print lie \(fixed(100 * heatOnPrint.mean, decimals: 1))% of the heat and \(fixed(100 * area.mean, decimals: 1))% of the picture: "
                + "\(timesArea.text(2)) times its share",
            "deletion: mean similarity \(fixed(deletion.mean, decimals: 3)), by random maps \(fixed(randomDeletion.mean, decimals: 3)); "
                + "lower by \(deletionGain.text(3))",
            "insertion: mean similarity \(fixed(insertion.mean, decimals: 3)), by random maps \(fixed(randomInsertion.mean, decimals: 3)); "
                + "higher by \(insertionGain.text(3))",
        ]
    }
}
