import Dispatch

/// A value that only its own queue touches.
public final class Confined<Value>: @unchecked Sendable {
    // Read and written on the queue alone, by the two functions below.
    private var value: Value
    private let queue: DispatchQueue

    /// - Parameter label: names the queue, which is serial.
    public init(_ value: sending Value, label: String, qos: DispatchQoS = .userInitiated) {
        self.value = value
        queue = DispatchQueue(label: label, qos: qos)
    }

    /// Does something with the value after all that was asked before; returns at once.
    public func async(_ body: @escaping @Sendable (inout Value) -> Void) { queue.async { body(&self.value) } }

    /// The same once some time has passed.
    public func async(after pause: DispatchTimeInterval, _ body: @escaping @Sendable (inout Value) -> Void) {
        queue.asyncAfter(deadline: .now() + pause) { body(&self.value) }
    }

    /// Waits until all that was asked before is done, no longer than to a time.
    ///
    /// - Returns: whether it is.
    @discardableResult
    public func wait(until time: DispatchTime) -> Bool {
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        return done.wait(timeout: time) == .success
    }
}
