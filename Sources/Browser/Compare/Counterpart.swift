import Basics
import Engine
import Taste

/// What stands beside what the shopper has, a row for each, under the shopper's own metric.
enum Counterpart: Hashable, Sendable {
    /// Another basket, by its name.
    case basket(String)
    /// Another encoder, by its name.
    case encoder(String)
}

extension State {
    /// The other basket that is compared, as long as there is one of that name.
    var counterpartBasket: Basket? {
        guard case .basket(let name)? = compare.counterpart else { return nil }
        return otherBaskets.first { $0.name.isExactly(name) }
    }

    /// The other encoder that is compared. Where it has become the shopper's own, it is the next one.
    var counterpartEncoder: EncoderSummary? {
        guard case .encoder(let name)? = compare.counterpart else { return nil }
        return otherEncoders.first { $0.name.isExactly(name) } ?? (encoder?.name.isExactly(name) ?? false ? otherEncoders.first : nil)
    }

    /// Whether baskets or encoders are compared, and not metrics.
    var hasCounterpart: Bool { compare.counterpart != nil && (counterpartBasket != nil || counterpartEncoder != nil) }

    var counterpartKinds: String { counterpartBasket == nil ? "encoders" : "baskets" }

    /// What the shopper's own row is called, and the other one.
    var ownName: String { counterpartBasket == nil ? encoder?.name ?? "" : book.name }
    var counterpartName: String { counterpartBasket?.name ?? counterpartEncoder?.name ?? "" }

    /// Those that have a ghost.
    private var otherBaskets: [Basket] {
        book.contents.baskets.enumerated().filter { $0.offset != book.contents.current && !$0.element.liked.isEmpty }.map(\.element)
    }

    /// Beginning with the one after the shopper's own.
    private var otherEncoders: [EncoderSummary] {
        let all = catalog.encoders, place = encoder.flatMap(all.firstIndex(of:)) ?? 0
        return Array(all.dropFirst(place + 1) + all.prefix(place))
    }

    /// The question of the other row.
    var counterpartQuery: NeighborQuery? {
        guard screen == .compare, hasCounterpart else { return nil }
        if let basket = counterpartBasket { return query(.ghost(basket), metrics: [metric], count: comparedCount) }
        guard let other = counterpartEncoder, var query = CompareScreen.query(in: self) else { return nil }
        query.encoder = other == catalog.encoders.first ? nil : other.name
        query.taste.balance = other.parts.count < 2 ? 0 : tasting.settings.balance
        return query
    }

    mutating func compareNextBasket() {
        let others = otherBaskets
        guard !others.isEmpty else {
            let isOnly = book.contents.baskets.count < 2
            return say(isOnly ? "This is the only basket: there is no other to compare." : "No other basket has likes to compare.")
        }
        let place = counterpartBasket.flatMap { shown in others.firstIndex { $0.name.isExactly(shown.name) } }
        compareWith(others.at(place.map { $0 + 1 } ?? 0).map { .basket($0.name) })
    }

    mutating func compareNextEncoder() {
        let others = otherEncoders
        guard !others.isEmpty else { return say(onlyEncoderText, attention: true) }
        let place = counterpartEncoder.flatMap(others.firstIndex(of:))
        compareWith(others.at(place.map { $0 + 1 } ?? 0).map { .encoder($0.name) })
    }

    /// Compares with another basket or encoder, nil: the metrics.
    mutating func compareWith(_ counterpart: Counterpart?) {
        if screen != .compare { CompareScreen.open(in: &self) }
        compare.counterpart = counterpart
        (compare.row, compare.column, compare.followed) = (0, 0, nil)
        if counterpartBasket != nil { compare.item = nil }
        settleCursors()
        guard counterpart != nil else { return say("The metrics side by side") }
        say("\(ownName) beside \(counterpartName), by \(metric.rawValue)")
    }

    /// The names that `:compare` takes.
    fileprivate var counterparts: [(name: String, value: Counterpart?)] {
        otherBaskets.map { ($0.name, .basket($0.name)) } + otherEncoders.map { ("encoder " + $0.name, .encoder($0.name)) } + [("metrics", nil)]
    }

    fileprivate mutating func compareWith(named word: String) {
        if let exact = counterparts.first(where: { $0.name.isExactly(word) }) { return compareWith(exact.value) }
        if word == "encoder" { return compareNextEncoder() }
        if counterparts.count == 1 { return say("There is no other basket with likes, and no other encoder, to compare.", attention: true) }
        if let found = value(named: word, among: counterparts) { compareWith(found) }
    }
}

extension Verb {
    static let compare = Verb(
        name: "compare", arguments: "[basket]",
        help: "The nearest under each metric; with a basket's name: of both; encoder NAME: by both encoders", aliases: ["c"],
        candidates: { $0.counterparts.map(\.name) }
    ) { state, word in
        if word.isEmpty { state.compareWith(nil) } else { state.compareWith(named: word) }
        state.answer { Screens[$0.screen].overview(in: $0) }
    }

    static let fold = Verb(
        name: "fold", arguments: "", help: "In the comparison: one row for metrics that find the same, or a row for each"
    ) { state, _ in
        if state.screen != .compare { CompareScreen.open(in: &state) }
        state.toggleFolding()
    }
}
