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
}

/// Which pictures can be shown, and which were asked for.
struct PictureShelf: Hashable {
    var ready: Set<PictureKey> = []
    var failed: Set<PictureKey> = []
    /// The last list sent, complete with what was ready already.
    var asked: [PictureRequest] = []
    var ghostAsked = -1
    /// The newest ghost picture that has come.
    var lastGhost: Int?

    mutating func take(ready keys: [PictureKey]) {
        ready.formUnion(keys)
        failed.subtract(keys)
        for case .ghost(let revision) in keys { lastGhost = max(lastGhost ?? revision, revision) }
    }

    mutating func drop(_ keys: [PictureKey]) {
        ready.subtract(keys)
        asked = []
        if let ghost = lastGhost, !ready.contains(.ghost(revision: ghost)) { lastGhost = nil }
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
