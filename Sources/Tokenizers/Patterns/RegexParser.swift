import Basics

/// Reads the part of Oniguruma's regular expressions (Ruby's syntax) that tokenisers use.
struct RegexParser {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    /// - Throws: what the expression has that is not read.
    static func parse(_ expression: String) throws(PlainError) -> RegexNode {
        var parser = RegexParser(scalars: Array(expression.unicodeScalars))
        do throws(PlainError) {
            let node = try parser.either()
            guard parser.place == parser.scalars.count else { throw PlainError("a closing parenthesis too many") }
            return node
        } catch {
            throw PlainError("its regular expression \(quoted(expression)) has \(error.description), which Vitrine does not read")
        }
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ text: String) -> Bool {
        guard scalars[place...].starts(with: text.unicodeScalars) else { return false }
        place += text.unicodeScalars.count
        return true
    }

    private mutating func advance(expecting what: String) throws(PlainError) -> Unicode.Scalar {
        guard let scalar = next else { throw PlainError("no end: \(what) is missing") }
        place += 1
        return scalar
    }

    private mutating func either() throws(PlainError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 50 else { throw PlainError("more than 50 groups inside each other") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PlainError) -> RegexNode {
        var nodes: [RegexNode] = []
        while let scalar = next, scalar != "|", scalar != ")" { nodes.append(try quantified()) }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func quantified() throws(PlainError) -> RegexNode {
        let node = try atom()
        guard let bounds = try self.bounds() else { return node }
        if next == "+" { throw PlainError("a possessive quantifier") }
        let isLazy = take("?")
        if isLazy, bounds.least == bounds.most { throw PlainError("a question mark behind a fixed number") }
        if try self.bounds() != nil { throw PlainError("a quantifier behind a quantifier") }
        return .repeated(node, least: bounds.least, most: bounds.most, isLazy: isLazy)
    }

    private mutating func bounds() throws(PlainError) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard next == "{" else { return nil }
        let start = place
        place += 1
        let least = number()
        let most = take(",") ? number() : least
        let isRange = scalars[start..<place].contains(",")
        // A brace that holds no bounds is one of the text.
        guard take("}"), least != nil || most != nil else {
            place = start
            return nil
        }
        guard least ?? 0 <= most ?? 1_000, max(least ?? 0, most ?? 0) <= 1_000 else { throw PlainError("bounds that are out of order or above 1000") }
        return (least ?? 0, isRange ? most : least)
    }

    private mutating func number() -> Int? {
        let start = place
        while let scalar = next, ("0"..."9").contains(scalar), place < start + 6 { place += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<place])))
    }

    private mutating func atom() throws(PlainError) -> RegexNode {
        let scalar = try advance(expecting: "a character")
        switch scalar {
        case "(": return try group()
        case "[": return .set(try bracket())
        case ".": return .set(ScalarSet([ScalarSet.Term(ranges: [0x0A...0x0A], isNegated: true)]))
        case "^": return .atLineBeginning
        case "$": return .atLineEnd
        case "*", "+", "?": throw PlainError("a quantifier without anything before it")
        case "\\":
            if take("A") { return .atBeginning }
            if take("z") { return .atEnd }
            return .set(ScalarSet([try escape()]))
        default: return .set(ScalarSet([.one(scalar)]))
        }
    }

    private mutating func group() throws(PlainError) -> RegexNode {
        let isAhead = take("?=")
        let isNotAhead = !isAhead && take("?!")
        if !isAhead, !isNotAhead, !take("?:"), next == "?" { throw PlainError("a group that begins with (?") }
        let node = try either()
        guard take(")") else { throw PlainError("no end: a closing parenthesis is missing") }
        guard isAhead || isNotAhead else { return node }
        guard case .set(let set) = node else { throw PlainError("a look ahead at more than one character") }
        return .ahead(set, isNegated: isNotAhead)
    }

    private mutating func bracket() throws(PlainError) -> ScalarSet {
        let isNegated = take("^")
        var terms: [ScalarSet.Term] = []
        while true {
            let scalar = try advance(expecting: "a closing bracket")
            switch scalar {
            case "]":
                guard !terms.isEmpty else { throw PlainError("empty brackets") }
                return ScalarSet(terms, isNegated: isNegated)
            case "[": throw PlainError("brackets inside brackets")
            case "&" where next == "&": throw PlainError("an intersection")
            default:
                let term = try scalar == "\\" ? escape() : .one(scalar)
                // A dash at the end is one of the text.
                guard next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
                    terms.append(term)
                    continue
                }
                place += 1
                let end = try advance(expecting: "the end of a range")
                guard let first = term.single, let last = try (end == "\\" ? escape() : .one(end)).single, first <= last, end != "[" else {
                    throw PlainError("a range that is none")
                }
                terms.append(ScalarSet.Term(ranges: [first...last]))
            }
        }
    }

    private mutating func escape() throws(PlainError) -> ScalarSet.Term {
        let scalar = try advance(expecting: "what is escaped")
        switch scalar {
        case "s": return .space
        case "S": return ScalarSet.Term.space.negated
        case "d": return .digit
        case "D": return ScalarSet.Term.digit.negated
        case "w": return .word
        case "W": return ScalarSet.Term.word.negated
        case "t": return .one("\t")
        case "n": return .one("\n")
        case "r": return .one("\r")
        case "f": return .one("\u{C}")
        case "v": return .one("\u{B}")
        case "x", "u": return try numbered(after: scalar)
        case "p", "P": return try category(isNegated: scalar == "P")
        case let other where !other.isASCII || !other.properties.isAlphabetic && !("0"..."9").contains(other): return .one(other)
        default: throw PlainError("\\\(scalar)")
        }
    }

    /// `\x41`, `\x{1F600}`, `\u0041`.
    private mutating func numbered(after letter: Unicode.Scalar) throws(PlainError) -> ScalarSet.Term {
        let isBraced = letter == "x" && take("{")
        let longest = isBraced ? 6 : letter == "u" ? 4 : 2
        let start = place
        while let scalar = next, place < start + longest, scalar.properties.isASCIIHexDigit { place += 1 }
        guard let value = UInt32(String(String.UnicodeScalarView(scalars[start..<place])), radix: 16), let scalar = Unicode.Scalar(value),
            isBraced ? take("}") : letter == "x" ? value < 0x80 : place == start + longest
        else { throw PlainError("a \\\(letter) without its number") }
        return .one(scalar)
    }

    /// `\p{L}`, `\p{^Lu}`.
    private mutating func category(isNegated: Bool) throws(PlainError) -> ScalarSet.Term {
        guard take("{") else { throw PlainError("a \\p without braces") }
        let isInverted = take("^")
        let start = place
        while let scalar = next, scalar != "}" { place += 1 }
        let name = String(String.UnicodeScalarView(scalars[start..<place]))
        guard take("}"), let categories = ScalarSet.Term.categories(named: name) else { throw PlainError("\\p{\(name)}") }
        return ScalarSet.Term(categories: categories, isNegated: isNegated != isInverted)
    }
}

extension ScalarSet.Term {
    fileprivate static func one(_ scalar: Unicode.Scalar) -> Self { Self(ranges: [scalar.value...scalar.value]) }

    fileprivate var negated: Self { Self(ranges: ranges, categories: categories, isNegated: !isNegated) }

    /// The scalar of a term that has but one.
    fileprivate var single: UInt32? {
        guard categories == 0, !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }
}
