import Basics
import Engine

/// The shop in words: what is listed and how, and where one is.
extension ShopScreen {
    static func overview(in state: State) -> [String] {
        if state.isAmongNeighbors { return state.neighborLines() }
        return overviewOfListing(in: state) + (state.shop.count > 0 ? state.placeLines : [emptyWords(state)])
    }

    /// What is listed and how, and what is being done.
    static func overviewOfListing(in state: State) -> [String] {
        [state.listingWords] + state.wordLines + ["\(state.basketWords.capitalizedFirst). By \(state.metric.rawValue), \(state.tasteText)."]
            + state.progressLines
            + state.visitLines
    }

    static func place(in state: State) -> String? {
        state.isAmongNeighbors ? state.neighborPlace : "\(grouped(state.shop.scroller.cursor + 1)) of \(grouped(state.shop.count))"
    }

    private static func emptyWords(_ state: State) -> String {
        state.shop.isNarrowed ? "Nothing matches; all shows everything again." : "No \(state.catalog.nouns) yet."
    }
}

extension State {
    /// "sample shop: 12 of 3,000 T-shirts with “cat” where price < 20, by price, descending."
    fileprivate var listingWords: String {
        let listing = shop.listing
        let all = counted(catalog.count, catalog.noun, catalog.nouns)
        var text = "\(catalog.name): " + (shop.isNarrowed ? "\(grouped(shop.items)) of \(all)" : all)
        if let found = listing.text { text += " with “\(found)”" }
        if let filter = listing.filter { text += " where \(filter)" }
        if let within = listing.withinText { text += ", " + within }
        if shop.isFolded { text += " on \(counted(shop.count, "tile"))" }
        if let order = listing.order.name { text += ", " + order.replacing(" ↓", with: ", descending") }
        return text + "."
    }

    /// How the words were understood that order the listing.
    fileprivate var wordLines: [String] {
        guard let reading = shop.listing.order.words.flatMap(reading), !reading.known.isEmpty else { return [] }
        return ["Looking for: \(reading.known.joined(separator: ", "))."]
    }

    /// The items from the cursor's on, a line each.
    func itemLines(_ count: Int) -> [String] {
        let first = shop.scroller.cursor
        return (first..<min(shop.count, first + count)).compactMap { position in
            shop.window[position].map { "\(grouped(position + 1)): \(briefWords(Selection($0)))." }
        }
    }
}
