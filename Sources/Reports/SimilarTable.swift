import Basics
import Console
import Engine
import Foundation
import Frames
import Pictures
import Terminal

/// Neighbours under several metrics side by side, as a table or as rows of small pictures.
package struct SimilarTable {
    private let rankings: [Ranking]
    private let engine: any Engine
    private let why: Bool

    /// - Parameters:
    ///   - engine: has the pictures.
    ///   - why: whether reasons are shown.
    package init(_ rankings: [Ranking], engine: any Engine, why: Bool = false) {
        (self.rankings, self.engine, self.why) = (rankings, engine, why)
    }

    /// Whether no metric found anything.
    package var isEmpty: Bool { rankings.allSatisfy(\.matches.isEmpty) }

    /// - Parameter format: how pictures are drawn; nil shows text alone.
    package func show(pictures format: PictureFormat? = nil) {
        if let format { showPictures(format) } else { showText() }
    }

    /// One column per metric: ID and distance.
    private func showText() {
        let idWidth = min(28, max(9, rankings.flatMap { $0.matches.map { displayWidth(sanitized($0.item.id)) } }.max() ?? 9))
        let column = idWidth + 10
        let header = rankings.map { padded($0.metric.rawValue + "  " + millisecondsText($0.milliseconds), to: column) }
        Console.print("     " + header.joined(separator: "  ").trimmingSuffix())
        for place in 0..<(rankings.map(\.matches.count).max() ?? 0) {
            let cells = rankings.map { ranking -> String in
                guard place < ranking.matches.count else { return padded("", to: column) }
                let match = ranking.matches[place]
                let name = padded(clippedHead(sanitized(match.item.id), to: idWidth), to: idWidth)
                return name + paddedHead(distanceText(match.distance), to: 8) + "  "
            }
            Console.print(paddedHead("\(place + 1)", to: 3) + "  " + cells.joined(separator: "  ").trimmingSuffix())
            guard why else { continue }
            let reasons = rankings.map { padded(reason($0, place: place), to: column) }
            if reasons.contains(where: { !$0.allSatisfy { $0 == " " } }) { Console.print("     " + reasons.joined(separator: "  ").trimmingSuffix()) }
        }
    }

    /// "60% 875317, 30% 875402": whom a neighbour is owed to.
    private func reason(_ ranking: Ranking, place: Int) -> String {
        guard place < ranking.matches.count else { return "" }
        return ranking.matches[place].because.prefix(2).map { "\(Int(($0.share * 100).rounded()))% \(sanitized($0.id))" }.joined(separator: ", ")
    }

    /// What the metrics have in common, in one line; nil for one metric, or where nothing was found.
    package var agreement: String? {
        let common = CommonNeighbors(rankings), comparison = common.comparison
        guard rankings.count > 1, !comparison.isEmpty else { return nil }
        let overlaps = comparison.pairs.map { "\($0.first.rawValue) and \($0.second.rawValue) \(Int(($0.overlap * 100).rounded()))%" }
        let all =
            comparison.agreed.isEmpty
            ? "None is"
            : comparison.agreed.prefix(8).map { sanitized(common.id($0)) }.joined(separator: ", ") + (comparison.agreed.count == 1 ? " is" : " are")
        return "In common: " + overlaps.joined(separator: ", ") + ". \(all) found by all."
    }

    /// One row of pictures per metric, with IDs and distances below.
    private func showPictures(_ format: PictureFormat) {
        var printer = PrintedPictures(format: format, firstID: UInt32(truncatingIfNeeded: getpid()) &* 1009 &+ 1)
        let size = Size(columns: 16, rows: 8)
        let perLine = max(1, Console.columns() / (size.columns + 2))
        for ranking in rankings {
            Console.print("\n" + ranking.metric.rawValue + "  " + millisecondsText(ranking.milliseconds))
            for start in stride(from: 0, to: ranking.matches.count, by: perLine) {
                let line = ranking.matches[start..<min(start + perLine, ranking.matches.count)]
                let drawn = line.map { raster($0.item).map { PictureRenderer.render($0, size: size, format: format) } }
                Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
                Console.print(line.map { padded(clippedHead(sanitized($0.item.id), to: size.columns), to: size.columns) }.joined(separator: "  "))
                Console.print(line.map { padded(distanceText($0.distance), to: size.columns) }.joined(separator: "  "))
            }
        }
    }

    private func raster(_ item: ItemSummary) -> Raster? { item.picture.flatMap { engine.picture($0, zoom: .garment, side: 256) } }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
