/// Reads the one kind of Python literal that a `.npy` header holds: a dictionary from strings to strings, booleans and
/// tuples of whole numbers.
struct PythonLiteral {
    enum Value: Equatable {
        case string(String)
        case boolean(Bool)
        case tuple([Int])
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func dictionary() throws(NpyProblem) -> [String: Value] {
        var fields: [String: Value] = [:]
        try expect("{")
        while next() != UInt8(ascii: "}") {
            let key = try string()
            try expect(":")
            fields[key] = try value()
            if next() != UInt8(ascii: ",") { break }
            position += 1
        }
        try expect("}")
        return fields
    }

    private mutating func value() throws(NpyProblem) -> Value {
        switch next() {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "("): return .tuple(try tuple())
        default:
            for (word, boolean) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return .boolean(boolean)
            }
            throw malformed
        }
    }

    private mutating func tuple() throws(NpyProblem) -> [Int] {
        var numbers: [Int] = []
        try expect("(")
        while next() != UInt8(ascii: ")") {
            let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
            guard !digits.isEmpty, numbers.count < 32 else { throw malformed }
            guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
                throw NpyProblem("has a shape with a number that is absurd")
            }
            numbers.append(number)
            position += digits.count
            if next() != UInt8(ascii: ",") { break }
            position += 1
        }
        try expect(")")
        return numbers
    }

    private mutating func string() throws(NpyProblem) -> String {
        guard let quote = next(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { throw malformed }
        let rest = bytes[(position + 1)...]
        guard let end = rest.firstIndex(of: quote) else { throw malformed }
        position = end + 1
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// The next byte that is not blank, which stays unread.
    private mutating func next() -> UInt8? {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(NpyProblem) {
        guard next() == UInt8(ascii: character) else { throw malformed }
        position += 1
    }

    private var malformed: NpyProblem { NpyProblem("has a .npy header that cannot be understood") }
}
