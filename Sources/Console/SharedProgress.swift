import Synchronization

/// A progress line that several threads report to.
package final class SharedProgress: Sendable {
    private let line: Mutex<ProgressLine>

    package init(_ what: String) { line = Mutex(ProgressLine(what)) }

    package func show(done: Int, total: Int) { line.withLock { $0.show(done: done, total: total) } }

    package func finish() { line.withLock { $0.finish() } }
}
