import Basics
import Engine
import Frames

/// Answers to effects. Those to a question that is no longer asked are dropped.
extension State {
    mutating func takeItems(_ generation: Generation, _ start: Int, _ items: [ItemSummary]) {
        guard generation == windowGeneration else { return }
        window.replace(start: start, items: items)
    }

    mutating func takeOpened(_ generation: Generation, _ count: Int, _ position: Int?) {
        guard let opening, opening.generation == generation else { return }
        self.opening = nil
        listing = opening.listing
        listingCount = max(0, count)
        window.replace(start: 0, items: [])
        windowAsked = nil
        // The cursor stays in its row of the screen, whatever now stands around its item.
        let columns = layout.grid.columns
        let row = (shop.cursor - shop.first) / columns
        shop.cursor = position ?? opening.fallback
        shop.first = max(0, (shop.cursor / columns - row) * columns)
        settleCursors()
    }

    mutating func takeLocated(_ generation: Generation, _ position: Int?) {
        guard generation == locating else { return }
        guard let position else { return say("Nothing found.", attention: true) }
        jump(to: position)
    }

    mutating func takeFound(_ purpose: SearchPurpose, _ generation: Generation, _ rankings: [Ranking]) {
        guard searches[purpose]?.accept(rankings, generation: generation) == true else { return }
        settleCursors()
    }

    mutating func takeFailure(_ generation: Generation, _ message: String) {
        if opening?.generation == generation { opening = nil }
        say(message, attention: true)
    }

    /// A picture from outside is an item like any other, named by its path; it is liked at once.
    mutating func takePicture(_ item: ItemSummary) {
        known[item.id] = item
        guard basket.mark(of: item.id) != .like else { return }
        changeBasket("like of \(item.id)") { $0.toggleLike(item.id) }
        say("♥ \(item.id)")
    }

    /// Items have come, gone or changed: the cursor keeps its item, and all that shows is asked for again.
    mutating func takeCatalog(_ count: Int, _ generation: Generation, _ progress: IndexingProgress?) {
        let changed = count != catalog.count || generation != catalog.generation
        self.progress = progress
        catalog.count = max(0, count)
        catalog.generation = generation
        guard changed else { return }
        open(opening?.listing ?? listing, keep: shopItem?.id, otherwise: opening?.fallback ?? shop.cursor)
        for purpose in searches.keys { searches[purpose]?.invalidate() }
        pictures.failed = []
        let shown = [itemScreen.item, compare.item].compactMap(\.self) + itemScreen.trail
        let ids = Set(known.keys).union(shown.map { ExactText($0.id) }).sorted().map(\.text)
        if !ids.isEmpty { send(.loadKnown(ids)) }
    }

    /// Items as the catalog has them now. One that is shown and has gone leaves the screen.
    mutating func takeKnown(_ items: [ItemSummary], _ ids: [String]) {
        let found = ExactDictionary(items.map { ($0.id, $0) }) { first, _ in first }, asked = Set(ids.map(ExactText.init))
        for id in ids { known[id] = found[id] }
        func current(_ item: ItemSummary) -> ItemSummary? { asked.contains(item.id) ? found[item.id] : item }
        itemScreen.trail = itemScreen.trail.compactMap(current)
        if let item = compare.item, current(item) != item { compare.item = current(item) ?? (basket.liked.isEmpty ? item : nil) }
        guard let item = itemScreen.item, current(item) != item else { return }
        itemScreen.item = current(item)
        guard itemScreen.item == nil, screen == .item else { return }
        say("\(item.id) is not in the catalog any more.", attention: true)
        leaveScreen()
    }
}
