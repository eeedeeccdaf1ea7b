import Basics
import Foundation
import Synchronization

/// The question was not answered in time.
public struct LateAnswer: Error, CustomStringConvertible {
    public let description = "there was no answer in time"
}

/// Asks a question and waits for its whole answer, as commands do.
///
/// - Parameter seconds: for how long; nil: for ever.
/// - Throws: the failure that came instead, or `LateAnswer`.
public func waitForAnswer<Value: Sendable>(seconds: Double? = nil, _ ask: (@escaping Reply<Value>) -> Void) throws -> Value {
    let answer = FirstAnswer<Value>()
    ask(answer.take)
    return try answer.wait(seconds: seconds)
}

extension Engine {
    /// All baskets as they are stored, waited for; one empty basket where there are none yet, or none that can be read.
    public func storedBaskets() throws -> BasketContents { try waitForAnswer { baskets($0) }.value ?? BasketContents() }
}

/// The first answer that is whole.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    @Sendable func take(_ answer: Answer<Value>) {
        let new: Result<Value, any Error>
        switch answer {
        case .part: return
        case .whole(let value): new = .success(value)
        case .failure(let error): new = .failure(error)
        }
        result.withLock { $0 = $0 ?? new }
        isThere.signal()
    }

    func wait(seconds: Double?) throws -> Value {
        _ = isThere.wait(timeout: seconds.map { .now() + $0 } ?? .distantFuture)
        guard let result = result.withLock({ $0 }) else { throw LateAnswer() }
        return try result.get()
    }
}
