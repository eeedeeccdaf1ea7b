import Basics

/// A vocabulary with the logarithm of each piece's likelihood; a word becomes the pieces that are likeliest together.
struct UnigramModel: TokenModel {
    static let kind = "Unigram"

    private let trie: ScalarTrie
    private let scores: [Double]
    private let unknown: Int?
    private let unknownScore: Double
    /// Whether what it does not know becomes the tokens of its bytes, if it has all of these.
    private let fallsBackOnBytes: Bool

    /// What an unknown character costs beyond the unlikeliest piece.
    private static let penalty = 10.0
    /// The most characters of a piece, so that a word's time stays a multiple of its length.
    private static let longestPiece = 512

    init(_ field: JSONField) throws(PlainError) {
        let pieces = try field["vocab"].list()
        guard pieces.count <= Int(Int32.max) else { throw field["vocab"].wrong("a list of a sensible length") }
        var trie = ScalarTrie()
        var scores: [Double] = []
        for (id, piece) in pieces.enumerated() {
            let parts = try piece.list()
            guard parts.count == 2 else { throw piece.wrong("a piece and its score") }
            let text = try parts[0].text().unicodeScalars
            guard text.count <= Self.longestPiece else { throw PlainError("\(piece.path) has more than \(Self.longestPiece) characters") }
            if !text.isEmpty { trie.insert(text, Int32(id)) }
            scores.append(try parts[1].number())
        }
        (self.trie, self.scores) = (trie, scores)
        unknownScore = (scores.min() ?? 0) - Self.penalty
        unknown = try field["unk_id"].isNull ? nil : field["unk_id"].count()
        guard unknown ?? -1 < scores.count else { throw PlainError("model.unk_id is outside the vocabulary") }
        fallsBackOnBytes = try field["byte_fallback"].flag(otherwise: false)
    }

    var count: Int { scores.count }

    var largestID: Int { scores.count - 1 }

    func id(of token: String) -> Int? { trie.value(of: token.unicodeScalars).map(Int.init) }

    func ids(of word: [Unicode.Scalar]) throws(PlainError) -> [Int] {
        var pieces = try bestPath(word)
        joinUnknown(&pieces)
        var ids: [Int] = []
        for piece in pieces {
            let text = word[piece.range]
            // What was joined of unknown characters may be a piece after all.
            if let id = trie.value(of: text) {
                ids.append(Int(id))
            } else if fallsBackOnBytes, let bytes = byteTokens(of: text) {
                ids += bytes
            } else {
                ids.append(piece.id)
            }
        }
        return ids
    }

    private func byteTokens(of text: ArraySlice<Unicode.Scalar>) -> [Int]? {
        let ids = text.flatMap { UTF8.encode($0)! }.map { id(of: $0) }
        return ids.contains(nil) ? nil : ids.compactMap(\.self)
    }

    private typealias Piece = (range: Range<Int>, id: Int)

    /// The pieces of the word whose scores add up to most (Viterbi).
    private func bestPath(_ word: [Unicode.Scalar]) throws(PlainError) -> [Piece] {
        // For each place, of the best way to it: its score, and where its last piece begins and which it is; -1 where there is none yet.
        var best = [Double](repeating: 0, count: word.count + 1)
        var starts = [Int32](repeating: -1, count: word.count + 1)
        var last = [Int32](repeating: 0, count: word.count + 1)
        for start in word.indices {
            let score = best[start]
            func offer(_ end: Int, _ id: Int32, _ candidate: Double) {
                guard starts[end] < 0 || candidate > best[end] else { return }
                (best[end], starts[end], last[end]) = (candidate, Int32(start), id)
            }
            var isKnown = false
            trie.forEach(in: word, at: start) { end, id in
                offer(end, id, scores[Int(id)] + score)
                if end == start + 1 { isKnown = true }
            }
            if !isKnown {
                guard let unknown else { throw PlainError("its vocabulary has no piece for U+\(hex(word[start])), and no token for what is unknown") }
                offer(start + 1, Int32(unknown), unknownScore + score)
            }
        }
        var pieces: [Piece] = []
        var end = word.count
        while end > 0 {
            let start = Int(starts[end])
            pieces.append((start..<end, Int(last[end])))
            end = start
        }
        return pieces.reversed()
    }

    /// Makes one piece of unknown ones that follow each other.
    private func joinUnknown(_ pieces: inout [Piece]) {
        var joined: [Piece] = []
        for piece in pieces {
            if piece.id == unknown, let before = joined.last, before.id == unknown {
                joined[joined.count - 1].range = before.range.lowerBound..<piece.range.upperBound
            } else {
                joined.append(piece)
            }
        }
        pieces = joined
    }

    private func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }
}
