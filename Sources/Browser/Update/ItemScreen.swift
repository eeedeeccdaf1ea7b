import Engine
import Frames
import Vectors

/// The item screen: an item large, and its own neighbours as a filmstrip to walk along.
extension State {
    /// The item shown large.
    var shownItem: ItemSummary? { itemScreen.item ?? shopItem }

    var itemLayout: ItemLayout { ItemLayout(size: size, cell: cell) }

    /// The filmstrip's neighbours.
    var filmstrip: [Match] { searches[.filmstrip]?.answer?.first?.matches ?? [] }

    var filmstripQuery: NeighborQuery? {
        guard screen == .item, let item = shownItem else { return nil }
        return NeighborQuery(subject: .item(item.id), metrics: [metric], count: 24, taste: taste, filter: listing.filter)
    }

    /// Enter: the item under the cursor large, or on the item screen the neighbour under the cursor.
    mutating func openItem() {
        guard let item = currentItem else { return }
        if screen == .item {
            guard itemScreen.neighbor != nil else { return leaveScreen() }
            if let shown = shownItem { itemScreen.trail.append(shown) }
            itemScreen.item = item
        } else {
            // From the grid the item screen follows the grid's cursor, so that left and right leaf through the shop.
            itemScreen = ItemState(item: screen == .shop && !focusOnPanel ? nil : item)
            show(.item)
        }
        itemScreen.neighbor = nil
    }

    /// Back along the trail of neighbours; returns whether there was a step to take.
    mutating func walkBack() -> Bool {
        if itemScreen.neighbor != nil {
            itemScreen.neighbor = nil
            return true
        }
        guard let previous = itemScreen.trail.popLast() else { return false }
        itemScreen.item = previous == shopItem && itemScreen.trail.isEmpty ? nil : previous
        return true
    }

    mutating func moveInItem(_ movement: Movement) {
        guard let neighbor = itemScreen.neighbor else {
            switch movement {
            case .down: itemScreen.neighbor = filmstrip.isEmpty ? nil : 0
            case .up: break
            default: leafThroughShop(movement)
            }
            return
        }
        let last = max(0, filmstrip.count - 1)
        let page = itemLayout.strip?.capacity ?? 1
        switch movement {
        case .up: itemScreen.neighbor = nil
        case .down: break
        case .left: itemScreen.neighbor = neighbor == 0 ? nil : neighbor - 1
        case .right: itemScreen.neighbor = min(last, neighbor + 1)
        case .pageUp: itemScreen.neighbor = max(0, neighbor - page)
        case .pageDown: itemScreen.neighbor = min(last, neighbor + page)
        case .first: itemScreen.neighbor = 0
        case .last: itemScreen.neighbor = last
        }
    }

    private mutating func leafThroughShop(_ movement: Movement) {
        let grid = layout.grid
        itemScreen.item = nil
        itemScreen.trail = []
        let step: Movement = movement == .pageUp ? .left : movement == .pageDown ? .right : movement
        shop.move(step, count: listingCount, columns: grid.columns, capacity: grid.capacity)
    }

    /// The large picture, the item's neighbours, then the items beside it in the shop.
    func itemPictures() -> [PictureRequest] {
        let layout = itemLayout
        let size = Size(columns: layout.picture.columns, rows: layout.picture.rows)
        var result: [PictureRequest] = []
        if let item = shownItem { result.append(PictureRequest(key: key(item), size: size)) }
        if let strip = layout.strip {
            result += filmstrip.prefix(2 * strip.capacity).map { PictureRequest(key: key($0.item), size: strip.picture) }
        }
        for position in [shop.cursor + 1, shop.cursor - 1] {
            if let item = window[position] { result.append(PictureRequest(key: key(item), size: size)) }
        }
        return result
    }
}
