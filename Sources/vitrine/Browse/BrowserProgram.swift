import Basics
import Browser
import Catalog
import Configuration
import Encoders
import Foundation
import Frames
import Taste
import Terminal
import Vectors

/// Runs the browser: one synchronous loop on the main thread that takes input and answers, reduces them into the state, and draws.
///
/// ```
/// keys, mouse, resize ─▶ ┌────────┐ effects ─▶ catalog worker (queues): items, searches, baskets ───┐
///                        │ reduce │ effects ─▶ picture workers (threads): decode, encode ────────────┤
/// answers ─────────────▶ └────────┘                                                                  │
///     ▲                      │ state ─▶ view ─▶ frame ─▶ screen                                      │
///     └──────────────────────────────── mailbox ◀────────────────────────────────────────────────────┘
/// ```
final class BrowserProgram {
    private let catalog: Catalog
    private let screen: Terminal.Screen
    private let mailbox = Mailbox<Action>()
    private let cache = PictureCache()
    private let decoder: ItemPictures
    private let workers: PictureWorkers
    private let worker: CatalogWorker
    private let basketStore: BasketStore
    private var state: State
    /// The newest search of each purpose that is not answered yet.
    private var searches: [SearchPurpose: Generation] = [:]
    private var isFinished = false
    /// Whether this process makes the catalog grow; it then says so itself.
    private var isGrowing = false
    private var colors: [PictureName: Color] = [:]

    /// When the last frame was drawn, and whether pictures have come since.
    private var lastDrawn = ContinuousClock.now
    private var isBehind = false
    /// Whether the terminal may lack pictures that will be shown soon.
    private var mayPrepare = true

    /// How long a frame waits for neighbours, so that a like, its heart and its neighbours appear together.
    private static let patience = Duration.milliseconds(30)
    /// Pictures come one by one; those within this time are drawn together.
    private static let pace = Duration.milliseconds(8)
    /// The pause between two pieces of what is sent ahead, in which keys go first.
    private static let breath = Duration.milliseconds(1)

    /// What a shopper begins with.
    struct Options {
        var screen: Screen.Options
        var settings: Settings
        /// These count more than where the shopper was.
        var metric: Metric?
        var mode: GhostMode?
        var pictureRows: Int?

        /// The stored session, or for a catalog that is new to the browser what is configured, with what was asked for.
        func session(_ stored: Session?) -> Session {
            var session = stored ?? Session()
            if stored == nil {
                session.metric = settings.metrics?.first ?? session.metric
                session.taste.mode = settings.mode ?? session.taste.mode
                session.pictureRows = settings.pictureRows
            }
            session.metric = metric ?? session.metric
            session.taste.mode = mode ?? session.taste.mode
            session.pictureRows = pictureRows ?? session.pictureRows
            return session
        }
    }

    /// - Parameter catalog: may still be empty or growing.
    init(_ catalog: Catalog, options: Options) throws {
        self.catalog = catalog
        let now = try catalog.state()
        let summary = CatalogSummary(
            name: sanitized(catalog.folder.lastPathComponent), count: now.items, generation: now.generation, columns: try catalog.attributeNames(),
            parts: now.encoder?.parts.map(\.name) ?? [])
        let unreadable = try catalog.linesOnUnreadable()
        let baskets = try catalog.basketsWithWhatWaited()
        let session = options.session(try catalog.document("session"))
        screen = try Screen(options: options.screen)
        let cell = screen.format.cell
        state = State(
            catalog: summary, size: screen.size, cell: CellSize(width: cell.width, height: cell.height), baskets: baskets,
            session: session, keymap: options.settings.keymap, seed: UInt64.random(in: 0 ... .max))
        decoder = ItemPictures(catalog)
        workers = PictureWorkers(decoder: decoder, cache: cache, mailbox: mailbox)
        worker = CatalogWorker(catalog, in: now, pictures: decoder, mailbox: mailbox)
        basketStore = BasketStore(catalog, known: baskets, mailbox: mailbox)
        for line in unreadable { mailbox.post(.notice(line, attention: true)) }
        if catalog.isReadOnly {
            mailbox.post(.notice("This catalog cannot be written: what you like is kept until you quit.", attention: true))
        }
    }

