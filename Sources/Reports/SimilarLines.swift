import Basics
import Engine

/// Neighbours under several metrics side by side, as lines of text.
package struct SimilarLines {
    private let rankings: [Ranking]
    private let caption: Caption
    let why: Bool

    /// - Parameters:
    ///   - caption: what stands beside the IDs.
    ///   - why: whether reasons are shown.
    package init(_ rankings: [Ranking], caption: Caption = .standard, why: Bool = false) {
        (self.rankings, self.caption, self.why) = (rankings, caption, why)
    }

    /// One column per metric: ID, distance, and what the item is called, which stands on a line of its own where it has no room beside them.
    ///
    /// - Parameter width: the columns of the terminal; nil for as many as it takes.
    package func lines(columns width: Int?) -> [String] {
        func widest(_ text: (Match) -> String) -> Int { rankings.flatMap { $0.matches.map { displayWidth(text($0)) } }.max() ?? 0 }
        let idWidth = max(9, min(widest { sanitized($0.item.id) }, width == nil ? .max : 28))
        let numbers = idWidth + 8, names = widest { name(of: $0.item) }
        let share = width.map { ($0 - 5) / max(1, rankings.count) - 2 } ?? .max
        let isBeside = share - numbers - 2 >= min(names, Self.leastName)
        let nameWidth = min(names, isBeside ? share - numbers - 2 : share)
        let reasons = why && width == nil ? rankings.flatMap { ranking in ranking.matches.map { displayWidth(reason($0)) } }.max() ?? 0 : 0
        let column = max(numbers + 2, isBeside ? numbers + 2 + nameWidth : nameWidth, reasons)
        func line(_ start: String, _ cells: [String]) -> String {
            padded(start, to: 5) + cells.map { padded($0, to: column) }.joined(separator: "  ").trimmingSuffix()
        }
        func cells(_ place: Int, _ text: (Match) -> String) -> [String] {
            rankings.map { $0.matches.indices.contains(place) ? text($0.matches[place]) : "" }
        }
        var lines = [line("", rankings.map { $0.metric.titleText + "  " + millisecondsText($0.milliseconds) })]
        for place in 0..<(rankings.map(\.matches.count).max() ?? 0) {
            let row = cells(place) { match in
                let key = padded(clippedHead(sanitized(match.item.id), to: idWidth), to: idWidth) + paddedHead(distanceText(match.distance), to: 8)
                return isBeside ? key + "  " + clipped(name(of: match.item), to: nameWidth) : key
            }
            lines.append(line(paddedHead("\(place + 1)", to: 3), row))
            if !isBeside, nameWidth > 0 { lines.append(line("", cells(place) { clipped(name(of: $0.item), to: nameWidth) })) }
            let because = why ? cells(place, reason) : []
            if because.contains(where: { !$0.isEmpty }) { lines.append(line("", because)) }
        }
        return lines
    }

    /// Fewer columns than these say nothing of a name.
    private static let leastName = 12

    /// What an item is called, with what else its caption says; nothing where that is its ID.
    func name(of item: ItemSummary) -> String {
        let name = caption.isID(of: item) ? [] : [caption.name(of: item)]
        return (name + caption.notes(of: item).map(\.value)).map(sanitized).joined(separator: " · ")
    }

    /// "60% 875317, 30% 875402": whom a neighbour is owed to.
    private func reason(_ match: Match) -> String {
        match.because.indices.prefix(Self.mostReasons).map { reason(match, at: $0) }.joined(separator: ", ")
    }

    /// "60% 875317": the reason at a place, empty where there is none.
    func reason(_ match: Match, at place: Int) -> String {
        guard match.because.indices.contains(place) else { return "" }
        return "\(Int((match.because[place].share * 100).rounded()))% \(sanitized(match.because[place].id))"
    }

    /// Further reasons say little.
    static let mostReasons = 2
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
