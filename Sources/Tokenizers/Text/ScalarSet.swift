/// A set of scalars, as patterns name them: ranges and Unicode's general categories.
struct ScalarSet: Sendable {
    /// What lies in the ranges or has one of the categories, or all but that.
    struct Term: Sendable {
        var ranges: [ClosedRange<UInt32>] = []
        var categories: UInt32 = 0
        var isNegated = false
    }

    private let terms: [Term]
    private let isNegated: Bool
    /// The members below 128.
    private let ascii: (UInt64, UInt64)

    /// All that are in any of the terms, or in none.
    init(_ terms: [Term], isNegated: Bool = false) {
        (self.terms, self.isNegated) = (terms, isNegated)
        var bits: (UInt64, UInt64) = (0, 0)
        for value in 0..<UInt32(64) {
            if Self.contains(Unicode.Scalar(value)!, in: terms) != isNegated { bits.0 |= 1 << value }
            if Self.contains(Unicode.Scalar(value + 64)!, in: terms) != isNegated { bits.1 |= 1 << value }
        }
        ascii = bits
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<64: ascii.0 >> scalar.value & 1 == 1
        case ..<128: ascii.1 >> (scalar.value - 64) & 1 == 1
        default: Self.contains(scalar, in: terms) != isNegated
        }
    }

    private static func contains(_ scalar: Unicode.Scalar, in terms: [Term]) -> Bool {
        terms.contains { term in
            let isInside =
                term.ranges.contains { $0.contains(scalar.value) }
                || term.categories != 0 && term.categories & scalar.properties.generalCategory.bit != 0
            return isInside != term.isNegated
        }
    }
}

extension ScalarSet.Term {
    /// White space, as Unicode's property of that name has it.
    static let space = Self(ranges: [0x09...0x0D, 0x85...0x85], categories: categories(named: "Z")!)
    static let digit = Self(categories: categories(named: "Nd")!)
    /// What Oniguruma takes for a letter of a word: also the fractions of Latin-1, and letters in circles and squares.
    static let word = Self(
        ranges: [0xB2...0xB3, 0xB9...0xB9, 0xBC...0xBE, 0x24B6...0x24E9, 0x1F130...0x1F149, 0x1F150...0x1F169, 0x1F170...0x1F189],
        categories: ["L", "M", "Nd", "Nl", "Pc"].reduce(0) { $0 | categories(named: $1)! })

    /// The categories of a name such as `L` or `Lu`, as bits; nil where there is none.
    static func categories(named name: String) -> UInt32? {
        let found = names.indices.filter { names[$0].isExactly(name) || name.utf8.count == 1 && names[$0].utf8.starts(with: name.utf8) }
        return found.isEmpty ? nil : found.reduce(0) { $0 | 1 << UInt32($1) }
    }

    /// Each at the place of its bit.
    private static let names = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs",
        "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
    ]
}

extension Unicode.GeneralCategory {
    /// Its place among the names of categories.
    fileprivate var bit: UInt32 {
        let place: UInt32 =
            switch self {
            case .uppercaseLetter: 0
            case .lowercaseLetter: 1
            case .titlecaseLetter: 2
            case .modifierLetter: 3
            case .otherLetter: 4
            case .nonspacingMark: 5
            case .spacingMark: 6
            case .enclosingMark: 7
            case .decimalNumber: 8
            case .letterNumber: 9
            case .otherNumber: 10
            case .connectorPunctuation: 11
            case .dashPunctuation: 12
            case .openPunctuation: 13
            case .closePunctuation: 14
            case .initialPunctuation: 15
            case .finalPunctuation: 16
            case .otherPunctuation: 17
            case .mathSymbol: 18
            case .currencySymbol: 19
            case .modifierSymbol: 20
            case .otherSymbol: 21
            case .spaceSeparator: 22
            case .lineSeparator: 23
            case .paragraphSeparator: 24
            case .control: 25
            case .format: 26
            case .surrogate: 27
            case .privateUse: 28
            default: 29
            }
        return 1 << place
    }
}
