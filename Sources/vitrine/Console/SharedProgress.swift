import Synchronization

/// A progress line that several threads report to.
final class SharedProgress: Sendable {
    private let line: Mutex<ProgressLine>

    init(_ what: String) { line = Mutex(ProgressLine(what)) }

    func show(done: Int, total: Int) { line.withLock { $0.show(done: done, total: total) } }

    func finish() { line.withLock { $0.finish() } }
}
