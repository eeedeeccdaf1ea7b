import Basics
import Browser
import Configuration
import Engine
import Foundation
import Frames
import LocalEngine
import Reports
import Synchronization
import Taste
import Terminal
import Vectors

/// Runs the browser: one synchronous loop on the main thread that takes input and answers, reduces them into the state, and draws.
///
/// ```
/// keys, mouse, resize ─▶ ┌────────┐ effects ─▶ engine: items, searches, baskets ──────────────────────┐
///                        │ reduce │ effects ─▶ picture workers (threads): decode, encode ────────────┤
/// answers ─────────────▶ └────────┘                                                                  │
///     ▲                      │ state ─▶ view ─▶ frame ─▶ display                                      │
///     └──────────────────────────────── mailbox ◀────────────────────────────────────────────────────┘
/// ```
public final class BrowserProgram {
    private let display: any Display
    private let mailbox = Mailbox<Action>()
    private let cache = PictureCache()
    private let workers: PictureWorkers
    private let questions: Questions
    private let basketStore: BasketStore
    /// Whether the next frame shows what has only just been saved.
    private var hasSaved = false
    private let visitor: (any ShopVisiting)?
    private var state: State
    /// The newest search of each purpose that is not answered yet.
    private var searches: [SearchPurpose: Generation] = [:]
    private var isFinished = false
    /// Whether the terminal is in focus, as far as it says. Whoever looks elsewhere waits for nothing.
    private var isFocused = true
    /// Whether this process makes the catalog grow; it then says so itself.
    private var isGrowing = false
    private var colors: [PictureName: Color] = [:]

    /// When the last frame was drawn, and whether there are pictures that it lacks.
    private var lastDrawn = ContinuousClock.now
    private var isBehind = false
    /// Whether it has pictures that would be finer when the line has time for that.
    private var isCoarse = false
    /// Whether the terminal may lack pictures that will be shown soon.
    private var mayPrepare = true

    /// How long a frame waits for neighbours, so that a like, its heart and its neighbours appear together, and for the items of a page in
    /// another order, so that there is none without them.
    private static let patience = Duration.milliseconds(30)
    /// Pictures come one by one; those within this time are drawn together.
    private static let pace = Duration.milliseconds(8)
    /// How long a line has to be idle before pictures are made finer.
    private static let rest = Duration.milliseconds(700)
    /// The pause between two pieces of what is sent ahead, in which keys go first.
    private static let breath = Duration.milliseconds(1)

    /// - Parameters:
    ///   - engine: its catalog may still be empty or growing.
    ///   - start: what the shopper begins with.
    ///   - visitor: visits shops for the shopper; without it none is visited.
    ///   - display: opened once the catalog has been read, so that what is wrong with that is said where one can read it.
    public init(_ engine: any Engine, start: BrowserStart, visitor: (any ShopVisiting)? = nil, display open: () throws -> any Display) throws {
        self.visitor = visitor
        var summary = try waitForAnswer { engine.summary($0) }
        summary.name = sanitized(summary.name)
        let unreadable = try linesOnUnreadable(engine)
        let baskets = try BasketStore.baskets(engine)
        let session = start.session(try waitForAnswer { engine.document("session", as: Session.self, $0) }.value)
        display = try open()
        let cell = display.format.cell
        let caption = start.settings.caption ?? .standard
        state = State(
            catalog: summary, size: display.size, cell: CellSize(width: cell.width, height: cell.height), baskets: baskets,
            session: session, caption: caption, isPlain: display.isPlain, keymap: start.settings.keymap, seed: UInt64.random(in: 0 ... .max))
        workers = PictureWorkers(engine: engine, cache: cache, mailbox: mailbox)
        questions = Questions(
            engine, version: CatalogVersion(count: summary.count, generation: summary.generation), caption: caption, mailbox: mailbox)
        basketStore = BasketStore(engine, known: baskets) { [mailbox] news in mailbox.post(Action(news)) }
        watch(engine, questions, basketStore, mailbox)
        for line in unreadable { mailbox.post(.notice(line, attention: true)) }
        if engine.isReadOnly {
            mailbox.post(.notice("This catalog cannot be written: what you like is kept until you quit.", attention: true))
        }
    }

