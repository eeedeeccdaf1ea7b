import Basics
import Engine
import Frames

/// Compare: a row of neighbours per metric, or per basket or encoder. What all rows find carries the accent; what only one finds is underlined.
struct CompareView {
    private let state: State
    private let layout: CompareLayout
    private let rows: [ComparedRow]
    private let agreement: Agreement
    /// The first row and neighbour that show.
    private let first: Cell

    init(_ state: State) {
        (self.state, layout, rows) = (state, state.compareLayout, state.comparedRows)
        agreement = Agreement(rows.map(\.ranking), k: layout.count)
        first = Cell(column: layout.firstColumn(cursor: state.compare.column), row: layout.firstRow(cursor: state.compare.row))
    }

    func draw(on canvas: inout Canvas) {
        state.drawHeader(&canvas, left: subjectPieces + legendPieces, right: morePieces + state.basketPieces)
        state.drawFooter(&canvas, detail: state.detailPieces)
        drawReason(on: &canvas)
        if let text = emptyText { return canvas.centred(text, in: state.lines.body, .dim, isFocus: true) }
        drawTastes(on: &canvas)
        for row in rows.indices.dropFirst(first.row).prefix(layout.visibleRows) { drawRow(row, slot: row - first.row, on: &canvas) }
    }

    /// What is compared for, how many neighbours, and how long it took to find them all in one pass.
    private var subjectPieces: [Piece] {
        let shown = first.column + layout.visibleColumns
        let places = layout.visibleColumns < layout.count ? "\(first.column + 1)–\(shown) of " : ""
        var pieces = [
            Piece("Compare", Style(.text, bold: true), rank: 6), Piece(subject, rank: 5, space: 3, clips: true),
            Piece("· \(places)\(layout.count) nearest", .dim, rank: places.isEmpty ? 3 : 7),
        ]
        if let time = rows.map(\.ranking.milliseconds).max() { pieces.append(Piece("· " + millisecondsText(time), .dim, rank: 1)) }
        return pieces
    }

    private var subject: String {
        if state.counterpartBasket != nil { return "two baskets by \(state.metric.rawValue)" }
        let subject = state.compare.item.map { "neighbours of \(state.name(of: $0))" } ?? ghostText
        return state.hasCounterpart ? "two encoders by \(state.metric.rawValue) · \(subject)" : subject
    }

    /// Several tastes answer in turn, which is why distances do not ascend.
    private var ghostText: String {
        let tastes = rows.first?.ranking.interests.count ?? 0
        return tastes > 1 ? "\(counted(tastes, "taste")) in turn" : "ghost of ♥ \(grouped(state.basket.liked.count))"
    }

    /// What the captions' styles mean.
    private var legendPieces: [Piece] {
        guard rows.count > 1 else { return [] }
        let rank = state.size.columns >= 80 ? 8 : 4
        if rows.count == 2 {
            return [Piece("both find it", style(of: .all), rank: rank, space: 3), Piece("one alone", style(of: .one), rank: rank, space: 2)]
        }
        return [
            Piece("all agree", style(of: .all), rank: rank, space: 3), Piece("some agree", style(of: .some), rank: rank - 1, space: 2),
            Piece("one alone", style(of: .one), rank: rank, space: 2),
        ]
    }

    /// The rows that do not fit.
    private var morePieces: [Piece] {
        let after = rows.count - first.row - layout.visibleRows
        return moreText(before: first.row, after: after, one: "row", many: "rows").map { [Piece($0, rank: 8)] } ?? []
    }

    /// What stands in the place of neighbours where there are none.
    private var emptyText: String? {
        let noun = state.catalog.noun
        guard !rows.isEmpty else {
            return CompareScreen.query(in: state) == nil ? "Press Space on \(state.catalog.nounWithArticle) you like, then compare." : "Searching …"
        }
        guard rows.allSatisfy(\.ranking.matches.isEmpty) else { return nil }
        return state.shop.listing.filter == nil ? "There is no other \(noun)." : "No other \(noun) meets the filter."
    }

    private func style(of verdict: Agreement.Verdict) -> Style {
        switch verdict {
        case .all: .accent
        case .some: .dim
        case .one: Style(.dim, underline: true)
        }
    }

