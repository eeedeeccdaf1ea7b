import Basics

/// A value of a tokeniser's file, and where it stands there: what is not as it has to be is said with its place.
struct JSONField {
    let value: JSONTree
    /// Such as `model.vocab`.
    let path: String

    /// A member of an object; null where there is none. Of several of one name the last counts.
    subscript(name: String) -> JSONField {
        var member = JSONTree.null
        if case .object(let members) = value, let found = members.last(where: { $0.name.isExactly(name) }) { member = found.value }
        return JSONField(value: member, path: path.isEmpty ? name : "\(path).\(name)")
    }

    var isNull: Bool { if case .null = value { true } else { false } }

    /// - Throws: what it should be instead.
    func text() throws(PlainError) -> String {
        guard case .text(let text) = value else { throw wrong("text") }
        return text
    }

    /// nil where it is null.
    func textIfAny() throws(PlainError) -> String? { isNull ? nil : try text() }

    /// The one scalar that it consists of.
    func scalar() throws(PlainError) -> Unicode.Scalar {
        let scalars = try text().unicodeScalars
        guard scalars.count == 1, let scalar = scalars.first else { throw wrong("one character") }
        return scalar
    }

    func flag(otherwise standard: Bool? = nil) throws(PlainError) -> Bool {
        if isNull, let standard { return standard }
        guard case .flag(let flag) = value else { throw wrong("true or false") }
        return flag
    }

    func number() throws(PlainError) -> Double {
        guard case .number(let number) = value else { throw wrong("a number") }
        return number
    }

    /// A whole number of 32 bits without sign, as token IDs are.
    func count() throws(PlainError) -> Int {
        guard case .number(let number) = value, let count = UInt32(exactly: number) else { throw wrong("a whole number from 0 to 4294967295") }
        return Int(count)
    }

    func list() throws(PlainError) -> [JSONField] {
        guard case .list(let elements) = value else { throw wrong("a list") }
        return elements.enumerated().map { JSONField(value: $1, path: "\(path)[\($0)]") }
    }

    func members() throws(PlainError) -> [(name: String, field: JSONField)] {
        guard case .object(let members) = value else { throw wrong("an object") }
        return members.map { ($0.name, JSONField(value: $0.value, path: path)) }
    }

    /// What kind of thing an object says that it is.
    func kind() throws(PlainError) -> String { try self["type"].text() }

    func wrong(_ expected: String) -> PlainError { PlainError("\(path.isEmpty ? "the whole" : path) is not \(expected)") }
}

/// The beginning of a text from a file, for a message.
func quoted(_ text: String) -> String { String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))).debugDescription }
