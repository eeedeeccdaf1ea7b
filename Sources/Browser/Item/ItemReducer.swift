import Engine
import Frames

extension ItemScreen: Screen {
    static let kind = ScreenKind.item
    static let title = "Item"
    static func subject(in state: State) -> String? { state.shownItem.map(state.name) }
    static let opener: Command? = .open
    static let leavesRoomForPair = true
    static let purpose: SearchPurpose? = .filmstrip

    /// Neighbours asked for.
    private static let count = 48

    /// The item under the cursor large, or on the item screen itself the neighbour under the cursor.
    static func open(in state: inout State) {
        guard let item = state.currentItem else { return }
        // Words are looked at by what is near to them.
        if let words = item.words { return state.order(byWords: words) }
        if state.screen == kind {
            guard state.itemScreen.neighbor != nil else { return state.leaveScreen() }
            if let shown = state.shownItem { state.itemScreen.trail.append(shown) }
            state.itemScreen.item = item
        } else {
            // From the grid the item screen follows the grid's cursor, so that left and right leaf through the shop.
            state.itemScreen = ItemScreen(item: state.screen == .shop && !state.shop.panel.isFocused ? nil : item)
            state.show(kind)
        }
        state.itemScreen.neighbor = nil
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: move(state.itemScreen.neighbor == nil ? .down : .up, in: &state)
        case .nextPicture: turnPicture(by: 1, in: &state)
        case .previousPicture: turnPicture(by: -1, in: &state)
        default: return false
        }
        return true
    }

    static func move(_ movement: Movement, in state: inout State) {
        let last = max(0, state.filmstrip.count - 1)
        guard let neighbor = state.itemScreen.neighbor else {
            switch movement {
            case .down: state.itemScreen.neighbor = state.filmstrip.isEmpty ? nil : 0
            case .up: break
            default: if state.path.dropLast().last == .wall { leafThroughWall(movement, in: &state) } else { leafThroughShop(movement, in: &state) }
            }
            return
        }
        let page = state.itemLayout.strip?.capacity ?? 1
        let across = state.itemLayout.strip?.columns ?? 1
        switch movement {
        case .up: state.itemScreen.neighbor = neighbor % page < across ? nil : neighbor - across
        case .down where neighbor % page + across < page && neighbor / across < last / across:
            state.itemScreen.neighbor = min(last, neighbor + across)
        case .down: break
        case .left: state.itemScreen.neighbor = neighbor == 0 ? nil : neighbor - 1
        case .right: state.itemScreen.neighbor = min(last, neighbor + 1)
        case .pageUp: state.itemScreen.neighbor = max(0, neighbor - page)
        case .pageDown: state.itemScreen.neighbor = min(last, neighbor + page)
        case .first: state.itemScreen.neighbor = 0
        case .last: state.itemScreen.neighbor = last
        }
    }

    private static func leafThroughWall(_ movement: Movement, in state: inout State) {
        WallScreen.move(movement == .pageUp ? .left : movement == .pageDown ? .right : movement, in: &state)
        state.askForWall()
        guard let item = state.wallItem else { return }
        (state.itemScreen.item, state.itemScreen.trail) = (item, [])
    }

    private static func leafThroughShop(_ movement: Movement, in state: inout State) {
        state.itemScreen.item = nil
        state.itemScreen.trail = []
        state.moveShop(movement == .pageUp ? .left : movement == .pageDown ? .right : movement)
    }

    /// From the filmstrip to the item, then back along the trail of neighbours.
    static func stepBack(in state: inout State) -> Bool {
        if state.itemScreen.neighbor != nil {
            state.itemScreen.neighbor = nil
            return true
        }
        guard let previous = state.itemScreen.trail.popLast() else { return false }
        state.itemScreen.item = state.shopItem?.id.isExactly(previous.id) == true && state.itemScreen.trail.isEmpty ? nil : previous
        return true
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        guard let strip = state.itemLayout.strip, let slot = strip.slot(at: cell) else { return false }
        let position = state.filmstripFirst(strip) + slot
        guard position < state.filmstrip.count else { return false }
        state.itemScreen.neighbor = position
        return true
    }

    static func scroll(rows: Int, at cell: Cell, in state: inout State) { move(rows < 0 ? .left : .right, in: &state) }

    static func selection(in state: State) -> Selection? {
        if let match = state.itemScreen.neighbor.flatMap({ state.filmstrip.at($0) }) { return Selection(match) }
        return state.shownItem.map(Selection.init)
    }

    static func likeness(in state: State) -> Likeness? {
        guard state.itemScreen.neighbor != nil, let item = state.shownItem else { return state.likenessToGhost(besideIn: nil) }
        // A further picture is none that the item is compared by.
        return Likeness(subject: .item(item.id), beside: state.furtherAddress == nil ? item : nil, size: state.itemLayout.picture.size)
    }

    static func settle(_ state: inout State) {
        if !state.itemScreen.gallery.isOf(state.shownItem) { state.itemScreen.gallery = Gallery(item: state.shownItem?.id) }
        guard let neighbor = state.itemScreen.neighbor, !state.filmstrip.isEmpty else { return }
        state.itemScreen.neighbor = min(neighbor, state.filmstrip.count - 1)
    }

    static func heldItems(in state: State) -> [ItemSummary] { state.itemScreen.trail + (state.itemScreen.item.map { [$0] } ?? []) }

    /// An item that has gone leaves the trail, and the screen if it shows.
    static func refresh(_ items: RefreshedItems, in state: inout State) {
        state.itemScreen.trail = state.itemScreen.trail.compactMap(items.current)
        guard let item = state.itemScreen.item else { return }
        state.itemScreen.item = items.current(item)
        guard state.itemScreen.item == nil, state.screen == kind else { return }
        state.say("\(state.name(of: item)) is no longer in the catalog.", attention: true)
        state.leaveScreen()
    }

    static func query(in state: State) -> NeighborQuery? {
        guard state.screen == kind, let item = state.shownItem else { return nil }
        return state.query(.item(item.id), count: count)
    }

    /// The large picture, the item's neighbours, then the items beside it in the shop.
    static func pictures(in state: State) -> [PictureRequest] {
        let layout = state.itemLayout
        let size = Size(columns: layout.picture.columns, rows: layout.picture.rows)
        var result = [state.largePicture, state.shownItem.map(state.key)].compactMap(\.self).map { PictureRequest(key: $0, size: size) }
        if let strip = layout.strip {
            result += state.filmstrip.prefix(2 * strip.capacity).map { PictureRequest(key: state.key($0.item), size: strip.picture) }
        }
        let cursor = state.shop.scroller.cursor
        let besides = [cursor + 1, cursor - 1].compactMap { state.shop.window[$0] }
        return result + besides.map { PictureRequest(key: state.key($0), size: size) }
    }

    static func draw(_ state: State, on canvas: inout Canvas) { ItemView(state).draw(on: &canvas) }
}
