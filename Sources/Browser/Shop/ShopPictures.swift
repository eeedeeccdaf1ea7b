import Frames

extension ShopScreen {
    /// The cursor's picture, then the others of its page by nearness, the ghost's neighbours, the next page, the one before.
    static func pictures(in state: State) -> [PictureRequest] {
        let layout = state.shopLayout, shop = state.shop
        let page = layout.grid.capacity, first = shop.scroller.first
        func requests(_ positions: some Sequence<Int>) -> [PictureRequest] {
            positions.compactMap { shop.window[$0].map { PictureRequest(key: state.key($0), size: layout.grid.picture) } }
        }
        var result: [PictureRequest] = []
        if !layout.panelCoversGrid {
            let cursor = shop.scroller.cursor - first
            let columns = layout.grid.columns
            let slots = (0..<page).sorted { nearness($0, to: cursor, columns) < nearness($1, to: cursor, columns) }
            result += requests(slots.map { first + $0 })
        }
        let neighbors = state.panelPictures(layout)
        result = shop.panel.isFocused ? neighbors + result : result + neighbors
        return result + requests((first + page)..<(first + 2 * page)) + requests(max(0, first - page)..<first)
    }

    /// Squared distance in the grid, with ties in reading order.
    private static func nearness(_ slot: Int, to cursor: Int, _ columns: Int) -> Int {
        let across = slot % columns - cursor % columns
        let down = slot / columns - cursor / columns
        return (across * across + down * down) << 20 + slot
    }
}
