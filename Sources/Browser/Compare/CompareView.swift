import Basics
import Engine
import Frames

/// Compare: a row of neighbours per metric. What all metrics find carries the accent; what only one finds is underlined.
struct CompareView {
    private let state: State
    private let layout: CompareLayout
    private let rankings: [Ranking]
    private let agreement: Agreement

    init(_ state: State) {
        (self.state, layout) = (state, state.compareLayout)
        rankings = state.searches[.compare] ?? []
        agreement = Agreement(rankings, k: layout.count)
    }

    func draw(on canvas: inout Canvas) {
        let subject = state.compare.item.map { "neighbours of \(state.name(of: $0))" } ?? "ghost of ♥ \(grouped(state.basket.liked.count))"
        state.drawHeader(
            &canvas,
            left: [
                Piece("Compare", Style(.text, bold: true), rank: 6), Piece(subject, rank: 5, space: 3),
                Piece("· \(layout.count) nearest", .dim, rank: 3),
            ],
            right: state.basketPieces)
        state.drawFooter(&canvas, detail: state.detailPieces)
        if let text = emptyText { return canvas.centred(text, in: state.lines.body, .dim) }
        let firstRow = layout.firstRow(cursor: state.compare.row)
        for row in firstRow..<min(rankings.count, firstRow + layout.visibleRows) { drawMetric(row, slot: row - firstRow, on: &canvas) }
        if let table = layout.table { drawTable(in: table, on: &canvas) }
    }

    /// What stands in the place of neighbours where there are none.
    private var emptyText: String? {
        let noun = state.catalog.noun
        guard !rankings.isEmpty else {
            return CompareScreen.query(in: state) == nil ? "Press Space on a \(noun) you like, then compare." : "Searching …"
        }
        guard rankings.allSatisfy(\.matches.isEmpty) else { return nil }
        return state.shop.listing.filter == nil ? "There is no other \(noun)." : "No other \(noun) meets the filter."
    }

    private func drawMetric(_ row: Int, slot: Int, on canvas: inout Canvas) {
        let ranking = rankings[row]
        drawLabel(row, top: layout.rect(row: slot, column: 0).row, on: &canvas)
        let first = layout.firstColumn(cursor: state.compare.column)
        let body = state.lines.body
        let area = Rect(
            column: layout.labelWidth, row: body.row, columns: state.size.columns - layout.labelWidth, rows: body.rows)
        let shown = ranking.matches.prefix(layout.count).dropFirst(first).prefix(layout.visibleColumns)
        for (column, match) in shown.enumerated() {
            let isCursor = row == state.compare.row && column + first == state.compare.column
            var tile = state.tile(match.item, at: layout.rect(row: slot, column: column), isCursor: isCursor)
            tile.number = distanceText(match.distance)
            tile.captionStyle =
                switch agreement.verdict(on: match.item.id) {
                case .all: .accent
                case .some: .dim
                case .one: Style(.dim, underline: true)
                }
            state.draw(tile, &canvas, in: area)
        }
    }

    private func drawLabel(_ row: Int, top: Int, on canvas: inout Canvas) {
        let width = layout.labelWidth - 2
        let name = rankings[row].metric.rawValue
        canvas.text(1, top, name, row == state.compare.row ? Style(.text, bold: true) : .text, width: width)
        canvas.text(1, top + 1, millisecondsText(rankings[row].milliseconds), .dim, width: width)
        guard layout.table == nil, rankings.count > 1 else { return }
        // Without the table each row says how many neighbours it shares with the others.
        let others = rankings.indices.filter { $0 != row }.prefix(max(0, layout.picture.rows - 1))
        for (index, other) in others.enumerated() {
            let text =
                padded(String(rankings[other].metric.rawValue.prefix(3)), to: 4) + "\(agreement.overlap(row, other))/\(agreement.k)"
            canvas.text(1, top + 2 + index, text, .dim, width: width)
        }
    }

    private func drawTable(in table: Rect, on canvas: inout Canvas) {
        let names = rankings.map { String($0.metric.rawValue.prefix(3)) }
        canvas.text(table.column, table.row - 1, "overlap@\(agreement.k)", .dim, width: table.columns)
        for (index, name) in names.enumerated() {
            canvas.text(table.column + 6 + 5 * index, table.row, paddedHead(name, to: 4), .dim)
        }
        for row in names.indices {
            canvas.text(table.column, table.row + 1 + row, names[row], .dim)
            for column in names.indices {
                let style: Style = row == column ? .dim : .text
                canvas.text(
                    table.column + 6 + 5 * column, table.row + 1 + row, paddedHead(String(agreement.overlap(row, column)), to: 4),
                    style)
            }
        }
        let legend = table.row + names.count + 2
        canvas.text(table.column, legend, "all agree", .accent, width: table.columns)
        canvas.text(table.column, legend + 1, "one alone", Style(.dim, underline: true), width: table.columns)
    }
}
