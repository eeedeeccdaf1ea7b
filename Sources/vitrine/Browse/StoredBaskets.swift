import Browser
import Catalog

extension Catalog {
    private static let basketsName = "baskets"

    /// All baskets as they are stored; one empty basket where there are none yet.
    func baskets() throws -> BasketBook.Contents { try document(Self.basketsName) ?? BasketBook.Contents() }

    /// Makes a change to the stored baskets.
    ///
    /// - Returns: what was stored before, and what is now.
    func change(baskets change: BasketChange) throws -> BasketChange {
        var made = change
        try update(Self.basketsName) { (stored: BasketBook.Contents?) in
            // Where nothing is stored yet, what the change began with is what everybody began with.
            let stored = stored ?? change.from
            made = BasketChange(from: stored, to: change.applied(to: stored))
            return made.to
        }
        return made
    }
}

extension CatalogWorker {
    /// Stores what the shopper did, and tells what others did meanwhile.
    func saveBaskets(_ change: BasketChange) {
        save { [self] in
            let made = try catalog.change(baskets: change)
            let foreign = BasketChange(from: knownBaskets, to: made.from)
            knownBaskets = made.to
            if !foreign.isEmpty { mailbox.post(.baskets(foreign)) }
        }
    }

    /// Tells the browser what others have done to the baskets since it last heard of them.
    func checkForBaskets() {
        save { [self] in
            let stored = try catalog.baskets()
            guard stored != knownBaskets else { return }
            mailbox.post(.baskets(BasketChange(from: knownBaskets, to: stored)))
            knownBaskets = stored
        }
    }
}
