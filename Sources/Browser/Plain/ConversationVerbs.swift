import Basics
import Engine

/// What can be said beside the words of the command line: where to go, what to hear of, and what keys do elsewhere.
extension Verb {
    static let conversation: [Verb] =
        moving + wallSteps + looking + marking + [
            Verb(name: "find", arguments: "[words]", help: "Only what matches; alone: all again", aliases: ["/"]) { $0.find($1) },
            Verb(name: "all", arguments: "", help: "Everything again, after find or where") { state, _ in state.find("") },
            Verb(name: "status", arguments: "", help: "What is listed and how, and what is being done") { state, _ in
                state.answer { ShopScreen.overviewOfListing(in: $0) + $0.placeLines }
            },
            Verb(name: "help", arguments: "[words]", help: "What can be typed; with words: what is known of them", aliases: ["h", "?"]) {
                state, words in
                state.answer { $0.conversationHelp(on: words) }
            },
            Verb(name: "quit", arguments: "", help: "Leave; the basket is kept", aliases: ["q", "exit"]) { state, _ in
                state.conversation?.question = nil
                state.perform(.quit)
            },
        ]

    static let moving = [
        Verb(name: "next", arguments: "[count]", help: "The next one; so does an empty line", aliases: ["n"]) { $0.step($1, .right) },
        Verb(name: "previous", arguments: "[count]", help: "The one before", aliases: ["p", "prev"]) { $0.step($1, .left) },
        Verb(name: "first", arguments: "", help: "The first one") { state, _ in state.perform(.first) },
        Verb(name: "last", arguments: "", help: "The last one") { state, _ in state.perform(.last) },
        Verb(name: "go", arguments: "<number>", help: "The one with this number; the number alone will do") { $0.go($1) },
        Verb(name: "list", arguments: "[count]", help: "The next ten, from here on", aliases: ["ls"]) { state, text in
            guard let count = state.count(text, otherwise: 10) else { return }
            state.answer { $0.screen == .shop && !$0.isAmongNeighbors ? $0.itemLines(count) : Screens[$0.screen].overview(in: $0) }
        },
        Verb(name: "page", arguments: "[back]", help: "On by ten, or back, and list them") { state, text in
            state.step("10", text == "back" ? .left : .right)
            state.answer { $0.screen == .shop && !$0.isAmongNeighbors ? $0.itemLines(10) : $0.placeLines }
        },
        Verb(name: "random", arguments: "", help: "Somewhere else, at random", aliases: ["r"]) { state, _ in state.inShop { $0.perform(.random) } },
        Verb(name: "return", arguments: "", help: "Back to where you were before the last jump", aliases: ["'"]) { state, _ in
            state.inShop { $0.perform(.jumpBack) }
        },
    ]

    static let looking = [
        Verb(name: "again", arguments: "", help: "Say where you are again", aliases: ["."]) { state, _ in state.answer(\.placeLines) },
        Verb(name: "item", arguments: "", help: "All that is known of it, and what is near to it", aliases: ["i", "details", "open"]) { state, _ in
            if state.screen != .item || state.itemScreen.neighbor != nil { state.perform(.open) }
            state.answer { Screens[$0.screen].overview(in: $0) }
        },
        Verb(
            name: "nearest", arguments: "[count]", help: "What is nearest to your likes, with distances and reasons; of an item: to that",
            aliases: ["neighbours", "neighbors"]
        ) { $0.goToNeighbors($1) },
        Verb(
            name: "variants", arguments: "", help: "The other colours of its design, or what looks alike; again: hides them; of an item: the next",
            aliases: ["v"]
        ) { state, _ in
            state.showVariants()
            state.answer { $0.screen == .shop && !$0.isAmongNeighbors ? $0.stackLines : Screens[$0.screen].overview(in: $0) }
        },
        compare,
        Verb(name: "basket", arguments: "[name]", help: "What you like and passed; with a name: go to that basket, or make it", aliases: ["b"]) {
            state, name in
            if name.isEmpty { BasketScreen.open(in: &state) } else { state.run(command: "basket " + name) }
            state.answer { Screens[$0.screen].overview(in: $0) }
        },
        beside,
        Verb(name: "section", arguments: "", help: "In the basket and the news: the next section") { state, _ in state.perform(.focus) },
        Verb(name: "back", arguments: "", help: "Back to where you came from") { state, _ in state.perform(.back) },
    ]