    /// Does something that makes the catalog grow on a thread of its own; it ends with the program at the latest.
    public func inBackground(_ work: @escaping @Sendable (_ progress: @escaping @Sendable (Int, Int) -> Void) throws -> Void) {
        isGrowing = true
        let start = ContinuousClock.now
        let itemsBefore = state.catalog.count
        let thread = Thread { [questions, mailbox] in
            @Sendable func post(_ progress: IndexingProgress?) { questions.report(progress) }
            // Each report asks for the catalog's state.
            let lastReport = Mutex(start - .seconds(1))
            do {
                try work { done, total in
                    let isDue = lastReport.withLock { last in
                        guard ContinuousClock.now - last >= .milliseconds(100) else { return false }
                        last = .now
                        return true
                    }
                    guard isDue else { return }
                    let seconds = (ContinuousClock.now - start) / .seconds(1)
                    post(IndexingProgress(done: done, total: total, rate: seconds > 1 ? Double(max(0, done - itemsBefore)) / seconds : nil))
                }
            } catch {
                mailbox.post(.notice(sanitized("\(error)"), attention: true))
            }
            post(nil)
        }
        thread.name = "vitrine.background"
        thread.start()
    }

    /// Runs until the shopper quits or the terminal goes away. The terminal is put back before this returns.
    public func run() {
        take(.cellSize(state.cell))
        draw()
        questions.news()
        var nextTick = ContinuousClock.now
        var nextCheck = ContinuousClock.now + .seconds(1)
        while !isFinished {
            let now = ContinuousClock.now
            let due = [
                isFocused ? nextCheck : nil, state.wantsTicks ? nextTick : nil, nextFrame,
                mayPrepare ? now + Self.breath : nil,
            ].compactMap(\.self).min()
            guard var isUrgent = takeAll(timeout: due.map { max(.zero, $0 - now) }) else { break }
            if isUrgent { waitForAnswers() }
            if state.wantsTicks, ContinuousClock.now >= nextTick {
                isUrgent = true
                take(.tick)
                nextTick = ContinuousClock.now + .seconds(1) / State.ticksPerSecond
            }
            if isFocused, ContinuousClock.now >= nextCheck {
                if !isGrowing { questions.checkForChanges() }
                basketStore.checkForChanges()
                nextCheck = ContinuousClock.now + .seconds(1)
            }
            if isUrgent || nextFrame.map({ ContinuousClock.now >= $0 }) == true {
                draw()
            } else if mayPrepare {
                mayPrepare = display.prepare(state.wantedPictures.map(request), from: cache)
            }
        }
        visitor?.stop()
        workers.stop()
        perform(.saveSession(state.session))
        basketStore.finish()
        questions.finish()
        display.close()
    }

    /// The basket that the shopper has now.
    public var basket: Basket { state.book.basket }

    /// When a frame is due, though nobody has asked for one. A line that is busy wakes us when it is ready, or never.
    private var nextFrame: ContinuousClock.Instant? {
        if isBehind { return lastDrawn + (display.isReady ? Self.pace : Self.rest) }
        return isCoarse ? lastDrawn + Self.rest : nil
    }

    /// Takes all input and all answers that are there.
    /// - Returns: whether there was more than pictures; nil when the terminal has gone.
    private func takeAll(timeout: Duration?) -> Bool? {
        guard let (events, messages) = display.wait(for: mailbox, timeout: timeout) else { return nil }
        for event in events {
            // One that is typed into is in focus, whatever was said of it.
            switch event {
            case .focus(let isThere): isFocused = isThere
            case .key, .mouse, .paste, .line: isFocused = true
            case .resize, .refresh: break
            }
            take(.input(event))
        }
        var ready: [PictureKey] = []
        var isUrgent = !events.isEmpty
        for message in messages {
            if case .picturesReady(let keys) = message {
                ready += keys
            } else {
                isUrgent = true
                take(message)
            }
        }
        if !ready.isEmpty { take(.picturesReady(ready)) }
        mayPrepare = mayPrepare || isUrgent || !ready.isEmpty
        isBehind = isBehind || !ready.isEmpty
        return isUrgent
    }

    private func waitForAnswers() {
        let start = ContinuousClock.now
        while !isFinished, let patience, ContinuousClock.now < start + patience {
            if takeAll(timeout: start + patience - .now) == nil { return }
        }
    }

