import Engine
import Frames

extension ShopScreen: Screen {
    static let kind = ScreenKind.shop
    static let title = "Shop"
    static func subject(in state: State) -> String? { nil }
    static let terms = [
        (keys: "3 colours", text: "The tile stands for all colours of a design; a heart may belong to any of them"),
        (keys: "+2 alike", text: "The tile stands for two more whose pictures look the same"),
    ]
    static let purpose: SearchPurpose? = .panel
    static let leavesRoomForPair = true

    static func move(_ movement: Movement, in state: inout State) {
        if state.shop.panel.isFocused { return state.movePanel(movement) }
        if movement == .first || movement == .last { state.remember() }
        state.moveShop(movement)
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: state.movePanelFocus()
        case .panel: state.togglePanel()
        case .larger: resizePictures(by: 1, in: &state)
        case .smaller: resizePictures(by: -1, in: &state)
        case .random: state.jump(to: Int.random(in: 0..<max(1, state.shop.count), using: &state.shop.random))
        case .jumpBack: state.jumpBack()
        case .find: state.prompt = Prompt(.find(from: state.shop.visit))
        case .words: state.beginWords(.words(from: state.shop.visit), text: state.shop.listing.order.words ?? "")
        case .findNext: state.findAgain(forward: true)
        case .findPrevious: state.findAgain(forward: false)
        case .within: state.askForDistance()
        case .sort: state.prompt = Prompt(.command, text: "sort ")
        default: return false
        }
        return true
    }

    private static func resizePictures(by step: Int, in state: inout State) {
        let grid = state.shopLayout.grid, now = grid.picture.rows
        var automatic = state
        automatic.looks.pictureRows = nil
        let own = automatic.shopLayout.grid.picture.rows
        // What suits the terminal is a step among the others.
        let sizes = (GridLayout.sizes(in: grid.area, cell: state.cell) + [own]).sorted(by: >)
        guard let rows = step > 0 ? sizes.last(where: { $0 > now }) : sizes.first(where: { $0 < now }) else { return }
        state.looks.pictureRows = rows == own ? nil : rows
        state.settleCursors()
    }

    /// Out of the panel, then out of what `/` or `:where` has narrowed and of the order by words, whichever came last first.
    static func stepBack(in state: inout State) -> Bool {
        if state.shop.panel.isFocused {
            state.movePanelFocus()
            return true
        }
        if state.shop.leavesWordsFirst {
            state.goBackFromWords()
            return true
        }
        guard state.shop.isNarrowed else { return false }
        var whole = state.shop.listing
        (whole.filter, whole.text, whole.within) = (nil, nil, nil)
        state.open(whole, keep: state.shopItem?.id)
        return true
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        let layout = state.shopLayout
        if let place = state.panelPlace(at: cell, in: layout) {
            state.shop.panel.isFocused = true
            state.shop.panel.choose(place.position, in: place.list)
            return true
        }
        if state.basket.liked.isEmpty, layout.panel?.area.contains(cell) ?? false { state.inviteLikes() }
        guard !layout.panelCoversGrid, let position = state.shop.scroller.position(at: cell, in: layout.grid, count: state.shop.count) else {
            return false
        }
        state.shop.panel.isFocused = false
        state.shop.scroller.cursor = position
        return true
    }

    static func scroll(rows: Int, at cell: Cell, in state: inout State) {
        let layout = state.shopLayout
        if let panel = layout.panel, panel.area.contains(cell) {
            state.scrollPanel(rows: rows, at: cell, in: panel)
        } else {
            state.shop.scroller.scroll(rows: rows, in: layout.grid, count: state.shop.count)
        }
    }

    static func selection(in state: State) -> Selection? {
        if state.shop.panel.isFocused { return state.panelSelection }
        return state.shopItem.map(Selection.init)
    }

    static func likeness(in state: State) -> Likeness? { state.likenessToGhost(besideIn: state.shop.panel.isFocused ? state.shopLayout.panel : nil) }

    static func settle(_ state: inout State) {
        let layout = state.shopLayout
        state.shop.scroller.settle(in: layout.grid, count: state.shop.count)
        state.settlePanel()
    }

    /// The ghost's neighbours are kept up to date on every screen, so that coming back to the shop shows them at once.
    static func query(in state: State) -> NeighborQuery? { state.panelQuery }

    static func draw(_ state: State, on canvas: inout Canvas) { ShopView(state).draw(on: &canvas) }
}

extension State {
    /// Moves the cursor in the grid, whether the shop shows or not.
    mutating func moveShop(_ movement: Movement) { shop.scroller.move(movement, in: shopLayout.grid, count: shop.count) }
}
