/// The stack that an item belongs to: the colours of its design, or pictures that are near-identical.
public struct ItemStack: Hashable, Sendable {
    /// What its items have in common.
    public enum Variety: Hashable, Sendable {
        /// They are one design in so many colours.
        case colors(Int)
        /// They are one design; colours do not tell them apart.
        case versions
        /// Their pictures are near-identical.
        case alike
    }

    /// The ID of its first item in the catalog's own order, which names it.
    public var key: String
    /// How many of its items are listed or could be found; two at least.
    public var count: Int
    public var variety: Variety
    /// Of one that is open, the item's place among those that are listed, from 1; nil where the item stands for all of them.
    public var place: Int?

    public init(key: String, count: Int, variety: Variety, place: Int? = nil) {
        (self.key, self.count, self.variety, self.place) = (key, count, variety, place)
    }
}
