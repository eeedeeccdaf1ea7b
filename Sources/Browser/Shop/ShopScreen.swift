import Basics
import Engine
import Frames
import Vectors

/// The shop: a listing of the catalog, the place in it, and the ghost's panel beside it. It lies beneath all other screens.
struct ShopScreen: Sendable {
    var listing = Listing()
    /// Positions in the listing: fewer than items are listed, where the first of a stack stands for several.
    var count = 0
    /// Items that are listed.
    var items = 0
    /// Which items belong together, as the engine numbers that; 0: none do.
    var stacks = 0
    var scroller = Scroller()
    var window = ItemWindow()
    /// A listing on its way; what shows stays until it has come.
    var opening: Opening?
    /// Places before jumps, the latest last.
    var history: [Visit] = []
    var panel = GhostPanel()
    /// The words that were looked for last.
    var lastFind: String?
    /// What its filters are called that were ticked.
    var ticked = TickedFilters()
    /// The words that ordered it last, and all that were entered.
    var lastWords: String?
    var wordsHistory = CommandHistory()
    /// Listings by words that a newer one has overtaken: of these nobody is to hear.
    var overtaken: Set<Generation> = []
    /// The latest request for an item's position.
    var locating: Generation = -1
    var isLocating = false
    /// Draws the random jumps and shuffles.
    var random = SplitMix(0)
    /// The item to begin at; the listing is opened for it at first.
    private(set) var startItem: String?
    var hasBegun = false

    init() {}

    init(_ session: Session, count: Int, seed: UInt64) {
        listing = session.listing
        ticked = TickedFilters(session)
        lastWords = listing.order.words
        (self.count, items) = (count, count)
        scroller.cursor = max(0, min(session.position, count - 1))
        panel.isWanted = session.panel
        random = SplitMix(seed)
        startItem = session.item
    }

    /// The listing that will show when all that was asked for has come.
    var wantedListing: Listing { opening?.listing ?? listing }

    /// Whether `/` or `:where` leaves something out.
    var isNarrowed: Bool { listing.text != nil || listing.filter != nil || listing.within != nil }

    /// Whether something stands for others.
    var isFolded: Bool { count < items }

    /// Whether a page is on its way of which nothing shows yet.
    var isBlank: Bool { window.isWaiting && window.items.isEmpty }

    /// The place that shows.
    var visit: Visit { Visit(listing: listing, position: scroller.cursor) }
}

/// A place the shopper was at before a jump.
struct Visit: Hashable {
    var listing: Listing
    var position: Int
}

/// A listing on its way.
struct Opening: Hashable {
    var generation: Generation
    var listing: Listing
    /// Where the cursor goes if there is no item to keep, or it is not in the listing.
    var fallback: Int
    /// Where the shopper is taken if words are to order it that are not understood; nil where none do.
    var origin: Visit?
}

/// The items around the viewport: all the browser holds of a catalog however large it is.
struct ItemWindow: Sendable {
    private(set) var start = 0
    private(set) var items: [ItemSummary] = []
    /// The latest request for items, and the positions it is for.
    private(set) var generation: Generation = 0
    private(set) var asked: Range<Int>?
    /// Whether items are on their way.
    private(set) var isWaiting = false

    subscript(position: Int) -> ItemSummary? { items.at(position - start) }

    /// Whether the items of these positions are there or on their way.
    func covers(_ positions: Range<Int>) -> Bool {
        asked.map { $0.lowerBound <= positions.lowerBound && $0.upperBound >= positions.upperBound } ?? false
    }

    mutating func ask(for positions: Range<Int>, _ generation: Generation) {
        (asked, self.generation, isWaiting) = (positions, generation, true)
    }

    mutating func replace(start: Int, items: [ItemSummary]) { (self.start, self.items, isWaiting) = (start, items, false) }

    /// The items of a request cannot be had.
    mutating func fail(_ generation: Generation) { if generation == self.generation { isWaiting = false } }

    /// The listing has changed: there are no items, and none on their way.
    mutating func clear() {
        replace(start: 0, items: [])
        asked = nil
    }
}

extension ScreenKind {
    public static let shop = ScreenKind("shop")
}

extension State {
    var shop: ShopScreen {
        get { screens.shop }
        set { screens.shop = newValue }
    }

    var shopLayout: GalleryLayout {
        GalleryLayout(
            size: size, cell: cell, pictureRows: conversation == nil ? looks.pictureRows : nil, panel: wantsPanel, lists: panelLists,
            focusOnPanel: shop.panel.isFocused, taken: pairRows)
    }

    /// Whether the shopper wants to see the ghost's panel; who reads lines can always go into it.
    /// Where a pair leaves so little room that the panel would cover the grid, only the cursor takes it there.
    var wantsPanel: Bool? {
        guard conversation == nil else { return true }
        return shop.panel.isWanted == true && pairRows > 0 ? nil : shop.panel.isWanted
    }

    /// Pictures on a page of the shop.
    public var pageCapacity: Int { shopLayout.grid.capacity }

    /// The item under the grid's cursor, when it is loaded.
    var shopItem: ItemSummary? { shop.window[shop.scroller.cursor] }
}
