import Taste

/// All baskets of a shopper, which of them is current, and the way back through every change.
public struct BasketBook: Sendable {
    /// What is saved and what undo restores.
    public struct Contents: Hashable, Codable, Sendable {
        public internal(set) var baskets: [Basket]
        public internal(set) var current: Int

        /// - Parameter baskets: at least one, else there is an empty one.
        public init(baskets: [Basket] = [], current: Int = 0) {
            self.baskets = baskets.isEmpty ? [Basket(name: "my likes")] : baskets
            self.current = max(0, min(current, self.baskets.count - 1))
        }
    }

    public private(set) var contents: Contents
    /// Counts the changes; names the ghost's picture, so it never repeats within a run.
    public private(set) var revision = 0
    private var past: [(contents: Contents, label: String)] = []
    private var future: [(contents: Contents, label: String)] = []
    private static let memory = 500

    public init(_ contents: Contents = Contents()) { self.contents = contents }

    public var basket: Basket { contents.baskets[contents.current] }
    public var name: String { contents.baskets[contents.current].name }

    /// Makes a change that can be undone; `label` says what it was ("like 8753271"). A change that changes nothing is forgotten.
    mutating func change(_ label: String, _ body: (inout Contents) -> Void) {
        var changed = contents
        body(&changed)
        guard changed != contents else { return }
        past.append((contents, label))
        if past.count > BasketBook.memory { past.removeFirst() }
        future = []
        contents = changed
        revision += 1
    }

    mutating func changeBasket(_ label: String, _ body: (inout Basket) -> Void) {
        change(label) { body(&$0.baskets[$0.current]) }
    }

    /// Takes the last change back and says which it was, or nil when there is none.
    mutating func undo() -> String? { step(from: \.past, to: \.future) }

    /// Makes the last undone change again and says which it was, or nil when there is none.
    mutating func redo() -> String? { step(from: \.future, to: \.past) }

    private mutating func step(
        from source: WritableKeyPath<BasketBook, [(contents: Contents, label: String)]>,
        to target: WritableKeyPath<BasketBook, [(contents: Contents, label: String)]>
    ) -> String? {
        guard let step = self[keyPath: source].popLast() else { return nil }
        self[keyPath: target].append((contents, step.label))
        contents = step.contents
        revision += 1
        return step.label
    }
}
