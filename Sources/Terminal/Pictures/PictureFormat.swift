import Basics
import Frames

/// All that decides how a picture's pixels become bytes for one terminal. Pictures of equal formats are interchangeable.
public struct PictureFormat: Hashable, Sendable {
    /// How pictures are sent.
    public var graphics: GraphicsProtocol
    /// How many colours symbols may have.
    public var colors: ColorDepth
    /// One cell in pixels.
    public var cell: PixelSize
    /// What shows through transparent pixels; nil if unknown.
    public var background: Color?
    public var symbols: SymbolSet
    /// Whether kitty pictures are placed by Unicode placeholders, as inside tmux.
    public var placeholders: Placeholders

    /// How many sixels at most the tmux that draws them keeps; nil where a terminal draws them itself.
    public var keptSixels: Int?

    /// How fine they are.
    public var detail = PictureDetail.full

    /// How placeholders name their picture; `none` is a terminal that places pictures where the cursor is.
    public enum Placeholders: Hashable, Sendable {
        case none
        /// By a colour of 256 and a mark.
        case palette
        /// By a direct colour, which tmux has to pass on as it is, and a mark.
        case trueColor
    }

    public init(
        graphics: GraphicsProtocol, colors: ColorDepth = .trueColor, cell: PixelSize = PixelSize(width: 10, height: 20),
        background: Color? = nil, symbols: SymbolSet = .quarters, placeholders: Placeholders = .none,
        keptSixels: Int? = nil
    ) {
        self.graphics = graphics
        self.colors = colors
        self.cell = cell
        self.background = background
        self.symbols = symbols
        self.placeholders = placeholders
        self.keptSixels = keptSixels
    }
}

/// A picture at a size in a format: the work order for a worker thread, and the cache's key.
public struct EncodingRequest: Hashable, Sendable {
    /// Which picture.
    public var picture: PictureKey
    /// In cells.
    public var size: Size
    /// For which terminal.
    public var format: PictureFormat

    public init(picture: PictureKey, size: Size, format: PictureFormat) {
        self.picture = picture
        self.size = size
        self.format = format
    }
}
