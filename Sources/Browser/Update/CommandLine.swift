import Engine
import Taste
import Vectors

/// A word of the command line.
struct Verb: Sendable {
    let name: String
    /// Its arguments, as help shows them; empty for none.
    let arguments: String
    let help: String
    /// What may follow, for completion.
    var candidates: @Sendable (State) -> [String] = { _ in [] }
    let run: @Sendable (inout State, String) -> Void

    var usage: String { arguments.isEmpty ? name : name + " " + arguments }
}

extension State {
    /// Runs a line: a verb, a space, its argument.
    mutating func run(command line: String) {
        guard !line.isEmpty else { return }
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
        let exact = Verb.all.filter { $0.name == parts[0] }
        let verbs = exact.isEmpty ? Verb.all.filter { $0.name.hasPrefix(parts[0]) } : exact
        guard let verb = verbs.first else {
            return say("No command “\(parts[0])”. Tab after : shows what there is.", attention: true)
        }
        // What begins all of them is meant, as “export” is beside “export!”.
        guard verbs.allSatisfy({ $0.name.hasPrefix(verb.name) }) else {
            return say("“\(parts[0])” may be \(verbs.map(\.name).joined(separator: ", ")).", attention: true)
        }
        let argument = parts.count > 1 ? parts[1].trimmed : ""
        guard !argument.isEmpty || !verb.arguments.hasPrefix("<") else { return say("Use :\(verb.usage)", attention: true) }
        verb.run(&self, argument)
    }

    /// Lines that what was typed may become, each with the word to show.
    func completions(of text: String) -> [(word: String, line: String)] {
        guard let space = text.firstIndex(of: " ") else {
            return Verb.all.filter { $0.name.hasPrefix(text) }.map { ($0.name, $0.arguments.isEmpty ? $0.name : $0.name + " ") }
        }
        let name = String(text[..<space])
        let typed = String(text[text.index(after: space)...]).lowercased()
        guard let verb = Verb.all.first(where: { $0.name == name }) else { return [] }
        return verb.candidates(self).filter { $0.lowercased().hasPrefix(typed) }.map { ($0, name + " " + $0) }
    }

    /// The value of a small set that a word names or begins, or nil after saying what there is.
    fileprivate mutating func value<Value>(named word: String, among values: [(name: String, value: Value)]) -> Value? {
        let word = word.lowercased()
        if let found = values.first(where: { $0.name.lowercased() == word })
            ?? values.first(where: { $0.name.lowercased().hasPrefix(word) })
        {
            return found.value
        }
        say("Choose from \(values.map(\.name).joined(separator: ", ")).", attention: true)
        return nil
    }

    fileprivate var orders: [(name: String, value: Order)] {
        var result: [(String, Order)] = [("shop", .shop)]
        if !basket.liked.isEmpty { result.append(("ghost", .ghost)) }
        if let item = currentItem { result.append(("item", .item(item.id))) }
        result.append(("shuffled", .shuffled(seed: 0)))
        for column in catalog.columns {
            result.append((column, .attribute(column, descending: false)))
            result.append(("-" + column, .attribute(column, descending: true)))
        }
        return result
    }

    /// The screen that compares exports its comparison, the others the ghost's neighbours.
    fileprivate mutating func export(to path: String, replacing: Bool) {
        guard [".csv", ".json", ".html"].contains(where: path.lowercased().hasSuffix) else {
            return say("The file's name must end in .csv, .json or .html.", attention: true)
        }
        var exported = basket
        if screen == .compare, let item = compare.item {
            exported = Basket(name: "Neighbours of \(item.id)", entries: [Basket.Entry(item: item.id)])
        }
        let rankings = searches[screen == .compare ? .compare : .panel]?.answer ?? []
        send(.export(path: path, basket: exported, rankings: rankings, replacing: replacing))
    }

    fileprivate mutating func sort(by word: String) {
        guard var order = value(named: word, among: orders) else { return }
        if case .shuffled = order { order = .shuffled(seed: random.next()) }
        var wanted = listing
        wanted.order = order
        remember()
        // Likeness is looked at from the nearest on; any other order keeps the item in sight.
        var keep = shopItem?.id
        if order == .ghost { keep = nil }
        if case .item(let id) = order { keep = id }
        open(wanted, keep: keep)
    }
}

extension Verb {
    static let all: [Verb] = [
        Verb(name: "goto", arguments: "<ID>", help: "To the item with this ID, or whose ID begins so") { $0.locate(.id($1)) },
        Verb(
            name: "where", arguments: "[condition]", help: "Only items that meet it (price < 20); alone: all again",
            candidates: { $0.catalog.columns }
        ) { state, text in
            var wanted = state.listing
            wanted.filter = text.isEmpty ? nil : text
            state.remember()
            state.open(wanted, keep: state.shopItem?.id)
        },
        Verb(
            name: "sort", arguments: "<order>", help: "shop, ghost, item, shuffled or an attribute; with - before it descending",
            candidates: { $0.orders.map(\.name) }
        ) { $0.sort(by: $1) },
        Verb(name: "metric", arguments: "<metric>", help: "What near means", candidates: { $0.metrics.map(\.rawValue) }) {
            state, word in
            if let metric = state.value(named: word, among: state.metrics.map { ($0.rawValue, $0) }) { state.setMetric(metric) }
        },
        Verb(
            name: "mode", arguments: "<mode>", help: "How likes become a ghost",
            candidates: { _ in GhostMode.allCases.map(\.rawValue) }
        ) {
            state, word in
            if let mode = state.value(named: word, among: GhostMode.allCases.map { ($0.rawValue, $0) }) { state.setMode(mode) }
        },
        Verb(name: "diversity", arguments: "<0 to 1>", help: "How far neighbours must differ from each other") { state, text in
            guard let number = Double(text), number.isFinite else {
                return state.say("A number from 0 to 1, please.", attention: true)
            }
            state.setDiversity(number)
        },
        Verb(name: "balance", arguments: "<-1 to 1>", help: "Print (1) against garment (-1)") { state, text in
            guard let number = Double(text), number.isFinite else {
                return state.say("A number from -1 to 1, please.", attention: true)
            }
            state.setBalance(number)
        },
        Verb(name: "picture", arguments: "<file>", help: "Like a picture from outside, as if it were an item") { state, path in
            state.generation += 1
            state.send(.readPicture(state.generation, path: path))
            state.say("Reading \(path)")
        },
        Verb(name: "export", arguments: "<file>", help: "The basket and what is compared, as .csv, .json or .html") {
            $0.export(to: $1, replacing: false)
        },
        Verb(name: "export!", arguments: "<file>", help: "The same, in place of a file that is there already") { $0.export(to: $1, replacing: true) },
        Verb(
            name: "basket", arguments: "<name>", help: "To a basket, made if there is none of this name",
            candidates: { $0.book.contents.baskets.map(\.name) }
        ) { state, name in
            if let index = state.book.contents.baskets.firstIndex(where: { $0.name == name }) {
                state.switchBasket(to: index)
            } else {
                state.addBasket(name)
            }
        },
        Verb(name: "rename", arguments: "<name>", help: "Rename this basket") { $0.renameBasket($1) },
        Verb(name: "duplicate", arguments: "<name>", help: "Copy this basket") { $0.addBasket($1, $0.basket) },
        Verb(name: "help", arguments: "[words]", help: "Help on something") { state, words in
            state.help = HelpState(search: words)
            state.show(.help)
        },
        Verb(name: "quit", arguments: "", help: "Leave the shop") { state, _ in state.perform(.quit) },
    ]
}
