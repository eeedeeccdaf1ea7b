import Basics
import Catalog
import Engine

extension Catalog {
    private static let basketsName = "baskets"

    /// All baskets as they are stored.
    func storedBaskets() throws -> StoredDocument<BasketContents> { try stored(Self.basketsName) }

    /// Makes a change to the stored baskets.
    func change(baskets change: BasketChange) throws -> ChangedBaskets {
        var made = change
        let aside = try update(Self.basketsName) { (stored: BasketContents?) in
            // Where nothing is stored yet, what the change began with is what everybody began with.
            let stored = stored ?? change.from
            made = BasketChange(from: stored, to: change.applied(to: stored))
            return made.to
        }
        return ChangedBaskets(change: made, aside: aside)
    }
}
