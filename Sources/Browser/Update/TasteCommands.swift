import Basics
import Engine
import Taste

/// How likes become a ghost, and what is near to it.
extension State {
    /// Performs a command about taste; returns whether it was one.
    mutating func perform(taste command: Command) -> Bool {
        let taste = tasting.settings
        switch command {
        case .like: mark(.like)
        case .pass: mark(.pass)
        case .wish: wish()
        case .undo: undo()
        case .redo: redo()
        case .metric: tasting.metric = tasting.metrics.next(after: metric)
        case .mode: setMode(GhostMode.allCases.next(after: taste.mode))
        case .encoder: chooseNextEncoder()
        case .moreDiverse: setDiversity(taste.diversity + 0.1)
        case .lessDiverse: setDiversity(taste.diversity - 0.1)
        case .towardsPrint: setBalance(taste.balance + 0.1)
        case .towardsGarment: setBalance(taste.balance - 0.1)
        default: return false
        }
        return true
    }

    /// What was typed as a number, or nil after saying which are taken.
    fileprivate mutating func number(_ text: String, in range: ClosedRange<Double>, of verb: String) -> Double? {
        if let number = Double(text), range.contains(number) { return number }
        let bounds = [range.lowerBound, range.upperBound].map { fixed($0, decimals: 0) }
        say(":\(verb) takes a number from \(bounds[0]) to \(bounds[1]), not \(text).", attention: true)
        return nil
    }

    fileprivate mutating func setMode(_ mode: GhostMode) {
        tasting.settings.mode = mode
        say(mode.everydayName)
    }

    private mutating func chooseNextEncoder() {
        let encoders = catalog.encoders
        guard let encoder, encoders.count > 1 else {
            return say(onlyEncoderText, attention: true)
        }
        setEncoder(encoders.next(after: encoder))
    }

    /// Why there is no other encoder.
    var onlyEncoderText: String {
        let only = catalog.encoders.first.map { "has vectors by \($0.name) alone" } ?? "has no vectors yet"
        return "This catalog \(only); `vitrine index --encoder NAME` adds others."
    }

    fileprivate mutating func setEncoder(_ encoder: EncoderSummary) {
        tasting.encoder = encoder == catalog.encoders.first ? nil : encoder.name
        let missing = encoder.missing == 0 ? "" : "; \(counted(encoder.missing, catalog.noun, catalog.nouns)) not yet among them"
        say("by the features of \(encoder.name)\(missing)")
    }

    mutating func setDiversity(_ diversity: Double) {
        tasting.settings.diversity = rounded(max(0, min(1, diversity)))
        say(varietyText ?? "the nearest first")
    }

    mutating func setBalance(_ balance: Double) {
        guard parts.count >= 2 else {
            return say("This catalog's vectors have no parts to balance.", attention: true)
        }
        tasting.settings.balance = rounded(max(-1, min(1, balance)))
        say(balanceText ?? "\(parts[0]) and \(parts[1]) as encoded")
    }

    /// To tenths, so that steps back and forth meet again.
    private func rounded(_ number: Double) -> Double { (number * 10).rounded() / 10 }
}

extension Array where Element: Equatable {
    /// The element after another, round the end. The second where the other is not there.
    fileprivate func next(after element: Element) -> Element { self[((firstIndex(of: element) ?? 0) + 1) % count] }
}

extension Verb {
    static let taste: [Verb] = [
        Verb(name: "metric", arguments: "<metric>", help: "What near means", candidates: { $0.tasting.metrics.map(\.rawValue) }) {
            state, word in
            if let metric = state.value(named: word, among: state.tasting.metrics.map { ($0.rawValue, $0) }) { state.tasting.metric = metric }
        },
        Verb(
            name: "mode", arguments: "<mode>", help: "How likes become ghosts: see Words in help",
            candidates: { _ in GhostMode.allCases.map(\.rawValue) }
        ) {
            state, word in
            if let mode = state.value(named: word, among: GhostMode.allCases.map { ($0.rawValue, $0) }) { state.setMode(mode) }
        },
        Verb(
            name: "encoder", arguments: "<encoder>", help: "Whose features are compared", candidates: { $0.catalog.encoders.map(\.name) }
        ) {
            state, word in
            if let encoder = state.value(named: word, among: state.catalog.encoders.map { ($0.name, $0) }) { state.setEncoder(encoder) }
        },
        Verb(name: "diversity", arguments: "<0 to 1>", help: "More variety: how far neighbours must differ from each other") { state, text in
            if let number = state.number(text, in: 0...1, of: "diversity") { state.setDiversity(number) }
        },
        Verb(name: "balance", arguments: "<-1 to 1>", help: "print ↔ garment: 1 is the print alone, -1 the garment alone") { state, text in
            if let number = state.number(text, in: -1...1, of: "balance") { state.setBalance(number) }
        },
        Verb(name: "picture", arguments: "<file>", help: "Like a picture from outside, as if it were an item") { state, path in
            state.conversation?.awaitsWord = true
            state.requests.send(.readPicture(state.requests.next(), path: path))
            state.say("Reading \(path)")
        },
    ]
}
