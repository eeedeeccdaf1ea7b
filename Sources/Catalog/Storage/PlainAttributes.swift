/// Reads attributes that are written as we write them nearly always, `{"name":"value","name":["value","value"]}`, without blanks between tokens
/// or escapes other than of a quotation mark, a backslash or a slash.
enum PlainAttributes {
    /// Where a name and one of its values stand. Those of one list have the same place for their name.
    struct Value {
        let name: Range<Int>
        let text: Range<Int>
        let isInList: Bool
        /// Whether there are backslashes in the text, each of which stands before a character that means itself.
        let isEscaped: Bool

        func text(in bytes: UnsafeBufferPointer<UInt8>) -> String {
            isEscaped ? String(decoding: unescaped(in: bytes), as: UTF8.self) : String(decoding: bytes[text], as: UTF8.self)
        }

        /// The text's bytes without its backslashes.
        func unescaped(in bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
            var plain: [UInt8] = [], place = text.lowerBound
            while place < text.upperBound {
                if bytes[place] == UInt8(ascii: "\\") { place += 1 }
                plain.append(bytes[place])
                place += 1
            }
            return plain
        }
    }

    /// - Returns: false for anything else, whatever has been read by then.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, into values: inout [Value]) -> Bool {
        values.removeAll(keepingCapacity: true)
        var reader = Reader(bytes: bytes)
        return reader.object(into: &values) && reader.place == bytes.count
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var place = 0
        /// Whether there were escapes in the latest string.
        var isEscaped = false

        mutating func object(into values: inout [Value]) -> Bool {
            guard take("{") else { return false }
            if take("}") { return true }
            repeat {
                guard let name = string(), !isEscaped, take(":") else { return false }
                if take("[") {
                    repeat {
                        guard let text = string() else { return false }
                        values.append(Value(name: name, text: text, isInList: true, isEscaped: isEscaped))
                    } while take(",")
                    guard take("]") else { return false }
                } else {
                    guard let text = string() else { return false }
                    values.append(Value(name: name, text: text, isInList: false, isEscaped: isEscaped))
                }
            } while take(",")
            return take("}")
        }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
            place += 1
            return true
        }

        private mutating func string() -> Range<Int>? {
            guard take("\"") else { return nil }
            let start = place
            isEscaped = false
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                if bytes[place] < 0x20 { return nil }
                if bytes[place] == UInt8(ascii: "\\") {
                    guard place + 1 < bytes.count, "\"\\/".utf8.contains(bytes[place + 1]) else { return nil }
                    isEscaped = true
                    place += 1
                }
                place += 1
            }
            let range = start..<place
            return take("\"") ? range : nil
        }
    }
}
