import Dispatch
import Synchronization

/// Bytes on their way from the client's thread to who reads them, a megabyte or what comes at once.
final class BodyStream: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isPaused = false
        var hasEnded = false
    }

    private static let most = 1 << 20
    private let state = Mutex(State())
    private let news = DispatchSemaphore(value: 0)

    /// Takes bytes.
    ///
    /// - Returns: whether there are enough now, so that the transfer has to pause.
    func take(_ bytes: some Sequence<UInt8>) -> Bool {
        let isFull = state.withLock { state in
            state.bytes += bytes
            state.isPaused = state.bytes.count >= Self.most
            return state.isPaused
        }
        news.signal()
        return isFull
    }

    func end() {
        state.withLock { $0.hasEnded = true }
        news.signal()
    }

    /// Waits for bytes; nil at the end.
    ///
    /// - Parameter resume: called where the transfer has paused.
    func next(resuming resume: () -> Void) -> [UInt8]? {
        while true {
            let (bytes, wasPaused, hasEnded) = state.withLock { state in
                let taken = (state.bytes, state.isPaused, state.hasEnded)
                (state.bytes, state.isPaused) = ([], false)
                return taken
            }
            if wasPaused { resume() }
            if !bytes.isEmpty { return bytes }
            if hasEnded { return nil }
            news.wait()
        }
    }
}
