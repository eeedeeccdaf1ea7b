import Basics
import Engine

/// What an item cost over time, as a line: as long as a price held, so wide is it.
struct PriceLine {
    /// One character a column, from the first visit to the latest.
    let line: String
    let first: PriceStep
    let last: PriceStep

    /// The days of the first visit and the latest; one where they are the same.
    var days: (first: String, last: String) {
        let first = spokenDay(first.day, besides: last.day, isShort: true), last = spokenDay(last.day, besides: last.day, isShort: true)
        return (first, first == last ? "" : last)
    }

    private static let heights = Array("▁─▔")

    /// Nil where the price has not changed, or there is no room.
    init?(_ steps: [PriceStep], columns: Int) {
        guard let first = steps.first, let last = steps.last, columns >= 12, let least = steps.map(\.price).min(),
            let most = steps.map(\.price).max(), most > least
        else { return nil }
        (self.first, self.last) = (first, last)
        let total = max(1, last.time.timeIntervalSince(first.time))
        // The latest visit may be the one that changed it, which must be seen.
        let widths = columns - 4
        let ends = steps.dropFirst().map { Int(($0.time.timeIntervalSince(first.time) / total * Double(widths)).rounded()) + 1 }
        var text = ""
        for column in 0..<columns {
            let place = ends.count { $0 <= column }
            let share = (steps[min(place, steps.count - 1)].price - least) / (most - least)
            text.append(Self.heights[Int((share * Double(Self.heights.count - 1)).rounded())])
        }
        line = text
    }
}
