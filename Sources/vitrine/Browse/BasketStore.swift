import Basics
import Browser
import Catalog
import Foundation
import Synchronization
import Terminal

/// Stores what the shopper does to the baskets, on a queue of its own and however long the catalog cannot be written: changes wait, and
/// are tried again until they are stored.
final class BasketStore: @unchecked Sendable {
    private let catalog: Catalog
    private let mailbox: Mailbox<Action>
    private let queue = DispatchQueue(label: "vitrine.baskets", qos: .userInitiated)
    private let keeping = DispatchQueue(label: "vitrine.journal", qos: .utility)
    /// The stored baskets that the browser knows of, or will when it has read its mail; touched on `queue` only.
    private var known: BasketBook.Contents
    /// What is not stored yet, in order.
    private let waiting = Mutex<[BasketChange]>([])
    /// Touched on `keeping` only.
    private let journal: BasketJournal
    private var hasSaidSo = false
    private let isEnding = Atomic(false)
    private let isChecking = Atomic(false)

    /// After so long a change that is not stored is kept in a file, and the shopper is told.
    private static let soon = DispatchTimeInterval.milliseconds(500)
    /// How long quitting waits.
    private static let farewell = DispatchTimeInterval.seconds(3)

    /// - Parameter known: the baskets that the browser begins with.
    init(_ catalog: Catalog, known: BasketBook.Contents, mailbox: Mailbox<Action>) {
        (self.catalog, self.known, self.mailbox) = (catalog, known, mailbox)
        journal = BasketJournal(catalog.folder)
    }

    /// Stores what the shopper did, and tells what others did meanwhile.
    func save(_ change: BasketChange) {
        waiting.withLock { $0.append(change) }
        queue.async { [self] in storeWaiting() }
        keeping.asyncAfter(deadline: .now() + Self.soon) { [self] in keepWaiting(nil) }
    }

    private func storeWaiting() {
        while let change = waiting.withLock({ $0.first }) {
            do {
                let (made, aside) = try catalog.change(baskets: change)
                if let aside { mailbox.post(.notice("What was stored as baskets cannot be read; it is kept as \(aside).", attention: true)) }
                waiting.withLock { _ = $0.removeFirst() }
                let foreign = BasketChange(from: known, to: made.from)
                known = made.to
                if !foreign.isEmpty { mailbox.post(.baskets(foreign)) }
            } catch {
                let reason = sanitized("\(error)")
                keeping.async { [self] in keepWaiting(reason) }
                if isEnding.load(ordering: .relaxed) { return }
                usleep(300_000)
            }
        }
        keeping.async { [self] in keepWaiting(nil) }
    }

    /// Keeps in the file what waits, and says so, again and again: a notice goes away by itself.
    private func keepWaiting(_ reason: String?) {
        let changes = waiting.withLock { $0 }
        let isKept = journal.keep(changes)
        if changes.isEmpty {
            if hasSaidSo { mailbox.post(.notice("The basket is stored.", attention: false)) }
            hasSaidSo = false
            return
        }
        let place = isKept ? "it is kept, and tried again" : "it is tried again; stay until it is stored"
        mailbox.post(.notice("The basket waits to be stored: " + place + (reason.map { " (\($0))" } ?? "") + ".", attention: true))
        guard !hasSaidSo else { return }
        hasSaidSo = true
        keeping.asyncAfter(deadline: .now() + .seconds(4)) { [self] in
            hasSaidSo = false
            if waiting.withLock({ !$0.isEmpty }) { keepWaiting(nil) }
        }
    }

    /// Tells the browser what others have done to the baskets since it last heard of them.
    func checkForChanges() {
        guard waiting.withLock({ $0.isEmpty }), !isChecking.exchange(true, ordering: .relaxed) else { return }
        queue.async { [self] in
            defer { isChecking.store(false, ordering: .relaxed) }
            // What cannot be read takes no basket away.
            guard let stored = try? catalog.stored(Catalog.basketsName, as: BasketBook.Contents.self).value, stored != known else { return }
            mailbox.post(.baskets(BasketChange(from: known, to: stored)))
            known = stored
        }
    }

    /// Waits a few seconds until all is stored; what still waits then is left for the next start.
    func finish() {
        isEnding.store(true, ordering: .relaxed)
        let stored = DispatchSemaphore(value: 0)
        queue.async { stored.signal() }
        _ = stored.wait(timeout: .now() + Self.farewell)
        keeping.sync { _ = journal.keep(waiting.withLock { $0 }) }
    }
}

extension Catalog {
    fileprivate static let basketsName = "baskets"
    private static let sessionName = "session"

    /// A line for each of the shopper's documents that cannot be read.
    func linesOnUnreadable() throws -> [String] {
        var lines: [String] = []
        if try stored(Self.sessionName, as: Session.self).isUnreadable {
            lines.append("Where you were cannot be read, perhaps by a later vitrine; it is kept, and you begin anew.")
        }
        if try stored(Self.basketsName, as: BasketBook.Contents.self).isUnreadable {
            lines.append("The stored baskets cannot be read, perhaps by a later vitrine; they are kept, and an empty one stands in for them.")
        }
        return lines
    }

    /// All baskets as they are stored; one empty basket where there are none yet, or none that can be read.
    func baskets() throws -> BasketBook.Contents { try document(Self.basketsName) ?? BasketBook.Contents() }

    /// Stores what an earlier browser had to leave behind, and returns all baskets as they are then.
    func basketsWithWhatWaited() throws -> BasketBook.Contents {
        if !isReadOnly { try? BasketJournal.takeLeft(folder) { _ = try change(baskets: $0) } }
        return try baskets()
    }

    /// Makes a change to the stored baskets.
    ///
    /// - Returns: what was stored before, and what is now; and the name that what could not be read is kept under.
    func change(baskets change: BasketChange) throws -> (made: BasketChange, aside: String?) {
        var made = change
        let aside = try update(Self.basketsName) { (stored: BasketBook.Contents?) in
            // Where nothing is stored yet, what the change began with is what everybody began with.
            let stored = stored ?? change.from
            made = BasketChange(from: stored, to: change.applied(to: stored))
            return made.to
        }
        return (made, aside)
    }
}
