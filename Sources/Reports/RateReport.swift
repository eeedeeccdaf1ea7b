import Basics
import Console
import Foundation
import Training

/// What `--find-lr` says: the loss over the learning rates as a curve, and rates to take.
package struct RateReport: Encodable {
    /// The rates that were tried, ascending, and the smoothed loss at each.
    package let rates: [Double]
    package let losses: [Double]
    /// Where the loss falls fastest, and a tenth of where it is least; nil where it never falls.
    package let steepest: Double?
    package let tenthOfMinimum: Double?

    /// What a search for a rate has found.
    package init(_ finder: RateFinder) {
        (rates, losses, steepest, tenthOfMinimum) = (finder.rates, finder.losses, finder.steepest, finder.tenthOfMinimum)
    }

    /// Prints it as a curve with the suggestions below, or as JSON.
    package func show(json: Bool) throws {
        if json { return Console.print(try JSON.text(self)) }
        let columns = min(100, Console.columns())
        // What explodes at the end would flatten all the rest.
        let first = losses.first ?? 0, limit = first + 0.25 * (first - (losses.min() ?? first))
        let shown = losses.map { min($0, limit) }
        for line in DotPlot(columns: columns, rows: 14).lines(shown, marks: [steepest, tenthOfMinimum].compactMap { $0.flatMap(rates.firstIndex) }) {
            Console.print(line)
        }
        let from = rates.first.map(Self.text) ?? "", to = rates.last.map(Self.text) ?? ""
        Console.print(String(repeating: " ", count: DotPlot.margin) + from + paddedHead(to, to: max(0, columns - DotPlot.margin - from.count)))
        Console.print("steepest descent        \(steepest.map(Self.text) ?? "–")")
        Console.print("a tenth of the minimum  \(tenthOfMinimum.map(Self.text) ?? "–")")
        Console.note("Give one of them, or one between, with --max-lr.")
    }

    /// Two digits, with an exponent: 1.3e-03.
    private static func text(_ rate: Double) -> String { String(format: "%.1e", rate) }
}
