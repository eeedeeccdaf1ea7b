import Dispatch

/// Does something on another thread while the caller does something else. Both have ended when this returns or throws.
///
/// - Parameters:
///   - work: what the other thread does. Nothing that it touches may be touched by `body` before that has waited.
///   - body: what the caller does; the function that it is handed waits for the other thread, and throws what `work` threw. Without that call
///     an error of `work` is lost.
public func working<Value>(aside work: () throws -> Void, _ body: (_ wait: () throws -> Void) throws -> Value) rethrows -> Value {
    try withoutActuallyEscaping(work) { work in
        nonisolated(unsafe) let work = work
        nonisolated(unsafe) var failure: (any Error)?
        let group = DispatchGroup()
        DispatchQueue.global(qos: .userInitiated).async(group: group) {
            do { try work() } catch { failure = error }
        }
        defer { group.wait() }
        return try body {
            group.wait()
            if let failure { throw failure }
        }
    }
}
