import Basics
import Console
import Vectors

/// How soon a shop stands in the order of words, in milliseconds, as a table or as JSON.
package struct WordsReport: Encodable {
    /// In one kind of terminal, from the last letter typed.
    package struct Browser: Encodable {
        package let terminal: String
        /// To the letter on the screen.
        package let letter: BrowserFigures.Answer
        /// To the first page in the new order, with its captions and such pictures as are at hand.
        package let page: BrowserFigures.Answer
        /// To the last of its pictures.
        package let pageWithPictures: BrowserFigures.Answer
    }

    /// What is promised of a page's median, for as many items and numbers as it was promised for.
    package static let pageLimit = 30.0
    private static let promised = 11_556 * 512

    package let items: Int
    package let dimensions: Int
    package let encoder: String
    /// How words are understood.
    package let reading: SearchBenchmark.Timing
    /// All items in the order of words.
    package let order: SearchBenchmark.Timing
    /// What is nearest to words, a page of it.
    package let search: SearchBenchmark.Timing
    package let terminals: [Browser]

    package init(
        items: Int, dimensions: Int, encoder: String, reading: SearchBenchmark.Timing, order: SearchBenchmark.Timing, search: SearchBenchmark.Timing,
        terminals: [Browser]
    ) {
        (self.items, self.dimensions, self.encoder) = (items, dimensions, encoder)
        (self.reading, self.order, self.search, self.terminals) = (reading, order, search, terminals)
    }

    /// Nil where nothing is promised.
    package var limit: Double? { items * dimensions <= Self.promised ? Self.pageLimit : nil }

    package func holds(_ browser: Browser) -> Bool { limit.map { browser.page.milliseconds.median < $0 } ?? true }

    package var lines: [String] {
        func line(_ name: String, _ values: [String], _ limit: String = "") -> String {
            padded(name, to: 40) + values.map { paddedHead($0, to: 10) }.joined() + (limit.isEmpty ? "" : paddedHead(limit, to: 8))
        }
        func text(_ value: Double) -> String { fixed(value, decimals: 1) }
        let engine = [("how words are understood", reading), ("a page of the nearest", search), ("all items in their order", order)]
        let rows: [(String, (Browser) -> BrowserFigures.Answer)] = [
            ("last letter to letter", { $0.letter }), ("last letter to page in order", { $0.page }),
            ("last letter to its last picture", { $0.pageWithPictures }),
        ]
        return ["\(grouped(items)) x \(grouped(dimensions)), \(encoder), milliseconds", line("the engine", ["median", "p99"])]
            + engine.map { line($0.0, [text($0.1.median), text($0.1.p99)]) }
            + [line("the browser, medians", terminals.map(\.terminal), "limit")]
            + rows.enumerated().map { index, row in
                line(
                    row.0, terminals.map { text(row.1($0).milliseconds.median) + (index != 1 || holds($0) ? " " : "!") },
                    index == 1 ? limit.map { fixed($0, decimals: 0) } ?? "" : "")
            } + [line("to page in order, p99", terminals.map { text($0.page.milliseconds.p99) + " " })]
    }

    private enum Key: String, CodingKey { case items, dimensions, encoder, reading, order, search, terminals, limits }

    private struct Limit: Encodable {
        let measure, terminal: String
        let value, limit: Double
        let holds: Bool
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(items, forKey: .items)
        try container.encode(dimensions, forKey: .dimensions)
        try container.encode(self.encoder, forKey: .encoder)
        try container.encode(reading, forKey: .reading)
        try container.encode(order, forKey: .order)
        try container.encode(search, forKey: .search)
        try container.encode(terminals, forKey: .terminals)
        let limits = terminals.compactMap { browser in
            limit.map {
                Limit(
                    measure: "page, median ms", terminal: browser.terminal, value: browser.page.milliseconds.median, limit: $0, holds: holds(browser))
            }
        }
        try container.encode(limits, forKey: .limits)
    }
}
