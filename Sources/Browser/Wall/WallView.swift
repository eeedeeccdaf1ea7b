import Basics
import Engine
import Frames

/// The wall: pictures side by side without a gap, or larger ones with captions; beside the smallest the cursor's large.
struct WallView {
    private let state: State
    private let screen: WallScreen
    private let layout: WallLayout

    init(_ state: State) { (self.state, screen, layout) = (state, state.wallScreen, state.wallLayout) }

    func draw(on canvas: inout Canvas) {
        state.drawHeader(&canvas, left: leftPieces, right: positionPieces + state.basketPieces)
        state.drawFooter(&canvas, detail: state.detailPieces)
        guard let wall = screen.wall, wall.count > 0 else { return drawEmpty(&canvas) }
        if layout.grid == nil { drawStrips(&canvas) } else { drawTiles(&canvas) }
        if let side = layout.side { drawSide(side, &canvas) }
    }

    private var leftPieces: [Piece] {
        let listing = state.shop.listing
        var left = [Piece("Wall", Style(.text, bold: true), rank: 9), Piece(state.catalog.name, rank: 5, space: 3)]
        if let wall = screen.wall {
            let shown = layout.shown(from: screen.first)
            left.append(
                Piece(
                    "· \(grouped(shown)) of \(counted(wall.count, wall.count < wall.items ? "tile" : state.catalog.noun, wall.count < wall.items ? "tiles" : state.catalog.nouns))",
                    .dim, rank: 7))
            if wall.count < wall.items { left.append(Piece("for \(counted(wall.items, state.catalog.noun, state.catalog.nouns))", .dim, rank: 2)) }
        }
        if let text = listing.text { left.append(Piece("/" + text, .accent, rank: 8, space: 3)) }
        if let filter = listing.filter { left.append(Piece("where " + filter, .accent, rank: 6, space: 3)) }
        if let within = listing.withinText { left.append(Piece(within, .accent, rank: 7, space: 3)) }
        if let percent = screen.arranging, screen.wall != nil { left.append(Piece("arranging \(percent)%", .accent, rank: 8, space: 3)) }
        if let made = screen.thumbnails, made.total > 0 {
            left.append(Piece("small pictures \(100 * made.done / made.total)%", .accent, rank: 8, space: 3))
        }
        return left + state.progressPieces + state.visitPieces
    }

    private var positionPieces: [Piece] {
        guard let wall = screen.wall, wall.count > 0 else { return [] }
        return [
            Piece("row", .dim, rank: 3), Piece("\(grouped(screen.cursor / wall.columns + 1))/\(grouped(wall.rows))", .dim, rank: 4),
            Piece("column", .dim, rank: 3), Piece("\(grouped(screen.cursor % wall.columns + 1))/\(grouped(wall.columns))", .dim, rank: 4),
        ]
    }

    private func drawEmpty(_ canvas: inout Canvas) {
        let area = layout.lines.body
        if let wall = screen.wall, wall.count == 0 {
            return canvas.centred(
                state.shop.isNarrowed ? "Nothing matches. Esc leads back." : "No \(state.catalog.nouns) yet.", in: area, .dim, isFocus: true)
        }
        guard !screen.hasFailed else { return canvas.centred("These cannot be arranged by likeness.", in: area, .dim, isFocus: true) }
        canvas.centred("Arranging \(counted(state.shop.count, state.catalog.noun, state.catalog.nouns)) by likeness", in: area, isFocus: true)
        let percent = screen.arranging ?? 0, columns = min(40, area.columns - 8)
        guard columns > 0 else { return }
        let done = columns * percent / 100, column = area.column + (area.columns - columns) / 2, row = area.row + area.rows / 2 + 2
        guard row < area.row + area.rows else { return }
        canvas.text(column, row, String(repeating: "━", count: done), .accent)
        canvas.text(column + done, row, String(repeating: "─", count: columns - done), .dim)
        canvas.text(column + columns + 1, row, "\(percent)%", .dim)
    }

    private func drawStrips(_ canvas: inout Canvas) {
        let signs = state.wallSigns
        for row in screen.first.row..<screen.first.row + layout.rows {
            for strip in layout.strips(ofRow: row, from: screen.first, signs: signs, cursor: screen.cursor) {
                canvas.place(strip.picture, in: strip.rect)
            }
        }
        let cursor = layout.rect(
            column: screen.cursor % layout.wall.columns - screen.first.column, row: screen.cursor / layout.wall.columns - screen.first.row)
        canvas.focus(cursor.column, cursor.row)
    }

    private func drawTiles(_ canvas: inout Canvas) {
        guard let grid = layout.grid else { return }
        let signs = state.wallSigns
        for row in 0..<layout.rows {
            let width = min(layout.columns, layout.wall.width(ofRow: screen.first.row + row) - screen.first.column)
            guard width > 0 else { break }
            for column in 0..<width {
                let place = (screen.first.row + row) * layout.wall.columns + screen.first.column + column
                var tile = state.tile(screen.items[place], in: grid, slot: row * grid.columns + column, isCursor: place == screen.cursor)
                switch signs[place] {
                case .ghost: tile.number = "◉"
                case .near: tile.number = "•"
                case .liked, .passed, nil: break
                }
                state.draw(tile, &canvas, in: grid.area)
            }
        }
    }

    // MARK: The cursor's item, large

    static func sidePicture(in side: Rect, cell: CellSize) -> Rect {
        let columns = side.columns - 4, rows = min(cell.rows(forColumns: columns), side.rows - 8)
        return Rect(column: side.column + 2, row: side.row + 1, columns: columns, rows: max(1, rows))
    }

    private func drawSide(_ side: Rect, _ canvas: inout Canvas) {
        canvas.verticalLine(side.column, rows: side.row..<side.row + side.rows)
        guard let item = state.wallItem else { return }
        let picture = Self.sidePicture(in: side, cell: state.cell), width = picture.columns
        state.place(item, &canvas, in: picture)
        var row = picture.row + picture.rows + 1
        let bottom = side.row + side.rows
        func line(_ text: String, _ style: Style = .text) {
            if row < bottom { canvas.text(picture.column, row, text, style, width: width) }
            row += 1
        }
        if let mark = state.mark(of: item), row < bottom { canvas.text(picture.column + width - 1, row, mark.text, mark.style) }
        for text in wrapped(sanitized(state.name(of: item)), to: width - 2).prefix(2) { line(text, Style(.text, bold: true)) }
        let notes = state.looks.caption.notes(of: item).map { sanitized($0.value) } + (Badge(item).map { [$0.text] } ?? [])
        if !notes.isEmpty { line(clipped(notes.joined(separator: " · "), to: width)) }
        if let labels = item.stack?.labels(nil), let label = labels.first { line(label, .dim) }
        if let match = state.selection?.match { line("\(distanceText(match.distance)) from your ghost", .accent) }
        row += 1
        guard !state.basket.liked.isEmpty else {
            for text in wrapped("Space on what you like: what is near to it is then marked here.", to: width) { line(text, .dim) }
            return
        }
        for (sign, style, text) in [("♥", Mark.like.style, "liked"), ("◉", .accent, "where your ghost belongs"), ("•", .accent, "near to it")] {
            guard row < bottom else { break }
            canvas.text(picture.column, row, sign, style)
            canvas.text(picture.column + 2, row, text, .dim, width: width - 2)
            row += 1
        }
    }
}
