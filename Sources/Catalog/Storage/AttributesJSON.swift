import Basics
import Foundation

/// Attributes as the database keeps them: a JSON object whose values are strings, or lists of strings where an item has several.
enum AttributesJSON {
    /// Reads an object; what has several values has them with commas between.
    ///
    /// What we write is nearly always plain, without blanks between tokens or escapes, and is read in one go, much faster than
    /// by `JSONDecoder`, which reads everything else; a page shows dozens of items.
    static func decode(_ text: String) throws -> [String: String] {
        var text = text
        if let plain = text.withUTF8(plain) { return plain }
        return try JSON.decode([String: AttributeValue].self, from: text).mapValues(\.text)
    }

    static func encode(_ attributes: [String: String]) -> String { text(attributes) }

    static func encode(_ attributes: [String: AttributeValue]) -> String { text(attributes) }

    // Strings are always JSON.
    private static func text(_ attributes: some Encodable) -> String { (try? JSON.text(attributes)) ?? "{}" }

    /// Reads `{"name":"value","name":["value","value"]}`; nil for anything else.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [String: String]? {
        var place = 0
        func take(_ character: UInt8) -> Bool {
            guard place < bytes.count, bytes[place] == character else { return false }
            place += 1
            return true
        }
        func string() -> String? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            let start = place
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                if bytes[place] == UInt8(ascii: "\\") || bytes[place] < 0x20 { return nil }
                place += 1
            }
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            return take(UInt8(ascii: "\"")) ? text : nil
        }
        func list() -> String? {
            guard take(UInt8(ascii: "[")), let first = string() else { return nil }
            var texts = [first]
            while take(UInt8(ascii: ",")) {
                guard let text = string() else { return nil }
                texts.append(text)
            }
            return take(UInt8(ascii: "]")) ? AttributeValue(texts).text : nil
        }
        guard take(UInt8(ascii: "{")) else { return nil }
        var found: [String: String] = [:]
        if !take(UInt8(ascii: "}")) {
            repeat {
                guard let name = string(), take(UInt8(ascii: ":")), let value = string() ?? list(), found.updateValue(value, forKey: name) == nil
                else {
                    return nil
                }
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { return nil }
        }
        return place == bytes.count ? found : nil
    }
}
