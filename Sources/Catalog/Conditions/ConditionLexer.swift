/// A word of a condition with its place.
struct ConditionToken: Hashable {
    enum Kind: Hashable {
        case word(String)
        /// A name in brackets, which is never a keyword.
        case name(String)
        case text(String)
        case symbol(String)
        case end
    }

    let kind: Kind
    /// In scalars from the start.
    let position: Int

    /// Whether this is a keyword, whatever its case.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = kind { return word.lowercased() == keyword }
        return false
    }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }
}

/// Splits a condition into words, scalar by scalar: a mark behind a quote or a bracket takes nothing of its meaning.
enum ConditionLexer {
    static func tokens(_ text: String) throws(ConditionError) -> [ConditionToken] {
        let scalars = Array(text.unicodeScalars)
        var tokens: [ConditionToken] = []
        var at = 0
        while at < scalars.count {
            let start = at
            switch scalars[at] {
            case let space where space.properties.isWhitespace:
                at += 1
                continue
            case "'", "\"": tokens.append(.init(kind: .text(try quoted(scalars, &at, text)), position: start))
            case "[":
                guard let end = scalars[at...].firstIndex(of: "]") else {
                    throw ConditionError(reason: "this bracket is not closed", text: text, position: start)
                }
                tokens.append(.init(kind: .name(string(scalars[at + 1..<end])), position: start))
                at = end + 1
            case "(", ")", ",", "=", "<", ">", "!":
                let two = at + 1 < scalars.count ? string(scalars[at...at + 1]) : ""
                let symbol = ["<=", ">=", "!=", "<>", "=="].contains(two) ? two : string(scalars[at...at])
                at += symbol.unicodeScalars.count
                tokens.append(.init(kind: .symbol(["<>": "!=", "==": "="][symbol] ?? symbol), position: start))
            case let scalar where isWord(scalar):
                while at < scalars.count, isWord(scalars[at]) { at += 1 }
                tokens.append(.init(kind: .word(string(scalars[start..<at])), position: start))
            default:
                throw ConditionError(reason: "“\(scalars[at])” has no meaning here; put text in quotes", text: text, position: at)
            }
        }
        tokens.append(.init(kind: .end, position: scalars.count))
        return tokens
    }

    /// Letters with their marks, numbers, and what stands in prices, sizes and paths.
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber,
            .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: "_-.+/%&#:".unicodeScalars.contains(scalar)
        }
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func quoted(_ scalars: [Unicode.Scalar], _ at: inout Int, _ text: String) throws(ConditionError) -> String {
        let quote = scalars[at], start = at
        var value = String.UnicodeScalarView()
        at += 1
        while at < scalars.count {
            if scalars[at] == quote {
                guard at + 1 < scalars.count, scalars[at + 1] == quote else {
                    at += 1
                    return String(value)
                }
                at += 1
            }
            value.append(scalars[at])
            at += 1
        }
        throw ConditionError(reason: "this quote is not closed", text: text, position: start)
    }
}
