import Basics
import Catalog
import Engine
import typealias Engine.Reply
import Foundation
import LocalEngine
import Taste
import Terminal
import Vectors

/// Measures how soon a shop stands in the order of words: in the engine alone, and as a shopper meets it, from the last letter typed.
package struct WordsBenchmark {
    /// What is asked for, one after another.
    static let phrases = [
        "cat", "sailing boat", "something to drink", "rocket", "owl -stripes", "navy 2:fox", "mountain", "bicycle", "whale", "flower", "guitar",
        "moon", "dinosaur", "pizza", "skull", "heart", "anchor", "robot", "tree", "fish", "horse", "star", "dog with glasses", "coffee", "bird",
        "sun -cat", "lighthouse", "mushroom", "snail", "umbrella",
    ]

    /// A scratch catalog: its baskets and its session are written over.
    package let catalog: Catalog
    /// Where the program keeps its state meanwhile.
    package let folder: URL
    package var rounds = 60

    package init(catalog: Catalog, folder: URL) { (self.catalog, self.folder) = (catalog, folder) }

    /// - Parameter progress: told what is being measured.
    package func measure(_ terminals: [TerminalLikeness], progress: (String) -> Void) throws -> WordsReport {
        let engine = LocalEngine(catalog), summary = try engine.requiredSummary()
        guard summary.encoders[0].knowsWords else {
            throw PlainError("\(summary.encoders[0].name), which made the catalog's vectors, knows no words")
        }
        progress("the engine")
        let figures = try measure(engine)
        let browsers = try terminals.map { likeness in
            progress("typing, \(likeness.name)")
            return try BrowserBenchmark(catalog: catalog, folder: folder).measureWords(likeness, rounds: rounds)
        }
        return WordsReport(
            items: summary.count, dimensions: summary.dimensions, encoder: summary.encoders[0].name, reading: figures.reading, order: figures.order,
            search: figures.search, terminals: browsers)
    }

    /// What each question takes until its answer is there: how words are understood, all items in their order, and what is nearest to them.
    private func measure(_ engine: LocalEngine) throws -> (
        reading: SearchBenchmark.Timing, order: SearchBenchmark.Timing, search: SearchBenchmark.Timing
    ) {
        var reading: [Double] = [], order: [Double] = [], search: [Double] = []
        func time<Value: Sendable>(_ ask: (@escaping Reply<Value>) -> Void) throws -> Double {
            let start = ContinuousClock.now
            _ = try waitForAnswer(ask)
            return (ContinuousClock.now - start) / .milliseconds(1)
        }
        // The first round reads what the encoder knows and the catalog's codes, and is not counted.
        for round in 0...rounds {
            let words = Self.phrases[round % Self.phrases.count]
            var query = NeighborQuery(
                subject: .ghost(Basket(entries: [Basket.Entry(item: Wish.id(of: words))])), metrics: [.cosine],
                count: BrowserBenchmark.picturesPerPage)
            query.taste.mode = .centroid
            let times = [
                try time { engine.reading(of: words, encoder: nil, $0) }, try time { _ = engine.neighbors(query, $0) },
                try time { _ = engine.open(Listing(order: .words(words)), query: query, keep: nil, $0) },
            ]
            guard round > 0 else { continue }
            reading.append(times[0])
            search.append(times[1])
            order.append(times[2])
        }
        return (SearchBenchmark.Timing(reading), SearchBenchmark.Timing(order), SearchBenchmark.Timing(search))
    }
}

extension BrowserBenchmark {
    /// Types phrases into the prompt for words. Each is timed from its last letter on, in a shop that stands still in the order of what was
    /// typed before.
    func measureWords(_ likeness: TerminalLikeness, rounds: Int) throws -> WordsReport.Browser {
        try prepareCatalog()
        var starts: [Double] = []
        let browser = try start(likeness, &starts)
        var screen = TerminalEmulator(columns: Self.size.columns, rows: Self.size.rows)
        func press(_ key: String) throws {
            browser.type(key)
            for update in try browser.untilRest(least: 0) { screen.feed(update.bytes) }
        }
        try press("\u{C}")
        var echoes: [Sample] = [], pages: [Sample] = [], pictures: [Sample] = []
        // The first phrase has the words read, and is not counted.
        for round in 0...rounds {
            let phrase = WordsBenchmark.phrases[round % WordsBenchmark.phrases.count]
            try press("w")
            try press(String(phrase.dropLast()))
            let before = captions(on: screen)
            browser.type(String(phrase.suffix(1)))
            // While a network reads the words, the program rests before the page comes.
            let deadline = ContinuousClock.now + Self.patience
            var updates: [HostedProgram.Update] = []
            var page: Sample?
            repeat {
                let seen = updates.count
                updates = try browser.untilRest()
                for update in updates[seen...] {
                    screen.feed(update.bytes)
                    if page == nil, captions(on: screen) != before { page = (update.time / .milliseconds(1), update.bytes.count) }
                }
            } while page == nil && ContinuousClock.now < deadline
            if round > 0, let page, let first = updates.first, let last = updates.last {
                echoes.append((first.time / .milliseconds(1), first.bytes.count))
                pages.append(page)
                pictures.append((last.time / .milliseconds(1), browser.receivedBytes))
            }
            try press("\u{1B}")
        }
        browser.type("q")
        try browser.untilEnd()
        guard pages.count > rounds / 2 else { throw PlainError("the browser orders nothing by words") }
        return WordsReport.Browser(terminal: likeness.name, letter: .init(echoes), page: .init(pages), pageWithPictures: .init(pictures))
    }

    /// What stands below the pictures: between the header and the prompt, left of the ghost.
    private func captions(on screen: TerminalEmulator) -> [String] {
        screen.lines.dropFirst().dropLast(3).map { line in String(line.prefix(Self.size.columns * 6 / 10)).filter(\.isLetter) }
    }
}
