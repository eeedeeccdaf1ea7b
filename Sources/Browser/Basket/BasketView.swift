import Basics
import Engine
import Frames

/// The basket: its items with the ghost beside them, the names of all baskets, and what makes the ghost.
struct BasketView {
    private let state: State
    private let layout: GalleryLayout

    init(_ state: State) { (self.state, layout) = (state, state.basketLayout) }

    func draw(on canvas: inout Canvas) {
        var left = [Piece("Basket", Style(.text, bold: true), rank: 6), Piece(state.book.name, rank: 7, space: 3)]
        if let sum = PriceSum(of: state.basket.liked.map { state.basketItem($0.item) }) { left.append(Piece("· \(sum)", rank: 5)) }
        state.drawHeader(
            &canvas, left: left,
            right: morePieces + state.basketPieces + [Piece(state.metric.rawValue, rank: 3, space: 3)])
        if state.size.rows >= 12 {
            drawNames(&canvas, row: state.lines.body.row)
            drawSettings(&canvas, row: state.lines.body.row + 1)
        }
        drawGrid(&canvas)
        if let panel = layout.panel, !layout.panelCoversGrid { GhostPanelView(state, panel, isFocused: false).draw(on: &canvas) }
        state.drawFooter(&canvas, detail: state.detailPieces)
    }

    /// The items that do not fit.
    private var morePieces: [Piece] {
        let first = state.basketScreen.scroller.first
        return moreText(before: first, after: state.basketIDs.count - first - layout.grid.capacity).map { [Piece($0, rank: 8)] } ?? []
    }

    private func drawGrid(_ canvas: inout Canvas) {
        let grid = layout.grid, ids = state.basketIDs, scroller = state.basketScreen.scroller
        guard !ids.isEmpty else {
            canvas.centred("Nothing in this basket yet.", in: grid.area)
            return canvas.centred("Space in the shop puts a \(state.catalog.noun) here.", in: grid.area, .dim, offset: 1)
        }
        for slot in 0..<grid.capacity {
            guard let position = scroller.position(slot: slot, count: ids.count) else { break }
            let id = ids[position]
            var tile = state.tile(state.basketItem(id), at: grid.rect(slot: slot), isCursor: position == scroller.cursor)
            let weight = state.basket.weight(of: id)
            if weight != 1 { tile.number = "×" + fixed(weight, decimals: 1) }
            tile.prefersNumber = true
            state.draw(tile, &canvas, in: grid.area)
        }
    }

    /// All baskets by name, the current one in the accent colour; those before it give way where they do not fit.
    private func drawNames(_ canvas: inout Canvas, row: Int) {
        let contents = state.book.contents, current = contents.current
        let pieces = contents.baskets.enumerated().map { index, basket in
            let text = "\(basket.name) \(basket.liked.count)"
            let rank = 100 - abs(index - current)
            return Piece(text, index == current ? Style(.accent, bold: true) : .dim, rank: rank, space: 3)
        }
        canvas.line(row, left: pieces)
    }

    private func drawSettings(_ canvas: inout Canvas, row: Int) {
        let taste = state.tasting.settings, parts = state.catalog.parts
        var pieces = [
            Piece(taste.mode.everydayName, rank: 9),
            Piece("more variety", .dim, rank: 4, space: 3), Piece(slider(taste.diversity), .accent, rank: 3),
            Piece(fixed(taste.diversity, decimals: 1), rank: 4),
        ]
        if let first = parts.at(0), let second = parts.at(1) {
            pieces += [
                Piece(first, .dim, rank: 7, space: 3), Piece(slider((1 - taste.balance) / 2), .accent, rank: 7),
                Piece(second, .dim, rank: 7),
            ]
        }
        canvas.line(row, left: pieces)
    }

    /// A share of 0...1 as a knob on a line.
    private func slider(_ share: Double) -> String {
        let knob = max(0, min(10, Int((share * 10).rounded())))
        return String(repeating: "─", count: knob) + "●" + String(repeating: "─", count: 10 - knob)
    }
}
