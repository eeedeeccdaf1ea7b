import Basics
import Frames

extension BasketScreen: Screen {
    static let kind = ScreenKind.basket
    static let title = "Basket"
    static let opener: Command? = .basket
    static let leavesRoomForPair = true

    static func open(in state: inout State) {
        state.basketScreen.isPanelFocused = false
        state.show(kind)
    }

    static func move(_ movement: Movement, in state: inout State) {
        if state.isBasketPanelFocused { return state.movePanel(movement) }
        state.basketScreen.scroller.move(movement, in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: goOn(in: &state)
        case .remove where state.isBasketPanelFocused: state.mark(.pass)
        case .remove:
            guard let item = state.currentItem else { return true }
            state.changeBasket("removal of \(state.name(of: item))") { $0.remove(item.id) }
        case .heavier: changeWeight(by: 0.5, in: &state)
        case .lighter: changeWeight(by: -0.5, in: &state)
        case .nextBasket: state.switchBasket(by: 1)
        case .previousBasket: state.switchBasket(by: -1)
        case .newBasket: state.prompt = Prompt(.newBasket)
        case .renameBasket: state.prompt = Prompt(.renameBasket, text: state.book.name)
        case .duplicateBasket: state.prompt = Prompt(.duplicateBasket, text: state.book.name + " copy")
        case .deleteBasket: state.deleteBasket()
        case .shareBasket: state.shareBasket()
        default: return false
        }
        return true
    }

    /// From likes to passes, from there to the ghost's neighbours, and back to the likes.
    private static func goOn(in state: inout State) {
        let likes = state.basket.liked.count, isAmongLikes = state.basketScreen.scroller.cursor < likes
        if likes == 0 { state.inviteLikes() }
        if state.isBasketPanelFocused {
            state.basketScreen.isPanelFocused = false
            moveCursor(to: 0, in: &state)
        } else if isAmongLikes, !state.basket.passed.isEmpty {
            moveCursor(to: likes, in: &state)
        } else {
            state.basketScreen.isPanelFocused = true
            // Where the panel does not show, settling takes the cursor out of it again.
            if !state.isBasketPanelFocused { moveCursor(to: 0, in: &state) }
        }
        state.settleCursors()
    }

    private static func moveCursor(to position: Int, in state: inout State) {
        state.basketScreen.scroller.move(to: position, in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    /// Out of the ghost's neighbours.
    static func stepBack(in state: inout State) -> Bool {
        guard state.isBasketPanelFocused else { return false }
        state.basketScreen.isPanelFocused = false
        return true
    }

    private static func changeWeight(by step: Double, in state: inout State) {
        guard let item = state.currentItem else { return }
        guard state.basket.mark(of: item.id) == .like else { return state.say("Only likes have a weight that can be changed.") }
        guard state.mayChangeBasket() else { return }
        let before = Double(state.basket.weight(of: item.id)), weight = max(0.5, min(5, before + step))
        guard weight != before else {
            return state.say("\(state.name(of: item)) weighs \(fixed(weight, decimals: 1)) already, the \(step < 0 ? "least" : "most") there is.")
        }
        state.changeBasket("weight of \(state.name(of: item))") { $0.setWeight(Float(weight), of: item.id) }
        state.say("\(state.name(of: item)) weighs \(fixed(weight, decimals: 1))")
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        state.basketScreen.dragged = nil
        if state.useBasketControl(at: cell) { return false }
        if state.basketPanel != nil, let place = state.panelPlace(at: cell, in: state.basketLayout) {
            state.basketScreen.isPanelFocused = true
            state.shop.panel.choose(place.position, in: place.list)
            return true
        }
        if state.basket.liked.isEmpty, state.basketPanel?.area.contains(cell) ?? false { state.inviteLikes() }
        guard !state.basketPanelCoversGrid else { return false }
        guard let position = state.basketScreen.scroller.position(at: cell, in: state.basketLayout.grid, count: state.basketIDs.count) else {
            return false
        }
        state.basketScreen.isPanelFocused = false
        state.basketScreen.scroller.cursor = position
        return true
    }

    static func drag(to cell: Cell, in state: inout State) {
        if let slider = state.basketScreen.dragged { state.drag(slider, to: cell.column) }
    }

    static func scroll(rows: Int, at cell: Cell, in state: inout State) {
        if let panel = state.basketPanel, panel.area.contains(cell) {
            return state.scrollPanel(rows: rows, at: cell, in: panel)
        }
        state.basketScreen.scroller.scroll(rows: rows, in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    static func selection(in state: State) -> Selection? {
        if state.isBasketPanelFocused { return state.panelSelection }
        return state.basketIDs.at(state.basketScreen.scroller.cursor).map { Selection(state.basketItem($0)) }
    }

    static func likeness(in state: State) -> Likeness? { state.likenessToGhost(besideIn: state.isBasketPanelFocused ? state.basketPanel : nil) }

    static func settle(_ state: inout State) {
        state.basketScreen.isPanelFocused = state.isBasketPanelFocused
        state.basketScreen.scroller.settle(in: state.basketLayout.grid, count: state.basketIDs.count)
        // The panel's cursor is the shop's, too, and settles in the panel that shows.
        if state.screen == kind { state.settlePanel() }
    }

    static func pictures(in state: State) -> [PictureRequest] {
        let layout = state.basketLayout
        let items = state.basketIDs.dropFirst(state.basketScreen.scroller.first).prefix(2 * layout.grid.capacity).compactMap { state.known[$0] }
            .filter { $0.words == nil }
        return items.map { PictureRequest(key: state.key($0), size: layout.grid.picture) } + state.panelPictures(layout)
    }

    static func draw(_ state: State, on canvas: inout Canvas) { BasketView(state).draw(on: &canvas) }
}
