import Basics
import Engine
import Frames

/// One picture with its caption.
struct Tile {
    var rect: Rect
    /// The item, or nil while it is on its way.
    var item: ItemSummary?
    var mark: Mark?
    /// A distance, a weight or what the listing is sorted by: at the right of the caption where there is room.
    var number: String?
    /// Whether the number stands alone where it leaves no room for a name; else it is what gives way.
    var prefersNumber = false
    /// The column that the number comes from, which the caption need not say again.
    var numberColumn: String?
    var isCursor = false
    var captionStyle = Style.dim

    /// The columns that a name is worth being shown in, and that it keeps where a price would stand beside it.
    fileprivate static let leastName = 6
    fileprivate static let leastNameBesideNote = 9
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
        let name = sanitized(looks.caption.name(of: item))
        let nameWidth = displayWidth(name)
        /// Puts a text at the right end of the room, if so much stays for the name.
        func put(_ text: String, leaving least: Int) -> Bool {
            let width = displayWidth(text)
            guard room - width - 1 >= least else { return false }
            canvas.text(tile.rect.column + room - width, row, text, style)
            room -= width + 1
            return true
        }
        if let number = tile.number, !put(number, leaving: min(nameWidth, Tile.leastName)), tile.prefersNumber {
            canvas.text(tile.rect.column, row, number, style, width: room)
            return
        }
        // A mark's place is kept free, so that a like takes no price away.
        let markRoom = tile.mark == nil ? 2 : 0
        for note in looks.caption.notes(of: item) where tile.numberColumn?.isExactly(note.name) != true {
            guard put(sanitized(note.value), leaving: min(nameWidth, Tile.leastNameBesideNote) + markRoom) else { break }
        }
        canvas.text(tile.rect.column, row, looks.caption.isID(of: item) ? clippedHead(name, to: room) : clipped(name, to: room), style)
    }
}
