import Basics
import Engine
import Frames

/// One picture with its caption.
struct Tile {
    var rect: Rect
    /// The item, or nil while it is on its way.
    var item: ItemSummary?
    var mark: Mark?
    /// Stands at the right of the caption where there is room, or alone where the ID does not fit.
    var number: String?
    /// What comes first when ID and number do not both fit.
    var prefersNumber = false
    var isCursor = false
    var captionStyle = Style.dim
}

extension State {
    /// A tile for an item with its marks.
    func tile(_ item: ItemSummary?, at rect: Rect, isCursor: Bool) -> Tile {
        Tile(rect: rect, item: item, mark: item.flatMap { basket.mark(of: $0.id) }, isCursor: isCursor)
    }

    /// Draws a tile; `area` bounds the cursor's frame.
    func draw(_ tile: Tile, _ canvas: inout Canvas, in area: Rect) {
        if let item = tile.item { place(item, &canvas, in: tile.rect) }
        if tile.isCursor { canvas.outline(tile.rect, within: area) }
        drawCaption(tile, &canvas)
    }

    /// The item's picture, or its mean colour until it is ready.
    func place(_ item: ItemSummary, _ canvas: inout Canvas, in rect: Rect) {
        if pictures.isReady(key(item)) {
            canvas.place(key(item), in: rect)
        } else if let color = item.color {
            canvas.place(.color(red: color.red, green: color.green, blue: color.blue), in: rect)
        }
    }

    private func drawCaption(_ tile: Tile, _ canvas: inout Canvas) {
        let row = tile.rect.row + tile.rect.rows
        let width = tile.rect.columns
        let style = tile.isCursor ? Style(.accent, bold: true, underline: tile.captionStyle.underline) : tile.captionStyle
        if tile.isCursor { canvas.text(tile.rect.column, row, String(repeating: " ", count: width)) }
        guard let item = tile.item else {
            canvas.text(tile.rect.column, row, "·", .dim, width: width)
            return
        }
        var room = width
        if let mark = tile.mark {
            canvas.text(tile.rect.column + width - 1, row, mark.text, mark.style)
            room -= 2
        }
        let id = sanitized(item.id)
        if let number = tile.number {
            let numberWidth = displayWidth(number)
            if displayWidth(id) + 1 + numberWidth <= room {
                canvas.text(tile.rect.column + room - numberWidth, row, number, style)
            } else if tile.prefersNumber {
                canvas.text(tile.rect.column, row, number, style, width: room)
                return
            }
        }
        canvas.text(tile.rect.column, row, clippedHead(id, to: room), style)
    }
}
