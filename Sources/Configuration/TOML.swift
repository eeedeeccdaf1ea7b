/// A value of a TOML document.
enum TOMLValue: Hashable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    case array([TOMLValue])
    case table([String: TOMLValue])

    /// The kind with its article, for messages.
    var kind: String {
        switch self {
        case .string: "a text"
        case .integer: "an integer"
        case .float: "a number with a point"
        case .boolean: "true or false"
        case .array: "a list"
        case .table: "a table"
        }
    }
}

/// Reads TOML 1.0 (https://toml.io/en/v1.0.0) as a configuration needs it: all but dates and arrays of tables, which are refused.
///
/// Recursive descent; cost linear in the text. Values nest 32 deep at most.
struct TOMLParser {
    private var text: [Unicode.Scalar]
    private var at = 0
    private var depth = 0
    private static let deepest = 32

    private init(_ text: String) {
        self.text = Array(text.unicodeScalars)
        if self.text.first == "\u{FEFF}" { self.text.removeFirst() }
    }

    /// - Throws: `SettingsError` with the line and column of what is not TOML.
    static func parse(_ text: String) throws(SettingsError) -> [String: TOMLValue] {
        var parser = TOMLParser(text)
        return try parser.document()
    }

    private func failure(_ reason: String) -> SettingsError {
        let before = text[..<min(at, text.count)]
        let line = before.count { $0 == "\n" } + 1
        let column = before.count - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
        return SettingsError("line \(line), column \(column): \(reason)")
    }

    // MARK: Characters

    private var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

    private func begins(_ wanted: String) -> Bool { text[at...].starts(with: wanted.unicodeScalars) }

    private mutating func take(_ wanted: String) -> Bool {
        guard begins(wanted) else { return false }
        at += wanted.unicodeScalars.count
        return true
    }

    private mutating func skipBlanks() { while next == " " || next == "\t" { at += 1 } }

    /// Takes blanks, comments and line ends.
    private mutating func skipLines() throws(SettingsError) {
        while true {
            skipBlanks()
            try skipComment()
            guard take("\n") || take("\r\n") else { return }
        }
    }

    private mutating func skipComment() throws(SettingsError) {
        guard next == "#" else { return }
        while let scalar = next, scalar != "\n", !begins("\r\n") {
            if Self.isControl(scalar) { throw failure("a comment cannot contain a control character") }
            at += 1
        }
    }

    private mutating func endLine() throws(SettingsError) {
        skipBlanks()
        try skipComment()
        guard next == nil || take("\n") || take("\r\n") else { throw failure("expected the end of the line") }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F }

    // MARK: Tables

    /// A table under construction.
    private final class Table {
        var values: [String: TOMLValue] = [:]
        var tables: [String: Table] = [:]
        /// Whether it has had a header, or was written by dotted keys, or in one line: then it has no other.
        var isDefined = false

        var value: [String: TOMLValue] { values.merging(tables.mapValues { .table($0.value) }) { first, _ in first } }
    }

    private mutating func document() throws(SettingsError) -> [String: TOMLValue] {
        let root = Table()
        var current = root
        while true {
            try skipLines()
            guard next != nil else { return root.value }
            if next == "[" { current = try header(root) } else { try assignment(current) }
            try endLine()
        }
    }

    private mutating func header(_ root: Table) throws(SettingsError) -> Table {
        guard !begins("[[") else { throw failure("lists of tables are not used here") }
        _ = take("[")
        let start = at
        let names = try key()
        guard take("]") else { throw failure("expected “]”") }
        let table = try descend(root, names[...], from: start)
        guard !table.isDefined else { throw failure("the table \(names.joined(separator: ".")) is defined here a second time") }
        table.isDefined = true
        return table
    }

    private mutating func assignment(_ table: Table) throws(SettingsError) {
        let start = at
        let names = try key()
        guard take("=") else { throw failure("expected “=” after the name") }
        skipBlanks()
        let value = try value()
        let parent = try descend(table, names.dropLast(), from: start)
        if parent !== table { parent.isDefined = true }
        let name = names[names.count - 1]
        guard parent.values[name] == nil, parent.tables[name] == nil else {
            at = start
            throw failure("\(names.joined(separator: ".")) is defined here a second time")
        }
        parent.values[name] = value
    }

    private mutating func descend(_ table: Table, _ names: ArraySlice<String>, from start: Int) throws(SettingsError) -> Table {
        var table = table
        for name in names {
            guard table.values[name] == nil else {
                at = start
                throw failure("\(name) is not a table")
            }
            let inner = table.tables[name] ?? Table()
            table.tables[name] = inner
            table = inner
        }
        return table
    }

    /// A dotted key, with the blanks around it.
    private mutating func key() throws(SettingsError) -> [String] {
        var names: [String] = []
        repeat {
            skipBlanks()
            names.append(try name())
            skipBlanks()
            guard names.count <= Self.deepest else { throw failure("this name has too many parts") }
        } while take(".")
        return names
    }

