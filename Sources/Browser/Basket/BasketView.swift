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
        if state.basket.isShared { left.append(Piece("· shared", .accent, rank: 6)) }
        if let sum = PriceSum(of: state.basket.liked.map { state.basketItem($0.item) }) { left.append(Piece("· \(sum)", rank: 5)) }
        state.drawHeader(
            &canvas, left: left,
            right: morePieces + state.basketPieces + [Piece(state.metric.rawValue, rank: 3, space: 3)])
        BasketControls(state).draw(on: &canvas)
        if !state.basketPanelCoversGrid { drawGrid(&canvas) }
        if let panel = state.basketPanel { GhostPanelView(state, panel, isFocused: state.isBasketPanelFocused).draw(on: &canvas) }
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
            canvas.centred("Nothing in this basket yet.", in: grid.area, isFocus: true)
            let keys = state.keymap
            func key(_ command: Command, on screen: ScreenKind) -> String { keys.keyName(of: command, on: screen) ?? "" }
            let hints = [
                "\(key(.like, on: .shop)) in the shop puts \(state.catalog.nounWithArticle) here.",
                "\(key(.back, on: .basket)) goes back to the shop.",
                "\(key(.newBasket, on: .basket)) adds another basket, \(key(.nextBasket, on: .basket)) goes to the next.",
            ]
            for (index, hint) in hints.enumerated() { canvas.centred(hint, in: grid.area, .dim, offset: index + 1) }
            return
        }
        for slot in 0..<grid.capacity {
            guard let position = scroller.position(slot: slot, count: ids.count) else { break }
            let id = ids[position]
            var tile = state.tile(
                state.basketItem(id), in: grid, slot: slot, isCursor: position == scroller.cursor && !state.isBasketPanelFocused)
            let weight = state.basket.weight(of: id)
            if weight != 1 { tile.number = "×" + fixed(weight, decimals: 1) }
            tile.prefersNumber = true
            state.draw(tile, &canvas, in: grid.area)
        }
    }
}
