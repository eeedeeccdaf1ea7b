import Basics
import Engine
import Frames

/// An item large, with all that is known of it, and its neighbours as a filmstrip.
struct ItemView {
    private let state: State
    private let layout: ItemLayout

    init(_ state: State) { (self.state, layout) = (state, state.itemLayout) }

    func draw(on canvas: inout Canvas) {
        let item = state.shownItem, trail = state.itemScreen.trail
        var left = [Piece(item.map(state.name) ?? "…", Style(.text, bold: true), rank: 8, clips: true)]
        if let mark = item.flatMap({ state.basket.mark(of: $0.id) }) { left.append(mark.piece) }
        if !trail.isEmpty {
            left.append(Piece("\(counted(trail.count, "step")) from where you began", .dim, rank: 1, space: 3))
        }
        state.drawHeader(&canvas, left: left, right: state.basketPieces + [Piece(state.metric.rawValue, rank: 5, space: 3)])
        if let item {
            state.place(item, &canvas, in: layout.picture)
            if let area = layout.attributes { drawAttributes(item, &canvas, in: area) }
        }
        if let strip = layout.strip { drawFilmstrip(strip, &canvas) }
        state.drawFooter(&canvas, detail: layout.attributes == nil || state.itemScreen.neighbor != nil ? state.detailPieces : [])
    }

    private func drawAttributes(_ item: ItemSummary, _ canvas: inout Canvas, in area: Rect) {
        var row = area.row
        let bottom = area.row + area.rows
        for line in wrapped(sanitized(state.name(of: item)), to: area.columns).prefix(3) where row < bottom {
            canvas.text(area.column, row, line, Style(.text, bold: true), width: area.columns)
            row += 1
        }
        row += 1
        let entries = Entry.all(of: item, called: state.looks.caption)
        let labels = min(14, (entries.map { displayWidth(sanitized($0.name)) }.max() ?? 0) + 2)
        for entry in entries where row < bottom {
            canvas.text(area.column, row, entry.name, .dim, width: labels - 1)
            let room = area.columns - labels
            let text = entry.isAddress ? clippedHead(sanitized(entry.value), to: room) : entry.value
            canvas.text(area.column + labels, row, text, width: room)
            row += 1
        }
    }

    private func drawFilmstrip(_ strip: GridLayout, _ canvas: inout Canvas) {
        canvas.horizontalLine(0, strip.area.row, columns: state.size.columns)
        canvas.text(1, strip.area.row, " its neighbours ", .dim)
        let area = strip.area
        let frames = Rect(column: area.column, row: area.row + 1, columns: area.columns, rows: area.rows - 1)
        let first = state.filmstripFirst(strip)
        for slot in 0..<strip.capacity {
            guard let match = state.filmstrip.at(first + slot) else { break }
            var tile = state.tile(match.item, in: strip, slot: slot, isCursor: state.itemScreen.neighbor == first + slot)
            tile.number = distanceText(match.distance)
            tile.prefersNumber = true
            state.draw(tile, &canvas, in: frames)
        }
    }
}

/// What is known of an item, a line for each.
private struct Entry {
    let name: String
    let value: String
    /// Its end says more than its beginning.
    var isAddress = false

    /// - Parameter caption: what it is called, which stands above.
    static func all(of item: ItemSummary, called caption: Caption) -> [Entry] {
        var entries = [Entry(name: "ID", value: item.id)]
        if let title = item.title, !caption.columns[0].isExactly("title") { entries.append(Entry(name: "title", value: title)) }
        entries += item.attributes.map { Entry(name: $0.name, value: $0.value) }
        if let path = item.path { entries.append(Entry(name: "picture", value: path, isAddress: true)) }
        if let url = item.url { entries.append(Entry(name: "page", value: url, isAddress: true)) }
        return entries
    }
}
