import Basics
import Frames

/// The basket: its items with the ghost beside them, the names of all baskets, and what makes the ghost.
extension State {
    func drawBasket(_ canvas: inout Canvas) {
        let layout = basketLayout
        drawHeader(
            &canvas, left: [Piece("Basket", Style(.text, bold: true), rank: 6), Piece(book.name, rank: 7, space: 3)],
            right: basketPieces + [Piece(metric.rawValue, rank: 3, space: 3)])
        if size.rows >= 12 {
            drawNames(&canvas, row: lines.body.row)
            drawSettings(&canvas, row: lines.body.row + 1)
        }
        drawBasketGrid(&canvas, layout.grid)
        if let panel = layout.panel, !layout.panelCoversGrid { drawPanel(&canvas, panel, focused: false) }
        drawFooter(&canvas, detail: detailPieces)
    }

    private func drawBasketGrid(_ canvas: inout Canvas, _ grid: GridLayout) {
        let ids = basketIDs
        guard !ids.isEmpty else {
            canvas.centred("Nothing in this basket yet.", in: grid.area)
            return canvas.centred("Space in the shop puts a \(catalog.noun) here.", in: grid.area, .dim, offset: 1)
        }
        for slot in 0..<grid.capacity {
            guard let position = basketScreen.scroller.position(slot: slot, count: ids.count) else { break }
            let id = ids[position]
            var tile = tile(basketItem(id), at: grid.rect(slot: slot), isCursor: position == basketScreen.scroller.cursor)
            let weight = basket.weight(of: id)
            if weight != 1 { tile.number = "×" + fixed(weight, decimals: 1) }
            tile.prefersNumber = true
            draw(tile, &canvas, in: grid.area)
        }
    }

    /// All baskets by name, the current one in the accent colour; those before it give way where they do not fit.
    private func drawNames(_ canvas: inout Canvas, row: Int) {
        let current = book.contents.current
        let pieces = book.contents.baskets.enumerated().map { index, basket in
            let text = "\(basket.name) \(basket.liked.count)"
            let rank = 100 - abs(index - current)
            return Piece(text, index == current ? Style(.accent, bold: true) : .dim, rank: rank, space: 3)
        }
        canvas.line(row, left: pieces)
    }

    private func drawSettings(_ canvas: inout Canvas, row: Int) {
        var pieces = [
            Piece("mode", .dim, rank: 5), Piece(taste.mode.rawValue, rank: 9),
            Piece("diversity", .dim, rank: 4, space: 3), Piece(slider(taste.diversity), .accent, rank: 3),
            Piece(fixed(taste.diversity, decimals: 1), rank: 4),
        ]
        if let first = catalog.parts.at(0), let second = catalog.parts.at(1) {
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
