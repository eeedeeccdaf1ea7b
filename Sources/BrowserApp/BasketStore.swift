import Basics
import Engine
import Foundation
import LocalEngine
import Synchronization

/// Stores what the shopper does to the baskets, on a queue of its own and however long the catalog cannot be written: changes wait, and
/// are tried again until they are stored.
final class BasketStore: Sendable {
    /// What a shopper is to hear of.
    enum News: Sendable {
        /// Somebody else has changed the stored baskets.
        case changed(BasketChange)
        /// Changes wait to be stored, for this reason where there is one; whether a file keeps them.
        case waits(isKept: Bool, reason: String?)
        /// What waited is stored.
        case stored
        /// What was stored as baskets could not be read, and is kept under this name.
        case keptAside(String)
    }

    /// The file that keeps what waits.
    private struct Keeping {
        let journal: BasketJournal
        /// Whether the shopper knows that something waits.
        var isTold = false
    }

    private let engine: any Engine
    private let tell: @Sendable (News) -> Void
    /// The stored baskets that the browser knows of, or will when it has read its mail.
    private let known: Confined<BasketContents>
    private let keeping: Confined<Keeping>
    /// What is not stored yet, in order.
    private let waiting = Mutex<[BasketChange]>([])
    private let isEnding = Atomic(false)
    private let isChecking = Atomic(false)

    /// After so long a change that is not stored is kept in a file, and the shopper is told.
    private static let soon = DispatchTimeInterval.milliseconds(500)
    /// How long the shopper's next frame waits for the file.
    private static let moment = DispatchTimeInterval.milliseconds(20)
    /// How long quitting waits.
    private static let farewell = DispatchTimeInterval.seconds(3)

    /// - Parameter known: the baskets that the browser begins with.
    init(_ engine: any Engine, known: BasketContents, tell: @escaping @Sendable (News) -> Void) {
        (self.engine, self.tell) = (engine, tell)
        self.known = Confined(known, label: "vitrine.baskets")
        keeping = Confined(Keeping(journal: BasketJournal(engine.location)), label: "vitrine.journal")
    }

    /// All baskets, with what an earlier browser had to leave behind, which is stored now where that is possible.
    static func baskets(_ engine: any Engine) throws -> BasketContents {
        if !engine.isReadOnly {
            try? BasketJournal.takeLeft(engine.location) { change in _ = try waitForAnswer { engine.change(change, $0) } }
        }
        return try engine.storedBaskets()
    }

    /// Stores what the shopper did, and tells what others did meanwhile.
    func save(_ change: BasketChange) {
        waiting.withLock { $0.append(change) }
        // The catalog takes milliseconds, and more beside a busy disk: no kill meanwhile takes a like that the screen has shown.
        keeping.async { [self] keeping in _ = keeping.journal.keep(waiting.withLock { $0 }, onDisk: false) }
        known.async { [self] known in storeWaiting(&known) }
        keeping.async(after: Self.soon) { [self] keeping in keepWaiting(&keeping, reason: nil) }
    }

    /// Waits a moment until what was saved is in the file, before the screen shows it; mostly it is by then.
    func settle() { keeping.wait(until: .now() + Self.moment) }

    private func storeWaiting(_ known: inout BasketContents) {
        while let change = waiting.withLock({ $0.first }) {
            do {
                let changed = try waitForAnswer { engine.change(change, $0) }
                let made = changed.change
                if let aside = changed.aside { tell(.keptAside(aside)) }
                waiting.withLock { _ = $0.removeFirst() }
                let foreign = BasketChange(from: known, to: made.from)
                known = made.to
                if !foreign.isEmpty { tell(.changed(foreign)) }
            } catch {
                let reason = sanitized("\(error)")
                keeping.async { [self] keeping in keepWaiting(&keeping, reason: reason) }
                if isEnding.load(ordering: .relaxed) { return }
                usleep(300_000)
            }
        }
        keeping.async { [self] keeping in keepWaiting(&keeping, reason: nil) }
    }

    /// Keeps in the file what waits, and says so, again and again: a notice goes away by itself.
    private func keepWaiting(_ keeping: inout Keeping, reason: String?) {
        let changes = waiting.withLock { $0 }
        let isKept = keeping.journal.keep(changes)
        if changes.isEmpty {
            if keeping.isTold { tell(.stored) }
            keeping.isTold = false
            return
        }
        tell(.waits(isKept: isKept, reason: reason))
        guard !keeping.isTold else { return }
        keeping.isTold = true
        self.keeping.async(after: .seconds(4)) { [self] keeping in
            keeping.isTold = false
            if waiting.withLock({ !$0.isEmpty }) { keepWaiting(&keeping, reason: nil) }
        }
    }

    /// Tells the browser what others have done to the baskets since it last heard of them.
    func checkForChanges() {
        guard waiting.withLock({ $0.isEmpty }), !isChecking.exchange(true, ordering: .relaxed) else { return }
        known.async { [self] known in
            defer { isChecking.store(false, ordering: .relaxed) }
            // What cannot be read takes no basket away.
            guard let stored = try? waitForAnswer({ engine.baskets($0) }).value, stored != known else { return }
            tell(.changed(BasketChange(from: known, to: stored)))
            known = stored
        }
    }

    /// Waits a few seconds until all is stored; what still waits then is left for the next start.
    func finish() {
        isEnding.store(true, ordering: .relaxed)
        known.wait(until: .now() + Self.farewell)
        keeping.async { [self] keeping in keeping.journal.end(with: waiting.withLock { $0 }) }
        keeping.wait(until: .distantFuture)
    }
}

extension BrowserProgram {
    /// All baskets of a catalog, with what an earlier browser had to leave behind.
    public static func baskets(of engine: any Engine) throws -> BasketContents { try BasketStore.baskets(engine) }
}
