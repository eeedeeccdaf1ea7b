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
