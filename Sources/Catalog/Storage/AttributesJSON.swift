import Basics
import Foundation

/// Attributes as the database keeps them: a JSON object whose values are strings, or lists of strings where an item has several.
enum AttributesJSON {
    /// Reads an object; what has several values has them with commas between.
    ///
    /// What we write is nearly always plain, without blanks between tokens or many escapes, and is read in one go, much faster than
    /// by `JSONDecoder`, which reads everything else; a page shows dozens of items.
    static func decode(_ text: String) throws -> [String: String] {
        var text = text
        if let plain = text.withUTF8(plain) { return plain }
        return try JSON.decode([String: AttributeValue].self, from: text).mapValues(\.text)
    }

    static func encode(_ attributes: [String: String]) -> String { attributes.isEmpty ? "{}" : text(attributes) }

    static func encode(_ attributes: [String: AttributeValue]) -> String { text(attributes) }

    // Strings are always JSON.
    private static func text(_ attributes: some Encodable) -> String { (try? JSON.text(attributes)) ?? "{}" }

    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [String: String]? {
        var values: [PlainAttributes.Value] = []
        guard PlainAttributes.read(bytes, into: &values) else { return nil }
        var found: [String: String] = [:]
        var place = 0
        while place < values.count {
            let name = values[place].name
            var texts: [String] = []
            repeat {
                texts.append(values[place].text(in: bytes))
                place += 1
            } while place < values.count && values[place].name == name
            guard found.updateValue(AttributeValue(texts).text, forKey: String(decoding: bytes[name], as: UTF8.self)) == nil else { return nil }
        }
        return found
    }
}
