import Engine

/// Numbers requests, so that an answer to an earlier question can be told from the latest one's.
public typealias Generation = Int

/// A question that is asked anew whenever it changes, and the last answer to it.
struct Slot<Question: Equatable & Sendable, Answer: Sendable>: Sendable {
    private(set) var asked: Question?
    private(set) var generation: Generation = 0
    private(set) var answer: Answer?
    /// The question that `answer` belongs to; while a newer one is on its way it differs from `asked`.
    private(set) var answered: Question?

    var isWaiting: Bool { asked != nil && asked != answered }

    /// Whether the question is new and has to be sent; `next` numbers it.
    mutating func ask(_ question: Question, next: inout Generation) -> Bool {
        guard asked != question else { return false }
        next += 1
        generation = next
        asked = question
        return true
    }

    /// Keeps an answer unless it is stale; returns whether it was kept.
    mutating func accept(_ answer: Answer, generation: Generation) -> Bool {
        guard generation == self.generation, let asked else { return false }
        self.answer = answer
        answered = asked
        return true
    }

    /// The latest question failed: its answer stays as it was, and it is not asked again.
    mutating func fail(generation: Generation) -> Bool { generation == self.generation }

    mutating func clear() {
        asked = nil
        answer = nil
        answered = nil
        generation = -1
    }

    /// Has the same question asked again.
    mutating func invalidate() { asked = nil }
}
