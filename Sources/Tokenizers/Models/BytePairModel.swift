import Basics

/// Byte pair encoding: a word's characters are joined two by two, the pair that was learnt first before all others.
struct BytePairModel: TokenModel {
    static let kind = "BPE"

    private let vocabulary: [ExactText: Int]
    private let merges: PairMerges
    private let unknown: String?
    /// What a character is spelled with that is not a word's first; its last.
    private let prefix: String
    private let suffix: String
    private let joinsUnknown: Bool
    private let fallsBackOnBytes: Bool
    /// Whether a word that is a token is that one.
    private let keepsWholeWords: Bool

    init(_ field: JSONField) throws(PlainError) {
        if !field["dropout"].isNull, try field["dropout"].number() != 0 {
            throw PlainError("its model has a dropout, with which the same text has other tokens each time")
        }
        var vocabulary: [ExactText: Int] = [:]
        for (name, id) in try field["vocab"].members() { vocabulary[ExactText(name)] = try id.count() }
        self.vocabulary = vocabulary
        prefix = try field["continuing_subword_prefix"].textIfAny() ?? ""
        suffix = try field["end_of_word_suffix"].textIfAny() ?? ""
        merges = try PairMerges(field["merges"], vocabulary: vocabulary, prefix: prefix)
        unknown = try field["unk_token"].textIfAny()
        joinsUnknown = try field["fuse_unk"].flag(otherwise: false)
        fallsBackOnBytes = try field["byte_fallback"].flag(otherwise: false)
        keepsWholeWords = try field["ignore_merges"].flag(otherwise: false)
    }

    var count: Int { vocabulary.count }

    var largestID: Int { vocabulary.values.max() ?? -1 }

    func id(of token: String) -> Int? { vocabulary[ExactText(token)] }

    func ids(of word: [Unicode.Scalar]) throws(PlainError) -> [Int] {
        if keepsWholeWords, let id = id(of: String(String.UnicodeScalarView(word))) { return [id] }
        return merges.merged(try characters(of: word))
    }

    /// The tokens of the single characters.
    private func characters(of word: [Unicode.Scalar]) throws(PlainError) -> [Int] {
        var ids: [Int] = []
        ids.reserveCapacity(word.count)
        // An unknown one waits for the next known one, or for the end: bytes that are fallen back on go before it, as with `tokenizers`.
        var waiting: Int?
        for (index, scalar) in word.enumerated() {
            var text = index > 0 ? prefix : ""
            text.unicodeScalars.append(scalar)
            if index == word.count - 1 { text += suffix }
            if let id = id(of: text) {
                if let waiting { ids.append(waiting) }
                waiting = nil
                ids.append(id)
            } else if fallsBackOnBytes, let bytes = byteTokens(of: text) {
                ids += bytes
            } else if let unknown {
                guard let id = id(of: unknown) else {
                    throw PlainError("its token for what is unknown, \(quoted(unknown)), is not in its vocabulary")
                }
                if let waiting, !joinsUnknown { ids.append(waiting) }
                waiting = id
            }
        }
        if let waiting { ids.append(waiting) }
        return ids
    }

    private func byteTokens(of text: String) -> [Int]? {
        let ids = text.utf8.map { id(of: $0) }
        return ids.contains(nil) ? nil : ids.compactMap(\.self)
    }
}
