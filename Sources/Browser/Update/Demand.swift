import Basics
import Engine
import Frames
import Vectors

/// What the screen needs is worked out from the state after every action, and asked for when it differs from what was asked
/// for last. So nothing is forgotten, nothing is asked for twice, and what flew by is not asked for at all.
extension State {
    /// Neighbours asked for in one search of the panel.
    static let panelCount = 48

    mutating func askForWhatShows() {
        askForListing()
        askForItems()
        askForBasket()
        askForNeighbors()
        askForPictures()
    }

    private mutating func askForListing() {
        guard !started else { return }
        started = true
        open(listing, keep: startItem, otherwise: shop.cursor)
    }

    /// The page that shows, with the pages before and after it.
    private mutating func askForItems() {
        guard opening == nil else { return }
        let page = layout.grid.capacity
        let visible = shop.first..<min(listingCount, shop.first + page)
        let wanted = max(0, shop.first - page)..<min(listingCount, shop.first + 2 * page)
        guard !visible.isEmpty else { return }
        if let asked = windowAsked, asked.lowerBound <= wanted.lowerBound, asked.upperBound >= wanted.upperBound { return }
        generation += 1
        windowGeneration = generation
        windowAsked = wanted
        send(.loadItems(generation, listing, positions: wanted))
    }

    /// Summaries of the basket's items, which may lie anywhere in the catalog.
    private mutating func askForBasket() {
        let missing = basket.entries.map(\.item).filter { known[$0] == nil && !knownAsked.contains($0) }
        guard !missing.isEmpty else { return }
        knownAsked.formUnion(missing.map(ExactText.init))
        send(.loadKnown(missing))
    }

    private mutating func askForNeighbors() {
        ask(.panel, panelQuery)
        ask(.compare, compareQuery)
        ask(.filmstrip, filmstripQuery)
    }

    private mutating func ask(_ purpose: SearchPurpose, _ query: NeighborQuery?) {
        guard let query else {
            if searches[purpose]?.asked != nil { searches[purpose]?.clear() }
            return
        }
        var slot = searches[purpose] ?? Slot()
        if let answered = slot.answered, answered.isAboutAnother(than: query) { slot.clear() }
        if slot.ask(query, next: &generation) { send(.search(purpose, slot.generation, query)) }
        searches[purpose] = slot
    }

    /// The ghost's neighbours are kept up to date on every screen, so that coming back to the shop shows them at once.
    var panelQuery: NeighborQuery? {
        guard !basket.liked.isEmpty else { return nil }
        return NeighborQuery(
            subject: .ghost(basket), metrics: [metric], count: State.panelCount, taste: taste, filter: listing.filter)
    }
}

extension NeighborQuery {
    /// Whether answers to this query mean nothing for the other: an item's neighbours are not another item's.
    fileprivate func isAboutAnother(than other: NeighborQuery) -> Bool {
        switch (subject, other.subject) {
        case (.ghost, .ghost): false
        default: subject != other.subject
        }
    }
}
