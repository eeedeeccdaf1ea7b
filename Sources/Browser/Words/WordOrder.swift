import Basics
import Engine

/// Ordering the shop by words: as one types, by a command, or by a wish of the basket.
extension State {
    /// Asks for words, unless the encoder knows none.
    mutating func beginWords(_ kind: PromptKind) {
        guard knowsWords() else { return }
        readings.latest = nil
        // So that what the encoder knows is read before the first letter is there.
        askForReading(of: "")
        prompt = Prompt(kind)
    }

    /// Whether the encoder knows words; says what there is instead where it knows none.
    mutating func knowsWords() -> Bool {
        guard let encoder else {
            say("No \(catalog.nouns) yet.", attention: true)
            return false
        }
        if encoder.knowsWords { return true }
        let other = catalog.encoders.first(where: \.knowsWords).map { "; :encoder \($0.name) chooses one that does" } ?? ""
        let find = keymap.keyName(of: .find, on: .shop).map { " · \($0) finds them in titles" } ?? ""
        say("\(encoder.name), which compares the pictures here, knows no words\(other)\(find)", attention: true)
        return false
    }

    /// Orders the listing by what was typed so far; by nothing, as it was before.
    fileprivate mutating func order(asTyped text: String, from origin: Visit) {
        let words = text.trimmed
        guard !words.isEmpty else {
            if shop.wantedListing != origin.listing { go(to: origin) }
            return
        }
        var wanted = origin.listing
        (wanted.order, wanted.within) = (.words(words), nil)
        if wanted != shop.wantedListing { open(wanted, keep: nil, origin: origin) }
        askForReading(of: words)
    }

    /// Has the shop ordered by words, whatever shows now.
    mutating func order(byWords words: String) {
        guard knowsWords() else { return }
        path = [.shop]
        shop.panel.isFocused = false
        settleCursors()
        let origin = shop.visit
        var wanted = shop.listing
        (wanted.order, wanted.within) = (.words(words), nil)
        if wanted != shop.wantedListing { open(wanted, keep: nil, origin: origin) }
        keepWords(words, from: origin)
    }

    /// Words are entered: they order the shop from now on.
    fileprivate mutating func keepWords(_ words: String, from origin: Visit) {
        shop.lastWords = words
        shop.wordsHistory.add(words)
        remember(origin)
        readings.toTell = words
        askForReading(of: words)
        tellUnknownWords()
    }

    /// The line that was typed is entered. Words of which none is known order nothing.
    fileprivate mutating func finish(words: String, from origin: Visit) {
        guard !words.isEmpty else { return }
        guard shop.wantedListing.order == .words(words) else { return refuse(words, goingTo: origin) }
        keepWords(words, from: origin)
    }

    fileprivate mutating func refuse(_ words: String, goingTo origin: Visit) {
        if shop.wantedListing != origin.listing { go(to: origin) }
        say(reading(of: words)?.unknownLine ?? "Nothing of “\(words)” says how a picture looks.", attention: true)
    }

    /// Words are entered that are wished for; the shop stays in the order that it was in.
    fileprivate mutating func finish(wish words: String, from origin: Visit) {
        guard !words.isEmpty else { return }
        shop.wordsHistory.add(words)
        if reading(of: words)?.isUnderstood == false { return refuse(words, goingTo: origin) }
        if shop.wantedListing != origin.listing { go(to: origin) }
        guard basket.mark(of: Wish.id(of: words)) != .like else { return say("“\(words)” is in the basket already.") }
        toggleWish(words)
    }

    /// Back to the shop's own order.
    mutating func leaveWords() {
        var wanted = shop.listing
        wanted.order = .shop
        open(wanted, keep: shopItem?.id)
    }
}

extension Order {
    /// The words that order; nil for any other order.
    var words: String? { if case .words(let words) = self { words } else { nil } }
}

extension PromptKind {
    /// `w`: orders the shop as one types; Enter keeps that order, Escape goes back to the one before.
    static func words(from origin: Visit) -> PromptKind {
        asking(
            "w ", from: origin, saying: "Enter keeps this order, Esc goes back",
            finished: { state, words in state.finish(words: words, from: origin) })
    }

    /// `W`: the same, but Enter puts the words into the basket.
    static func wish(from origin: Visit) -> PromptKind {
        asking(
            "W ", from: origin, saying: "Enter puts the words into the basket",
            finished: { state, words in state.finish(wish: words, from: origin) })
    }

    private static func asking(
        _ label: String, from origin: Visit, saying next: String, finished: @escaping @Sendable (inout State, String) -> Void
    ) -> PromptKind {
        PromptKind(
            label: label,
            edited: { state, text in
                if state.screen == .shop { state.order(asTyped: text, from: origin) } else { state.askForReading(of: text.trimmed) }
            },
            cancelled: { state in if state.shop.wantedListing != origin.listing { state.go(to: origin) } },
            finished: finished,
            earlier: { $0.shop.wordsHistory.lines },
            aside: { state, text in
                let words = text.trimmed
                if words.isEmpty { return [Piece("English words, such as sailing boat; -stripes is for less of that, 2:navy counts twice", .dim)] }
                return [Piece(state.reading(of: words)?.isUnderstood == false ? "None of these words says how a picture looks" : next, .dim)]
            },
            note: { state, text in
                let words = text.trimmed
                return words.isEmpty ? [] : (state.reading(of: words) ?? state.readings.latest)?.pieces ?? []
            })
    }
}

extension Verb {
    static let words: [Verb] = [
        Verb(
            name: "words", arguments: "[words]", help: "Order by likeness to English words (cat -stripes 2:navy); alone: the shop's order again",
            aliases: ["w"]
        ) { state, words in
            if !words.isEmpty { return state.order(byWords: words) }
            guard state.shop.listing.order.words != nil else { return state.say("No words order the shop.") }
            state.leaveWords()
        },
        Verb(name: "wish", arguments: "<words>", help: "Put English words into the basket, as if they were liked; again: take them out") {
            state, words in
            if state.knowsWords() { state.toggleWish(words) }
        },
    ]
}
