import Basics
import Engine
import Frames

/// The shop: a page of pictures, and the ghost beside or below it.
struct ShopView {
    private let state: State
    private let shop: ShopScreen
    private let layout: GalleryLayout

    init(_ state: State) { (self.state, shop, layout) = (state, state.shop, state.shopLayout) }

    func draw(on canvas: inout Canvas) {
        state.drawHeader(
            &canvas, left: listingPieces + state.progressPieces + state.visitPieces, right: pagePieces + state.basketPieces + metricPieces)
        if !layout.panelCoversGrid { drawGrid(&canvas) }
        if let panel = layout.panel { GhostPanelView(state, panel, isFocused: shop.panel.isFocused).draw(on: &canvas) }
        state.drawFooter(&canvas, detail: state.detailPieces)
    }

    private var listingPieces: [Piece] {
        let catalog = state.catalog, listing = shop.listing
        var left = [Piece("Vitrine", Style(.text, bold: true), rank: 5), Piece(catalog.name, rank: 6, space: 3)]
        if let person = catalog.person { left.append(Piece("as \(person)", .dim, rank: 2)) }
        let all = counted(catalog.count, catalog.noun, catalog.nouns)
        let count = shop.isNarrowed ? "\(grouped(shop.items)) of \(all)" : all
        left.append(Piece("· " + count, .dim, rank: 3))
        if shop.isFolded { left.append(Piece("on \(counted(shop.count, "tile"))", .dim, rank: 2)) }
        if let text = listing.text { left.append(Piece("/" + text, .accent, rank: 8, space: 3)) }
        if let filter = listing.filter { left.append(Piece(shop.ticked[filter] ?? "where " + filter, .accent, rank: 6, space: 3, clips: true)) }
        if let within = listing.withinText { left.append(Piece(within, .accent, rank: 7, space: 3)) }
        if let words = listing.order.words {
            left += [
                Piece(state.typesNothingUnderstood ? "still by" : "by", .dim, rank: 6, space: 3), Piece("“\(words)”", .accent, rank: 6, clips: true),
            ]
        } else if let order = listing.order.name {
            left.append(Piece(order, .dim, rank: 2, space: 3))
        }
        return left
    }

    private var pagePieces: [Piece] {
        let capacity = layout.grid.capacity
        let page = (shop.scroller.first + capacity - 1) / capacity + 1
        let pages = max(page, (shop.count + capacity - 1) / capacity)
        return [
            Piece("page", .dim, rank: 4),
            Piece("\(paddedHead(grouped(page), to: grouped(pages).count))/\(grouped(pages))", .dim, rank: 7),
        ]
    }

    private var metricPieces: [Piece] {
        var pieces = [
            Piece(state.metric.rawValue, rank: 8, space: 3), Piece("· " + state.tasteText, .dim, rank: 2),
        ]
        if let time = state.searches[.panel]?.first?.milliseconds { pieces.append(Piece("· " + millisecondsText(time), .dim, rank: 1)) }
        return pieces
    }

    /// What an item has in the column that the listing is sorted by, unless it is called by that anyway.
    private func sortedValue(_ item: ItemSummary?, _ column: String) -> Attribute? {
        state.looks.caption.columns[0].isExactly(column) ? nil : item?[column]
    }

    private func drawGrid(_ canvas: inout Canvas) {
        let grid = layout.grid
        guard shop.count > 0 else {
            let text = !shop.isNarrowed ? "No \(state.catalog.nouns) yet." : "Nothing matches. Esc shows everything again."
            return canvas.centred(text, in: grid.area, .dim, isFocus: true)
        }
        StackBands(state, grid).draw(on: &canvas)
        for slot in 0..<grid.capacity {
            guard let position = shop.scroller.position(slot: slot, count: shop.count) else { break }
            let isCursor = position == shop.scroller.cursor && !shop.panel.isFocused
            var tile = state.tile(shop.window[position], in: grid, slot: slot, isCursor: isCursor)
            if case .attribute(let column, _) = shop.listing.order, let value = sortedValue(tile.item, column) {
                (tile.number, tile.numberColumn, tile.prefersNumber) = (sanitized(tile.item?.text(of: value) ?? value.value), value.name, true)
            }
            state.draw(tile, &canvas, in: grid.area)
        }
    }
}
