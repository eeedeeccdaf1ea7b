import Engine
import Frames

/// The terminal's size, and how the shopper likes to look at pictures.
struct Looks: Sendable {
    private(set) var size: Size
    var cell: CellSize
    /// Rows of a picture that the shopper chose, or nil for what suits the terminal.
    var pictureRows: Int?
    var zoom: PictureZoom
    /// What items are called.
    let caption: Caption

    init(size: Size, cell: CellSize, caption: Caption, _ session: Session) {
        self.size = size.asScreen
        self.cell = cell
        self.caption = caption
        pictureRows = session.pictureRows
        zoom = session.showsPrint ? .print : .garment
    }

    mutating func resize(_ size: Size) { self.size = size.asScreen }
}
