import Engine

/// The searches that are wanted, each sent anew whenever its question changes, and their last answers.
struct Searches: Sendable {
    private struct Slot {
        var asked: NeighborQuery?
        var generation: Generation = 0
        var answer: [Ranking]?
        /// The question that `answer` belongs to; while a newer one is on its way it differs from `asked`.
        var answered: NeighborQuery?
        var hasFailed = false

        var isWaiting: Bool { asked != nil && asked != answered && !hasFailed }
    }

    private var slots: [SearchPurpose: Slot] = [:]

    /// The last answer, a ranking per metric; nil while there is none.
    subscript(purpose: SearchPurpose) -> [Ranking]? { slots[purpose]?.answer }

    /// The question that the last answer belongs to.
    func question(answeredFor purpose: SearchPurpose) -> NeighborQuery? { slots[purpose]?.answered }

    /// Sends a question off if it is new; nil asks nothing any more. The answer before it stays, unless that is about another item.
    mutating func ask(_ query: NeighborQuery?, for purpose: SearchPurpose, _ requests: inout Requests) {
        guard let query else {
            slots[purpose] = nil
            return
        }
        var slot = slots[purpose] ?? Slot()
        if let answered = slot.answered, answered.isAboutAnother(than: query) { slot = Slot() }
        if slot.asked != query {
            (slot.asked, slot.hasFailed) = (query, false)
            slot.generation = requests.next()
            requests.send(.search(purpose, slot.generation, query))
        }
        slots[purpose] = slot
    }

    /// Keeps an answer unless it is stale; returns whether it was kept.
    mutating func accept(_ rankings: [Ranking], for purpose: SearchPurpose, _ generation: Generation) -> Bool {
        guard let slot = slots[purpose], slot.generation == generation, let asked = slot.asked else { return false }
        slots[purpose]?.answer = rankings
        slots[purpose]?.answered = asked
        return true
    }

    /// A question gets no answer.
    mutating func fail(_ generation: Generation) {
        for (purpose, slot) in slots where slot.generation == generation { slots[purpose]?.hasFailed = true }
    }

    /// Whether an answer is on its way.
    var isWaiting: Bool { slots.values.contains(where: \.isWaiting) }

    /// Has every question asked again.
    mutating func invalidate() {
        for purpose in slots.keys { slots[purpose]?.asked = nil }
    }
}

extension NeighborQuery {
    /// Whether answers to this query mean nothing for the other: an item's neighbours are not another item's.
    fileprivate func isAboutAnother(than other: NeighborQuery) -> Bool {
        switch (subject, other.subject) {
        case (.ghost, .ghost): false
        default: subject != other.subject
        }
    }
}
