import Basics
import Evaluation
import Experiments

extension EvaluationReport {
    /// How soon simulated shoppers with several interests find all of them, by what they are shown.
    package struct Exploring: Encodable {
        package let encoder: String
        /// `explore`, `random` or `ghost`.
        package let guide: String
        package let shoppers: Int
        /// Likes after the first, items looked at, and the share of shoppers who found all, before they gave up.
        package let likes, looks, found: Double
        /// By how many likes `explore` needs more: the mean and its 95% interval; nil of itself.
        package let difference: [Double]?

        init(_ score: ExploreScore, encoder: String, shoppers: Int) {
            func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
            (self.encoder, guide, self.shoppers) = (encoder, score.guide.rawValue, shoppers)
            (likes, looks, found) = (rounded(score.likes.mean), rounded(score.looks.mean), rounded(score.found))
            difference = score.difference.map { [rounded($0.mean), rounded($0.low), rounded($0.high)] }
        }
    }

    static func lines(_ exploring: [Exploring]) -> [String] {
        guard let first = exploring.first else { return [] }
        let name = max(8, exploring.map { displayWidth(sanitized($0.encoder)) }.max() ?? 0)
        func row(_ encoder: String, _ guide: String, _ cells: [String], _ difference: String) -> String {
            padded(encoder, to: name) + "  " + padded(guide, to: 9) + cells.map { paddedHead($0, to: 9) }.joined()
                + (difference.isEmpty ? "" : "  " + difference)
        }
        return [
            "\nLikes until \(grouped(first.shoppers)) simulated shoppers have found all of their two or three interests",
            row("encoder", "shown by", ["likes", "looks", "found"], "explore needs more likes by"),
        ]
            + exploring.map { line in
                let difference = line.difference.map { numbers in
                    "\(fixed(numbers[0], decimals: 2)) [\(fixed(numbers[1], decimals: 2)), \(fixed(numbers[2], decimals: 2))]"
                }
                return row(
                    sanitized(line.encoder), line.guide,
                    [fixed(line.likes, decimals: 2), fixed(line.looks, decimals: 1), fixed(line.found, decimals: 2)],
                    difference ?? "")
            }
    }
}
