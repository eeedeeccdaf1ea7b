/// XML as shops write it, made such that a parser loses nothing of it.
enum XMLMender {
    /// UTF-8 in which stray `&` and `<` are escaped, HTML's entities are characters, and controls are spaces. CDATA sections keep their text.
    /// Entities that are declared somewhere stay unresolved: none is ever expanded.
    static func mended(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "&") {
                at += mendReference(bytes, at, &result)
                continue
            }
            if byte == UInt8(ascii: "<") {
                if bytes[at...].starts(with: cdata) {
                    let end = Ascii.firstIndex(of: Array("]]>".utf8), in: bytes, from: at).map { $0 + 3 } ?? bytes.count
                    result += bytes[at..<end].map { isControl($0) ? 0x20 : $0 }
                    at = end
                    continue
                }
                let next = at + 1 < bytes.count ? bytes[at + 1] : 0
                let isTag =
                    Ascii.isLetter(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") || next == UInt8(ascii: "_") || next >= 0x80
                result += isTag ? [byte] : Array("&lt;".utf8)
            } else {
                result.append(isControl(byte) ? 0x20 : byte)
            }
            at += 1
        }
        return result
    }

    private static let cdata = Array("<![CDATA[".utf8)

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D }

    private static func mendReference(_ bytes: [UInt8], _ at: Int, _ result: inout [UInt8]) -> Int {
        guard let (scalar, length) = Entities.reference(in: bytes, at: at) else {
            result += Array("&amp;".utf8)
            return 1
        }
        switch scalar {
        case "&": result += Array("&amp;".utf8)
        case "<": result += Array("&lt;".utf8)
        case ">": result += Array("&gt;".utf8)
        case "\"": result += Array("&quot;".utf8)
        case "'": result += Array("&apos;".utf8)
        default:
            result += scalar.value < 0x20 ? [0x20] : scalar.value >= 0xFFFE && scalar.value <= 0xFFFF ? [] : Array(String(Character(scalar)).utf8)
        }
        return length
    }
}
