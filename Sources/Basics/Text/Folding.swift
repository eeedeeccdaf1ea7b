import Foundation

extension String {
    /// The text as it is looked for: what a person leaves out or writes otherwise while typing does not count. The same in every locale.
    ///
    /// Case, diacritics, width and compatibility forms do not count, nor points and harakat, variants of alef and yeh, final letters, the
    /// dot of the Turkish i, Thai tones, the nukta, hiragana or katakana, emoji's variations, digits' scripts, and what is invisible.
    /// Korean syllables come apart, so that one that is half typed is a beginning of the whole.
    ///
    /// Cost: that of `lowercased` for ASCII.
    public var folded: String {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return lowercased() }
        var plain = caseFolded
        // Putting characters together takes longer than all else.
        if plain.unicodeScalars.contains(where: isCompatibilityForm) {
            plain = plain.precomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping.caseFolded
        }
        var result = UnicodeScalarView()
        for scalar in plain.unicodeScalars {
            if isPlainLetter(scalar) {
                result.append(scalar)
            } else if isLeftOut(scalar) {
                continue
            } else if let text = spelling[scalar] {
                result.append(contentsOf: text.unicodeScalars)
            } else if let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
                result.append(contentsOf: String(Int(digit)).unicodeScalars)
            } else {
                appendLetter(scalar, to: &result)
            }
        }
        return String(result)
    }

    private var caseFolded: String { folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil) }
}

/// Whether a character whose case is folded stands for others, or may have to be put together with the one before it.
private func isCompatibilityForm(_ scalar: Unicode.Scalar) -> Bool {
    if isPlainLetter(scalar) { return false }
    let properties = scalar.properties
    return properties.changesWhenNFKCCaseFolded && !properties.isDefaultIgnorableCodePoint || (0x3099...0x309A).contains(scalar.value)
}

/// Whether nothing is to be done, as for most: ASCII, Cyrillic and Han characters whose case is folded.
private func isPlainLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x80, 0x400...0x482, 0x48A...0x52F, 0x4E00...0x9FFF: true
    default: false
    }
}

/// Marks that are written or not, and what cannot be seen.
private func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Hebrew points and accents, Arabic harakat.
    case 0x591...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6ED: scalar.properties.generalCategory == .nonspacingMark
    // The tatweel; the nukta of Indian scripts; Thai and Lao tones.
    case 0x640, 0x93C, 0x9BC, 0xA3C, 0xABC, 0xB3C, 0xE48...0xE4C, 0xE4E, 0xEC8...0xECC: true
    // Emoji's skins.
    case 0x1F3FB...0x1F3FF: true
    // Hangul's fillers count as ignorable, but are letters.
    case 0x115F, 0x1160: false
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
}

private func appendLetter(_ scalar: Unicode.Scalar, to result: inout String.UnicodeScalarView) {
    switch scalar.value {
    // Hiragana as katakana.
    case 0x3041...0x3096, 0x309D, 0x309E: result.append(Unicode.Scalar(scalar.value + 0x60)!)
    // Korean syllables as their letters: 21 vowels, and 27 last consonants or none.
    case 0xAC00...0xD7A3:
        let (syllable, last) = (scalar.value - 0xAC00).quotientAndRemainder(dividingBy: 28)
        let (first, vowel) = syllable.quotientAndRemainder(dividingBy: 21)
        result.append(Unicode.Scalar(0x1100 + first)!)
        result.append(Unicode.Scalar(0x1161 + vowel)!)
        if last > 0 { result.append(Unicode.Scalar(0x11A7 + last)!) }
    default: result.append(scalar)
    }
}

/// Letters and signs that stand for others.
private let spelling: [Unicode.Scalar: String] = {
    let groups = [
        // Letters with strokes and ligatures, which are no marks to Unicode.
        "a": "ɐ", "ae": "æ", "d": "đðɖ", "h": "ħ", "i": "ı", "l": "ł", "o": "ø", "oe": "œ", "t": "ŧ", "th": "þ",
        // Arabic, Persian and Urdu letters that are typed for one another.
        "\u{627}": "\u{622}\u{623}\u{625}\u{671}\u{672}\u{673}", "\u{648}": "\u{624}", "\u{64A}": "\u{626}\u{649}\u{6CC}\u{6D2}",
        "\u{643}": "\u{6A9}", "\u{647}": "\u{629}\u{6C0}\u{6C1}\u{6C2}\u{6C3}\u{6D5}\u{6BE}",
        // Hebrew letters at the end of a word.
        "\u{5DB}": "\u{5DA}", "\u{5DE}": "\u{5DD}", "\u{5E0}": "\u{5DF}", "\u{5E4}": "\u{5E3}", "\u{5E6}": "\u{5E5}",
        // The candrabindu is written as an anusvara too.
        "\u{902}": "\u{901}",
        "'": "‘’‚‛′ʼ׳", "\"": "“”„‟″״«»", "-": "‐‑‒–—―−־",
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (text, letters) in groups { for scalar in letters.unicodeScalars { table[scalar] = text } }
    return table
}()
