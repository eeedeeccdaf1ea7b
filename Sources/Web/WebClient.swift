import Dispatch
import Foundation
import Synchronization

/// Asks hosts for pages and pictures, politely and safely; one thread of its own talks to all of them.
///
/// With a proxy, the connection goes to the proxy, whose own address may be private, and it is the proxy that looks names up: then only
/// private addresses that stand in an address as numbers, and `localhost`, are refused.
package final class WebClient: WebFetching {
    package struct Options: Sendable {
        /// Requests a second and host, of pages and of pictures each; nil for two pages and 20 pictures.
        package var rate: Double?
        package var allowsPrivateAddresses = false
        /// `http://`, `https://` or `socks5h://host:port`; nil for none, whatever the environment says.
        package var proxy: String?
        package var userAgent = "Vitrine/1 (T-shirt browser; robots.txt: vitrine)"
        /// What earlier runs have kept.
        package var robots = RobotsCache()

        /// The first and the longest wait for a busy host, in seconds.
        var waits = 2.0...300
        /// Until a connection stands, in seconds.
        var connectTime = 20.0
        /// A transfer of less than 500 bytes a second for so many seconds is given up.
        var slowTime = 30
        /// 0 to 1.
        var chance: @Sendable () -> Double = { .random(in: 0..<1) }
        /// Another rule for addresses than `allowsPrivateAddresses`.
        var permits: (@Sendable (IPAddress) -> Bool)?

        package init() {}

        func allows(_ address: IPAddress) -> Bool { permits?(address) ?? (allowsPrivateAddresses || address.isPublic) }
    }

    private let loop: WebLoop

    package init(_ options: Options = Options()) {
        loop = WebLoop(options)
        loop.start()
    }

    deinit { loop.close() }

    /// What is known of robots.txt by now, to be kept for the next run.
    package var robots: RobotsCache { loop.keptRobots.withLock { $0 } }

    /// Begins a request.
    ///
    /// - Parameters:
    ///   - first: whether it comes before others that wait for the same host.
    ///   - reply: called once, on the client's thread, which must not be kept; `WebError.cancelled` after a cancel.
    @discardableResult
    package func begin(
        _ request: WebRequest, first: Bool = false, _ reply: @escaping @Sendable (Result<WebResponse, WebError>) -> Void
    ) -> WebTransfer {
        let order = WebOrder(request: request, isFirst: first, stream: nil, reply: reply)
        loop.post(.begin(order))
        return WebTransfer(id: order.id, loop: loop)
    }

    /// Not to be called from a reply.
    package func get(_ request: WebRequest) throws(WebError) -> WebResponse {
        let answer = Answer()
        begin(request) { answer.set($0) }
        return try answer.wait().get()
    }

    /// Not to be called from a reply.
    package func stream(_ request: WebRequest, _ take: ([UInt8]) throws -> Void) throws -> WebResponse {
        let stream = BodyStream(), answer = Answer()
        let order = WebOrder(request: request, isFirst: false, stream: stream) { result in
            answer.set(result)
            stream.end()
        }
        loop.post(.begin(order))
        do {
            while let bytes = stream.next(resuming: { loop.post(.resume(order.id)) }) { try take(bytes) }
        } catch {
            loop.post(.cancel(order.id))
            throw error
        }
        return try answer.wait().get()
    }

    /// Ends all requests that wait or are under way.
    package func cancelAll() { loop.post(.cancelAll) }

    /// Ends all requests and the thread, and waits for it; later requests are cancelled at once. Not to be called from a reply.
    package func close() { loop.close() }

    /// A place for an answer that somebody waits for.
    private final class Answer: Sendable {
        private let result = Mutex<Result<WebResponse, WebError>>(.failure(.cancelled))
        private let isThere = DispatchSemaphore(value: 0)

        func set(_ result: Result<WebResponse, WebError>) {
            self.result.withLock { $0 = result }
            isThere.signal()
        }

        func wait() -> Result<WebResponse, WebError> {
            isThere.wait()
            return result.withLock { $0 }
        }
    }
}

/// A request that has begun.
package final class WebTransfer: Sendable {
    private let id: WebOrder.ID
    private let loop: WebLoop

    init(id: WebOrder.ID, loop: WebLoop) { (self.id, self.loop) = (id, loop) }

    /// Ends it at once; nothing happens where it is over.
    package func cancel() { loop.post(.cancel(id)) }
}