    private mutating func name() throws(SettingsError) -> String {
        if next == "\"" || next == "'" { return try string(multiline: false) }
        let start = at
        while let scalar = next, scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_" || scalar == "-" {
            at += 1
        }
        guard at > start else { throw failure("expected a name") }
        return Self.string(text[start..<at])
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    // MARK: Values

    private mutating func value() throws(SettingsError) -> TOMLValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw failure("this is nested too deeply") }
        switch next {
        case "\"", "'": return .string(try string(multiline: true))
        case "[": return .array(try array())
        case "{": return .table(try inlineTable())
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

    private mutating func inlineTable() throws(SettingsError) -> [String: TOMLValue] {
        _ = take("{")
        let table = Table()
        skipBlanks()
        if take("}") { return [:] }
        while true {
            try assignment(table)
            skipBlanks()
            if take("}") { return table.value }
            guard take(",") else { throw failure("expected “,” or “}”") }
        }
    }

    /// A number, or true or false.
    private mutating func word() throws(SettingsError) -> TOMLValue {
        let start = at
        while let scalar = next, scalar.isASCII,
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "+-._:".unicodeScalars.contains(scalar)
        {
            at += 1
        }
        let word = Self.string(text[start..<at])
        if let value = Self.value(word) { return value }
        at = start
        if word.isEmpty { throw failure("expected a value") }
        let isDate = word.first?.isNumber == true && !word.hasPrefix("0x") && (word.contains("-") || word.contains(":"))
        throw failure(isDate ? "dates and times are not used here" : "“\(word)” is not a value; put text in quotes")
    }

    private static func value(_ word: String) -> TOMLValue? {
        if word == "true" || word == "false" { return .boolean(word == "true") }
        // An underscore may stand between two digits only.
        let parts = word.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.dropFirst().allSatisfy({ $0.first?.isHexDigit ?? false }), parts.dropLast().allSatisfy({ $0.last?.isHexDigit ?? false })
        else { return nil }
        let plain = parts.joined()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where plain.hasPrefix(prefix) {
            let digits = plain.dropFirst(2)
            return digits.allSatisfy(\.isHexDigit) ? Int(digits, radix: radix).map(TOMLValue.integer) : nil
        }
        let unsigned = plain.first == "+" || plain.first == "-" ? plain.dropFirst() : plain[...]
        if ["inf", "nan"].contains(unsigned) { return .float(Double(plain)!) }
        guard let first = unsigned.first, first.isNumber, unsigned.last?.isNumber == true,
            !(first == "0" && unsigned.dropFirst().first?.isNumber == true)
        else { return nil }
        if let number = Int(plain) { return .integer(number) }
        guard unsigned.allSatisfy({ $0.isNumber || ".eE+-".contains($0) }), !unsigned.contains(".e"), !unsigned.contains(".E"),
            unsigned.contains(where: { ".eE".contains($0) })
        else { return nil }
        return Double(plain).map(TOMLValue.float)
    }

    // MARK: Strings

    private mutating func string(multiline isAllowed: Bool) throws(SettingsError) -> String {
        let quote = next == "'" ? "'" : "\""
        let isLong = isAllowed && begins(quote + quote + quote)
        let end = isLong ? quote + quote + quote : quote
        let start = at
        _ = take(end)
        if isLong, !take("\n") { _ = take("\r\n") }
        var result = String.UnicodeScalarView()
        while true {
            if take(end) {
                // Up to two quotes may stand right before the closing ones.
                for _ in 0..<2 where isLong && take(quote) { result.append(contentsOf: quote.unicodeScalars) }
                return String(result)
            }
            guard let scalar = next, isLong || scalar != "\n" else {
                at = start
                throw failure("this quote is not closed")
            }
            if scalar == "\\", quote == "\"" {
                try escape(into: &result, isLong: isLong)
            } else {
                let isLineEnd = isLong && (scalar == "\n" || begins("\r\n"))
                if Self.isControl(scalar), !isLineEnd { throw failure("text cannot contain a control character; write \\u and its number") }
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
            else {
                at = start
                throw failure("this is the number of no character")
            }
            at += 1 + digits.count
            result.append(scalar)
        } else if isLong, [" ", "\t", "\n", "\r"].contains(letter) {
            // A backslash at the end of a line joins it with the next one's text.
            skipBlanks()
            guard begins("\n") || begins("\r\n") else {
                at = start
                throw failure("a backslash must begin an escape such as \\n")
            }
            while [" ", "\t", "\n", "\r"].contains(next) { at += 1 }
        } else {
            at = start
            throw failure("a backslash must begin an escape such as \\n; in 'single quotes' it stands for itself")
        }
    }
}
