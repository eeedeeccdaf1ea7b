import Catalog
import Engine

extension Catalog {
    private static let basketsName = "baskets"

    /// All baskets as they are stored; one empty basket where there are none yet.
    public func baskets() throws -> BasketContents { try document(Self.basketsName) ?? BasketContents() }

    /// Makes a change to the stored baskets.
    ///
    /// - Returns: what was stored before, and what is now.
    public func change(baskets change: BasketChange) throws -> BasketChange {
        var made = change
        try update(Self.basketsName) { (stored: BasketContents?) in
            // Where nothing is stored yet, what the change began with is what everybody began with.
            let stored = stored ?? change.from
            made = BasketChange(from: stored, to: change.applied(to: stored))
            return made.to
        }
        return made
    }
}
