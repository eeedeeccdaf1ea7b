import Basics

/// GPT-2's alphabet: a visible character for each byte.
enum ByteCharacters {
    /// GPT-2's words.
    static let words = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

    /// A passage with each byte of its UTF-8 as a character.
    static func spelled(_ passage: Passage) throws(PlainError) -> Passage {
        var passage = passage
        try passage.rewrite { old, new in
            for (index, scalar) in old.scalars.enumerated() {
                for byte in UTF8.encode(scalar)! { new.append(characters[Int(byte)], for: index) }
            }
        }
        return passage
    }

    /// Bytes that are visible in Latin-1 stand for themselves, and the others for characters from U+0100 on.
    private static let characters: [Unicode.Scalar] = {
        var others = UInt32(0x100)
        return (0..<256).map { byte in
            if (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE { return Unicode.Scalar(UInt8(byte)) }
            defer { others += 1 }
            return Unicode.Scalar(others)!
        }
    }()
}
