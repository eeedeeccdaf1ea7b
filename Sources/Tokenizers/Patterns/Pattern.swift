import Basics

/// What a tokeniser looks for in a text: a literal text or a regular expression.
struct Pattern: Sendable {
    private let program: RegexProgram

    init(regex: String) throws(PlainError) { program = try RegexProgram(RegexParser.parse(regex)) }

    init(literal: String) throws(PlainError) {
        program = try RegexProgram(
            .sequence(literal.unicodeScalars.map { .set(ScalarSet([ScalarSet.Term(ranges: [$0.value...$0.value])])) }))
    }

    /// From a file: `{"Regex": "…"}` or `{"String": "…"}`.
    init(_ field: JSONField) throws(PlainError) {
        if let literal = try field["String"].textIfAny() {
            try self.init(literal: literal)
        } else {
            try self.init(regex: field["Regex"].text())
        }
    }

    /// The matches from left to right, none within another; one may be empty where the one before does not end.
    func matches(in text: [Unicode.Scalar]) throws(PlainError) -> [Range<Int>] {
        // An empty text is left as it is, whatever the pattern.
        guard !text.isEmpty else { return [] }
        var search = RegexSearch(program, in: text)
        var matches: [Range<Int>] = []
        var place = 0
        while place <= text.count, let match = try search.first(from: place) {
            if match.isEmpty, matches.last?.upperBound == match.upperBound {
                place = match.upperBound + 1
            } else {
                matches.append(match)
                place = match.upperBound
            }
        }
        return matches
    }

    /// The whole text as stretches that match and stretches between them.
    func stretches(of text: [Unicode.Scalar]) throws(PlainError) -> [(range: Range<Int>, isMatch: Bool)] {
        var stretches: [(range: Range<Int>, isMatch: Bool)] = []
        var place = 0
        for match in try matches(in: text) {
            if match.lowerBound > place { stretches.append((place..<match.lowerBound, false)) }
            stretches.append((match, true))
            place = match.upperBound
        }
        if place < text.count { stretches.append((place..<text.count, false)) }
        return stretches
    }
}
