import Engine
import Frames
import Taste

/// The listing that the shop shows: opened, and held in part.
extension State {
    /// Has a listing made ready; what shows stays until it is. Then the cursor goes to the item with the ID `keep`.
    ///
    /// - Parameter origin: where the shopper is taken if words order it that are not understood; nil: to the shop's own order.
    mutating func open(_ listing: Listing, keep: String?, otherwise fallback: Int = 0, origin: Visit? = nil) {
        let generation = requests.next()
        if let opening = shop.opening, opening.origin != nil { shop.overtaken.insert(opening.generation) }
        shop.opening = Opening(generation: generation, listing: listing, fallback: fallback)
        if listing.order.words != nil {
            var unordered = listing
            unordered.order = .shop
            shop.opening?.origin = origin ?? Visit(listing: unordered, position: fallback)
        }
        requests.send(.open(generation, listing, query: query(ordering: listing), keep: keep))
    }

    /// What a listing's order is by likeness to; nil where it is another.
    func query(ordering listing: Listing) -> NeighborQuery? {
        let subject: NeighborQuery.Subject? =
            switch listing.order {
            case .ghost where !basket.liked.isEmpty: .ghost(basket)
            case .item(let id): .item(id)
            case .words(let words): .ghost(Basket(entries: [Basket.Entry(item: Wish.id(of: words))]))
            default: nil
            }
        return subject.map {
            var query = self.query($0, count: 0)
            query.filter = listing.filter
            // One wish has one taste.
            if listing.order.words != nil { query.taste.mode = .centroid }
            return query
        }
    }

    mutating func takeOpened(
        _ generation: Generation, _ count: Int, _ items: Int, _ stacks: Int, _ position: Int?, _ hint: String?
    ) {
        guard let opening = shop.opening, opening.generation == generation else { return }
        (shop.opening, shop.overtaken) = (nil, [])
        if let hint { say(hint, attention: true) }
        let showsOthers = stacks != shop.stacks || stacks != 0 && opening.listing.isFolded != shop.listing.isFolded
        shop.listing = opening.listing
        (shop.count, shop.items, shop.stacks) = (max(0, count), max(0, items), stacks)
        if showsOthers { stacksChanged() }
        shop.window.clear()
        // The cursor stays in its row of the screen, whatever now stands around its item.
        let columns = shopLayout.grid.columns
        let row = (shop.scroller.cursor - shop.scroller.first) / columns
        shop.scroller.cursor = position ?? opening.fallback
        shop.scroller.first = max(0, (shop.scroller.cursor / columns - row) * columns)
        settleCursors()
    }

    mutating func takeItems(_ generation: Generation, _ start: Int, _ items: [ItemSummary]) {
        guard generation == shop.window.generation else { return }
        shop.window.replace(start: start, items: items)
    }

    /// Opens the listing at first, then asks for the page that shows, with the pages before and after it.
    mutating func askForListing() {
        if !shop.hasBegun {
            shop.hasBegun = true
            open(shop.listing, keep: shop.startItem, otherwise: shop.scroller.cursor)
        }
        guard shop.opening == nil else { return }
        let page = shopLayout.grid.capacity, first = shop.scroller.first
        let visible = first..<min(shop.count, first + page)
        let wanted = max(0, first - page)..<min(shop.count, first + 2 * page)
        guard !visible.isEmpty, !shop.window.covers(wanted) else { return }
        let generation = requests.next()
        shop.window.ask(for: wanted, generation)
        requests.send(.loadItems(generation, shop.listing, positions: wanted))
    }
}
