import Basics

/// Tokens that are taken out of a text before anything else is done with it.
struct AddedTokens: Sendable {
    private struct Token: Sendable {
        let id: Int
        let isSingleWord: Bool
        let stripsLeft: Bool
        let stripsRight: Bool
    }

    private let ids: [ExactText: Int]
    /// Those that are looked for in the text as it is; in the normalized text.
    private let plain: Finder
    private let normalized: Finder

    /// A stretch of a text, or the ID of a token in its stead.
    typealias Part = (passage: Passage, id: Int?)

    /// The most characters of one, so that a text's time stays a multiple of its length.
    private static let longest = 512

    init(_ field: JSONField, model: any TokenModel, normalizer: Normalizer?) throws(PlainError) {
        var ids: [ExactText: Int] = [:]
        var nextID = model.count
        // By ID, the last of several with one ID.
        var contents: [Int: (text: String, isNormalized: Bool, token: Token)] = [:]
        for one in try field.isNull ? [] : field.list() {
            let text = try one["content"].text()
            guard text.unicodeScalars.count <= Self.longest else { throw PlainError("\(one.path) has more than \(Self.longest) characters") }
            if text.isEmpty { continue }
            // The ID that the file says is not asked for: `tokenizers` counts on from the model's.
            let known = ids[ExactText(text)] ?? model.id(of: text)
            let id = known ?? nextID
            if known == nil { nextID += 1 }
            ids[ExactText(text)] = id
            let token = Token(
                id: id, isSingleWord: try one["single_word"].flag(otherwise: false), stripsLeft: try one["lstrip"].flag(otherwise: false),
                stripsRight: try one["rstrip"].flag(otherwise: false))
            contents[id] = (text, try one["normalized"].flag(otherwise: true), token)
        }
        self.ids = ids
        var (plain, normalized) = (Finder(), Finder())
        for (_, content) in contents.sorted(by: { $0.key < $1.key }) {
            var passage = try Passage(content.text)
            if content.isNormalized {
                try normalizer?.apply(to: &passage)
                normalized.insert(passage.scalars, content.token)
            } else {
                plain.insert(passage.scalars, content.token)
            }
        }
        (self.plain, self.normalized) = (plain, normalized)
    }

    /// The largest of their IDs; −1 where there are none.
    var largestID: Int { ids.values.max() ?? -1 }

    func id(of token: String) -> Int? { ids[ExactText(token)] }

    /// The text taken apart at tokens, and normalized between them; no stretch is empty.
    func parts(of passage: Passage, normalizer: Normalizer?) throws(PlainError) -> [Part] {
        var parts: [Part] = []
        for part in plain.parts(of: passage) {
            if part.id != nil {
                parts.append(part)
            } else {
                var passage = part.passage
                try normalizer?.apply(to: &passage)
                parts += normalized.parts(of: passage)
            }
        }
        return parts
    }

    /// Finds tokens from left to right, the longest first.
    private struct Finder: Sendable {
        private var trie = ScalarTrie()
        private var tokens: [Token] = []

        mutating func insert(_ scalars: [Unicode.Scalar], _ token: Token) {
            guard !scalars.isEmpty else { return }
            trie.insert(scalars, Int32(tokens.count))
            tokens.append(token)
        }

        func parts(of passage: Passage) -> [Part] {
            guard !tokens.isEmpty else { return passage.scalars.isEmpty ? [] : [(passage, nil)] }
            let scalars = passage.scalars
            var parts: [Part] = []
            var (done, place) = (0, 0)
            // The end of the white space that was stripped last.
            var strippedEnd = 0
            while place < scalars.count {
                guard let (matchEnd, index) = trie.longest(in: scalars, at: place) else {
                    place += 1
                    continue
                }
                var (start, end) = (place, matchEnd)
                place = matchEnd
                let token = tokens[Int(index)]
                if token.isSingleWord, start > 0 && Self.isWord(scalars[start - 1]) || end < scalars.count && Self.isWord(scalars[end]) { continue }
                if token.stripsLeft { while start > done, scalars[start - 1].properties.isWhitespace { start -= 1 } }
                if token.stripsRight {
                    end = max(end, strippedEnd)
                    while end < scalars.count, scalars[end].properties.isWhitespace { end += 1 }
                    strippedEnd = end
                }
                if done < start { parts.append((passage[done..<start], nil)) }
                parts.append((Passage([], leading: 0), token.id))
                done = end
            }
            if done < scalars.count { parts.append((passage[done..<scalars.count], nil)) }
            return parts
        }

        /// What Rust's regular expressions take for a letter of a word.
        private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
            let properties = scalar.properties
            return switch properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: true
            default: properties.isAlphabetic || properties.isJoinControl
            }
        }
    }
}
