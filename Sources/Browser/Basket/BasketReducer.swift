import Basics
import Frames

extension BasketScreen: Screen {
    static let kind = ScreenKind.basket
    static let title = "Basket"
    static let opener: Command? = .basket

    static func move(_ movement: Movement, in state: inout State) {
        state.basketScreen.scroller.move(movement, in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: goToOtherMarks(in: &state)
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
        default: return false
        }
        return true
    }

    /// From likes to passes, and back.
    private static func goToOtherMarks(in state: inout State) {
        let likes = state.basket.liked.count
        let target = state.basketScreen.scroller.cursor < likes && !state.basket.passed.isEmpty ? likes : 0
        state.basketScreen.scroller.move(to: target, in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    private static func changeWeight(by step: Double, in state: inout State) {
        guard let item = state.currentItem, state.basket.mark(of: item.id) == .like else { return }
        let weight = max(0.5, min(5, state.basket.weight(of: item.id) + step))
        state.changeBasket("weight of \(state.name(of: item))") { $0.setWeight(Float(weight), of: item.id) }
        state.say("\(state.name(of: item)) weighs \(fixed(weight, decimals: 1))")
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        guard let position = state.basketScreen.scroller.position(at: cell, in: state.basketLayout.grid, count: state.basketIDs.count) else {
            return false
        }
        state.basketScreen.scroller.cursor = position
        return true
    }

    static func scroll(rows: Int, at cell: Cell, in state: inout State) {
        state.basketScreen.scroller.scroll(rows: rows, in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    static func selection(in state: State) -> Selection? {
        state.basketIDs.at(state.basketScreen.scroller.cursor).map { Selection(state.basketItem($0)) }
    }

    static func settle(_ state: inout State) {
        state.basketScreen.scroller.settle(in: state.basketLayout.grid, count: state.basketIDs.count)
    }

    static func pictures(in state: State) -> [PictureRequest] {
        let layout = state.basketLayout
        let items = state.basketIDs.dropFirst(state.basketScreen.scroller.first).prefix(2 * layout.grid.capacity).compactMap { state.known[$0] }
        return items.map { PictureRequest(key: state.key($0), size: layout.grid.picture) } + state.panelPictures(layout)
    }

    static func draw(_ state: State, on canvas: inout Canvas) { BasketView(state).draw(on: &canvas) }
}
