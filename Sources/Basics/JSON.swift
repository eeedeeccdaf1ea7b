import Foundation

/// JSON as all of it is written and read here: keys in order, so that equal values give equal bytes.
public enum JSON {
    /// A value's bytes.
    ///
    /// - Parameters:
    ///   - pretty: whether it is broken into lines, for people.
    ///   - escapingSlashes: whether `/` becomes `\/`.
    /// - Throws: `EncodingError`, such as for numbers that are not finite.
    public static func encode(_ value: some Encodable, pretty: Bool = false, escapingSlashes: Bool = false) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        if !escapingSlashes { encoder.outputFormatting.insert(.withoutEscapingSlashes) }
        return try encoder.encode(value)
    }

    /// A value as text in one line.
    public static func text(_ value: some Encodable) throws -> String { String(decoding: try encode(value), as: UTF8.self) }

    /// The value that bytes stand for.
    ///
    /// - Throws: `DecodingError` for what is no JSON or of another shape.
    public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from bytes: Data) throws -> Value {
        try JSONDecoder().decode(type, from: bytes)
    }

    /// The value that a text stands for.
    public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from text: String) throws -> Value {
        try decode(type, from: Data(text.utf8))
    }
}
