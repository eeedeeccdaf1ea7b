import Basics
import Engine

/// Items by ID that may lie anywhere in the catalog: those of the baskets.
struct KnownItems: Sendable {
    private var items: ExactDictionary<ItemSummary> = [:]
    private var asked: Set<ExactText> = []
    private var awaited: Set<ExactText> = []

    subscript(id: String) -> ItemSummary? {
        get { items[id] }
        set {
            items[id] = newValue
            awaited.remove(ExactText(id))
        }
    }

    /// Whether some are on their way.
    var isWaiting: Bool { !awaited.isEmpty }

    /// Some cannot be had.
    mutating func giveUp() { awaited = [] }

    var ids: Set<ExactText> { Set(items.keys) }

    /// Those of the IDs that are neither known nor asked for; they count as asked for from now on.
    mutating func ask(for ids: [String]) -> [String] {
        let missing = ids.filter { items[$0] == nil && !asked.contains($0) }
        asked.formUnion(missing.map(ExactText.init))
        awaited.formUnion(missing.map(ExactText.init))
        return missing
    }
}
