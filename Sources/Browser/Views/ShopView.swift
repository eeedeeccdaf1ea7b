import Basics
import Engine
import Frames

/// The shop: a page of pictures, and the ghost beside or below it.
extension State {
    func drawShop(_ canvas: inout Canvas) {
        let layout = self.layout
        drawShopHeader(&canvas, layout)
        if !layout.panelCoversGrid { drawGrid(&canvas, layout.grid) }
        if let panel = layout.panel { drawPanel(&canvas, panel, focused: focusOnPanel) }
        drawFooter(&canvas, detail: detailPieces)
    }

    private func drawShopHeader(_ canvas: inout Canvas, _ layout: ShopLayout) {
        var left = [Piece("Vitrine", Style(.text, bold: true), rank: 5), Piece(catalog.name, rank: 6, space: 3)]
        let narrowed = listing.text != nil || listing.filter != nil
        let nouns = catalog.count == 1 ? catalog.noun : catalog.nouns
        let count =
            narrowed ? "\(grouped(listingCount)) of \(grouped(catalog.count)) \(nouns)" : "\(grouped(catalog.count)) \(nouns)"
        left.append(Piece("· " + count, .dim, rank: 3))
        if let text = listing.text { left.append(Piece("/" + text, .accent, rank: 8, space: 3)) }
        if let filter = listing.filter { left.append(Piece("where " + filter, .accent, rank: 6, space: 3)) }
        if let order = listing.order.name { left.append(Piece(order, .dim, rank: 2, space: 3)) }
        left += progressPieces

        let capacity = layout.grid.capacity
        let page = (shop.first + capacity - 1) / capacity + 1
        let pages = max(page, (listingCount + capacity - 1) / capacity)
        var right = [
            Piece("page", .dim, rank: 4),
            Piece("\(paddedHead(grouped(page), to: grouped(pages).count))/\(grouped(pages))", .dim, rank: 7),
        ]
        right += basketPieces
        right.append(Piece(metric.rawValue, rank: 8, space: 3))
        right.append(Piece("· " + taste.mode.rawValue, .dim, rank: 2))
        if let time = searches[.panel]?.answer?.first?.milliseconds {
            right.append(Piece("· " + millisecondsText(time), .dim, rank: 1))
        }
        drawHeader(&canvas, left: left, right: right)
    }

    private func drawGrid(_ canvas: inout Canvas, _ grid: GridLayout) {
        guard listingCount > 0 else {
            let text = listing == Listing() ? "No \(catalog.nouns) yet." : "Nothing matches. Esc shows everything again."
            return canvas.centred(text, in: grid.area, .dim)
        }
        for slot in 0..<grid.capacity {
            guard let position = shop.position(slot: slot, count: listingCount) else { break }
            let isCursor = position == shop.cursor && !focusOnPanel
            draw(tile(window[position], at: grid.rect(slot: slot), isCursor: isCursor), &canvas, in: grid.area)
        }
    }
}

extension Canvas {
    /// One line in the middle of an area.
    mutating func centred(_ string: String, in area: Rect, _ style: Style = .text, offset: Int = 0) {
        let string = clipped(sanitized(string), to: area.columns)
        let row = area.row + area.rows / 2 + offset
        guard row >= area.row, row < area.row + area.rows else { return }
        text(area.column + (area.columns - displayWidth(string)) / 2, row, string, style)
    }
}
