import Engine
import Frames
import Vectors

/// Where a shopper is: stored by the program, and taken up at the next start.
public struct Session: Hashable, Codable, Sendable {
    public var listing = Listing()
    /// ID of the item under the cursor, and its position, in case it is gone.
    public var item: String?
    public var position = 0
    public var metric = Metric.cosine
    public var taste = TasteSettings()
    /// Whose vectors are compared; nil: those of the catalog's first encoder.
    public var encoder: String?
    /// Rows of a picture that the shopper chose, or nil for what suits the terminal.
    public var pictureRows: Int?
    public var showsPrint = false
    /// Whether the shopper wants the ghost's panel; nil leaves it to the terminal's size.
    public var panel: Bool?
    /// What the listing's filter is called, where it was ticked.
    public var ticked: String?
    /// ID of the item that is pinned.
    public var pinned: String?
    /// Which rows of a comparison are one where they find the same: nil: those that must; true: all that do; false: none.
    public var foldsRows: Bool?
    /// Columns of a picture on the wall, or nil for the smallest.
    public var wallZoom: Int?

    public init() {}
}

extension State {
    /// What is stored to come back to this place.
    public var session: Session {
        var session = Session()
        session.listing = shop.listing
        session.item = shopItem?.id
        session.position = shop.scroller.cursor
        session.metric = metric
        session.taste = tasting.settings
        session.encoder = tasting.encoder
        session.pictureRows = looks.pictureRows
        session.showsPrint = looks.zoom == .print
        session.panel = shop.panel.isWanted
        session.pinned = pair.id
        session.foldsRows = compare.foldsRows
        session.ticked = shop.listing.filter.flatMap { shop.ticked[$0] }
        session.wallZoom = wallScreen.zoom
        return session
    }

    /// Sends the session off if it has changed since it was last sent.
    mutating func saveSession() {
        let session = self.session
        guard requests.savedSession != session else { return }
        requests.savedSession = session
        requests.send(.saveSession(session))
    }
}
