import Dispatch
import Foundation
import Synchronization

/// Splits work over threads that stay alive between searches (libdispatch's pool). A sleeping one joins in after some 50 µs, about
/// what a virtual machine takes to wake a processor, and the caller begins at once; a pool of our own would wait just as long.
enum Workers {
    /// How many threads a search uses unless told otherwise: one per processor that this process may use.
    static let available = ProcessInfo.processInfo.activeProcessorCount

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

    /// Runs `body` for chunks of `0..<count` until all are done. Each thread makes its own state first, and all states come
    /// back; which chunks a state has seen is up to chance.
    ///
    /// The calling thread works too, so that nothing waits for a thread that is slow to wake.
    static func run<State>(
        _ count: Int, chunk: Int, threads: Int, state: @Sendable () -> State,
        body: @Sendable (inout State, Range<Int>) -> Void
    ) -> [State] {
        let threads = max(1, min(threads, (count + chunk - 1) / chunk))
        let next = Atomic(0)
        return Array(unsafeUninitializedCapacity: threads) { states, filled in
            // Each thread writes its own place and no other.
            nonisolated(unsafe) let places = states.baseAddress!
            @Sendable func work(_ thread: Int) {
                var mine = state()
                while true {
                    let first = next.add(chunk, ordering: .relaxed).oldValue
                    guard first < count else { break }
                    body(&mine, first..<min(first + chunk, count))
                }
                (places + thread).initialize(to: mine)
            }
            if threads == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: threads, execute: work) }
            filled = threads
        }
    }
}
