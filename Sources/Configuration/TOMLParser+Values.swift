extension TOMLParser {
    mutating func value() throws(SettingsError) -> TOMLValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw failure("this is nested too deeply") }
        switch next {
        case "\"", "'": return .string(try string(multiline: true))
        case "[": return .array(try array())
        case "{": return try inlineTable().value
        default: return try word()
        }
    }

    private mutating func array() throws(SettingsError) -> [TOMLValue] {
        _ = take("[")
        var values: [TOMLValue] = []
        while true {
            try skipLines()
            if take("]") { return values }
            values.append(try value())
            try skipLines()
            if take("]") { return values }
            guard take(",") else { throw failure("expected “,” or “]”") }
        }
    }

    private mutating func inlineTable() throws(SettingsError) -> TOMLTable {
        _ = take("{")
        let table = TOMLTable(.header)
        skipBlanks()
        if take("}") { return table }
        while true {
            try assignment(table)
            skipBlanks()
            if take("}") { return table }
            guard take(",") else { throw failure("expected “,” or “}”") }
        }
    }

    /// A number, a date, or true or false.
    private mutating func word() throws(SettingsError) -> TOMLValue {
        let start = at
        takeWord()
        // A time may stand apart from its date.
        if at - start == 10, text[start + 4] == "-", next == " ", at + 1 < text.count, ("0"..."9").contains(text[at + 1]) {
            at += 1
            takeWord()
        }
        let word = Self.string(text[start..<at])
        if let value = scalars.value(word) { return value }
        throw failure(at: start, word.isEmpty ? "expected a value" : "“\(word)” is not a value; put text in quotes")
    }

    private mutating func takeWord() {
        while let scalar = next, Self.isLetterOrDigit(scalar) || "+-._:".unicodeScalars.contains(scalar) { at += 1 }
    }

    // MARK: Strings

    mutating func string(multiline isAllowed: Bool) throws(SettingsError) -> String {
        let quote = next == "'" ? "'" : "\""
        let isLong = isAllowed && begins(quote + quote + quote)
        let end = isLong ? quote + quote + quote : quote
        let start = at
        _ = take(end)
        if isLong { _ = take("\n") }
        var result = String.UnicodeScalarView()
        while true {
            if take(end) {
                // Up to two quotes may stand right before the closing ones.
                for _ in 0..<2 where isLong && take(quote) { result.append(contentsOf: quote.unicodeScalars) }
                return String(result)
            }
            guard let scalar = next, isLong || scalar != "\n" else { throw failure(at: start, "this quote is not closed") }
            if scalar == "\\", quote == "\"" {
                try escape(into: &result, isLong: isLong)
            } else {
                if Self.isControl(scalar), scalar != "\n" { throw failure("text cannot contain a control character; write \\u and its number") }
                result.append(scalar)
                at += 1
            }
        }
    }

    private mutating func escape(into result: inout String.UnicodeScalarView, isLong: Bool) throws(SettingsError) {
        let start = at
        at += 1
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "\"": "\"", "\\": "\\",
        ]
        guard let letter = next else { throw failure("this quote is not closed") }
        if let scalar = simple[letter] {
            at += 1
            result.append(scalar)
        } else if letter == "u" || letter == "U" {
            let digits = text[(at + 1)...].prefix(letter == "u" ? 4 : 8)
            guard digits.count == (letter == "u" ? 4 : 8), digits.allSatisfy({ $0.properties.isASCIIHexDigit }),
                let scalar = UInt32(Self.string(digits), radix: 16).flatMap(Unicode.Scalar.init)
            else { throw failure(at: start, "this is the number of no character") }
            at += 1 + digits.count
            result.append(scalar)
        } else if isLong, [" ", "\t", "\n"].contains(letter) {
            // A backslash at the end of a line joins it with the next one's text.
            skipBlanks()
            guard next == "\n" else { throw failure(at: start, "a backslash must begin an escape such as \\n") }
            while [" ", "\t", "\n"].contains(next) { at += 1 }
        } else {
            throw failure(at: start, "a backslash must begin an escape such as \\n; in 'single quotes' it stands for itself")
        }
    }
}
