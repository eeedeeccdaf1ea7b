import Dispatch
import Foundation
import Synchronization

/// Splits work over threads that stay alive between searches (libdispatch's pool). A sleeping one joins in after some 50 µs, about
/// what a virtual machine takes to wake a processor, and the caller begins at once; a pool of our own would wait just as long.
package enum Workers {
    /// How many threads a search uses unless told otherwise: one per processor that this process may use.
    package static let available = ProcessInfo.processInfo.activeProcessorCount

    /// Runs `body` for chunks of `0..<count` until all are done, on as many threads as there are states; each thread has one of them
    /// to itself, and which chunks it sees is up to chance. Allocates nothing. The calling thread works too.
    static func run<State: AnyObject>(_ count: Int, chunk: Int, states: ContiguousArray<State>, body: @Sendable (State, Range<Int>) -> Void) {
        let threads = max(1, min(states.count, (count + chunk - 1) / chunk))
        let next = Atomic(0)
        nonisolated(unsafe) let states = states
        @Sendable func work(_ thread: Int) {
            while true {
                let first = next.add(chunk, ordering: .relaxed).oldValue
                guard first < count else { break }
                body(states[thread], first..<min(first + chunk, count))
            }
        }
        if threads == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: threads, execute: work) }
    }

    /// The same without states, for work whose parts are apart from each other.
    package static func run(_ count: Int, chunk: Int, threads: Int, body: @Sendable (Range<Int>) -> Void) {
        _ = run(count, chunk: chunk, threads: threads, state: {}) { _, range in body(range) }
    }

    /// The same with states of any kind: as many are made as there are threads, and all come back.
    static func run<State>(
        _ count: Int, chunk: Int, threads: Int, state: () -> State, body: @Sendable (inout State, Range<Int>) -> Void
    ) -> [State] {
        let threads = max(1, min(threads, (count + chunk - 1) / chunk))
        let states = ContiguousArray((0..<threads).map { _ in Box(state()) })
        run(count, chunk: chunk, states: states) { body(&$0.value, $1) }
        return states.map(\.value)
    }

    private final class Box<Value> {
        var value: Value

        init(_ value: Value) { self.value = value }
    }
}
