import Basics
import Engine
import Frames

/// The filter screen: a column for each attribute, with its values or a histogram, and the first pictures of what is let through.
struct FacetsView {
    private let state: State
    private let layout: FacetsLayout

    init(_ state: State) { (self.state, layout) = (state, state.facetsLayout) }

    func draw(on canvas: inout Canvas) {
        state.drawHeader(&canvas, left: headerPieces, right: morePieces + state.basketPieces)
        state.drawFooter(&canvas, detail: [Piece(state.shop.wantedListing.filter.map { "where " + $0 } ?? hint, .dim, clips: true)])
        guard !layout.columns.isEmpty else {
            let text =
                state.facetsScreen.hasFailed
                ? "This filter cannot be counted. X lets everything through again."
                : state.facetsScreen.facets == nil
                    ? "Counting …" : "No \(state.catalog.noun) here has attributes to choose by."
            return canvas.centred(text, in: state.lines.body, .dim, isFocus: true)
        }
        for column in layout.columns {
            let isFocused = column.facet == state.facetsScreen.facet
            draw(state.facets[column.facet], in: column.rect, isFocused: isFocused, on: &canvas)
        }
        drawStrip(on: &canvas)
    }

    private var hint: String { "Tick what you want; nothing ticked lets everything through." }

    private var headerPieces: [Piece] {
        let all = counted(state.catalog.count, state.catalog.noun, state.catalog.nouns)
        let count = state.facetsScreen.facets.map { $0.count == state.catalog.count ? all : "\(grouped($0.count)) of \(all)" }
        var pieces = [Piece("Filter", Style(.text, bold: true), rank: 8), Piece(count ?? all, rank: 7, space: 3)]
        if let within = state.shop.listing.withinText { pieces.append(Piece(within, .accent, rank: 5, space: 3)) }
        if let text = state.shop.listing.text { pieces.append(Piece("/" + text, .accent, rank: 6, space: 3)) }
        if let rest = state.facetsScreen.facets?.rest { pieces.append(Piece("also " + rest, .dim, rank: 4, space: 3, clips: true)) }
        return pieces
    }

    private var morePieces: [Piece] {
        let before = layout.columns.first?.facet ?? 0, after = state.facets.count - before - layout.columns.count
        return moreText(before: before, after: after, one: "attribute", many: "attributes", arrows: ("←", "→")).map { [Piece($0, .dim, rank: 5)] }
            ?? []
    }

    private func draw(_ facet: Facet, in rect: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let style = isFocused ? Style(.accent, bold: true) : Style(.text, bold: facet.isTicked)
        canvas.text(rect.column, rect.row, facet.title, style, width: rect.columns)
        switch facet.content {
        case .values(let values, let more): drawValues(values, more, of: facet, in: rect, isFocused, on: &canvas)
        case .numbers(let histogram): draw(histogram, of: facet, in: rect, isFocused, on: &canvas)
        }
    }

    private func drawValues(_ values: [Facet.Value], _ more: Int, of facet: Facet, in rect: Rect, _ isFocused: Bool, on canvas: inout Canvas) {
        let cursor = state.facetLine(facet), first = layout.firstLine(cursor: cursor, count: values.count)
        let counts = values.map { grouped($0.count) }, width = counts.map(\.count).max() ?? 1
        for (line, value) in values.enumerated().dropFirst(first).prefix(layout.valueRows) {
            let row = rect.row + 1 + line - first, isCursor = isFocused && line == cursor
            let box = value.isTicked ? "[x] " : "[ ] "
            let room = rect.columns - 4 - width - 1
            let style = isCursor ? Style(.accent, bold: true, reverse: true) : value.isTicked ? .accent : value.count == 0 ? .dim : .text
            let text =
                box + padded(clipped(sanitized(value.text.isEmpty ? "(empty)" : value.text), to: room), to: room) + " "
                + paddedHead(counts[line], to: width)
            canvas.text(rect.column, row, text, style, width: rect.columns)
            if isCursor { canvas.focus(rect.column, row) }
        }
        let hidden = values.count - first - layout.valueRows
        guard hidden > 0 || first > 0 || more > 0 else { return }
        let said =
            more > 0 && hidden <= 0
            ? "… \(grouped(more)) more: type one with :where" : moreText(before: first, after: hidden, one: "value", many: "values")
        canvas.text(rect.column, rect.row + 1 + layout.valueRows, said ?? "", .dim, width: rect.columns)
    }

    private func draw(_ histogram: Facet.Histogram, of facet: Facet, in rect: Rect, _ isFocused: Bool, on canvas: inout Canvas) {
        let limits = histogram.limits, most = max(1, histogram.counts.max() ?? 1), steps = FacetsLayout.barRows * 8
        let heights = histogram.counts.map { $0 == 0 ? 0 : max(1, $0 * steps / most) }
        for (bin, height) in heights.enumerated() where bin < rect.columns {
            for line in 0..<FacetsLayout.barRows {
                let eighths = max(0, min(8, height - (FacetsLayout.barRows - 1 - line) * 8))
                guard eighths > 0 else { continue }
                canvas.text(rect.column + bin, rect.row + 1 + line, Self.bars[eighths - 1], limits.contains(bin) ? .accent : .dim)
            }
        }
        let track = rect.row + 1 + FacetsLayout.barRows, last = heights.count - 1
        let cursor = state.facetLine(facet)
        for bin in heights.indices where bin < rect.columns {
            let isLimit = bin == limits.lowerBound || bin == limits.upperBound - 1
            let sign = isLimit ? "●" : limits.contains(bin) ? "━" : bin == 0 ? "└" : bin == last ? "┘" : "─"
            canvas.text(rect.column + bin, track, sign, limits.contains(bin) ? .accent : .dim)
        }
        let texts = [
            histogram.range.from.map { "from \(Facet.text($0))" } ?? "no lower limit",
            histogram.range.below.map { "below \(Facet.text($0))" } ?? "no upper limit",
        ]
        for (line, text) in texts.enumerated() {
            let isCursor = isFocused && line == cursor
            let row = track + 1 + line
            guard row < rect.row + rect.rows else { break }
            canvas.text(
                rect.column, row, isCursor ? "◂ \(text) ▸" : "  " + text, isCursor ? Style(.accent, bold: true, reverse: true) : .text,
                width: rect.columns)
            if isCursor { canvas.focus(rect.column, row) }
        }
        guard isFocused, track + 3 < rect.row + rect.rows else { return }
        canvas.text(rect.column, track + 3, "  ← → move it · ↑ ↓ choose", .dim, width: rect.columns)
    }

    private static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    private func drawStrip(on canvas: inout Canvas) {
        guard let grid = layout.strip, let row = layout.stripRow else { return }
        canvas.horizontalLine(0, row, columns: state.size.columns)
        let area = Rect(column: 0, row: row + 1, columns: state.size.columns, rows: grid.area.rows)
        if state.shop.count == 0, state.shop.opening == nil { return canvas.centred("Nothing meets all that.", in: area, .dim) }
        for slot in 0..<grid.capacity {
            let position = state.shop.scroller.first + slot
            guard position < state.shop.count else { break }
            state.draw(state.tile(state.shop.window[position], in: grid, slot: slot, isCursor: false), &canvas, in: area)
        }
    }
}