    /// Does something that makes the catalog grow on a thread of its own; it ends with the program at the latest.
    func inBackground(_ work: @escaping @Sendable (_ progress: @escaping @Sendable (Int, Int) -> Void) throws -> Void) {
        isGrowing = true
        let start = ContinuousClock.now
        let itemsBefore = state.catalog.count
        let thread = Thread { [catalog, mailbox] in
            @Sendable func post(_ progress: IndexingProgress?) {
                let state = try? catalog.state()
                mailbox.post(.catalog(count: state?.items ?? 0, generation: state?.generation ?? 0, progress: progress))
            }
            do {
                try work { done, total in
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
    func run() {
        take(.cellSize(state.cell))
        draw()
        var nextTick = ContinuousClock.now
        var nextCheck = ContinuousClock.now + .seconds(1)
        while !isFinished {
            let now = ContinuousClock.now
            var due = state.wantsTicks ? min(nextTick, nextCheck) : nextCheck
            if isBehind { due = min(due, lastDrawn + Self.pace) }
            if mayPrepare { due = min(due, now + Self.breath) }
            guard var isUrgent = takeAll(timeout: max(.zero, due - now)) else { break }
            if isUrgent { waitForNeighbors() }
            if state.wantsTicks, ContinuousClock.now >= nextTick {
                isUrgent = true
                take(.tick)
                nextTick = ContinuousClock.now + .seconds(1) / State.ticksPerSecond
            }
            if ContinuousClock.now >= nextCheck {
                if !isGrowing { worker.checkForChanges() }
                basketStore.checkForChanges()
                nextCheck = ContinuousClock.now + .seconds(1)
            }
            if isUrgent || isBehind && ContinuousClock.now >= lastDrawn + Self.pace {
                draw()
            } else if mayPrepare {
                mayPrepare = screen.prepare(state.wantedPictures.map(request), from: cache)
            }
        }
        workers.stop()
        perform(.saveSession(state.session))
        basketStore.finish()
        worker.finish()
        screen.close()
    }

    /// The basket that the shopper has now.
    var basket: Basket { state.book.basket }

    /// Takes all input and all answers that are there.
    /// - Returns: whether there was more than pictures; nil when the terminal has gone.
    private func takeAll(timeout: Duration) -> Bool? {
        guard let (events, messages) = screen.wait(for: mailbox, timeout: timeout) else { return nil }
        for event in events { take(.input(event)) }
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

    private func waitForNeighbors() {
        let deadline = ContinuousClock.now + Self.patience
        while !searches.isEmpty, !isFinished, ContinuousClock.now < deadline {
            if takeAll(timeout: deadline - .now) == nil { return }
        }
    }

    private func take(_ action: Action) {
        switch action {
        case .found(let purpose, let generation, let rankings):
            if searches[purpose] == generation { searches[purpose] = nil }
            for ranking in rankings { remember(ranking.matches.map(\.item)) }
        case .failed(let generation, _): searches = searches.filter { $0.value != generation }
        case .items(_, _, let items), .known(let items, _): remember(items)
        case .catalog(_, _, let progress):
            if progress == nil { isGrowing = false }
            workers.forgetFailures()
        case .input(.resize):
            let cell = screen.format.cell
            take(.cellSize(CellSize(width: cell.width, height: cell.height)))
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
        let update = screen.show(view(state), from: cache) { [colors] key in
            guard case .item(let picture, _) = key else { return nil }
            return colors[picture]
        }
        if !update.missing.isEmpty { workers.hurry(update.missing) }
        workers.hold(false)
        (lastDrawn, isBehind) = (.now, false)
    }

    private func request(_ wanted: PictureRequest) -> EncodingRequest {
        EncodingRequest(picture: wanted.key, size: wanted.size, format: screen.format)
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .open(let generation, let listing, let query, let keep): worker.open(generation, listing, query: query, keep: keep)
        case .loadItems(let generation, _, let positions): worker.loadItems(generation, positions: positions)
        case .loadKnown(let ids): worker.loadKnown(ids)
        case .loadPictures(let requests):
            workers.want(requests.map(request))
        case .makeGhostPicture(let revision, let basket, let size):
            workers.remember(ghost: revision, basket)
            workers.hurry([.init(picture: .ghost(revision: revision), size: size, format: screen.format)])
        case .search(let purpose, let generation, let query):
            searches[purpose] = generation
            workers.hold(true)
            worker.search(purpose, generation, query)
        case .locate(let generation, _, let target): worker.locate(generation, target)
        case .saveBaskets(let change): basketStore.save(change)
        case .saveSession(let session): worker.store(session, as: "session")
        case .copy(let text): screen.copy(text)
        case .openURL(let url): openURL(url)
        case .readPicture(let generation, let path): worker.readPicture(generation, path: path)
        case .export(let path, let basket, let rankings, let replacing):
            worker.export(to: path, basket: basket, rankings: rankings, replacing: replacing)
        case .redraw: screen.redraw()
        case .suspend:
            if !screen.stop() { take(.notice("There is no shell here to go back to.", attention: true)) }
        case .quit: isFinished = true
        }
    }

    private func openURL(_ url: String) {
        guard let parsed = URL(string: url), ["http", "https"].contains(parsed.scheme?.lowercased()) else {
            return take(.notice("Only http and https addresses are opened.", attention: true))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", parsed.absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { take(.notice("xdg-open cannot be started.", attention: true)) }
    }
}
