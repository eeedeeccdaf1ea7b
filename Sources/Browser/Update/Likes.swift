import Engine
import Taste

/// Likes, passes, and what becomes of the baskets.
extension State {
    mutating func mark(_ mark: Mark) {
        guard let selection else { return }
        var item = selection.item
        // What shows unfolded does not say what it belongs to.
        item.stack = item.stack ?? known[item.id]?.stack
        known[item.id] = item
        guard mayChangeBasket() else { return }
        let had = basket.mark(of: item.id) == mark
        let verb = mark == .like ? "like" : "pass"
        let name = self.name(of: item)
        changeBasket(had ? "end of the \(verb) of \(name)" : "\(verb) of \(name)") {
            mark == .like ? $0.toggleLike(item.id) : $0.togglePass(item.id)
        }
        // Its mark shows where the item stays in sight; a neighbour leaves the panel, so that is said.
        if self.selection?.match != nil || screen == .basket { say("\(mark.text) \(name)\(had ? " · taken back" : "")") }
    }

    /// A picture from outside is an item like any other, named by its path; it is liked at once.
    mutating func takePicture(_ item: ItemSummary) {
        known[item.id] = item
        guard basket.mark(of: item.id) != .like, mayChangeBasket() else { return }
        changeBasket("like of \(name(of: item))") { $0.toggleLike(item.id) }
        say("♥ \(name(of: item))")
    }

    mutating func undo() {
        if let label = tasting.book.undo() { basketsChanged("Undone: \(label)") } else { say("Nothing to undo.") }
    }

    mutating func redo() {
        if let label = tasting.book.redo() { basketsChanged("Done again: \(label)") } else { say("Nothing to do again.") }
    }

    /// Whether the basket that shows can be changed; says so where it is somebody else's.
    mutating func mayChangeBasket() -> Bool {
        guard let owner = basket.owner else { return true }
        let way = conversation == nil ? keymap.keyName(of: .duplicateBasket, on: .basket).map { "\($0) in the basket" } : "duplicate NAME"
        say("This basket is \(owner)'s" + (way.map { "; \($0) makes a copy of your own." } ?? "."))
        return false
    }

    /// Changes the current basket, and has it saved.
    mutating func changeBasket(_ label: String, _ body: (inout Basket) -> Void) {
        guard mayChangeBasket() else { return }
        tasting.book.changeBasket(label, body)
        basketsChanged(nil)
    }

    /// After any change of the baskets.
    mutating func basketsChanged(_ message: String?) {
        let change = BasketChange(from: tasting.savedBaskets, to: book.contents)
        if !change.isEmpty { requests.send(.saveBaskets(change)) }
        tasting.savedBaskets = book.contents
        if let message { say(message) }
        markStacks()
        settleCursors()
    }

    /// Another browser on this catalog has changed the baskets.
    mutating func takeBaskets(_ change: BasketChange) {
        let name = book.name
        tasting.book.take(change)
        tasting.savedBaskets = book.contents
        if book.name != name { say("Basket: \(book.name), for \(name) was deleted elsewhere", attention: true) }
        markStacks()
        settleCursors()
    }
}
