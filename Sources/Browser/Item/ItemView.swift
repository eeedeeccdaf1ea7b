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
        var left = [Piece(name, Style(.text, bold: true), rank: 8, clips: true, link: layout.attributes == nil ? item?.page : nil)]
        if let mark = item.flatMap({ state.basket.mark(of: $0.id) }) { left.append(mark.piece) }
        if let text = state.pictureText {
            left.append(Piece(text, state.itemScreen.gallery.index > 0 ? .accent : .dim, rank: 7, space: 3))
            left.append(Piece(pictureKeys, .dim, rank: 2))
        }
        if !trail.isEmpty {
            left.append(Piece("\(counted(trail.count, "step")) from where you began", .dim, rank: 1, space: 3))
        }
        state.drawHeader(&canvas, left: left, right: state.basketPieces + [Piece(state.metric.rawValue, rank: 5, space: 3)])
        // The item itself is read where its name stands; a neighbour at its caption.
        if state.itemScreen.neighbor == nil { canvas.focus(layout.attributes?.column ?? 1, layout.attributes?.row ?? state.lines.header ?? 0) }
        if let item {
            if !layout.picture.size.isEmpty { drawPicture(item, in: layout.picture, on: &canvas) }
            if let area = layout.attributes { drawAttributes(item, &canvas, in: area) }
        }
        if let strip = layout.strip { drawFilmstrip(strip, &canvas) }
        state.drawFooter(&canvas, detail: layout.attributes == nil || state.itemScreen.neighbor != nil ? state.detailPieces : [])
    }

    /// The keys that turn its pictures.
    private var pictureKeys: String {
        [Command.previousPicture, .nextPicture].compactMap { state.keymap.keyName(of: $0, on: .item) }.joined(separator: " ")
    }

    /// The front, or a further picture, or what there is to say of that.
    func drawPicture(_ item: ItemSummary, in rect: Rect, on canvas: inout Canvas) {
        guard let address = state.furtherAddress else { return state.place(item, &canvas, in: rect) }
        if let key = state.largePicture {
            if state.pictures.isReady(key) { return canvas.place(key, in: rect) }
            return canvas.centred("…", in: rect, .dim)
        }
        guard case .failed(let reason) = state.itemScreen.gallery.answers[address] else {
            return canvas.centred("This picture is on its way …", in: rect, .dim)
        }
        canvas.centred("This picture cannot be had.", in: rect)
        for (index, line) in wrapped(sanitized(reason), to: rect.columns).enumerated() {
            canvas.centred(line, in: rect, .dim, offset: index + 1)
        }
    }

    private func drawAttributes(_ item: ItemSummary, _ canvas: inout Canvas, in area: Rect) {
        var row = area.row
        let bottom = area.row + area.rows
        for line in wrapped(sanitized(state.name(of: item)), to: area.columns).prefix(3) where row < bottom {
            canvas.text(area.column, row, line, Style(.text, bold: true), width: area.columns, link: item.page)
            row += 1
        }
        let notes = state.looks.caption.notes(of: item).map { sanitized($0.value) }.joined(separator: " · "), badge = Badge(item)
        if !notes.isEmpty || badge != nil, row < bottom {
            let end = canvas.text(area.column, row, notes, .accent, width: area.columns)
            if let badge { canvas.text(notes.isEmpty ? end : end + 3, row, badge.text, badge.style, width: area.column + area.columns - end - 3) }
            row += 1
        }
        row += 1
        row += drawPrices(of: item, &canvas, in: Rect(column: area.column, row: row, columns: area.columns, rows: bottom - row))
        var entries = ItemEntry.all(of: item, called: state.looks.caption)
        if let variants = state.variantsEntry(of: item) { entries.insert(variants, at: 0) }
        if let about = state.aboutItem { entries.insert(ItemEntry(name: "about", value: about.text(columns: .max), lines: 2), at: 0) }
        let labels = min(14, (entries.map { displayWidth(sanitized($0.name)) }.max() ?? 0) + 2)
        for entry in entries where row < bottom {
            canvas.text(area.column, row, entry.name, .dim, width: labels - 1)
            let room = area.columns - labels
            let text = sanitized(entry.value)
            var lines = entry.isAddress ? [clippedHead(text, to: room)] : displayWidth(text) <= room ? [text] : wrapped(text, to: room)
            if lines.count > entry.lines { lines = lines.prefix(entry.lines - 1) + [lines.dropFirst(entry.lines - 1).joined(separator: " ")] }
            for line in lines where row < bottom {
                canvas.text(area.column + labels, row, line, width: room, link: entry.link)
                row += 1
            }
        }
    }

    /// What it cost over time, where that changed and there is room; returns the lines taken.
    private func drawPrices(of item: ItemSummary, _ canvas: inout Canvas, in area: Rect) -> Int {
        let columns = min(40, area.columns)
        guard area.rows >= 8, let line = PriceLine(state.itemScreen.prices[item.id] ?? [], columns: columns) else { return 0 }
        canvas.text(area.column, area.row, line.line, .accent)
        let ends = [(line.first.text, line.last.text), (line.days.first, line.days.last)]
        for (index, pair) in ends.enumerated() {
            let style = index == 0 ? Style.text : .dim, row = area.row + 1 + index
            let last = sanitized(pair.1), start = columns - displayWidth(last)
            canvas.text(area.column, row, pair.0, style, width: max(0, start - 1))
            canvas.text(area.column + max(0, start), row, last, style)
        }
        return 4
    }

    private func drawFilmstrip(_ strip: GridLayout, _ canvas: inout Canvas) {
        canvas.horizontalLine(0, strip.area.row, columns: state.size.columns)
        canvas.text(1, strip.area.row, " its neighbours · \(state.metric.isScore ? "scores: more is nearer" : "distances: smaller is nearer") ", .dim)
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
