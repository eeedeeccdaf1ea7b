import Foundation

/// Bytes of whatever encoding as UTF-8, by what a document says of itself and by what its bytes are.
struct TextDecoder: Sendable {
    /// In lowercase, as declared; nil for UTF-8 and those that are read beside it.
    let name: String?

    /// - Parameters:
    ///   - head: the document's first bytes: a byte order mark, an XML declaration, or a `meta` of HTML name an encoding.
    ///   - contentType: the answer's header, which counts only where the document names none.
    init(head: some Collection<UInt8>, contentType: String? = nil) {
        let head = Array(head.prefix(2048))
        let declared: String?
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            declared = "utf-8"
        } else if head.starts(with: [0xFF, 0xFE]) {
            declared = "utf-16le"
        } else if head.starts(with: [0xFE, 0xFF]) {
            declared = "utf-16be"
        } else {
            declared =
                Self.value(after: "encoding=", in: Array(head.prefix(200))) ?? Self.value(after: "charset=", in: head)
                ?? Self.value(after: "charset=", in: Array((contentType ?? "").utf8))
        }
        name = declared.flatMap { Self.foreign.contains($0) ? $0 : nil }
    }

    /// Whether the bytes of ASCII stand for themselves, so that a document may be split before it is decoded.
    var isASCIIBased: Bool { name?.hasPrefix("utf-16") != true }

    /// UTF-8, whatever the bytes are. Those that are no UTF-8 where it was declared count as Windows-1252, which is what most of them are;
    /// and what was declared as that, but is UTF-8, counts as such.
    func decoded(_ bytes: [UInt8]) -> [UInt8] {
        if let name, let converted = Self.converted(bytes, from: name) { return converted }
        return Self.mixed(bytes)
    }

    /// Encodings other than UTF-8 and the Latin ones that are believed. Converted by the C library.
    private static let foreign = Set(
        (["utf-16le", "utf-16be", "koi8-r", "koi8-u", "shift_jis", "euc-jp", "gb2312", "gbk", "gb18030", "big5", "euc-kr", "tis-620"]
            + (2...16).filter { $0 != 12 && $0 != 15 }.map { "iso-8859-\($0)" } + (0...8).filter { $0 != 2 }.map { "windows-125\($0)" }))

    private static func value(after key: String, in bytes: [UInt8]) -> String? {
        guard let start = Ascii.firstIndex(of: Array(key.utf8), in: bytes) else { return nil }
        let rest = bytes[(start + key.utf8.count)...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == 0x20 }
        let name = rest.prefix { Ascii.isLetter($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.prefix(20)
        return name.isEmpty ? nil : String(decoding: name.map(Ascii.lowercased), as: UTF8.self)
    }

    private static func converted(_ bytes: [UInt8], from name: String) -> [UInt8]? {
        guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        var written = 0, at = 0
        input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var source = input.baseAddress, left = input.count
                var target = output.baseAddress, room = output.count
                while left > 0, iconv(converter, &source, &left, &target, &room) == -1, errno == EILSEQ, left > 0 {
                    // One byte that makes no sense is left out.
                    source = source?.advanced(by: 1)
                    left -= 1
                }
                (written, at) = (output.count - room, input.count - left)
            }
        }
        return at > 0 || bytes.isEmpty ? output.prefix(written).map { UInt8(bitPattern: $0) } : nil
    }

    private static func mixed(_ bytes: [UInt8]) -> [UInt8] {
        guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        var at = 0
        while at < bytes.count {
            let length = sequence(bytes, at)
            if length > 0 {
                result += bytes[at..<(at + length)]
                at += length
            } else {
                let byte = bytes[at]
                let scalar = byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt32(byte)
                result += Array(String(Character(Unicode.Scalar(scalar) ?? " ")).utf8)
                at += 1
            }
        }
        return result
    }

    /// How many bytes of valid UTF-8 begin here; none where the byte is no part of any.
    private static func sequence(_ bytes: [UInt8], _ at: Int) -> Int {
        let length = bytes[at] < 0x80 ? 1 : bytes[at] < 0xC2 ? 0 : bytes[at] < 0xE0 ? 2 : bytes[at] < 0xF0 ? 3 : bytes[at] < 0xF5 ? 4 : 0
        guard length > 1 else { return length }
        guard at + length <= bytes.count, String(validating: bytes[at..<(at + length)], as: UTF8.self) != nil else { return 0 }
        return length
    }

    /// 0x80 to 0x9F; those that it leaves open are a space.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x20, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x20, 0x017D, 0x20, 0x20, 0x2018,
        0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x20, 0x017E, 0x0178,
    ]
}
