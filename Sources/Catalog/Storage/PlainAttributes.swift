/// Reads attributes that are written as we write them nearly always, `{"name":"value","name":["value","value"]}`, without blanks between tokens
/// or escapes.
enum PlainAttributes {
    /// Where a name and one of its values stand. Those of one list have the same place for their name.
    struct Value {
        let name: Range<Int>
        let text: Range<Int>
        let isInList: Bool
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

        mutating func object(into values: inout [Value]) -> Bool {
            guard take("{") else { return false }
            if take("}") { return true }
            repeat {
                guard let name = string(), take(":") else { return false }
                if take("[") {
                    repeat {
                        guard let text = string() else { return false }
                        values.append(Value(name: name, text: text, isInList: true))
                    } while take(",")
                    guard take("]") else { return false }
                } else {
                    guard let text = string() else { return false }
                    values.append(Value(name: name, text: text, isInList: false))
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
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                if bytes[place] == UInt8(ascii: "\\") || bytes[place] < 0x20 { return nil }
                place += 1
            }
            let range = start..<place
            return take("\"") ? range : nil
        }
    }
}
