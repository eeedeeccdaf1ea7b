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
    let position: Int

    /// Whether this is a keyword, whatever its case.
    func isKeyword(_ keyword: String) -> Bool {
        if case .word(let word) = kind { return word.lowercased() == keyword }
        return false
    }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol(symbol) }
}

/// Splits a condition into words.
enum ConditionLexer {
    static func tokens(_ text: String) throws(ConditionError) -> [ConditionToken] {
        let characters = Array(text)
        var tokens: [ConditionToken] = []
        var at = 0
        while at < characters.count {
            let start = at
            switch characters[at] {
            case let space where space.isWhitespace:
                at += 1
                continue
            case "'", "\"": tokens.append(.init(kind: .text(try quoted(characters, &at, text)), position: start))
            case "[":
                guard let end = characters[at...].firstIndex(of: "]") else {
                    throw ConditionError(reason: "this bracket is not closed", text: text, position: start)
                }
                tokens.append(.init(kind: .name(String(characters[at + 1..<end])), position: start))
                at = end + 1
            case "(", ")", ",", "=", "<", ">", "!":
                let two = at + 1 < characters.count ? String(characters[at...at + 1]) : ""
                let symbol = ["<=", ">=", "!=", "<>", "=="].contains(two) ? two : String(characters[at])
                at += symbol.count
                tokens.append(.init(kind: .symbol(["<>": "!=", "==": "="][symbol] ?? symbol), position: start))
            case let character where isWord(character):
                while at < characters.count, isWord(characters[at]) { at += 1 }
                tokens.append(.init(kind: .word(String(characters[start..<at])), position: start))
            default:
                throw ConditionError(reason: "“\(characters[at])” has no meaning here; put text in quotes", text: text, position: at)
            }
        }
        tokens.append(.init(kind: .end, position: characters.count))
        return tokens
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_-.+/%&#:".contains(character)
    }

    private static func quoted(_ characters: [Character], _ at: inout Int, _ text: String) throws(ConditionError) -> String {
        let quote = characters[at], start = at
        var value = ""
        at += 1
        while at < characters.count {
            if characters[at] == quote {
                guard at + 1 < characters.count, characters[at + 1] == quote else {
                    at += 1
                    return value
                }
                at += 1
            }
            value.append(characters[at])
            at += 1
        }
        throw ConditionError(reason: "this quote is not closed", text: text, position: start)
    }
}
