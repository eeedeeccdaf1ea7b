import Synchronization

/// What comes back to a question.
public enum Answer<Value: Sendable>: Sendable {
    /// What is known so far; more is to come, which then stands in its place.
    case part(Value)
    case whole(Value)
    case failure(any Error)
}

/// Takes the answers to a question, on whatever thread they come: any number of parts, then the whole or a failure. To a question that was
/// cancelled there may be none.
public typealias Reply<Value: Sendable> = @Sendable (Answer<Value>) -> Void

/// A question under way.
public final class Inquiry: Sendable {
    private let isOver = Atomic(false)

    /// A question that is still waited for.
    public init() {}

    /// Nobody waits for the answer any more. One that is being made may still come.
    public func cancel() { isOver.store(true, ordering: .relaxed) }

    /// Whether nobody waits for the answer any more.
    public var isCancelled: Bool { isOver.load(ordering: .relaxed) }
}
