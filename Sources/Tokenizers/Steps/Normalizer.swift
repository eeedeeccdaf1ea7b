import Basics

/// How a text is made alike before it is taken apart.
indirect enum Normalizer: Sendable {
    case sequence([Normalizer])
    case form(UnicodeForm)
    /// Scalar by scalar, whatever stands around it.
    case lowercase
    case withoutAccents
    case strip(left: Bool, right: Bool)
    case prepend([Unicode.Scalar])
    case replace(Pattern, [Unicode.Scalar])
    case precompiled(CharacterMap)

    func apply(to passage: inout Passage) throws(PlainError) {
        switch self {
        case .sequence(let normalizers): for normalizer in normalizers { try normalizer.apply(to: &passage) }
        case .form(let form):
            form.apply(to: &passage)
            try passage.checkLength()
        case .lowercase:
            try passage.rewrite { old, new in
                for (index, scalar) in old.scalars.enumerated() {
                    if scalar.isASCII {
                        new.append(("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar, for: index)
                    } else {
                        for lower in scalar.properties.lowercaseMapping.unicodeScalars { new.append(lower, for: index) }
                    }
                }
            }
        case .withoutAccents:
            try passage.rewrite { old, new in
                for (index, scalar) in old.scalars.enumerated() where !Self.marks.contains(scalar) { new.append(scalar, for: index) }
            }
        case .strip(let left, let right):
            let isText: (Unicode.Scalar) -> Bool = { !$0.properties.isWhitespace }
            let start = left ? passage.scalars.firstIndex(where: isText) ?? passage.scalars.count : 0
            let end = right ? (passage.scalars.lastIndex(where: isText) ?? -1) + 1 : passage.scalars.count
            passage = passage[start..<max(start, end)]
        case .prepend(let scalars):
            guard !passage.scalars.isEmpty else { return }
            passage.prepend(scalars)
            try passage.checkLength()
        case .replace(let pattern, let content):
            let matches = try pattern.matches(in: passage.scalars)
            guard !matches.isEmpty else { return }
            try passage.rewrite { (old, new) throws(PlainError) in
                var place = 0
                for match in matches {
                    for index in place..<match.lowerBound { new.append(old.scalars[index], for: index) }
                    for scalar in content { new.append(scalar, for: max(0, match.upperBound - 1)) }
                    place = match.upperBound
                    try new.passage.checkLength()
                }
                for index in place..<old.scalars.count { new.append(old.scalars[index], for: index) }
            }
        case .precompiled(let map): try map.apply(to: &passage)
        }
    }

    private static let marks = ScalarSet([ScalarSet.Term(categories: ScalarSet.Term.categories(named: "M")!)])
}

extension Normalizer {
    /// From a file; nil where it has none.
    ///
    /// - Throws: which kind is not read.
    init?(_ field: JSONField) throws(PlainError) {
        if field.isNull { return nil }
        switch try field.kind() {
        case "Sequence": self = .sequence(try field["normalizers"].list().map { (one) throws(PlainError) in try Normalizer(one) }.compactMap(\.self))
        case "NFC": self = .form(.canonical(composed: true))
        case "NFD": self = .form(.canonical(composed: false))
        case "NFKC": self = .form(.compatible(composed: true))
        case "NFKD": self = .form(.compatible(composed: false))
        case "Lowercase": self = .lowercase
        case "StripAccents": self = .withoutAccents
        case "Strip": self = .strip(left: try field["strip_left"].flag(), right: try field["strip_right"].flag())
        case "Prepend": self = .prepend(Array(try field["prepend"].text().unicodeScalars))
        case "Replace": self = .replace(try Pattern(field["pattern"]), Array(try field["content"].text().unicodeScalars))
        case "Precompiled": self = .precompiled(try CharacterMap(base64: field["precompiled_charsmap"].text()))
        case let other:
            throw PlainError(
                "one of its normalizers is \(quoted(other)); Vitrine reads Lowercase, NFC, NFD, NFKC, NFKD, Precompiled, Prepend, Replace, "
                    + "Sequence, Strip and StripAccents")
        }
    }
}

extension Passage {
    /// Puts scalars before the first, as parts of it.
    mutating func prepend(_ new: [Unicode.Scalar]) {
        scalars.insert(contentsOf: new, at: 0)
        if leading > 0 { leading += new.count }
    }
}
