/// JSON as it stands in pages, made such that a parser takes it.
enum JSONMender {
    /// Bytes without comments, CDATA marks, trailing semicolons and commas, and with controls inside texts as spaces.
    static func mended(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        for mark in ["<![cdata[", "]]>", "<!--", "-->"] { drop(Array(mark.utf8), from: &bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0, isText = false
        while at < bytes.count {
            let byte = bytes[at]
            let next = at + 1 < bytes.count ? bytes[at + 1] : 0
            at += 1
            if isText {
                if byte == UInt8(ascii: "\\"), at < bytes.count {
                    at += 1
                    // Escapes that JSON does not know, such as \', stand for the character.
                    let isKnown = Array("\"\\/bfnrtu".utf8).contains(next)
                    result += isKnown ? [byte, next] : next < 0x20 ? [0x20] : [next]
                } else if byte < 0x20 {
                    result.append(0x20)
                } else {
                    if byte == UInt8(ascii: "\"") { isText = false }
                    result.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                isText = true
                result.append(byte)
            case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                at = Ascii.firstIndex(of: Array("*/".utf8), in: bytes, from: at).map { $0 + 2 } ?? bytes.count
            case UInt8(ascii: "/") where next == UInt8(ascii: "/"):
                at = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
            case UInt8(ascii: ";"): break
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                while let last = result.last, Ascii.isSpace(last) || last == UInt8(ascii: ",") { result.removeLast() }
                result.append(byte)
            default: result.append(byte < 0x20 ? 0x20 : byte)
            }
        }
        return result
    }

    private static func drop(_ mark: [UInt8], from bytes: inout [UInt8]) {
        while let start = Ascii.firstIndex(of: mark, in: bytes) { bytes.removeSubrange(start..<(start + mark.count)) }
    }
}