    static let marking = [
        Verb(name: "like", arguments: "", help: "Like it, or take the like back", aliases: ["l"]) { state, _ in state.perform(.like) },
        Verb(name: "pass", arguments: "", help: "Pass: show less like it", aliases: ["x"]) { state, _ in
            state.perform(state.screen == .basket ? .remove : .pass)
        },
        Verb(name: "undo", arguments: "", help: "Undo the last change of a basket", aliases: ["u"]) { state, _ in state.perform(.undo) },
        Verb(name: "redo", arguments: "", help: "Redo what was undone") { state, _ in state.perform(.redo) },
    ]
}

extension State {
    /// Answers with this once all that it tells of has come.
    mutating func answer(_ lines: @escaping @Sendable (State) -> [String]) { conversation?.question?.answer = lines }

    /// A number that was typed; nil after saying that it is none.
    fileprivate mutating func count(_ text: String, otherwise standard: Int = 1) -> Int? {
        if text.isEmpty { return standard }
        // More than a page is nothing that one listens to.
        if let count = Int(text), count > 0 { return min(count, 1_000_000) }
        say("“\(text)” is no number from 1 on.", attention: true)
        return nil
    }

    /// Goes on or back by so many, and says where the list ends.
    fileprivate mutating func step(_ text: String, _ movement: Movement) {
        guard let count = count(text) else { return }
        let before = Screens[screen].place(in: self), item = lookedItem
        if screen == .shop, !isAmongNeighbors {
            let target = shop.scroller.cursor + (movement == .right ? count : -count)
            shop.scroller.move(to: target, in: shopLayout.grid, count: shop.count)
        } else {
            for _ in 0..<min(count, 1000) {
                if isAmongNeighbors {
                    if !stepAmongNeighbors(by: movement == .right ? 1 : -1) { break }
                } else {
                    Screens[screen].move(movement, in: &self)
                }
            }
        }
        if Screens[screen].place(in: self) == before, lookedItem == item {
            say(movement == .right ? "There is no further one." : "There is none before it.")
        }
    }

    /// What a step would change.
    private var lookedItem: Int? { screen == .item && itemScreen.neighbor == nil ? shop.scroller.cursor : nil }

    /// Goes to a number of the list that is looked at.
    mutating func go(_ text: String) {
        guard let number = count(text) else { return }
        if screen == .shop, !isAmongNeighbors { return jump(to: number - 1) }
        Screens[screen].move(.first, in: &self)
        if number > 1 { step(String(number - 1), .right) }
    }

    /// Goes back to the shop's list for what only that can do.
    fileprivate mutating func inShop(_ body: (inout State) -> Void) {
        path = [.shop]
        shop.panel.isFocused = false
        settleCursors()
        body(&self)
    }

    /// Narrows the shop to what matches, or shows all again.
    mutating func find(_ words: String) {
        inShop { state in
            guard words.isEmpty else {
                let origin = state.shop.visit
                state.narrow(to: words)
                return PromptKind.find(from: origin).finished(&state, words)
            }
            guard state.shop.isNarrowed else { return state.say("Everything shows already.") }
            state.perform(.back)
        }
    }

    /// Into the neighbours of the likes, or of the item that is looked at.
    fileprivate mutating func goToNeighbors(_ text: String) {
        guard let count = count(text, otherwise: 5) else { return }
        if screen == .item {
            if itemScreen.neighbor == nil { ItemScreen.move(.down, in: &self) }
            return answer { state in state.filmstripLines(count) }
        }
        if screen != .basket, !isAmongNeighbors { inShop { _ in } }
        if !isAmongNeighbors {
            if screen == .basket, !basket.liked.isEmpty { basketScreen.isPanelFocused = true } else { perform(.focus) }
        }
        if isAmongNeighbors { answer { $0.neighborLines(count) } }
    }
}
