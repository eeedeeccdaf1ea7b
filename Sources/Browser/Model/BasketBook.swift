import Engine
import Taste

/// All baskets of a shopper, which of them is current, and the way back through every change.
public struct BasketBook: Sendable {
    /// What is saved and what undo restores.
    public typealias Contents = BasketContents

    /// A change with what it was.
    private struct Step {
        let change: BasketChange
        let label: String
    }

    public private(set) var contents: Contents
    /// Counts the changes; names the ghost's picture, so it never repeats within a run.
    public private(set) var revision = 0
    private var past: [Step] = []
    private var future: [Step] = []
    private static let memory = 500

    public init(_ contents: Contents = Contents()) { self.contents = contents }

    public var basket: Basket { contents.basket }
    public var name: String { basket.name }

    /// Makes a change that can be undone; `label` says what it was ("like 8753271"). A change that changes nothing is forgotten.
    mutating func change(_ label: String, _ body: (inout Contents) -> Void) {
        var changed = contents
        body(&changed)
        let change = BasketChange(from: contents, to: changed)
        guard !change.isEmpty else { return }
        past.append(Step(change: change, label: label))
        if past.count > BasketBook.memory { past.removeFirst() }
        future = []
        become(changed)
    }

    mutating func changeBasket(_ label: String, _ body: (inout Basket) -> Void) {
        change(label) { body(&$0.baskets[$0.current]) }
    }

    /// Takes the last change back and says which it was, or nil when there is none. What somebody else has changed since stays.
    mutating func undo() -> String? {
        guard let step = past.popLast() else { return nil }
        future.append(step)
        become(step.change.reversed.applied(to: contents))
        return step.label
    }

    /// Makes the last undone change again and says which it was, or nil when there is none.
    mutating func redo() -> String? {
        guard let step = future.popLast() else { return nil }
        past.append(step)
        become(step.change.applied(to: contents))
        return step.label
    }

    /// Takes in what somebody else has changed; undo knows nothing of it.
    mutating func take(_ change: BasketChange) {
        let merged = change.taken(into: contents)
        if merged != contents { become(merged) }
    }

    private mutating func become(_ contents: Contents) {
        self.contents = contents
        revision += 1
    }
}
