import Basics
import Engine
import Frames

/// An item large, with all that is known of it, and its neighbours as a filmstrip.
extension State {
    func drawItem(_ canvas: inout Canvas) {
        let layout = itemLayout
        let item = shownItem
        var left = [Piece(item?.id ?? "…", Style(.text, bold: true), rank: 9)]
        if let mark = item.flatMap({ basket.mark(of: $0.id) }) { left.append(mark.piece) }
        if !itemScreen.trail.isEmpty {
            left.append(Piece("\(itemScreen.trail.count) steps from where you began", .dim, rank: 1, space: 3))
        }
        drawHeader(&canvas, left: left, right: basketPieces + [Piece(metric.rawValue, rank: 5, space: 3)])
        if let item {
            place(item, &canvas, in: layout.picture)
            if let area = layout.attributes { drawAttributes(item, &canvas, in: area) }
        }
        drawFilmstrip(&canvas, layout)
        drawFooter(&canvas, detail: layout.attributes == nil || itemScreen.neighbor != nil ? detailPieces : [])
    }

    private func drawAttributes(_ item: ItemSummary, _ canvas: inout Canvas, in area: Rect) {
        var row = area.row
        let bottom = area.row + area.rows
        for line in wrapped(sanitized(item.title ?? item.id), to: area.columns).prefix(3) where row < bottom {
            canvas.text(area.column, row, line, Style(.text, bold: true), width: area.columns)
            row += 1
        }
        row += 1
        var entries = item.attributes.map { ($0.name, $0.value) }
        entries.insert(("ID", item.id), at: 0)
        if let path = item.path { entries.append(("picture", path)) }
        if let url = item.url { entries.append(("page", url)) }
        let labels = min(14, (entries.map { displayWidth(sanitized($0.0)) }.max() ?? 0) + 2)
        for (name, value) in entries where row < bottom {
            canvas.text(area.column, row, name, .dim, width: labels - 1)
            let room = area.columns - labels
            let text = name == "picture" || name == "page" ? clippedHead(sanitized(value), to: room) : value
            canvas.text(area.column + labels, row, text, width: room)
            row += 1
        }
    }

    private func drawFilmstrip(_ canvas: inout Canvas, _ layout: ItemLayout) {
        guard let strip = layout.strip else { return }
        canvas.horizontalLine(0, strip.area.row, columns: size.columns)
        canvas.text(1, strip.area.row, " its neighbours ", .dim)
        let area = strip.area
        let frames = Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: area.rows - 1)
        let first = stripFirst(strip)
        for slot in 0..<strip.capacity {
            guard let match = filmstrip.at(first + slot) else { break }
            var tile = tile(match.item, at: strip.rect(slot: slot), isCursor: itemScreen.neighbor == first + slot)
            tile.number = distanceText(match.distance)
            tile.prefersNumber = true
            draw(tile, &canvas, in: frames)
        }
    }
}

/// A text broken at spaces into lines of at most so many columns; words that are longer are clipped when drawn.
func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
        if let last = lines.last, displayWidth(last) + 1 + displayWidth(word) <= columns {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines
}
