import Basics
import Console
import Engine
import Foundation
import Frames
import Pictures
import Terminal
import Vectors

/// Neighbours under several metrics side by side, as a table or as rows of small pictures.
package struct SimilarTable {
    private let rankings: [Ranking]
    private let engine: any Engine
    private let text: SimilarLines

    /// - Parameters:
    ///   - engine: has the pictures.
    ///   - caption: what stands beside the IDs.
    ///   - why: whether reasons are shown.
    package init(_ rankings: [Ranking], engine: any Engine, caption: Caption = .standard, why: Bool = false) {
        (self.rankings, self.engine, text) = (rankings, engine, SimilarLines(rankings, caption: caption, why: why))
    }

    /// Whether no metric found anything.
    package var isEmpty: Bool { rankings.allSatisfy(\.matches.isEmpty) }

    /// - Parameter format: how pictures are drawn; nil shows text alone.
    package func show(pictures format: PictureFormat? = nil) {
        if let format { return showPictures(format) }
        for line in text.lines(columns: Console.outputIsTerminal ? Console.columns() : nil) { Console.print(line) }
    }

    /// What the metrics have in common, in one line; nil for one metric, or where nothing was found.
    package var agreement: String? {
        let common = CommonNeighbors(rankings), comparison = common.comparison
        guard rankings.count > 1, !comparison.isEmpty else { return nil }
        let overlaps = comparison.pairs.map { pair in
            "\(pair.first.rawValue) and \(pair.second.rawValue) \(percent(pair.overlap)) (\(percent(pair.averageOverlap)) by rank)"
        }
        let all =
            comparison.agreed.isEmpty
            ? "None is"
            : named(comparison.agreed.map(common.id)) + (comparison.agreed.count == 1 ? " is" : " are")
        return "In common: " + overlaps.joined(separator: ", ") + ". \(all) found by all." + reason
    }

    /// Why some metrics agree, where they must.
    private var reason: String {
        let metrics = rankings.first { !$0.equivalents.isEmpty }?.equivalents ?? []
        guard !metrics.isEmpty else { return "" }
        return " \(joinedWords(metrics.map(\.rawValue))) always agree here: all features are equally long."
    }

    /// Lists that differ never agree to 100%.
    private func percent(_ share: Double) -> String { "\(share < 1 ? min(99, Int((share * 100).rounded())) : 100)%" }

    /// IDs with commas; on a terminal the first of them, with how many more there are.
    private func named(_ ids: [String]) -> String {
        let shown = Console.outputIsTerminal ? 8 : ids.count
        return ids.prefix(shown).map(sanitized).joined(separator: ", ") + (ids.count > shown ? " and \(ids.count - shown) more" : "")
    }

    /// One row of pictures per metric, with IDs, names and distances below.
    private func showPictures(_ format: PictureFormat) {
        var printer = PrintedPictures(format: format)
        let size = Size(columns: 16, rows: 8)
        let perLine = max(1, Console.columns() / (size.columns + 2))
        for ranking in rankings {
            Console.print("\n" + ranking.metric.titleText + "  " + millisecondsText(ranking.milliseconds))
            for start in stride(from: 0, to: ranking.matches.count, by: perLine) {
                let line = ranking.matches[start..<min(start + perLine, ranking.matches.count)]
                let drawn = line.map { raster($0.item).map { PictureRenderer.render($0, size: size, format: format) } }
                Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
                Console.print(line.map { padded(clippedHead(sanitized($0.item.id), to: size.columns), to: size.columns) }.joined(separator: "  "))
                if line.contains(where: { !text.name(of: $0.item).isEmpty }) {
                    Console.print(line.map { padded(text.name(of: $0.item), to: size.columns) }.joined(separator: "  "))
                }
                Console.print(line.map { padded(distanceText($0.distance), to: size.columns) }.joined(separator: "  "))
                // A reason is as wide as a picture: one below the other.
                for place in 0..<(text.why ? min(SimilarLines.mostReasons, line.map(\.because.count).max() ?? 0) : 0) {
                    Console.print(
                        line.map { padded(clipped(text.reason($0, at: place), to: size.columns), to: size.columns) }.joined(separator: "  "))
                }
            }
        }
    }

    private func raster(_ item: ItemSummary) -> Raster? { item.picture.flatMap { engine.picture($0, zoom: .garment, side: 256) } }
}

extension Metric {
    /// What stands above its neighbours: a score is said to be one, for its largest is nearest.
    var titleText: String { isScore ? rawValue + " score" : rawValue }
}
