import Foundation
import Synchronization
import Testing

/// Runs tests on threads that may wait. There are as many threads for tests as processors, and one that waits for the program keeps
/// its own busy; these are more, so that the processors have work while tests wait, and not so many that each waits for the others.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(Threads.shared) { try await function() }
    }

    private final class Threads: TaskExecutor {
        static let shared = Threads(count: 5)

        private let jobs = Mutex<[UnownedJob]>([])
        private let waiting = DispatchSemaphore(value: 0)

        private init(count: Int) {
            for number in 0..<count {
                let thread = Thread {
                    while true {
                        self.waiting.wait()
                        self.jobs.withLock { $0.removeFirst() }.runSynchronously(on: self.asUnownedTaskExecutor())
                    }
                }
                thread.name = "tests.\(number)"
                thread.start()
            }
        }

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            jobs.withLock { $0.append(job) }
            waiting.signal()
        }
    }
}

extension Trait where Self == OwnThreads {
    /// For tests that wait for the program.
    static var onOwnThreads: Self { OwnThreads() }
}

/// How many seconds a test waits for what is there in one on a machine with nothing else to do: its disk may keep others waiting as well.
let patience = 90.0
