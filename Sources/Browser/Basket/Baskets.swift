import Basics
import Taste

/// Several baskets: made, named, changed between.
extension State {
    private mutating func changeBaskets(_ label: String, _ body: (inout BasketBook.Contents) -> Void) {
        tasting.book.change(label, body)
        basketScreen = BasketScreen()
        basketsChanged(nil)
    }

    mutating func switchBasket(by step: Int) {
        let count = book.contents.baskets.count
        guard count > 1 else { return say("This is the only basket: a adds another.") }
        switchBasket(to: (book.contents.current + step + count) % count)
    }

    mutating func switchBasket(to index: Int) {
        let name = book.contents.baskets[index].name
        changeBaskets("change to \(name)") { $0.current = index }
        say("Basket: \(name)")
    }

    /// Makes a basket with a name and goes to it; a name that is taken gets a number.
    mutating func addBasket(_ name: String, _ basket: Basket = Basket()) {
        let name = freeName(name)
        changeBaskets("new basket \(name)") {
            $0.baskets.append(Basket(name: name, entries: basket.entries))
            $0.current = $0.baskets.count - 1
        }
        say("New basket: \(name) · u takes it back")
    }

    mutating func renameBasket(_ name: String) {
        guard name != book.name, mayChangeBasket() else { return }
        let name = freeName(name)
        changeBaskets("renaming of \(book.name)") { $0.baskets[$0.current].name = name }
    }

    mutating func deleteBasket() {
        guard mayChangeBasket() else { return }
        let name = book.name
        changeBaskets("deletion of \(name)") { contents in
            contents.baskets.remove(at: contents.current)
            if contents.baskets.allSatisfy({ $0.owner != nil }) { contents.baskets.insert(BasketBook.Contents().basket, at: 0) }
            contents = BasketBook.Contents(baskets: contents.baskets, current: contents.current)
        }
        say("Deleted \(name) · u brings it back")
    }

    /// Lets others on the server see this basket, or no longer.
    mutating func shareBasket() {
        guard catalog.person != nil else { return say("Baskets can only be shared on a server; this catalog is on this machine alone.") }
        guard mayChangeBasket() else { return }
        let name = book.name, isShared = !basket.isShared
        changeBasket(isShared ? "sharing of \(name)" : "end of the sharing of \(name)") { $0.isShared = isShared }
        say(isShared ? "Everyone on this server can see \(name) now; only you can change it." : "\(name) is private again.")
    }

    private func freeName(_ wanted: String) -> String {
        let names = Set(book.contents.baskets.map(\.name))
        let base = wanted.isEmpty ? "basket" : wanted
        if !names.contains(base) { return base }
        return (2...).lazy.map { "\(base) \($0)" }.first { !names.contains($0) }!
    }
}

extension PromptKind {
    static let newBasket = PromptKind(label: "New basket: ") { if !$1.isEmpty { $0.addBasket($1) } }
    static let renameBasket = PromptKind(label: "New name: ") { if !$1.isEmpty { $0.renameBasket($1) } }
    static let duplicateBasket = PromptKind(label: "Name of the copy: ") { if !$1.isEmpty { $0.addBasket($1, $0.basket) } }
}

extension Verb {
    static let baskets: [Verb] = [
        Verb(
            name: "basket", arguments: "<name>", help: "Go to a basket; a new one is made if none has this name",
            candidates: { $0.book.contents.baskets.map(\.name) }
        ) { state, name in
            if let index = state.book.contents.baskets.firstIndex(where: { $0.name.isExactly(name) }) {
                state.switchBasket(to: index)
            } else {
                state.addBasket(name)
            }
        },
        Verb(name: "rename", arguments: "<name>", help: "Rename this basket") { $0.renameBasket($1) },
        Verb(name: "share", arguments: "", help: "Share this basket with everyone on the server, or stop sharing it") { state, _ in
            state.shareBasket()
        },
        Verb(name: "duplicate", arguments: "<name>", help: "Copy this basket") { $0.addBasket($1, $0.basket) },
    ]
}
