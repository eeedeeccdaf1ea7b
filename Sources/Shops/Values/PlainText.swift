import Basics
import CXML

/// Text as shops write it, HTML more often than not, as one plain line.
enum PlainText {
    /// The text without tags and with entities resolved (twice, for many shops escape twice), without controls, in one line and of bounded
    /// length; nil where nothing is left.
    static func line(_ text: String?, limit: Int = Bounds.text) -> String? {
        guard let text else { return nil }
        if isPlain(text, limit: limit) { return text }
        var bytes = Array(text.utf8.prefix(1 << 16))
        for _ in 0..<2 where bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            bytes = Entities.resolved(Tags.stripped(bytes))
        }
        let shown = String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
            scalar == " " || scalar.properties.isWhitespace || scalar.properties.generalCategory != .control && scalar != "\u{FFFD}"
        }
        let words = sanitized(String(String.UnicodeScalarView(shown))).unicodeScalars.split(separator: " ")
        let line = words.joined(separator: CollectionOfOne(" " as Unicode.Scalar)).prefix(limit)
        let result = String(String.UnicodeScalarView(line))
        return result.isEmpty ? nil : result.dropping(ending: " ") ?? result
    }

    /// Whether a text is a line already, as nearly all of a feed's fields are. Cost: one pass over its bytes.
    private static func isPlain(_ text: String, limit: Int) -> Bool {
        let text = text.utf8
        guard !text.isEmpty, text.count <= limit else { return false }
        var last = UInt8(ascii: " ")
        for byte in text {
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&"), byte != 0x20 || last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20
    }

    /// An ID: as `line`, but nil where it is too long to be kept whole.
    static func id(_ text: String?) -> String? {
        guard let id = line(text, limit: Bounds.id + 1), id.unicodeScalars.count <= Bounds.id else { return nil }
        return id
    }

    /// Several texts: each a line, none empty, none twice.
    static func lines(_ texts: [String], limit: Int = Bounds.tags) -> [String] {
        Array(texts.prefix(limit * 4).compactMap { line($0) }.unique.prefix(limit))
    }
}

/// HTML's tags, which are left out of text.
private enum Tags {
    /// Without tags and comments, and without what scripts and styles hold. A `<` that begins no tag stays.
    static func stripped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<"), at + 1 < bytes.count, begins(bytes[at + 1]),
                let end = bytes[at...].firstIndex(of: UInt8(ascii: ">"))
            else {
                result.append(bytes[at])
                at += 1
                continue
            }
            let name = bytes[(at + 1)..<end].prefix { Ascii.isLetter($0) }.map(Ascii.lowercased)
            at = end + 1
            if name == Array("script".utf8) || name == Array("style".utf8) {
                at = Ascii.firstIndex(of: Array("</".utf8) + name, in: bytes, from: at) ?? bytes.count
            }
            result.append(UInt8(ascii: " "))
            // Tags inside a word, as in H<sub>2</sub>O, do not break it; all others do.
            if ["b", "i", "u", "em", "strong", "sub", "sup", "span", "a", "font", "small", ""].contains(String(decoding: name, as: UTF8.self)) {
                result.removeLast()
            }
        }
        return result
    }

    private static func begins(_ byte: UInt8) -> Bool { Ascii.isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") }
}

/// Bytes as ASCII has them.
enum Ascii {
    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// Where a lowercase word begins in bytes of any case.
    static func firstIndex(of word: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
        guard let first = word.first, bytes.count >= word.count else { return nil }
        var at = start
        while at <= bytes.count - word.count {
            if lowercased(bytes[at]) == first, (0..<word.count).allSatisfy({ lowercased(bytes[at + $0]) == word[$0] }) { return at }
            at += 1
        }
        return nil
    }

    /// Whether a lowercase word is in bytes of any case.
    static func contains(_ word: String, in bytes: [UInt8]) -> Bool { firstIndex(of: Array(word.utf8), in: bytes) != nil }
}
