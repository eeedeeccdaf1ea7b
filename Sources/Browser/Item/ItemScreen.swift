import Basics
import Engine
import Frames

/// The item screen: an item large, and its own neighbours as a filmstrip to walk along; walking leaves a trail.
struct ItemScreen: Sendable {
    /// The item shown, or nil for the one under the shop's cursor.
    var item: ItemSummary?
    var trail: [ItemSummary] = []
    /// Place in the filmstrip, or nil while the item itself is meant.
    var neighbor: Int?
    var gallery = Gallery()
    /// What the items cost that were looked at, in this state of the catalog.
    var prices: ExactDictionary<[PriceStep]> = [:]
    var askedPrices: Set<ExactText> = []
    /// What the items are stacked with that were looked at, themselves among them; none for what is on its own.
    var variants: ExactDictionary<[ItemSummary]> = [:]
    var askedVariants: Set<ExactText> = []
}

extension ScreenKind {
    public static let item = ScreenKind("item")
}

extension State {
    var itemScreen: ItemScreen {
        get { screens.item }
        set { screens.item = newValue }
    }

    /// The item shown large.
    var shownItem: ItemSummary? { itemScreen.item ?? shopItem }

    var itemLayout: ItemLayout { ItemLayout(size: size, cell: cell, pairRows: pairRows) }

    /// The filmstrip's neighbours.
    var filmstrip: [Match] { searches[.filmstrip]?.first?.matches ?? [] }

    /// The first neighbour that the filmstrip shows.
    func filmstripFirst(_ strip: GridLayout) -> Int { (itemScreen.neighbor ?? 0) / strip.capacity * strip.capacity }
}
