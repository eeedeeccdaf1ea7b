import Basics

/// Sentencepiece's way with spaces: each becomes a visible character, at which words begin.
struct Metaspace: Sendable {
    /// Which passages one is put before that begin without.
    enum Prepending: String {
        case always, first, never
    }

    private let replacement: Unicode.Scalar
    private let prepending: Prepending
    private let splits: Bool

    /// From a file, in today's spelling (`prepend_scheme`) or the former one (`add_prefix_space`).
    init(_ field: JSONField) throws(PlainError) {
        replacement = try field["replacement"].scalar()
        splits = try field["split"].flag(otherwise: true)
        let scheme = try field["prepend_scheme"].textIfAny()
        guard let prepending = scheme.map(Prepending.init(rawValue:)) ?? .always else {
            throw field["prepend_scheme"].wrong("always, first or never")
        }
        if try field["add_prefix_space"].flag(otherwise: true) {
            self.prepending = prepending
        } else {
            guard scheme == nil || prepending == .never else { throw PlainError("\(field.path) says both to prepend a space and not to") }
            self.prepending = .never
        }
    }

    func split(_ passage: Passage) -> [Passage] {
        var passage = passage
        let isFirst = passage.leading > 0
        for index in passage.scalars.indices where passage.scalars[index] == " " { passage.scalars[index] = replacement }
        if prepending == .always || prepending == .first && isFirst, passage.scalars.first != replacement { passage.prepend([replacement]) }
        guard splits else { return [passage] }
        var words: [Passage] = []
        var start = 0
        for place in passage.scalars.indices where place > start && passage.scalars[place] == replacement {
            words.append(passage[start..<place])
            start = place
        }
        if start < passage.scalars.count { words.append(passage[start..<passage.scalars.count]) }
        return words
    }
}
