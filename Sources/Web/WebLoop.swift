import CCurl
import Foundation
import Synchronization

/// The client's thread: it alone touches libcurl and everything here but the inbox and what is kept of robots.txt.
final class WebLoop: @unchecked Sendable {
    enum Message: Sendable {
        case begin(WebOrder)
        case cancel(WebOrder.ID)
        /// Its reader has room again.
        case resume(WebOrder.ID)
        case cancelAll
    }

    private struct Inbox {
        var messages: [Message] = []
        var isClosed = false
    }

    private struct Running {
        let exchange: Exchange
        let transfer: Transfer
    }

    let options: WebClient.Options
    let keptRobots: Mutex<RobotsCache>
    private let inbox = Mutex(Inbox())
    private let hasEnded = DispatchSemaphore(value: 0)
    private let thread = Mutex<pthread_t?>(nil)
    private let multi: UnsafeMutableRawPointer?

    // From here on the thread's alone.
    var turns = HostTurns()
    /// Those that wait for an origin's robots.txt.
    var waitingForRobots: [String: [Exchange]] = [:]
    private var exchanges: [WebOrder.ID: Exchange] = [:]
    private var running: [UnsafeMutableRawPointer: Running] = [:]

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init(_ options: WebClient.Options) {
        self.options = options
        keptRobots = Mutex(options.robots)
        multi = Self.isReady ? curl_multi_init() : nil
    }

    func start() {
        let thread = Thread { self.run() }
        thread.name = "web"
        thread.start()
    }

    /// After the end, whatever begins is cancelled at once.
    func post(_ message: Message) {
        let isTaken = inbox.withLock { inbox in
            if !inbox.isClosed { inbox.messages.append(message) }
            return !inbox.isClosed
        }
        if isTaken {
            wake()
        } else if case .begin(let order) = message {
            order.reply(.failure(.cancelled))
        }
    }

    /// Ends everything and waits for the thread, unless it is the thread that calls; any number of times.
    func close() {
        inbox.withLock { $0.isClosed = true }
        wake()
        if let thread = thread.withLock({ $0 }), pthread_equal(thread, pthread_self()) != 0 { return }
        hasEnded.wait()
        hasEnded.signal()
    }

    /// Seconds on a clock that nobody sets.
    static var now: Double {
        let now = ContinuousClock.now - origin
        return Double(now.components.seconds) + Double(now.components.attoseconds) / 1e18
    }
    private static let origin = ContinuousClock.now

    private func wake() { if let multi { curl_multi_wakeup(multi) } }

    private func run() {
        thread.withLock { $0 = pthread_self() }
        while true {
            let (messages, isClosed) = inbox.withLock { inbox in
                defer { inbox.messages = [] }
                return (inbox.messages, inbox.isClosed)
            }
            for message in messages { handle(message) }
            if isClosed { break }
            turns.takeBack(at: Self.now)
            while let exchange = turns.next(at: Self.now) { begin(exchange) }
            perform()
            let wait = turns.nextStart.map { min(max($0 - Self.now, 0), 10) } ?? 10
            if let multi { curl_multi_poll(multi, nil, 0, Int32((wait * 1000).rounded(.up)), nil) } else { Thread.sleep(forTimeInterval: 0.01) }
        }
        cancelAll()
        // A wakeup may still be under way elsewhere until `close` returns: the handle goes with the object.
        hasEnded.signal()
    }

    deinit { if let multi { curl_multi_cleanup(multi) } }

    private func handle(_ message: Message) {
        switch message {
        case .begin(let order):
            do throws(WebError) {
                guard multi != nil else { throw .broken(order.request.url, reason: "libcurl cannot be used") }
                let exchange = Exchange(
                    .order(order), request: order.request, isFirst: order.isFirst, address: try WebAddress(order.request.url))
                exchanges[order.id] = exchange
                admit(exchange)
            } catch {
                order.reply(.failure(error))
            }
        case .cancel(let id): if let exchange = exchanges[id] { cancel(exchange) }
        case .resume(let id):
            for (handle, one) in running where one.exchange === exchanges[id] { curl_easy_pause(handle, CURLPAUSE_CONT) }
        case .cancelAll: cancelAll()
        }
    }

    private func cancelAll() {
        for exchange in Array(exchanges.values) { cancel(exchange) }
        for one in Array(running.values) { remove(one) }
        waitingForRobots = [:]
    }

    private func cancel(_ exchange: Exchange) {
        for one in Array(running.values) where one.exchange === exchange { remove(one) }
        conclude(exchange, .failure(.cancelled))
    }

    /// Replies, once.
    func conclude(_ exchange: Exchange, _ result: Result<WebResponse, WebError>) {
        guard !exchange.isDone else { return }
        exchange.isDone = true
        switch exchange.purpose {
        case .order(let order):
            exchanges[order.id] = nil
            order.reply(result)
        case .robots(let origin): robotsCame(result, for: origin)
        }
    }

    /// Starts a request whose turn has come.
    private func begin(_ exchange: Exchange) {
        exchange.startedAt = Self.now
        guard let transfer = Transfer(exchange.address, exchange.request, stream: exchange.stream, options: options) else {
            turns.ended(exchange)
            return conclude(exchange, .failure(.broken(exchange.address.url, reason: "no memory is left")))
        }
        running[transfer.handle] = Running(exchange: exchange, transfer: transfer)
        curl_multi_add_handle(multi, transfer.handle)
    }

    /// Takes a transfer off libcurl, finished or not.
    private func remove(_ one: Running) {
        curl_multi_remove_handle(multi, one.transfer.handle)
        running[one.transfer.handle] = nil
        turns.ended(one.exchange)
    }

    private func perform() {
        var count: Int32 = 0
        guard let multi, curl_multi_perform(multi, &count) == CURLM_OK else { return }
        while let message = curl_multi_info_read(multi, &count) {
            guard message.pointee.msg == CURLMSG_DONE, let one = running[message.pointee.easy_handle] else { continue }
            let code = vitrine_curl_result(message)
            remove(one)
            finish(one.exchange, one.transfer, code)
        }
    }
}
