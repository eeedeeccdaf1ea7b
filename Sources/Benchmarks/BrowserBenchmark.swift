import Basics
import Browser
import Catalog
import Engine
import Foundation
import Frames
import LocalEngine
import Terminal
import Vectors

/// Measures `vitrine browse` as a shopper meets it: the program itself runs in a pseudo terminal, keys go in, and what comes out
/// is taken down with its time. A screen stands when its last byte is there and the program rests.
package struct BrowserBenchmark {
    /// A scratch catalog: its baskets and its session are written over.
    package let catalog: Catalog
    /// Where the program keeps its state meanwhile.
    package let folder: URL
    package var rounds: Int
    /// Bytes a second that the line to the terminal takes; nil for as many as come.
    package var lineSpeed: Int?

    package init(catalog: Catalog, folder: URL, rounds: Int = 100, lineSpeed: Int? = nil) {
        (self.catalog, self.folder, self.rounds, self.lineSpeed) = (catalog, folder, rounds, lineSpeed)
    }

    package static let size = Size(columns: 190, rows: 54)
    package static let picturesPerPage = 40
    /// Fewer pages leave no cold ones.
    package static let leastItems = 20 * picturesPerPage
    private static let basketSize = 12
    var startCount: Int { min(9, rounds) }
    /// How long a like, or a word, may take to show what is near to it.
    static let patience = Duration.seconds(5)

    /// - Parameter progress: told what is being measured.
    package func measure(_ likeness: TerminalLikeness, progress: (String) -> Void) throws -> BrowserFigures {
        let items = try catalog.state().items
        try prepareCatalog()

        progress("starting")
        var starts: [Double] = []
        var browser = try start(likeness, &starts)
        var filters: [Sample] = []
        while starts.count < startCount {
            filters.append(try openFilter(browser))
            browser.type("q")
            try browser.untilEnd()
            browser = try start(likeness, &starts)
        }
        var memory = browser.privateMemory
        func note() { memory = max(memory, browser.privateMemory) }

        progress("moving the cursor")
        let moves = try (0..<2 * rounds).map { try answer(of: browser, to: ["l", "j", "h", "k"][$0 % 4]).first }
        note()
        progress("turning pages")
        let pages = items / Self.picturesPerPage
        let warm = try (0..<min(rounds, pages - 2)).map { _ in try answer(of: browser, to: "\u{1B}[6~").last }
        note()
        progress("jumping to far pages")
        var random = SplitMix(1)
        // Two pages between any two of them, so that none is prefetched beside another.
        let far = stride(from: 0, to: pages, by: 3).shuffled(using: &random).prefix(rounds)
        var cold: [Sample] = []
        for page in far where try go(browser, to: page) > 0 { cold.append(try answer(of: browser, to: "\r").last) }
        note()
        progress("liking")
        let likes = try like(browser)
        note()
        var actions = filters.isEmpty ? [] : [BrowserFigures.Action("filter at first", limit: 300, filters)]
        progress("comparing metrics")
        actions += try compare(browser)
        note()
        var tints: [(map: Sample, pictures: Sample)] = []
        if try catalog.state().encoder?.name == "vitrine-tee" {
            progress("tinting pictures")
            tints = try tint(browser)
            note()
        }
        progress("comparing two")
        actions += try pair(browser)
        note()
        progress("looking at the wall")
        actions += try wall(browser)
        note()
        progress("filtering")
        actions += try filter(browser)
        note()
        browser.type("q")
        try browser.untilEnd()
        progress("folding")
        actions += try stacks(likeness)
        return BrowserFigures(
            terminal: likeness.name, start: SearchBenchmark.Timing(starts), cursorMove: .init(moves), warmPage: .init(warm), coldPage: .init(cold),
            like: .init(likes.map(\.neighbors)), likeWithPictures: .init(likes.map(\.pictures)), tint: tints.isEmpty ? nil : .init(tints.map(\.map)),
            tintWithPictures: tints.isEmpty ? nil : .init(tints.map(\.pictures)),
            actions: actions, privateMemory: memory)
    }

    typealias Sample = (milliseconds: Double, bytes: Int)

    /// Empty baskets, and pictures of such a size that a page has as many as are wanted.
    func prepareCatalog() throws {
        var session = Session()
        session.pictureRows = try pictureRows(items: catalog.state().items)
        try catalog.store(session, as: "session")
        try catalog.store(BasketBook.Contents(), as: "baskets")
    }

    /// Rows of the largest pictures of which a page holds as many as are wanted.
    private func pictureRows(items: Int) throws -> Int {
        let fitting = (3...20).last { rows in
            var session = Session()
            session.pictureRows = rows
            let summary = CatalogSummary(name: "", count: items)
            return State(catalog: summary, size: Self.size, cell: CellSize(width: 10, height: 20), session: session).pageCapacity
                == Self.picturesPerPage
        }
        guard let fitting else { throw PlainError("no size of pictures puts \(Self.picturesPerPage) on a page") }
        return fitting
    }

    func start(_ likeness: TerminalLikeness, _ times: inout [Double]) throws -> HostedProgram {
        var environment = ProcessInfo.processInfo.environment
        environment["XDG_STATE_HOME"] = folder.path
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let browser = try HostedProgram(
            program, arguments: ["browse", "--catalog", catalog.folder.path], environment: environment, likeness: likeness, size: Self.size,
            lineSpeed: lineSpeed)
        guard let page = try browser.untilRest().last else { throw PlainError("the browser shows nothing") }
        times.append(page.time / .milliseconds(1))
        return browser
    }

    /// The first and the last frame that a key brings.
    func answer(of browser: HostedProgram, to key: String) throws -> (first: Sample, last: Sample) {
        browser.type(key)
        let updates = try browser.untilRest()
        guard let first = updates.first, let last = updates.last else { throw PlainError("the browser does not answer a key") }
        return (
            (first.time / .milliseconds(1), first.bytes.count), (last.time / .milliseconds(1), browser.receivedBytes)
        )
    }

    /// Types what goes to a page, but for Enter. Returns how many updates that brought.
    private func go(_ browser: HostedProgram, to page: Int) throws -> Int {
        guard let item = try catalog.items(rows: [page * Self.picturesPerPage]).first else { return 0 }
        browser.type(":goto \(item.id)")
        return try browser.untilRest().count
    }

    /// Likes items from across the shop, one after another in baskets of twelve.
    private func like(_ browser: HostedProgram) throws -> [(neighbors: Sample, pictures: Sample)] {
        var screen = TerminalEmulator(columns: Self.size.columns, rows: Self.size.rows)
        func show(_ updates: [HostedProgram.Update]) { for update in updates { screen.feed(update.bytes) } }
        func press(_ key: String) throws {
            browser.type(key)
            show(try browser.untilRest(least: 0))
        }
        try press("\u{C}")
        var random = SplitMix(2)
        // Behind each there are as many items as a basket takes: at the shop's end a like would be taken back instead.
        let rows = try UInt64(catalog.state().items - Self.basketSize)
        var samples: [(Sample, Sample)] = []
        for round in 0..<rounds {
            if round % Self.basketSize == 0 {
                for _ in 0..<min(round, Self.basketSize) { try press("u") }
                let first = try catalog.items(rows: [Int(random.next() % rows)])
                try press(":goto \(first[0].id)\r")
            }
            try press("l")
            let before = distances(on: screen)
            browser.type(" ")
            // On a busy machine the program may rest between the heart and the neighbours; there are likes that change no distance, too.
            let deadline = ContinuousClock.now + Self.patience
            var updates: [HostedProgram.Update] = []
            var neighbors: Sample?
            repeat {
                let seen = updates.count
                updates = try browser.untilRest()
                for update in updates[seen...] {
                    screen.feed(update.bytes)
                    let after = distances(on: screen)
                    if neighbors == nil, !after.isEmpty, after != before { neighbors = (update.time / .milliseconds(1), update.bytes.count) }
                }
            } while neighbors == nil && ContinuousClock.now < deadline
            guard let neighbors, let last = updates.last else { continue }
            samples.append((neighbors, (last.time / .milliseconds(1), browser.receivedBytes)))
        }
        guard samples.count > rounds / 2 else { throw PlainError("the browser shows no neighbours of what is liked") }
        return samples
    }

    /// Goes from neighbour to neighbour, each tinted where it is like the likes, and the like beside it where it is like the neighbour: until
    /// the first map is there, and until both pictures are.
    private func tint(_ browser: HostedProgram) throws -> [(map: Sample, pictures: Sample)] {
        var screen = TerminalEmulator(columns: Self.size.columns, rows: Self.size.rows)
        func press(_ key: String) throws -> (map: Sample, pictures: Sample)? {
            browser.type(key)
            var map: Sample?
            let updates = try browser.untilRest(least: 0)
            for update in updates {
                screen.feed(update.bytes)
                let isTinted = screen.lines.contains { $0.contains(/alike overall -?[0-9]/) }
                if map == nil, isTinted { map = (update.time / .milliseconds(1), update.bytes.count) }
            }
            guard let map, let last = updates.last else { return nil }
            return (map, (last.time / .milliseconds(1), browser.receivedBytes))
        }
        // The first waits for the encoder to be opened, too.
        for key in ["\u{C}", "\t", "t"] { _ = try press(key) }
        var samples: [(Sample, Sample)] = []
        while samples.count < rounds {
            // Through a list, and from its end into the next.
            guard let sample = try press("l") ?? press("j") else { break }
            samples.append(sample)
        }
        return samples
    }

    /// The distances in the ghost's panel, which takes the right part of the screen.
    private func distances(on screen: TerminalEmulator) -> [Substring] {
        screen.lines.flatMap { line in String(line.dropFirst(Self.size.columns * 7 / 10)).matches(of: /[0-9]+\.[0-9]{3}/).map { Substring($0.output) }
        }
    }
}
