/// Values that several threads make: each place is written by one of them, and then taken by whoever waits for it.
package final class Slots<Value: Sendable>: @unchecked Sendable {
    private let values: UnsafeMutableBufferPointer<Value?>

    package init(count: Int) {
        values = .allocate(capacity: count)
        values.initialize(repeating: nil)
    }

    deinit {
        values.deinitialize()
        values.deallocate()
    }

    package func set(_ value: Value, at index: Int) { values[index] = value }

    /// What was set, once.
    package func take(_ index: Int) -> Value? { values[index].take() }
}
