import Browser
import Configuration
import Taste
import Vectors

/// What a shopper begins with.
public struct BrowserStart: Sendable {
    public var settings: Settings
    /// These count more than where the shopper was.
    public var metric: Metric?
    public var mode: GhostMode?
    public var encoder: String?
    public var pictureRows: Int?

    public init(
        settings: Settings = Settings(), metric: Metric? = nil, mode: GhostMode? = nil, encoder: String? = nil, pictureRows: Int? = nil
    ) {
        (self.settings, self.metric, self.mode, self.encoder, self.pictureRows) = (settings, metric, mode, encoder, pictureRows)
    }

    /// The stored session, or for a catalog that is new to the browser what is configured, with what was asked for.
    func session(_ stored: Session?) -> Session {
        var session = stored ?? Session()
        if stored == nil {
            session.metric = settings.metrics?.first ?? session.metric
            session.taste.mode = settings.mode ?? session.taste.mode
            session.pictureRows = settings.pictureRows
            session.listing.isFolded = settings.stacks ?? true
        }
        session.metric = metric ?? session.metric
        session.taste.mode = mode ?? session.taste.mode
        session.encoder = encoder ?? session.encoder
        session.pictureRows = pictureRows ?? session.pictureRows
        return session
    }
}
