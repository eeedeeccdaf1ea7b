/// Numbers requests, so that an answer to an earlier question can be told from the latest one's.
public typealias Generation = Int

/// What goes out to the program.
struct Requests: Sendable {
    private var generation: Generation = 0
    private var effects: [Effect] = []
    /// The session as it was last sent off to be stored.
    var savedSession: Session?

    /// The number of the next request.
    mutating func next() -> Generation {
        generation += 1
        return generation
    }

    mutating func send(_ effect: Effect) { effects.append(effect) }

    /// Hands over all that was sent, in order.
    mutating func takeAll() -> [Effect] {
        defer { effects = [] }
        return effects
    }
}
