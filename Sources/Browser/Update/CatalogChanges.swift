import Basics
import Frames

/// Items that come, go and change, and questions that fail.
extension State {
    mutating func takeFailure(_ generation: Generation, _ message: String, at character: Int?) {
        if shop.overtaken.remove(generation) != nil { return }
        if let opening = shop.opening, opening.generation == generation {
            shop.opening = nil
            if let origin = opening.origin {
                // While words are typed, the prompt says what becomes of them, and what they ordered last stays.
                guard prompt == nil else { return }
                if shop.listing != origin.listing { go(to: origin) }
            }
            if let filter = opening.listing.filter, let character { commands.refuse(ending: filter, at: character) }
        }
        if shop.locating == generation { shop.isLocating = false }
        shop.window.fail(generation)
        if surprises.asked == generation { surprises.asked = nil }
        if wallScreen.generation == generation { (wallScreen.hasFailed, wallScreen.isWaiting, wallScreen.arranging) = (true, false, nil) }
        searches.fail(generation)
        compare.ranks.fail(generation)
        if generation == 0 {
            known.giveUp()
            facetsScreen.hasFailed = screen == .facets
        }
        conversation?.awaitsWord = false
        say(message, attention: true)
    }

    /// Items have come, gone or changed: the cursor keeps its item, and all that shows is asked for again.
    mutating func takeCatalog(_ count: Int, _ generation: Generation, _ progress: IndexingProgress?) {
        let changed = count != catalog.count || generation != catalog.generation
        self.progress = progress
        catalog.count = max(0, count)
        catalog.generation = generation
        guard changed else { return }
        open(shop.wantedListing, keep: shopItem?.id, otherwise: shop.opening?.fallback ?? shop.scroller.cursor)
        searches.invalidate()
        compare.ranks.forget()
        pictures.failed = []
        tinting.forget()
        pair.forget()
        readings.invalidate()
        (itemScreen.prices, itemScreen.askedPrices) = ([:], [])
        (itemScreen.variants, itemScreen.askedVariants) = ([:], [])
        let held = Screens.all.flatMap { $0.heldItems(in: self) } + (pair.pinned.map { [$0] } ?? [])
        let ids = known.ids.union(held.map { ExactText($0.id) }).sorted().map(\.text)
        if !ids.isEmpty { requests.send(.loadKnown(ids)) }
    }

    /// Vectors cannot be had any more, or can again: what they decide is asked for anew.
    mutating func takeMissing(_ places: [String]) {
        missing = places
        searches.invalidate()
        compare.ranks.forget()
        let names = places.dropLast().joined(separator: ", ") + (places.count > 1 ? " and " : "") + (places.last ?? ""),
            are = places.count == 1 ? "is" : "are"
        say(
            places.isEmpty ? "All vectors can be reached again." : "\(names) \(are) down: neighbours are the nearest of the remaining items.",
            attention: !places.isEmpty)
    }

    /// Items as the catalog has them now.
    mutating func takeKnown(_ items: RefreshedItems, _ ids: [String]) {
        for id in ids { known[id] = items[id] }
        markStacks()
        for screen in Screens.all { screen.refresh(items, in: &self) }
        refreshPair(items, ids)
        nameInterests()
    }
}
