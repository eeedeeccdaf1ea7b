import Basics

/// How a text is taken apart into words, none of which shares a token with another.
indirect enum PreTokenizer: Sendable {
    case sequence([PreTokenizer])
    case split(Pattern, Delimiters, isInverted: Bool)
    /// Every byte as a character of its own.
    case bytes(prependsSpace: Bool, words: Pattern?)
    case metaspace(Metaspace)

    /// What becomes of the stretches between words.
    enum Delimiters: String {
        case removed = "Removed"
        case isolated = "Isolated"
        case mergedWithPrevious = "MergedWithPrevious"
        case mergedWithNext = "MergedWithNext"
        case contiguous = "Contiguous"
    }

    func apply(to passages: [Passage]) throws(PlainError) -> [Passage] {
        var words: [Passage] = []
        switch self {
        case .sequence(let steps):
            words = passages
            for step in steps { words = try step.apply(to: words) }
        case .split(let pattern, let delimiters, let isInverted):
            for passage in passages { words += try delimiters.split(passage, at: pattern, isInverted: isInverted) }
        case .bytes(let prependsSpace, let pattern):
            for var passage in passages {
                if prependsSpace, passage.scalars.first != " " { passage.prepend([" "]) }
                let parts = if let pattern { try Delimiters.isolated.split(passage, at: pattern, isInverted: false) } else { [passage] }
                words += try parts.map(ByteCharacters.spelled)
            }
        case .metaspace(let metaspace):
            for passage in passages { words += metaspace.split(passage) }
        }
        return words
    }
}

extension PreTokenizer.Delimiters {
    /// The parts of a passage that are left, none empty.
    func split(_ passage: Passage, at pattern: Pattern, isInverted: Bool) throws(PlainError) -> [Passage] {
        var parts: [Range<Int>] = []
        // Whether the stretch before was a delimiter; a delimiter that joins words is kept for the one behind it.
        var followsDelimiter = false
        var kept: Int?
        for (range, isMatch) in try pattern.stretches(of: passage.scalars) {
            let isDelimiter = isMatch != isInverted
            switch self {
            case .removed: if !isDelimiter { parts.append(range) }
            case .isolated: parts.append(range)
            case .contiguous where isDelimiter == followsDelimiter && !parts.isEmpty,
                .mergedWithPrevious where isDelimiter && !followsDelimiter && !parts.isEmpty:
                parts[parts.count - 1] = parts[parts.count - 1].lowerBound..<range.upperBound
            case .contiguous, .mergedWithPrevious: parts.append(range)
            case .mergedWithNext:
                // Of several delimiters the last goes with the word.
                if isDelimiter {
                    if let kept { parts.append(kept..<range.lowerBound) }
                    kept = range.lowerBound
                } else {
                    parts.append((kept ?? range.lowerBound)..<range.upperBound)
                    kept = nil
                }
            }
            followsDelimiter = isDelimiter
        }
        if let kept { parts.append(kept..<passage.scalars.count) }
        return parts.lazy.filter { !$0.isEmpty }.map { passage[$0] }
    }
}

extension PreTokenizer {
    /// From a file; nil where it has none.
    ///
    /// - Throws: which kind is not read.
    init?(_ field: JSONField) throws(PlainError) {
        if field.isNull { return nil }
        switch try field.kind() {
        case "Sequence":
            self = .sequence(try field["pretokenizers"].list().map { (one) throws(PlainError) in try PreTokenizer(one) }.compactMap(\.self))
        case "Split":
            guard let delimiters = Delimiters(rawValue: try field["behavior"].text()) else { throw field["behavior"].wrong("a known one") }
            self = .split(try Pattern(field["pattern"]), delimiters, isInverted: try field["invert"].flag())
        case "WhitespaceSplit": self = .split(try Pattern(regex: "\\s"), .removed, isInverted: false)
        case "Digits":
            let delimiters: Delimiters = try field["individual_digits"].flag() ? .isolated : .contiguous
            self = .split(try Pattern(regex: "\\p{N}"), delimiters, isInverted: false)
        case "ByteLevel":
            let words = try field["use_regex"].flag(otherwise: true) ? Pattern(regex: ByteCharacters.words) : nil
            self = .bytes(prependsSpace: try field["add_prefix_space"].flag(), words: words)
        case "Metaspace": self = .metaspace(try Metaspace(field))
        case let other:
            throw PlainError(
                "one of its pre-tokenisers is \(quoted(other)); Vitrine reads ByteLevel, Digits, Metaspace, Sequence, Split and WhitespaceSplit")
        }
    }
}
