/// Recursive descent over the grammar of `Condition`.
struct ConditionParser {
    private let text: String
    private let tokens: [ConditionToken]
    private var position = 0
    private var depth = 0

    /// Deeper conditions are refused: they are no shopper's, and must not exhaust the stack.
    private static let depthLimit = 100
    static let keywords: Set<String> = ["and", "or", "not", "in", "is", "missing", "contains", "begins", "ends"]

    init(_ text: String) throws(ConditionError) {
        self.text = text
        tokens = try ConditionLexer.tokens(text)
    }

    private var token: ConditionToken { tokens[position] }

    private func failure(_ reason: String) -> ConditionError { ConditionError(reason: reason, text: text, position: token.position) }

    mutating func parse() throws(ConditionError) -> Condition {
        if token.kind == .end { throw failure("the condition is empty; write one such as price < 20") }
        let condition = try disjunction()
        guard token.kind == .end else { throw failure("expected “and”, “or” or the end") }
        return condition
    }

    private mutating func disjunction() throws(ConditionError) -> Condition {
        var condition = try conjunction()
        while take(keyword: "or") { condition = .or(condition, try conjunction()) }
        return condition
    }

    private mutating func conjunction() throws(ConditionError) -> Condition {
        var condition = try negation()
        while take(keyword: "and") { condition = .and(condition, try negation()) }
        return condition
    }

    private mutating func negation() throws(ConditionError) -> Condition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit, position <= 1000 else { throw failure("the condition is too long or nested too deeply") }
        if take(keyword: "not") { return .not(try negation()) }
        guard take(symbol: "(") else { return try comparison() }
        let condition = try disjunction()
        guard take(symbol: ")") else { throw failure("expected “)”") }
        return condition
    }

    private mutating func comparison() throws(ConditionError) -> Condition {
        if take(keyword: "is") { return try offerStatus() }
        let name = try name()
        if take(keyword: "is") {
            let isNegated = take(keyword: "not")
            guard take(keyword: "missing") else { throw failure("expected “missing” after “is”") }
            return isNegated ? .not(.isMissing(name: name)) : .isMissing(name: name)
        }
        let isNegated = take(keyword: "not")
        if take(keyword: "in") {
            let condition = Condition.isIn(name: name, try list())
            return isNegated ? .and(.not(condition), .not(.isMissing(name: name))) : condition
        }
        if isNegated { throw failure("expected “in” after “not”") }
        guard let comparison = operation() else { throw failure(longName(from: name) ?? "expected a comparison such as =, <, contains or in") }
        return .compare(name: name, comparison, try value())
    }

    /// What stands after an `is` without a name.
    private mutating func offerStatus() throws(ConditionError) -> Condition {
        let isNegated = take(keyword: "not")
        guard let status = OfferStatus.allCases.first(where: { $0.words.enumerated().allSatisfy { isKeyword($1, after: $0) } }) else {
            throw failure("expected “new”, “gone”, “back” or “sold out” after “is”")
        }
        position += status.words.count
        return isNegated ? .not(.isOffered(status)) : .isOffered(status)
    }

    private func isKeyword(_ keyword: String, after count: Int) -> Bool {
        position + count < tokens.count && tokens[position + count].isKeyword(keyword)
    }

    private mutating func name() throws(ConditionError) -> String {
        switch token.kind {
        case .word(let word) where !Self.keywords.contains(word.lowercased()):
            position += 1
            return word.lowercased()
        case .name(let name):
            position += 1
            return name.lowercased()
        default: throw failure("expected the name of an attribute")
        }
    }

    /// What is said where several words stand before a comparison, as a name in brackets would.
    private func longName(from first: String) -> String? {
        var words = [first]
        for token in tokens[position...] {
            if case .word(let word) = token.kind, !Self.keywords.contains(word.lowercased()) {
                words.append(word)
            } else {
                guard words.count > 1, Condition.Comparison.allCases.contains(where: { token.isSymbol($0.rawValue) || token.isKeyword($0.rawValue) })
                else { return nil }
                return "a name of several words goes in brackets: [\(words.joined(separator: " "))]"
            }
        }
        return nil
    }

    private mutating func operation() -> Condition.Comparison? {
        let found = Condition.Comparison.allCases.first { token.isSymbol($0.rawValue) || token.isKeyword($0.rawValue) }
        if found != nil { position += 1 }
        return found
    }

    private mutating func list() throws(ConditionError) -> [Condition.Value] {
        guard take(symbol: "(") else { throw failure("expected “(”") }
        var values = [try value()]
        while take(symbol: ",") { values.append(try value()) }
        guard take(symbol: ")") else { throw failure("expected “,” or “)”") }
        return values
    }

    private mutating func value() throws(ConditionError) -> Condition.Value {
        switch token.kind {
        case .text(let text):
            position += 1
            return .text(text)
        case .word(let word) where !Self.keywords.contains(word.lowercased()):
            position += 1
            if let number = Double(word), number.isFinite { return .number(number) }
            return .text(word)
        default: throw failure("expected a value: a number, a word, or text in quotes")
        }
    }

    private mutating func take(keyword: String) -> Bool {
        guard token.isKeyword(keyword) else { return false }
        position += 1
        return true
    }

    private mutating func take(symbol: String) -> Bool {
        guard token.isSymbol(symbol) else { return false }
        position += 1
        return true
    }
}
