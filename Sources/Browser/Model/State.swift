import Basics
import Engine
import Frames
import Taste
import Vectors

/// All that the browser knows. `reduce(into:action:)` changes it, `view(_:)` shows it; both are pure.
public struct State: Sendable {
    /// How many ticks a second notices count on.
    public static let ticksPerSecond = 4

    public internal(set) var size: Size
    public internal(set) var cell: CellSize
    public internal(set) var catalog: CatalogSummary
    public internal(set) var progress: IndexingProgress?
    public internal(set) var keymap: Keymap
    /// Metrics that the engine offers, in the order of the metric key.
    public let metrics: [Metric]

    // The listing and the place in it.
    var listing: Listing
    var listingCount: Int
    var shop = Scroller()
    var window = ItemWindow()
    var opening: Opening?
    var windowGeneration: Generation = 0
    var windowAsked: Range<Int>?
    var history: [Visit] = []

    // Taste.
    public internal(set) var book: BasketBook
    /// The baskets as they were when they were last sent off to be stored.
    var savedBaskets: BasketBook.Contents
    var metric: Metric
    var taste: TasteSettings
    /// Items of baskets by ID.
    var known: ExactDictionary<ItemSummary> = [:]
    var knownAsked: Set<ExactText> = []
    var searches: [SearchPurpose: Slot<NeighborQuery, [Ranking]>] = [:]

    // Looks.
    var pictureRows: Int?
    var zoom = PictureZoom.garment
    var panelWanted: Bool?
    var focusOnPanel = false
    var panelScroller = Scroller()

    // Pictures.
    var pictures = PictureShelf()

    // Screens.
    var screens: [ScreenKind] = [.shop]
    var compare = CompareState()
    var basketScreen = BasketState()
    var itemScreen = ItemState()
    var help = HelpState()
    var prompt: Prompt?
    var notice: Notice?
    var lastFind: String?
    var lastCopy: CopyTurn?

    // Requests.
    var outbox: [Effect] = []
    var started = false
    let startItem: String?
    var generation: Generation = 0
    var locating: Generation = -1
    var random: SplitMix
    var savedSession: Session?

    /// - Parameters:
    ///   - count: items in the session's listing; the first effect opens the listing anew, so an estimate will do.
    ///   - seed: feeds the random jumps and shuffles.
    public init(
        catalog: CatalogSummary, size: Size, cell: CellSize = CellSize(), baskets: BasketBook.Contents = .init(),
        session: Session = Session(), metrics: [Metric] = Metric.allCases, keymap: Keymap = Keymap(), seed: UInt64 = 0
    ) {
        self.catalog = catalog
        self.size = size.asScreen
        self.cell = cell
        self.keymap = keymap
        self.metrics = metrics.isEmpty ? [.cosine] : metrics
        listing = session.listing
        startItem = session.item
        listingCount = catalog.count
        book = BasketBook(baskets)
        savedBaskets = baskets
        metric = self.metrics.contains(session.metric) ? session.metric : self.metrics[0]
        taste = session.taste
        pictureRows = session.pictureRows
        zoom = session.showsPrint ? .print : .garment
        panelWanted = session.panel
        random = SplitMix(seed)
        shop.cursor = max(0, min(session.position, catalog.count - 1))
        let layout = self.layout
        shop.settle(count: listingCount, columns: layout.grid.columns, capacity: layout.grid.capacity)
        savedSession = self.session
    }

    public var screen: ScreenKind { screens.last ?? .shop }

    /// Whether time matters now (a notice is to go away): without it the program may sleep.
    public var wantsTicks: Bool { notice != nil || savedSession != session }
}
