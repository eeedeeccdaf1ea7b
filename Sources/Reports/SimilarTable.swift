import Basics
import Catalog
import Console
import Engine
import Foundation
import Frames
import LocalEngine
import Pictures
import Taste
import Terminal
import Vectors

/// Neighbours under several metrics side by side, as a table or as rows of small pictures.
package struct SimilarTable {
    private let rankings: [NeighborSearch.RowRanking]
    private let items: [Int: Item]
    private let catalog: Catalog
    private let liked: [String]
    private let why: Bool

    /// - Parameters:
    ///   - liked: the names of the ghost's liked examples, for the reasons.
    ///   - why: whether reasons are shown.
    package init(_ rankings: [NeighborSearch.RowRanking], search: NeighborSearch, liked: [String] = [], why: Bool = false) throws {
        self.rankings = rankings
        self.liked = liked
        self.why = why
        catalog = search.catalog
        let rows = rankings.flatMap { $0.neighbors.map(\.row) }.unique
        items = Dictionary(try search.catalog.items(rows: rows).map { ($0.row, $0) }) { first, _ in first }
    }

    /// The ID of a row as it is, not sanitised.
    package func id(_ row: Int) -> String { items[row]?.id ?? "?" }

    /// Whether no metric found anything.
    package var isEmpty: Bool { rankings.allSatisfy(\.neighbors.isEmpty) }

    /// - Parameter format: how pictures are drawn; nil shows text alone.
    package func show(pictures format: PictureFormat? = nil) {
        if let format { showPictures(format) } else { showText() }
    }

    /// One column per metric: ID and distance.
    private func showText() {
        let idWidth = min(28, max(9, rankings.flatMap { $0.neighbors.map { displayWidth(sanitized(id($0.row))) } }.max() ?? 9))
        let column = idWidth + 10
        let header = rankings.map { padded($0.metric.rawValue + "  " + millisecondsText($0.milliseconds), to: column) }
        Console.print("     " + header.joined(separator: "  ").trimmingSuffix())
        for place in 0..<(rankings.map(\.neighbors.count).max() ?? 0) {
            let cells = rankings.map { ranking -> String in
                guard place < ranking.neighbors.count else { return padded("", to: column) }
                let neighbor = ranking.neighbors[place]
                let name = padded(clippedHead(sanitized(id(neighbor.row)), to: idWidth), to: idWidth)
                return name + paddedHead(distanceText(neighbor.distance), to: 8) + "  "
            }
            Console.print(paddedHead("\(place + 1)", to: 3) + "  " + cells.joined(separator: "  ").trimmingSuffix())
            guard why else { continue }
            let reasons = rankings.map { padded(reason($0, place: place), to: column) }
            if reasons.contains(where: { !$0.allSatisfy { $0 == " " } }) { Console.print("     " + reasons.joined(separator: "  ").trimmingSuffix()) }
        }
    }

    /// "60% 875317, 30% 875402": whom a neighbour is owed to.
    private func reason(_ ranking: NeighborSearch.RowRanking, place: Int) -> String {
        guard place < ranking.reasons.count else { return "" }
        return ranking.reasons[place].prefix(2).map { "\(Int(($0.share * 100).rounded()))% \(sanitized(liked[$0.example]))" }.joined(separator: ", ")
    }

    /// What the metrics have in common, in one line; nil for one metric, or where nothing was found.
    package var agreement: String? {
        let comparison = Comparison(rankings.map { ($0.metric, $0.neighbors) })
        guard rankings.count > 1, !comparison.isEmpty else { return nil }
        let overlaps = comparison.pairs.map { "\($0.first.rawValue) and \($0.second.rawValue) \(Int(($0.overlap * 100).rounded()))%" }
        let all =
            comparison.agreed.isEmpty
            ? "None is"
            : comparison.agreed.prefix(8).map { sanitized(id($0)) }.joined(separator: ", ") + (comparison.agreed.count == 1 ? " is" : " are")
        return "In common: " + overlaps.joined(separator: ", ") + ". \(all) found by all."
    }

    /// One row of pictures per metric, with IDs and distances below.
    private func showPictures(_ format: PictureFormat) {
        var printer = PrintedPictures(format: format, firstID: UInt32(truncatingIfNeeded: getpid()) &* 1009 &+ 1)
        let size = Size(columns: 16, rows: 8)
        let perLine = max(1, Console.columns() / (size.columns + 2))
        for ranking in rankings {
            Console.print("\n" + ranking.metric.rawValue + "  " + millisecondsText(ranking.milliseconds))
            for start in stride(from: 0, to: ranking.neighbors.count, by: perLine) {
                let line = ranking.neighbors[start..<min(start + perLine, ranking.neighbors.count)]
                let drawn = line.map { raster($0.row).map { PictureRenderer.render($0, size: size, format: format) } }
                Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
                Console.print(line.map { padded(clippedHead(sanitized(id($0.row)), to: size.columns), to: size.columns) }.joined(separator: "  "))
                Console.print(line.map { padded(distanceText($0.distance), to: size.columns) }.joined(separator: "  "))
            }
        }
    }

    private func raster(_ row: Int) -> Raster? {
        guard let item = items[row], let picture = try? catalog.picture(of: item) else { return nil }
        return try? picture.decode(side: 256).trimmingMargins()
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
