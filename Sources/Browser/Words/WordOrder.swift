import Basics
import Engine
import Frames

/// Ordering the shop by words: as one types, by a command, or by a wish of the basket.
extension State {
    /// Asks for words; where the encoder knows none the shop is searched for what is typed.
    mutating func beginWords(_ kind: PromptKind, text: String = "") {
        if screen == .shop, let encoder, !encoder.knowsWords {
            prompt = Prompt(.find(from: shop.visit, saying: lackOfWords(encoder)))
            return
        }
        guard knowsWords() else { return }
        readings.latest = nil
        prompt = Prompt(kind, text: text, isSelected: true)
    }

    /// That an encoder knows no words, and what there is instead.
    private func lackOfWords(_ encoder: EncoderSummary) -> [Piece] {
        var pieces = [Piece("\(encoder.name), which compares the pictures here, knows no words", Style(.warning))]
        if let other = catalog.encoders.first(where: \.knowsWords) {
            pieces.append(Piece("· :encoder \(other.name) chooses one that does", Style(.warning), rank: 7))
        }
        if let find = keymap.keyName(of: .find, on: .shop) { pieces.append(Piece("· \(find) finds them in titles", Style(.warning), rank: 8)) }
        return pieces
    }

    /// Whether the encoder knows words; says what there is instead where it knows none.
    mutating func knowsWords() -> Bool {
        guard let encoder else {
            say("No \(catalog.nouns) yet.", attention: true)
            return false
        }
        if encoder.knowsWords { return true }
        say(lackOfWords(encoder).map(\.text).joined(separator: " "), attention: true)
        return false
    }

    /// Orders the listing by what was typed so far; by nothing, as it was before.
    fileprivate mutating func order(asTyped text: String, from origin: Visit) {
        keepReadingOfTyped()
        guard screen == .shop else { return }
        let words = text.trimmed
        guard !words.isEmpty else {
            if shop.wantedListing != origin.listing { go(to: origin) }
            return
        }
        var wanted = origin.listing
        (wanted.order, wanted.within) = (.words(words), nil)
        if wanted != shop.wantedListing { open(wanted, keep: nil, origin: origin) }
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
        if origin.listing != shop.wantedListing { remember(origin) }
        readings.toTell = words
        askForReading(of: words)
        tellUnknownWords()
    }

    /// The line that was typed is entered. Words of which none is known order nothing, and no words end the order by those before.
    fileprivate mutating func finish(words: String, from origin: Visit) {
        guard !words.isEmpty else { return origin.listing.order.words == nil ? () : goBackFromWords() }
        guard shop.wantedListing.order == .words(words) else { return refuse(words, askingAgain: .words(from: origin), goingTo: origin) }
        keepWords(words, from: origin)
    }

    /// The words stay in the prompt, which says what may be meant.
    fileprivate mutating func refuse(_ words: String, askingAgain kind: PromptKind, goingTo origin: Visit) {
        if shop.wantedListing != origin.listing { go(to: origin) }
        readings.refused = words
        prompt = Prompt(kind, text: words)
    }

    /// Words are entered that are wished for; the shop stays in the order that it was in.
    fileprivate mutating func finish(wish words: String, from origin: Visit) {
        guard !words.isEmpty else { return }
        shop.wordsHistory.add(words)
        if reading(of: words)?.isUnderstood == false { return refuse(words, askingAgain: .wish(from: origin), goingTo: origin) }
        if shop.wantedListing != origin.listing { go(to: origin) }
        guard basket.mark(of: Wish.id(of: words)) != .like else { return say("“\(words)” is in the basket already.") }
        toggleWish(words)
    }

    /// To another order, with the item in sight.
    mutating func leaveWords(to order: Order = .shop) {
        var wanted = shop.listing
        (wanted.order, wanted.within) = (order, nil)
        open(wanted, keep: shopItem?.id)
    }

    /// Back to where the shopper was before words ordered the shop, however long ago; to that order where something else is left out by now.
    mutating func goBackFromWords() {
        guard let place = shop.history.lastIndex(where: { $0.listing.order.words == nil }) else { return leaveWords() }
        let visit = shop.history[place]
        guard visit.listing.isNarrowed(as: shop.listing) else { return leaveWords(to: visit.listing.order) }
        shop.history.removeSubrange(place...)
        go(to: visit)
    }
}

extension ShopScreen {
    /// The last place before words ordered the shop, if that is known.
    var placeBeforeWords: Visit? { history.last { $0.listing.order.words == nil } }

    /// Whether the next step back is out of the order by words: what came last goes first.
    var leavesWordsFirst: Bool {
        guard listing.order.words != nil, listing.within == nil else { return false }
        return !isNarrowed || placeBeforeWords?.listing.isNarrowed(as: listing) ?? false
    }
}

extension Listing {
    /// Whether both leave out the same by what items say; a distance goes with the order.
    fileprivate func isNarrowed(as other: Listing) -> Bool { text == other.text && filter == other.filter }
}

extension Order {
    /// The words that order; nil for any other order.
    var words: String? { if case .words(let words) = self { words } else { nil } }
}

extension State {
    /// Where else to look for a single word, which titles may hold and pictures not show.
    fileprivate func otherwise(to words: String) -> [Piece] {
        guard screen == .shop, words.allSatisfy(\.isLetter), let find = keymap.keyName(of: .find, on: .shop) else { return [] }
        return [Piece("· to find it in titles: Esc, then \(find)\(words)", .dim, rank: 1)]
    }
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
            edited: { state, text in state.order(asTyped: text, from: origin) },
            cancelled: { state in if state.shop.wantedListing != origin.listing { state.go(to: origin) } },
            finished: finished,
            earlier: { $0.shop.wordsHistory.lines },
            aside: { state, text in
                let words = text.trimmed
                if words.isEmpty {
                    return [
                        Piece("English words, such as sailing boat", .dim), Piece("· -stripes: less of that", .dim, rank: 8),
                        Piece("· 2:navy: twice", .dim, rank: 7),
                    ]
                }
                let isNothing = state.typesNothingUnderstood
                let style = isNothing && state.readings.refused == words ? Style(.warning) : .dim
                return [Piece(isNothing ? "None of these words describes a picture" : next, style)] + state.otherwise(to: words)
            },
            note: { state, text in
                let words = text.trimmed
                return words.isEmpty ? [] : (state.reading(of: words) ?? state.readings.latest)?.pieces ?? []
            },
            readsWords: true)
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