    /// How long a frame waits for what is missing, little where that is a look at two vectors; nil where nothing is.
    private var patience: Duration? {
        !searches.isEmpty || state.awaitsPage ? Self.patience : state.awaitsDistances ? .milliseconds(3) : nil
    }

    private func take(_ action: Action) {
        switch action {
        case .found(let purpose, let generation, let rankings):
            if searches[purpose] == generation { searches[purpose] = nil }
            for ranking in rankings { remember(ranking.matches.map(\.item)) }
        case .failed(let generation, _, _): searches = searches.filter { $0.value != generation }
        case .items(_, _, let items), .known(let items, _): remember(items)
        case .catalog(_, _, let progress):
            if progress == nil { isGrowing = false }
            workers.forgetFailures()
        case .input(.resize): take(.cellSize(CellSize(width: display.format.cell.width, height: display.format.cell.height)))
        default: break
        }
        for effect in reduce(into: &state, action: action) { perform(effect) }
    }

    /// Mean colours, which stand in for pictures that are on their way.
    private func remember(_ items: [ItemSummary]) {
        if colors.count > 5000 { colors = [:] }
        for item in items { if let picture = item.picture { colors[picture] = item.color } }
    }

    private func draw() {
        guard !isFinished else { return }
        settleBaskets()
        let frame = view(state)
        workers.makeCursor(of: frame, request)
        let update = display.show(frame, from: cache) { [colors] key in
            guard case .item(let picture, _) = key.untinted else { return nil }
            return colors[picture]
        }
        if !update.missing.isEmpty { workers.hurry(update.missing) }
        workers.hold(false)
        (lastDrawn, isBehind, isCoarse) = (.now, update.isPostponed, update.isCoarse)
    }

    /// Waits a moment for what has only just been saved, before it is shown.
    private func settleBaskets() {
        if hasSaved { basketStore.settle() }
        hasSaved = false
    }

    private func request(_ wanted: PictureRequest) -> EncodingRequest {
        EncodingRequest(picture: wanted.key, size: wanted.size, format: display.format(for: wanted.size))
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .open(let generation, let listing, let query, let keep): questions.open(generation, listing, query: query, keep: keep)
        case .fold(let generation, let listing, let keep): questions.fold(generation, listing, keep: keep)
        case .loadItems(let generation, _, let positions): questions.items(generation, at: positions)
        case .readWords(let words, let encoder): questions.reading(of: words, encoder: encoder)
        case .loadKnown(let ids): questions.items(ids: ids)
        case .loadPictures(let requests): workers.want(requests.map(request))
        case .search(let purpose, let generation, let query):
            searches[purpose] = generation
            workers.hold(true)
            questions.neighbors(purpose, generation, query)
        case .rank(let purpose, let generation, let ids, let query): questions.ranks(purpose, generation, of: ids, in: query)
        case .locate(let generation, _, let target): questions.position(generation, of: target)
        case .saveBaskets(let change):
            basketStore.save(change)
            hasSaved = true
        case .saveSession(let session): questions.store(session)
        case .copy(let text): display.copy(text)
        case .openURL(let url): if let failure = WebBrowser.open(url) { take(.notice(failure, attention: true)) }
        case .readPicture(let generation, let path): questions.externalItem(generation, path: path)
        case .export(let path, let basket, let rankings, let replacing):
            questions.export(to: path, basket: basket, rankings: rankings, replacing: replacing)
        case .arrange, .surprise, .loadWallItems, .locateOnWall, .loadNews, .loadStack, .loadPrices: questions.ask(effect)
        case .loadFacets(let listing, let query): questions.facets(of: listing, query: query)
        case .whereAlike(let alike): questions.whereAlike(alike)
        case .distances(let question): questions.distances(question)
        case .loadFurtherPicture(let address, let id): questions.furtherPicture(address, of: id)
        case .visit(let address): visit(address)
        case .say(let lines):
            settleBaskets()
            display.say(lines)
        case .redraw: display.redraw()
        case .suspend: if !display.stop() { take(.notice("There is no shell here to go back to.", attention: true)) }
        case .quit: isFinished = true
        }
    }

    private func visit(_ address: String?) {
        guard let visitor else { return questions.report(visited: "No shop can be visited from here.", attention: true) }
        visitor.visit(address) { [mailbox] progress in
            mailbox.post(.visiting(progress))
        } end: { [questions] line, attention in
            questions.report(visited: line, attention: attention)
        }
    }
}
