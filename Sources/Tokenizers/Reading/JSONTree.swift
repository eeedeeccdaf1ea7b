import Basics

/// A value of JSON whose texts are exact.
///
/// Foundation's readers keep objects in dictionaries of `String`, which take canonically equivalent keys for one. Vocabularies hold both.
indirect enum JSONTree: Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSONTree])
    /// In the order of the file; of a name that comes twice, both.
    case object([(name: String, value: JSONTree)])

    /// Parses a whole text in one pass.
    ///
    /// - Throws: at which byte it is no JSON.
    init(parsing bytes: [UInt8]) throws(PlainError) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw PlainError("it is not UTF-8") }
        var parser = JSONTreeParser(bytes: bytes)
        self = try parser.whole()
    }
}

private struct JSONTreeParser {
    let bytes: [UInt8]
    private var place = 0

    /// More than any tokeniser needs, and little enough for every stack.
    private static let deepest = 64

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws(PlainError) -> JSONTree {
        let value = try self.value(depth: 0)
        skipBlanks()
        guard place == bytes.count else { throw broken }
        return value
    }

    private var broken: PlainError {
        PlainError(place < bytes.count ? "it is no JSON, from byte \(place) on" : "it breaks off: its JSON has no end")
    }

    private mutating func value(depth: Int) throws(PlainError) -> JSONTree {
        guard depth <= Self.deepest else { throw PlainError("its JSON is nested more than \(Self.deepest) levels deep") }
        skipBlanks()
        guard place < bytes.count else { throw broken }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(PlainError) -> JSONTree {
        var members: [(name: String, value: JSONTree)] = []
        place += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            let name = try text()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw broken }
            members.append((name, try value(depth: depth + 1)))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw broken }
        return .object(members)
    }

    private mutating func list(depth: Int) throws(PlainError) -> JSONTree {
        var elements: [JSONTree] = []
        place += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .list(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw broken }
        return .list(elements)
    }

    private mutating func number() throws(PlainError) -> JSONTree {
        let start = place
        while place < bytes.count, "+-.0123456789eE".utf8.contains(bytes[place]) { place += 1 }
        let digits = bytes[start..<place]
        guard let first = digits.first, first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
            let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite
        else {
            place = start
            throw broken
        }
        return .number(number)
    }

    private mutating func text() throws(PlainError) -> String {
        guard take(UInt8(ascii: "\"")) else { throw broken }
        var start = place
        var unescaped: [UInt8] = []
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                defer { place += 1 }
                if unescaped.isEmpty { return String(decoding: bytes[start..<place], as: UTF8.self) }
                return String(decoding: unescaped + bytes[start..<place], as: UTF8.self)
            case UInt8(ascii: "\\"):
                unescaped += bytes[start..<place]
                place += 1
                unescaped += UTF8.encode(try escaped())!
                start = place
            case ..<0x20: throw broken
            default: place += 1
            }
        }
        throw broken
    }

    private mutating func escaped() throws(PlainError) -> Unicode.Scalar {
        guard place < bytes.count else { throw broken }
        place += 1
        switch bytes[place - 1] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            let unit = try hexadecimal()
            if let scalar = Unicode.Scalar(UInt32(unit)) { return scalar }
            // The first half of a pair; a half alone stands for nothing.
            guard UTF16.isLeadSurrogate(unit), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw broken }
            let second = try hexadecimal()
            guard UTF16.isTrailSurrogate(second) else { throw broken }
            return UTF16.decode(UTF16.EncodedScalar([unit, second]))
        case let other where "\"\\/".utf8.contains(other): return Unicode.Scalar(other)
        default:
            place -= 1
            throw broken
        }
    }

    private mutating func hexadecimal() throws(PlainError) -> UInt16 {
        guard place + 4 <= bytes.count, bytes[place..<place + 4].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw broken }
        place += 4
        return unit
    }

    private mutating func word(_ word: StaticString, _ value: JSONTree) throws(PlainError) -> JSONTree {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[place...].starts(with: letters) else { throw broken }
        place += letters.count
        return value
    }

    private mutating func skipBlanks() {
        while place < bytes.count, " \t\n\r".utf8.contains(bytes[place]) { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }
}
