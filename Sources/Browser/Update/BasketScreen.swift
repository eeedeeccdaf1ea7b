import Basics
import Frames
import Taste

/// The basket screen: its items, and the baskets beside it.
extension State {
    var lines: StatusLayout { StatusLayout(size: size) }

    /// The basket's grid, with two lines above it for the names of the baskets and for what makes the ghost.
    var basketLayout: ShopLayout {
        ShopLayout(size: size, cell: cell, pictureRows: nil, panel: panelWanted, focusOnPanel: false, top: size.rows >= 12 ? 2 : 0)
    }

    /// Performs a command about baskets; returns whether it was one.
    mutating func perform(basket command: Command) -> Bool {
        switch command {
        case .remove:
            guard let item = currentItem else { return true }
            changeBasket("removal of \(item.id)") { $0.remove(item.id) }
        case .heavier: changeWeight(by: 0.5)
        case .lighter: changeWeight(by: -0.5)
        case .nextBasket: switchBasket(by: 1)
        case .previousBasket: switchBasket(by: -1)
        case .newBasket: prompt = Prompt(.newBasket)
        case .renameBasket: prompt = Prompt(.renameBasket, text: book.name)
        case .duplicateBasket: prompt = Prompt(.duplicateBasket, text: book.name + " copy")
        case .deleteBasket:
            let name = book.name
            change("deletion of \(name)") { contents in
                contents.baskets.remove(at: contents.current)
                contents = BasketBook.Contents(baskets: contents.baskets, current: contents.current)
            }
            say("Deleted \(name) · u brings it back")
        default: return false
        }
        return true
    }

    private mutating func changeWeight(by step: Double) {
        guard let item = currentItem, basket.mark(of: item.id) == .like else { return }
        let weight = max(0.5, min(5, basket.weight(of: item.id) + step))
        changeBasket("weight of \(item.id)") { $0.setWeight(Float(weight), of: item.id) }
        say("\(item.id) weighs \(fixed(weight, decimals: 1))")
    }

    private mutating func change(_ label: String, _ body: (inout BasketBook.Contents) -> Void) {
        book.change(label, body)
        basketScreen = BasketState()
        changed(nil)
    }

    private mutating func switchBasket(by step: Int) {
        let count = book.contents.baskets.count
        guard count > 1 else { return say("There is one basket only: a adds another.") }
        switchBasket(to: (book.contents.current + step + count) % count)
    }

    mutating func switchBasket(to index: Int) {
        let name = book.contents.baskets[index].name
        change("change to \(name)") { $0.current = index }
        say("Basket: \(name)")
    }

    /// Makes a basket with a name and goes to it; a name that is taken gets a number.
    mutating func addBasket(_ name: String, _ basket: Basket = Basket()) {
        let name = freeName(name)
        change("new basket \(name)") {
            $0.baskets.append(Basket(name: name, entries: basket.entries))
            $0.current = $0.baskets.count - 1
        }
        say("Basket: \(name)")
    }

    mutating func renameBasket(_ name: String) {
        guard name != book.name else { return }
        let name = freeName(name)
        change("renaming of \(book.name)") { $0.baskets[$0.current].name = name }
    }

    private func freeName(_ wanted: String) -> String {
        let names = Set(book.contents.baskets.map(\.name))
        let base = wanted.isEmpty ? "basket" : wanted
        if !names.contains(base) { return base }
        return (2...).lazy.map { "\(base) \($0)" }.first { !names.contains($0) }!
    }

    mutating func moveInBasket(_ movement: Movement) {
        let grid = basketLayout.grid
        basketScreen.scroller.move(movement, count: basketIDs.count, columns: grid.columns, capacity: grid.capacity)
    }

    mutating func moveInBasket(to index: Int) {
        let grid = basketLayout.grid
        basketScreen.scroller.move(to: index, count: basketIDs.count, columns: grid.columns, capacity: grid.capacity)
    }

    func basketPictures() -> [PictureRequest] {
        let layout = basketLayout
        let items = basketIDs.dropFirst(basketScreen.scroller.first).prefix(2 * layout.grid.capacity).compactMap { known[$0] }
        return items.map { PictureRequest(key: key($0), size: layout.grid.picture) } + panelPictures(layout)
    }
}
