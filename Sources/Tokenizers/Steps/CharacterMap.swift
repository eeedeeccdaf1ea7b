import Basics
import Foundation

/// Sentencepiece's compiled normalisation: texts of some bytes and what each becomes, in a double-array trie (as of Darts-clone).
struct CharacterMap: Sendable {
    /// The trie's units: each has the label that leads to it, where its children are, and whether a key ends there.
    private let units: [UInt32]
    /// The replacements one after the other, each ended by a zero.
    private let replacements: [UInt8]

    private static let longestReplacement = 1_000
    private static let mostBytes = 1 << 24

    /// - Parameter text: the size of the trie in bytes (four bytes, the lowest first), its units (likewise), the replacements; in base 64.
    /// - Throws: why that is no such map.
    init(base64 text: String) throws(PlainError) {
        guard text.utf8.count <= 2 * Self.mostBytes, let bytes = Data(base64Encoded: text).map({ Array($0) }), bytes.count >= 4 else {
            throw PlainError("its precompiled_charsmap is not base 64, or too long")
        }
        func number(at place: Int) -> UInt32 { (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) } }
        let size = Int(number(at: 0))
        guard size > 0, size.isMultiple(of: 4), size <= bytes.count - 4 else { throw PlainError("its precompiled_charsmap breaks off") }
        units = (0..<size / 4).map { number(at: 4 + 4 * $0) }
        replacements = Array(bytes[(4 + size)...])
        guard isSound else { throw PlainError("its precompiled_charsmap is broken") }
    }

    /// Whether every unit leads into the trie, every key to a replacement, and every replacement is text of a sensible length.
    private var isSound: Bool {
        guard !units[0].isValue, String(validating: replacements, as: UTF8.self) != nil,
            replacements.split(separator: 0).allSatisfy({ $0.count <= Self.longestReplacement })
        else { return false }
        return units.indices.allSatisfy { place in
            let unit = units[place]
            guard !unit.isValue else { return true }
            let children = place ^ unit.offset
            guard children | 0xFF < units.count else { return false }
            guard unit.hasValue else { return true }
            let start = units[children].value
            // A replacement begins where another character does.
            return start < replacements.count && replacements[start] & 0xC0 != 0x80
        }
    }

    /// Replaces what Hugging Face's `tokenizers` does: each grapheme of at most five bytes by what its shortest beginning becomes, or else
    /// each of its scalars.
    func apply(to passage: inout Passage) throws(PlainError) {
        try passage.rewrite { (old, new) throws(PlainError) in
            // What vanishes before anything else is not counted, as with `tokenizers`, which only matters to where a text begins.
            var index = 0
            func put(_ replacement: [Unicode.Scalar], for count: Int) {
                for (offset, scalar) in replacement.enumerated() { new.append(scalar, for: index + min(offset, count - 1)) }
                if !replacement.isEmpty || !new.passage.scalars.isEmpty { index += count }
            }
            for grapheme in String(String.UnicodeScalarView(old.scalars)) {
                try new.passage.checkLength()
                let scalars = Array(grapheme.unicodeScalars)
                if grapheme.utf8.count < 6, let replacement = replacement(of: Array(grapheme.utf8)) {
                    put(replacement, for: scalars.count)
                    continue
                }
                for scalar in scalars { put(replacement(of: Array(String(scalar).utf8)) ?? [scalar], for: 1) }
            }
        }
    }

    /// What the shortest key becomes that the bytes begin with; nil where there is none.
    private func replacement(of bytes: [UInt8]) -> [Unicode.Scalar]? {
        var place = units[0].offset
        for byte in bytes {
            guard byte != 0 else { return nil }
            place ^= Int(byte)
            let unit = units[place]
            guard unit.leads(with: byte) else { return nil }
            place ^= unit.offset
            if unit.hasValue {
                let start = units[place].value
                let end = replacements[start...].firstIndex(of: 0) ?? replacements.endIndex
                return Array(String(decoding: replacements[start..<end], as: UTF8.self).unicodeScalars)
            }
        }
        return nil
    }
}

extension UInt32 {
    /// Whether the unit is a key's value, and so has no children.
    fileprivate var isValue: Bool { self >> 31 == 1 }
    fileprivate var value: Int { Int(self & 0x7FFF_FFFF) }
    fileprivate var hasValue: Bool { self >> 8 & 1 == 1 }
    fileprivate var offset: Int { Int(self >> 10) << Int((self & 0x200) >> 6) }
    fileprivate func leads(with byte: UInt8) -> Bool { self & 0x8000_00FF == UInt32(byte) }
}
