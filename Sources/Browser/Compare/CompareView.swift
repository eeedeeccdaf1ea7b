import Basics
import Engine
import Frames

/// Compare: a row of neighbours per metric. What all metrics find carries the accent; what only one finds is underlined.
struct CompareView {
    private let state: State
    private let layout: CompareLayout
    private let rankings: [Ranking]
    private let agreement: Agreement
    /// The first metric row and neighbour that show.
    private let first: Cell

    init(_ state: State) {
        (self.state, layout) = (state, state.compareLayout)
        rankings = state.searches[.compare] ?? []
        agreement = Agreement(rankings, k: layout.count)
        first = Cell(column: layout.firstColumn(cursor: state.compare.column), row: layout.firstRow(cursor: state.compare.row))
    }

    func draw(on canvas: inout Canvas) {
        state.drawHeader(&canvas, left: subjectPieces + legendPieces, right: morePieces + state.basketPieces)
        state.drawFooter(&canvas, detail: state.detailPieces)
        if let text = emptyText { return canvas.centred(text, in: state.lines.body, .dim, isFocus: true) }
        drawTastes(on: &canvas)
        for row in rankings.indices.dropFirst(first.row).prefix(layout.visibleRows) { drawMetric(row, slot: row - first.row, on: &canvas) }
    }

    /// What is compared for, how many neighbours, and how long it took to find them all in one pass.
    private var subjectPieces: [Piece] {
        let subject = state.compare.item.map { "neighbours of \(state.name(of: $0))" } ?? ghostText
        let shown = first.column + layout.visibleColumns
        let places = layout.visibleColumns < layout.count ? "\(first.column + 1)–\(shown) of " : ""
        var pieces = [
            Piece("Compare", Style(.text, bold: true), rank: 6), Piece(subject, rank: 5, space: 3, clips: true),
            Piece("· \(places)\(layout.count) nearest", .dim, rank: places.isEmpty ? 3 : 7),
        ]
        if let time = rankings.map(\.milliseconds).max() { pieces.append(Piece("· " + millisecondsText(time), .dim, rank: 1)) }
        return pieces
    }

    /// Several tastes answer in turn, which is why distances do not ascend.
    private var ghostText: String {
        let tastes = rankings.first?.interests.count ?? 0
        return tastes > 1 ? "\(counted(tastes, "taste")) in turn" : "ghost of ♥ \(grouped(state.basket.liked.count))"
    }

    /// What the captions' styles mean.
    private var legendPieces: [Piece] {
        guard rankings.count > 1 else { return [] }
        let rank = state.size.columns >= 80 ? 8 : 4
        return [Piece("all agree", style(of: .all), rank: rank, space: 3)]
            + (rankings.count > 2 ? [Piece("some agree", style(of: .some), rank: rank - 1, space: 2)] : []) + [
                Piece("one alone", style(of: .one), rank: rank, space: 2)
            ]
    }

    /// The metrics that do not fit.
    private var morePieces: [Piece] {
        let after = rankings.count - first.row - layout.visibleRows
        return moreText(before: first.row, after: after, one: "row", many: "rows").map { [Piece($0, rank: 8)] } ?? []
    }

    /// What stands in the place of neighbours where there are none.
    private var emptyText: String? {
        let noun = state.catalog.noun
        guard !rankings.isEmpty else {
            return CompareScreen.query(in: state) == nil ? "Press Space on \(state.catalog.nounWithArticle) you like, then compare." : "Searching …"
        }
        guard rankings.allSatisfy(\.matches.isEmpty) else { return nil }
        return state.shop.listing.filter == nil ? "There is no other \(noun)." : "No other \(noun) meets the filter."
    }

    private func style(of verdict: Agreement.Verdict) -> Style {
        switch verdict {
        case .all: .accent
        case .some: .dim
        case .one: Style(.dim, underline: true)
        }
    }

    /// Above each column the taste that its neighbours were found for, where it is one under all metrics and there is a line for it.
    private func drawTastes(on canvas: inout Canvas) {
        guard let row = layout.headingRow, let interests = rankings.first?.interests, interests.count > 1 else { return }
        for column in 0..<min(layout.visibleColumns, layout.count - first.column) {
            let places = Set(
                rankings.compactMap { ranking in ranking.matches.at(column + first.column).map { ranking.interests.at($0.interest)?.medoid } })
            guard places.count == 1, let match = rankings[0].matches.at(column + first.column) else { continue }
            let rect = layout.rect(row: 0, column: column)
            if let name = state.tasteName(of: match, among: interests) { canvas.text(rect.column, row, name.text(columns: rect.columns), .dim) }
        }
    }

    private func drawMetric(_ row: Int, slot: Int, on canvas: inout Canvas) {
        let ranking = rankings[row]
        drawLabel(row, top: layout.rect(row: slot, column: 0).row, on: &canvas)
        let body = state.lines.body, left = layout.labelWidth + 2
        let area = Rect(column: left, row: body.row, columns: state.size.columns - left, rows: body.rows)
        let shown = ranking.matches.prefix(layout.count).dropFirst(first.column).prefix(layout.visibleColumns)
        for (column, match) in shown.enumerated() {
            let isCursor = row == state.compare.row && column + first.column == state.compare.column
            var tile = state.tile(match.item, at: layout.rect(row: slot, column: column), isCursor: isCursor)
            (tile.captionRows, tile.hasUpperEdge) = (layout.captionRows, layout.hasUpperEdge)
            tile.number = distanceText(match.distance)
            tile.prefersNumber = true
            tile.captionStyle = style(of: agreement.verdict(on: match.item.id))
            state.draw(tile, &canvas, in: area)
        }
    }

    /// The metric's name, and how many neighbours it has in common with each of the others.
    private func drawLabel(_ row: Int, top: Int, on canvas: inout Canvas) {
        let metric = rankings[row].metric, name = metric.isScore ? metric.rawValue + " score" : metric.rawValue
        canvas.text(1, top, name, row == state.compare.row ? Style(.text, bold: true) : .text, width: layout.labelWidth)
        // The caption's line is the label's too.
        for (index, text) in overlaps(of: row, lines: layout.picture.rows).enumerated() {
            canvas.text(1, top + 1 + index, text, .dim, width: layout.labelWidth)
        }
    }

    /// A line for each other metric, or for two of them where lines are few.
    private func overlaps(of row: Int, lines: Int) -> [String] {
        let others = rankings.indices.filter { $0 != row }
        guard !others.isEmpty else { return [] }
        let whole = others.map { padded(rankings[$0].metric.rawValue, to: 10) + "\(agreement.overlap(row, $0))" }
        let short = others.map { "\(rankings[$0].metric.rawValue.prefix(3)) \(agreement.overlap(row, $0))" }
        let pairs = stride(from: 0, to: short.count, by: 2).map { at in
            at + 1 < short.count ? padded(short[at], to: 7) + short[at + 1] : short[at]
        }
        let fitting = [whole, short, pairs].first { texts in
            texts.count < lines && texts.allSatisfy { displayWidth($0) <= layout.labelWidth }
        }
        return ["in common"] + (fitting ?? Array(short.prefix(max(0, lines - 1))))
    }
}