    /// Why metrics agree, in the line of notices as long as that is free and a line of its own.
    private func drawReason(on canvas: inout Canvas) {
        let lines = state.lines
        guard state.notice == nil, state.prompt == nil, lines.notice != lines.detail, let text = state.equivalenceText else { return }
        canvas.line(
            lines.notice, left: [Piece(text, .dim), Piece(", so whatever is nearest by angle is nearest by distance", .dim, rank: 1, space: 0)])
    }

    /// Above each column the taste that its neighbours were found for, where it is one in all rows and there is a line for it.
    private func drawTastes(on canvas: inout Canvas) {
        guard let row = layout.headingRow, let interests = rows.first?.ranking.interests, interests.count > 1 else { return }
        for column in 0..<min(layout.visibleColumns, layout.count - first.column) {
            let places = Set(
                rows.compactMap { row in
                    row.ranking.matches.at(column + first.column).map { row.ranking.interests.at($0.interest)?.medoid }
                })
            guard places.count == 1, let match = rows[0].ranking.matches.at(column + first.column) else { continue }
            let rect = layout.rect(row: 0, column: column)
            if let name = state.tasteName(of: match, among: interests) { canvas.text(rect.column, row, name.text(columns: rect.columns), .dim) }
        }
    }

    private func drawRow(_ row: Int, slot: Int, on canvas: inout Canvas) {
        let ranking = rows[row].ranking
        drawLabel(row, top: layout.rect(row: slot, column: 0).row, on: &canvas)
        let body = state.lines.body, left = layout.labelWidth + 2
        let area = Rect(column: left, row: body.row, columns: state.size.columns - left, rows: body.rows)
        let followed = state.currentItem?.id
        let shown = ranking.matches.prefix(layout.count).dropFirst(first.column).prefix(layout.visibleColumns)
        let ranks = layout.hasRanks ? state.rankCaptions(of: shown.map(\.item.id), row: row, columns: layout.picture.columns) : []
        for (column, match) in shown.enumerated() {
            let isCursor = row == state.compare.row && column + first.column == state.compare.column
            var tile = state.tile(match.item, at: layout.rect(row: slot, column: column), isCursor: isCursor)
            (tile.captionRows, tile.hasUpperEdge) = (layout.captionRows, layout.hasUpperEdge)
            tile.number = distanceText(match.distance)
            tile.prefersNumber = true
            tile.captionStyle = style(of: agreement.verdict(on: match.item.id))
            state.draw(tile, &canvas, in: area)
            if !isCursor, followed?.isExactly(match.item.id) ?? false { canvas.flank(tile.rect, within: area) }
            if let text = ranks.at(column) { canvas.text(tile.rect.column, tile.rect.row + tile.rect.rows + tile.captionRows, text, .dim) }
        }
    }

    private func drawLabel(_ row: Int, top: Int, on canvas: inout Canvas) {
        if row == state.compare.row, let liked = state.tinting.beside, state.pictures.isReady(liked), state.pairLikeness == nil {
            return drawLiked(liked, row, top: top, on: &canvas)
        }
        // The caption's line is the label's too.
        let size = Size(columns: layout.labelWidth, rows: layout.picture.rows)
        for (index, line) in CompareLabel(row: row, rows: rows, agreement: agreement, size: size).lines.enumerated() {
            let title = row == state.compare.row ? Style(.text, bold: true) : .text
            canvas.text(1, top + index, line.text, line.isTitle ? title : .dim, width: layout.labelWidth)
        }
    }

    /// The like that the cursor's neighbour owes most to, tinted, below what the row is of.
    private func drawLiked(_ liked: PictureKey, _ row: Int, top: Int, on canvas: inout Canvas) {
        let size = Size(columns: layout.labelWidth, rows: layout.picture.rows)
        let titles = CompareLabel(row: row, rows: rows, agreement: agreement, size: size).lines.prefix(while: \.isTitle)
        for (index, line) in titles.prefix(1).enumerated() {
            canvas.text(1, top + index, line.text, Style(.text, bold: true), width: layout.labelWidth)
        }
        canvas.text(1, top + 1, state.compare.item == nil ? "you liked" : "compared", .dim, width: layout.labelWidth)
        let room = state.tinting.besideSize
        canvas.place(liked, in: Rect(column: 1, row: top + 2, columns: room.columns, rows: room.rows))
    }
}
