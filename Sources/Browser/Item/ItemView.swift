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
        // What it is called stands beside its picture, where there is room for that.
        let name = layout.attributes == nil ? item.map(state.name) ?? "…" : "Item"
        var left = [Piece(name, Style(.text, bold: true), rank: 8, clips: true)]
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
        let notes = state.looks.caption.notes(of: item).map { sanitized($0.value) }.joined(separator: " · ")
        if !notes.isEmpty, row < bottom {
            canvas.text(area.column, row, notes, .accent, width: area.columns)
            row += 1
        }
        row += 1
        let entries = ItemEntry.all(of: item, called: state.looks.caption)
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
