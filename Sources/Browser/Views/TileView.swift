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
    /// Whether the number stands alone where one line leaves no room for a name; else it is what gives way.
    var prefersNumber = false
    /// Whether the number is left out where it has no room beside the price.
    var numberGivesWay = false
    /// The column that the number comes from, which the caption need not say again.
    var numberColumn: String?
    var isCursor = false
    var captionStyle = Style.dim
    /// The lines of its caption.
    var captionRows = 1
    /// Whether the row above it is free for the cursor's frame.
    var hasUpperEdge = true

    /// The columns that a name is worth being shown in, and that it keeps where a price would stand beside it.
    fileprivate static let leastName = 6
    fileprivate static let leastNameBesideNote = 9
}

extension State {
    /// A tile for an item with its marks.
    func tile(_ item: ItemSummary?, at rect: Rect, isCursor: Bool) -> Tile {
        Tile(rect: rect, item: item, mark: item.flatMap(mark), isCursor: isCursor)
    }

    /// A tile in a slot of a grid.
    func tile(_ item: ItemSummary?, in grid: GridLayout, slot: Int, isCursor: Bool) -> Tile {
        var tile = tile(item, at: grid.rect(slot: slot), isCursor: isCursor)
        (tile.captionRows, tile.hasUpperEdge) = (grid.captionRows, grid.hasUpperEdge)
        return tile
    }

    /// Draws a tile; `area` bounds the cursor's frame.
    func draw(_ tile: Tile, _ canvas: inout Canvas, in area: Rect) {
        if let item = tile.item { place(item, &canvas, in: tile.rect) }
        if tile.isCursor { canvas.outline(tile.rect, within: area, hasUpperEdge: tile.hasUpperEdge) }
        drawCaption(tile, &canvas)
    }

    /// The item's picture, or its mean colour until it is ready.
    func place(_ item: ItemSummary, _ canvas: inout Canvas, in rect: Rect) {
        if item.words != nil { return drawWish(name(of: item), &canvas, in: rect) }
        if let tinted = tinting.shown[item.id], pictures.isReady(tinted) {
            canvas.place(tinted, in: rect)
        } else if pictures.isReady(key(item)) {
            canvas.place(key(item), in: rect)
        } else if let color = item.color {
            canvas.place(.color(red: color.red, green: color.green, blue: color.blue), in: rect)
        }
    }

    private func drawCaption(_ tile: Tile, _ canvas: inout Canvas) {
        let rect = tile.rect, row = rect.row + rect.rows
        let style = tile.isCursor ? Style(.accent, bold: true, underline: tile.captionStyle.underline) : tile.captionStyle
        if tile.isCursor {
            canvas.text(rect.column, row, String(repeating: " ", count: rect.columns))
            canvas.focus(rect.column, row)
        }
        guard let item = tile.item else {
            canvas.text(rect.column, row, "·", .dim, width: rect.columns)
            return
        }
        if let words = item.words { return drawWishCaption(tile, words, style, &canvas) }
        if tile.captionRows > 1 { drawLines(tile, item, style, &canvas) } else { drawLine(tile, item, style, &canvas) }
    }

    // MARK: Several lines

    /// The name, then what else the caption says and the number, in lines of their own.
    private func drawLines(_ tile: Tile, _ item: ItemSummary, _ style: Style, _ canvas: inout Canvas) {
        let column = tile.rect.column, width = tile.rect.columns, row = tile.rect.row + tile.rect.rows
        let last = row + tile.captionRows - 1
        if let mark = tile.mark { canvas.text(column + width - 1, last, mark.text, mark.style) }
        // A mark's place is kept free, so that a like takes nothing away.
        let room = width - 2
        var texts = looks.caption.notes(of: item).filter { tile.numberColumn?.isExactly($0.name) != true }.map { sanitized($0.value) }
        var number = tile.number.map { clipped($0, to: max(1, tile.mark == nil ? width : room)) }
        let badge = badge(of: item, in: room, alone: tile.mark == nil ? width : room, &texts, &number, keepsNumber: tile.numberColumn != nil)
        // Where prices stand at the left, a number that is too long for one beside it stays in its own column.
        let length = number.map(displayWidth) ?? 0
        let isLong = !texts.isEmpty && room - length >= 4
        let badgeRoom = badge.map { $0.width + 1 } ?? 0
        func isTooWide(_ beside: Int) -> Bool { texts.reduce(-1) { $0 + displayWidth($1) + 1 } + badgeRoom + beside > room }
        if let text = number, tile.numberGivesWay, isTooWide(displayWidth(text) + 1) { number = nil }
        while !texts.isEmpty, isTooWide(number.map { displayWidth($0) + 1 } ?? 0), number != nil || texts.count > 1 { texts.removeLast() }
        let labels = item.stackLabels, numberRoom = number.map { displayWidth($0) + 1 } ?? 0
        // What it stands for takes a price's place only beside a number; where it has none it stands beside the name.
        var label = labels.first { !isTooWide(numberRoom + displayWidth($0) + 1) }
        if label == nil, number != nil, !texts.isEmpty, let least = labels.last, badgeRoom + numberRoom + displayWidth(least) <= room {
            (label, texts) = (least, [])
        }
        drawName(of: item, beside: label == nil ? labels : [], tile, style, &canvas)
        var end = canvas.text(column, last, clipped(texts.joined(separator: " "), to: room), style)
        for (text, own) in [badge.map { ($0.text, $0.style) }, label.map { ($0, style) }].compactMap(\.self) {
            end = canvas.text(end > column ? end + 1 : column, last, text, own)
        }
        guard let number else { return }
        canvas.text(column + (isLong || end > column ? room - displayWidth(number) : 0), last, number, style)
    }

