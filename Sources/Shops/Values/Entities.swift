import CXML

/// Character references of HTML: `&amp;`, `&#8211;`, `&eacute;`.
enum Entities {
    /// What a reference at a place stands for, and how many bytes it takes; nil where there is none that HTML knows.
    static func reference(in bytes: [UInt8], at start: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard let end = bytes[start...].prefix(34).firstIndex(of: UInt8(ascii: ";")), end > start + 1 else { return nil }
        let name = bytes[(start + 1)..<end]
        let length = end + 1 - start
        if name.first == UInt8(ascii: "#") {
            let digits = String(decoding: name.dropFirst(), as: UTF8.self)
            let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let value, let scalar = Unicode.Scalar(value) else { return nil }
            return (scalar, length)
        }
        guard name.allSatisfy({ Ascii.isLetter($0) || Ascii.isDigit($0) }) else { return nil }
        if Array(name) == Array("apos".utf8) { return ("'", length) }
        let value = (Array(name) + [0]).withUnsafeBufferPointer { htmlEntityLookup($0.baseAddress)?.pointee.value }
        return value.flatMap(Unicode.Scalar.init).map { ($0, length) }
    }

    /// With each reference that HTML knows replaced by its character; others stay.
    static func resolved(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "&"), let (scalar, length) = reference(in: bytes, at: at) {
                result += Array(String(Character(scalar)).utf8)
                at += length
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }
}
