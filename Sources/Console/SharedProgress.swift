import Synchronization

/// A progress line that several threads report to.
package final class SharedProgress: Sendable {
    private let line: Mutex<ProgressLine>

    /// - Parameter what: what is counted, such as "pictures".
    package init(_ what: String) { line = Mutex(ProgressLine(what)) }

    /// Shows how far the work is, unless it did a moment ago.
    package func show(done: Int, total: Int) { line.withLock { $0.show(done: done, total: total) } }

    /// Ends the moving line.
    package func finish() { line.withLock { $0.finish() } }
}