    /// The name, with a label at the end of its last line, the longest that has room there.
    private func drawName(of item: ItemSummary, beside labels: [String], _ tile: Tile, _ style: Style, _ canvas: inout Canvas) {
        let column = tile.rect.column, width = tile.rect.columns, row = tile.rect.row + tile.rect.rows
        let name = sanitized(looks.caption.name(of: item)), isID = looks.caption.isID(of: item)
        var lines = isID ? [name] : wrapped(name, to: width)
        let most = tile.captionRows - 1
        // A word that has no room, and what follows, is cut at the end of the last line.
        if lines.count > most { lines = lines.prefix(most - 1) + [lines.dropFirst(most - 1).joined(separator: " ")] }
        let used = lines.count < most ? 0 : min(displayWidth(lines.last ?? ""), Tile.leastNameBesideNote)
        let label = labels.first { used + 1 + displayWidth($0) <= width }
        for (index, line) in lines.enumerated() {
            let room = index == most - 1 ? width - (label.map { displayWidth($0) + 1 } ?? 0) : width
            canvas.text(column, row + index, isID ? clippedHead(line, to: room) : clipped(line, to: room), style)
        }
        if let label { canvas.text(column + width - displayWidth(label), row + most - 1, label, style) }
    }

    /// The badge, where there is room for it. A distance makes room for one, and so does a price where the badge says more.
    private func badge(
        of item: ItemSummary, in room: Int, alone most: Int, _ texts: inout [String], _ number: inout String?, keepsNumber: Bool
    ) -> Badge? {
        guard let badge = Badge(item) else { return nil }
        func fits(_ texts: [String], _ number: String?) -> Bool {
            (texts + [badge.text, number].compactMap(\.self)).reduce(-1) { $0 + displayWidth($1) + 1 } <= room
        }
        let price = Array(texts.prefix(1)), less: [String] = badge.outweighsPrice ? [] : price
        for (kept, beside) in [(texts, number), (price, number), (price, nil), (less, number), (less, nil)]
        where (beside == number || !keepsNumber) && fits(kept, beside) {
            (texts, number) = (kept, beside)
            return badge
        }
        guard badge.outweighsPrice, !keepsNumber, badge.width <= most else { return nil }
        (texts, number) = ([], nil)
        return badge
    }

    // MARK: One line

    private func drawLine(_ tile: Tile, _ item: ItemSummary, _ style: Style, _ canvas: inout Canvas) {
        let row = tile.rect.row + tile.rect.rows
        var room = tile.rect.columns
        if let mark = tile.mark {
            canvas.text(tile.rect.column + room - 1, row, mark.text, mark.style)
            room -= 2
        }
        let name = sanitized(looks.caption.name(of: item))
        let nameWidth = displayWidth(name)
        /// Puts a text at the right end of the room, if so much stays for the name.
        func put(_ text: String, _ own: Style? = nil, leaving least: Int) -> Bool {
            let width = displayWidth(text)
            guard room - width - 1 >= least else { return false }
            canvas.text(tile.rect.column + room - width, row, text, own ?? style)
            room -= width + 1
            return true
        }
        var isBadged = false
        if let badge = Badge(item), badge.outweighsPrice, let number = tile.number, tile.numberColumn == nil,
            room - badge.width - displayWidth(number) - 2 < min(nameWidth, Tile.leastName)
        {
            // A distance gives way to what says more, and so does the name.
            isBadged = put(badge.text, badge.style, leaving: 3)
            if !isBadged {
                canvas.text(tile.rect.column, row, badge.text, badge.style, width: room)
                return
            }
        } else if let number = tile.number, !put(number, leaving: min(nameWidth, Tile.leastName)), tile.prefersNumber {
            canvas.text(tile.rect.column, row, number, style, width: room)
            return
        }
        // A mark's place is kept free, so that a like takes no price away.
        let markRoom = tile.mark == nil ? 2 : 0
        let least = min(nameWidth, Tile.leastNameBesideNote) + markRoom, badge = Badge(item)
        for label in item.stackLabels where put(label, leaving: least) { break }
        let isFirst = isBadged || (badge.map { $0.outweighsPrice && put($0.text, $0.style, leaving: least) } ?? false)
        for note in looks.caption.notes(of: item) where tile.numberColumn?.isExactly(note.name) != true {
            guard put(sanitized(note.value), leaving: least) else { break }
        }
        if let badge, !isFirst { _ = put(badge.text, badge.style, leaving: least) }
        canvas.text(tile.rect.column, row, looks.caption.isID(of: item) ? clippedHead(name, to: room) : clipped(name, to: room), style)
    }
}
