import Basics
import Pictures
import Saliency

/// A run of text at a cell. Its text is already sanitised: no control characters.
public struct TextRun: Hashable, Sendable {
    /// Of its first character; what lies outside of the screen is cut off.
    public var column: Int
    public var row: Int
    /// Without control characters.
    public var text: String
    /// One for all of it.
    public var style: Style
    /// Where it leads, if anywhere.
    public var link: Link?

    public init(column: Int, row: Int, text: String, style: Style = .text, link: Link? = nil) {
        self.link = link
        self.column = column
        self.row = row
        self.text = text
        self.style = style
    }
}

/// Names the pixels of a picture; equal keys mean equal pixels.
public enum PictureKey: Hashable, Sendable {
    /// The picture of an item of the catalog, at this zoom.
    case item(PictureName, zoom: PictureZoom)
    /// The picture of a ghost: the weighted mean of liked pictures.
    case ghost(GhostName)
    /// A plain colour that stands in while a picture is on its way.
    case color(red: UInt8, green: UInt8, blue: UInt8)
    /// A picture from outside the catalog, by path.
    case file(String)
    /// One of these, tinted where a map says; the map is of the part `seen` of the whole picture.
    indirect case tinted(PictureKey, by: SimilarityMaps.Map, seen: Window)
    /// A part of a wall's row.
    case wall(WallStrip)

    /// The picture itself, without a tint.
    public var untinted: PictureKey { if case .tinted(let picture, _, _) = self { picture.untinted } else { self } }

    /// Whether another shows the same but for marks, so that it may stay until this one is there.
    public func isAkin(to other: PictureKey) -> Bool {
        if case .wall(let own) = self, case .wall(let other) = other { own.unmarked == other.unmarked } else { false }
    }
}

/// Names an item's picture, and not the one that the item had before or gets later.
public struct PictureName: Hashable, Sendable {
    private let exactItem: ExactText
    private let exactFingerprint: ExactText

    /// - Parameter fingerprint: differs when the item gets another picture.
    public init(item: String, fingerprint: String) {
        (exactItem, exactFingerprint) = (ExactText(item), ExactText(fingerprint))
    }

    /// The item's ID.
    public var item: String { exactItem.text }
    /// Differs when the item gets another picture.
    public var fingerprint: String { exactFingerprint.text }
}

/// Which part of a product picture is shown.
public enum PictureZoom: String, Hashable, Sendable {
    /// The garment: uniform margins trimmed.
    case garment
    /// What is around the garment's print, enlarged; the chest where none is found.
    case print
    /// The picture as it is.
    case whole
}

/// A picture in a rectangle of cells, scaled to fit inside with its aspect kept, centred.
public struct Placement: Hashable, Sendable {
    /// Where it has room.
    public var rect: Rect
    /// What is drawn.
    public var picture: PictureKey

    public init(rect: Rect, picture: PictureKey) {
        self.rect = rect
        self.picture = picture
    }
}

/// All that one screen shows: text runs, later ones over earlier ones, and pictures, which never overlap each other or text.
public struct Frame: Hashable, Sendable {
    /// Of the whole screen.
    public var size: Size
    /// Later ones lie over earlier ones.
    public var texts: [TextRun]
    /// None overlaps another, or a text.
    public var placements: [Placement]
    /// Where the terminal's own cursor blinks (a prompt), or nil to hide it.
    public var cursor: Cell?
    /// Where it waits while it is hidden: screen readers and magnifiers follow it.
    public var focus: Cell?
    /// Of the terminal's window, without control characters; "" leaves it alone.
    public var title = ""

    public init(size: Size, texts: [TextRun] = [], placements: [Placement] = []) {
        self.size = size
        self.texts = texts
        self.placements = placements
    }
}
