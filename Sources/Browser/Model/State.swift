import Basics
import Engine
import Frames
import Vectors

/// All that the browser knows. `reduce(into:action:)` changes it, `view(_:)` shows it; both are pure.
public struct State: Sendable {
    /// How many ticks a second notices count on.
    public static let ticksPerSecond = 4

    public internal(set) var catalog: CatalogSummary
    /// How far indexing is, as long as it runs.
    var progress: IndexingProgress?
    /// The visit of a shop that is under way.
    var visit: VisitProgress?
    var news = News()
    let keymap: Keymap
    var looks: Looks
    var tasting: Tasting
    var known = KnownItems()
    /// By the keys of stacks of which something was said.
    var stackMarks: ExactDictionary<Mark> = [:]
    var readings = WordReadings()
    var searches = Searches()
    var pictures = PictureShelf()
    var tinting = Tinting()
    var pair: Pair
    var requests = Requests()

    /// What each screen has of its own.
    var screens = Screens()
    /// The screens that the shopper has come through, from the shop to the one that shows.
    var path: [ScreenKind] = [.shop]
    var prompt: Prompt?
    var surprises = Surprises()
    var commands = CommandHistory()
    var notice: Notice?
    /// Whether the server that the catalog is on answers, where there is one.
    var isReachable = true
    /// Who has vectors that cannot be had at present.
    var missing: [String] = []
    var lastCopy: CopyTurn?
    /// What is talked of, where lines are read and said instead of keys and frames.
    var conversation: Conversation?

    /// - Parameters:
    ///   - catalog: the first effect opens the listing anew, so an estimated count will do.
    ///   - caption: what items are called.
    ///   - isPlain: whether the shopper reads lines instead of seeing a screen.
    ///   - metrics: those that the engine offers, in the order of the metric key.
    ///   - seed: feeds the random jumps and shuffles.
    public init(
        catalog: CatalogSummary, size: Size, cell: CellSize = CellSize(), baskets: BasketBook.Contents = .init(),
        session: Session = Session(), caption: Caption = .standard, isPlain: Bool = false, metrics: [Metric] = Metric.allCases,
        keymap: Keymap = Keymap(),
        seed: UInt64 = 0
    ) {
        self.catalog = catalog
        self.keymap = keymap
        looks = Looks(size: size, cell: cell, caption: caption, session)
        tasting = Tasting(baskets, metrics: metrics, session)
        pair = Pair(remembered: session.pinned)
        shop = ShopScreen(session, count: catalog.count, seed: seed)
        compare.foldsRows = session.foldsRows
        wallScreen.zoom = session.wallZoom
        if isPlain { beginConversation() }
        ShopScreen.settle(&self)
        requests.savedSession = self.session
    }
}
