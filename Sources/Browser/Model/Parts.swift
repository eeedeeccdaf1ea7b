import Engine
import Frames

/// A line for the shopper that goes away by itself.
struct Notice: Hashable {
    var text: String
    var attention: Bool
    /// Ticks it still shows.
    var ticks: Int
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
}

/// Which pictures can be shown, and which were asked for.
struct PictureShelf: Hashable {
    /// The size that each ready picture was asked for last, in cells.
    private(set) var ready: [PictureKey: Size] = [:]
    var failed: Set<PictureKey> = []
    /// The last list sent, complete with what was ready already.
    var asked: [PictureRequest] = []
    var ghostAsked = -1
    /// The newest ghost picture that has come.
    var lastGhost: Int?

    func isReady(_ key: PictureKey) -> Bool { ready[key] != nil }

    /// Whether a picture is neither ready for this size nor known to be missing. A smaller one shows until the larger one comes.
    func isMissing(_ request: PictureRequest) -> Bool {
        guard !failed.contains(request.key) else { return false }
        guard let size = ready[request.key] else { return true }
        return size.columns < request.size.columns || size.rows < request.size.rows
    }

    mutating func take(ready keys: [PictureKey]) {
        let sizes = Dictionary(asked.map { ($0.key, $0.size) }) { first, _ in first }
        for key in keys { ready[key] = sizes[key] ?? ready[key] ?? Size(columns: 0, rows: 0) }
        failed.subtract(keys)
        for case .ghost(let revision) in keys { lastGhost = max(lastGhost ?? revision, revision) }
    }

    mutating func drop(_ requests: [PictureRequest]) {
        // One that was asked for at another size since then is ready still.
        for request in requests where ready[request.key] == request.size { ready[request.key] = nil }
        asked = []
        if let ghost = lastGhost, !isReady(.ghost(revision: ghost)) { (lastGhost, ghostAsked) = (nil, -1) }
    }
}

/// The compare screen: a row per metric, and a cursor in them.
struct CompareState: Hashable {
    /// The item compared for, or nil for the ghost.
    var item: ItemSummary?
    var row = 0
    var column = 0
    /// Neighbours that the shopper wants in each row; nil takes what fits.
    var count: Int?
    var showsDot = false
    var showsHamming = false
}

/// The basket screen: a cursor over likes, then passes.
struct BasketState: Hashable {
    var scroller = Scroller()
}

/// The item screen: an item large, and a cursor in its neighbours; walking along leaves a trail.
struct ItemState: Hashable {
    var item: ItemSummary?
    var trail: [ItemSummary] = []
    /// Slot in the filmstrip, or nil while the item itself is meant.
    var neighbor: Int?
}

/// The help screen: where it is scrolled to, and what is looked for.
struct HelpState: Hashable {
    var top = 0
    var search = ""
}

/// Which of an item's texts was copied last: ID, path and URL take turns.
struct CopyTurn: Hashable {
    var id: String
    var turn: Int
}
