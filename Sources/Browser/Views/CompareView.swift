import Basics
import Engine
import Frames

/// Compare: a row of neighbours per metric. What all metrics find carries the accent; what only one finds is underlined.
extension State {
    func drawCompare(_ canvas: inout Canvas) {
        let layout = compareLayout
        let subject: Piece =
            if let item = compare.item { Piece("neighbours of \(item.id)", rank: 5, space: 3) } else {
                Piece("ghost of ♥ \(grouped(basket.liked.count))", rank: 5, space: 3)
            }
        drawHeader(
            &canvas,
            left: [
                Piece("Compare", Style(.text, bold: true), rank: 6), subject, Piece("· \(layout.count) nearest", .dim, rank: 3),
            ],
            right: basketPieces)
        drawFooter(&canvas, detail: detailPieces)
        let rankings = searches[.compare]?.answer ?? []
        guard !rankings.isEmpty else {
            let text = compareQuery == nil ? "Press Space on a \(catalog.noun) you like, then compare." : "Searching …"
            return canvas.centred(text, in: lines.body, .dim)
        }
        guard rankings.contains(where: { !$0.matches.isEmpty }) else {
            let text = listing.filter == nil ? "There is no other \(catalog.noun)." : "No other \(catalog.noun) meets the filter."
            return canvas.centred(text, in: lines.body, .dim)
        }
        let agreement = Agreement(rankings, k: layout.count)
        let firstRow = layout.firstRow(cursor: compare.row)
        for row in firstRow..<min(rankings.count, firstRow + layout.visibleRows) {
            drawMetric(&canvas, layout, rankings, row, slot: row - firstRow, agreement)
        }
        if let table = layout.table { drawTable(&canvas, table, rankings, agreement) }
    }

    private func drawMetric(
        _ canvas: inout Canvas, _ layout: CompareLayout, _ rankings: [Ranking], _ row: Int, slot: Int, _ agreement: Agreement
    ) {
        let ranking = rankings[row]
        drawLabel(&canvas, layout, rankings, row, top: layout.rect(row: slot, column: 0).row, agreement)
        let first = layout.firstColumn(cursor: compare.column)
        let area = Rect(
            column: layout.labelWidth, row: lines.body.row, columns: size.columns - layout.labelWidth, rows: lines.body.rows)
        let shown = ranking.matches.prefix(layout.count).dropFirst(first).prefix(layout.visibleColumns)
        for (column, match) in shown.enumerated() {
            let isCursor = row == compare.row && column + first == compare.column
            var tile = tile(match.item, at: layout.rect(row: slot, column: column), isCursor: isCursor)
            tile.number = distanceText(match.distance)
            tile.captionStyle =
                switch agreement.verdict(on: match.item.id) {
                case .all: .accent
                case .some: .dim
                case .one: Style(.dim, underline: true)
                }
            draw(tile, &canvas, in: area)
        }
    }

    private func drawLabel(
        _ canvas: inout Canvas, _ layout: CompareLayout, _ rankings: [Ranking], _ row: Int, top: Int, _ agreement: Agreement
    ) {
        let width = layout.labelWidth - 2
        let name = rankings[row].metric.rawValue
        canvas.text(1, top, name, row == compare.row ? Style(.text, bold: true) : .text, width: width)
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

    private func drawTable(_ canvas: inout Canvas, _ table: Rect, _ rankings: [Ranking], _ agreement: Agreement) {
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
        let legend = [("accent", "all agree", Style.accent), ("line", "one alone", Style(.dim, underline: true))]
        for (index, entry) in legend.enumerated() {
            canvas.text(table.column, table.row + names.count + 2 + index, entry.1, entry.2, width: table.columns)
        }
    }
}
