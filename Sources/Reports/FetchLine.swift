import Console
import Fetching
import Synchronization

/// The progress of a visit on standard error.
package final class FetchLine: Sendable {
    private let line = Mutex(ProgressLine("pictures", one: "picture", isLong: true))

    package init() {}

    /// Shows how far the visit is, unless it did a moment ago.
    package func show(_ progress: FetchProgress) {
        // While more is being listed, nothing is through.
        guard progress.isListed || progress.done < progress.pictures else { return }
        line.withLock { $0.show(done: progress.done, total: progress.pictures, skipped: progress.problems) }
    }

    /// Ends the moving line.
    package func finish() { line.withLock { $0.finish() } }
}
