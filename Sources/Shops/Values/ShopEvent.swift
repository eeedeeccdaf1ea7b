/// What a reading tells while it goes on.
package enum ShopEvent: Hashable, Sendable {
    /// What the shop turned out to be, and what it calls itself; comes before all items.
    case kind(ShopKind, name: String?)
    /// How many products the listing will have, where the shop says so.
    case total(Int)
    /// Comes once for each product and colour. Where a feed tells of a product's sizes in rows that are far apart, it comes again with all
    /// that is known until then; the later one holds.
    case item(ShopItem)
    /// Something that could not be read.
    case problem(ShopProblem)
}
