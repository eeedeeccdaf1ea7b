import Dispatch
import Synchronization

/// Lends a network's requests, each to one caller at a time. Thread-safe. Every request must come back.
final class RequestPool: Sendable {
    private let idle: Mutex<[InferRequest]>
    private let count: DispatchSemaphore

    init(_ requests: [InferRequest]) {
        idle = Mutex(requests)
        count = DispatchSemaphore(value: requests.count)
    }

    /// A request, waited for if need be.
    func take() -> InferRequest {
        count.wait()
        return idle.withLock { $0.removeLast() }
    }

    /// A request, or nil if all are lent.
    func takeIfIdle() -> InferRequest? {
        guard count.wait(timeout: .now()) == .success else { return nil }
        return idle.withLock { $0.removeLast() }
    }

    func giveBack(_ request: InferRequest) {
        idle.withLock { $0.append(request) }
        count.signal()
    }
}

/// One run on a lent request, which comes back as soon as the network is done with it: when the run is finished, or given up.
final class LentRun {
    private let request: InferRequest
    private let pool: RequestPool
    private var count = 0
    private var isOver = false

    init(of request: InferRequest, from pool: RequestPool) { (self.request, self.pool) = (request, pool) }

    deinit {
        if count > 0, !isOver { _ = try? request.finish(count: count, pooling: .flatten) }
        end()
    }

    /// Starts the network and returns at once.
    func start(count: Int) throws(EncoderError) {
        try request.start(count: count)
        self.count = count
    }

    /// Waits for the vectors. Precondition: it has been started, and is finished once.
    func finish(pooling: Pooling) throws(EncoderError) -> [Float] {
        defer { end() }
        return try request.finish(count: count, pooling: pooling)
    }

    private func end() {
        if !isOver { pool.giveBack(request) }
        isOver = true
    }
}
