import Catalog
import Foundation
import Shops
import Synchronization
import Web

/// What reaches a visit from the threads that read the listing, fetch and encode.
enum FetchMessage: Sendable {
    case event(ShopEvent)
    case listed(Result<ShopReading, any Error>)
    case picture(address: String, Result<PictureShelf.Arrival, any Error>)
    case encoded([PicturedOffer], vectors: [Float], failures: [(PicturedOffer, any Error)])
    case encodingEnded(Result<Void, any Error>)

    var bytes: Int { if case .picture(_, .success(.bytes(let bytes))) = self { bytes.count } else { 0 } }
}

/// Messages in the order in which they came. Whoever reads a listing waits while too many are there.
final class FetchMailbox: Sendable {
    private struct Content {
        var messages: [FetchMessage] = []
        /// Of the pictures in them.
        var bytes = 0
        var isClosed = false
    }

    private static let most = 2000
    private let content = Mutex(Content())
    /// Whether what is not encoded yet need not be any more.
    let isStopped = Atomic(false)
    private let arrived = DispatchSemaphore(value: 0)
    private let emptied = DispatchSemaphore(value: 0)

    /// Adds a message.
    ///
    /// - Returns: whether anybody will take it.
    @discardableResult
    func send(_ message: FetchMessage) -> Bool {
        let (isOpen, isFirst) = content.withLock { content in
            content.messages.append(message)
            content.bytes += message.bytes
            return (!content.isClosed, content.messages.count == 1)
        }
        if isFirst { arrived.signal() }
        return isOpen
    }

    /// The same, once there is room.
    func sendWaiting(_ message: FetchMessage) -> Bool {
        while content.withLock({ $0.messages.count >= Self.most && !$0.isClosed }) { _ = emptied.wait(timeout: .now() + 0.1) }
        return send(message)
    }

    /// All messages that are there; waits for one for up to a time.
    func take(waiting: Double) -> [FetchMessage] {
        var taken = takeAll()
        if taken.isEmpty, waiting > 0 {
            _ = arrived.wait(timeout: .now() + waiting)
            taken = takeAll()
        }
        if taken.count >= Self.most { emptied.signal() }
        return taken
    }

    private func takeAll() -> [FetchMessage] {
        content.withLock { content in
            defer { (content.messages, content.bytes) = ([], 0) }
            return content.messages
        }
    }

    /// Bytes of pictures that wait here.
    var bytes: Int { content.withLock { $0.bytes } }

    /// Only what has been done already is taken any more.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        close()
    }

    /// Nobody takes messages any more.
    func close() {
        content.withLock { $0.isClosed = true }
        emptied.signal()
    }
}
