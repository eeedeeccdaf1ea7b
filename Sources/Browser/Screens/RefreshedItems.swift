import Basics
import Engine

/// Items as the catalog has them now, and which were asked for.
struct RefreshedItems {
    private let found: ExactDictionary<ItemSummary>
    private let asked: Set<ExactText>

    init(_ items: [ItemSummary], of ids: [String]) {
        found = ExactDictionary(items.map { ($0.id, $0) }) { first, _ in first }
        asked = Set(ids.map(ExactText.init))
    }

    subscript(id: String) -> ItemSummary? { found[id] }

    /// An item as it is now: unchanged if it was not asked for, nil if it has gone.
    func current(_ item: ItemSummary) -> ItemSummary? { asked.contains(item.id) ? found[item.id] : item }
}
