import Basics

/// Which pairs of tokens are joined, to what, and in which order.
struct PairMerges: Sendable {
    private struct Merge {
        let rank: Int
        let id: Int
    }

    /// By the IDs of both.
    private let merges: [UInt64: Merge]

    /// From a file: pairs, or texts of two tokens with a space between.
    ///
    /// - Parameter prefix: what the second token of a pair loses.
    init(_ field: JSONField, vocabulary: [ExactText: Int], prefix: String) throws(PlainError) {
        func id(_ token: String) throws(PlainError) -> Int {
            guard let id = vocabulary[ExactText(token)] else { throw PlainError("\(quoted(token)) is in its merges, and not in its vocabulary") }
            return id
        }
        var merges: [UInt64: Merge] = [:]
        var rank = 0
        for merge in try field.list() {
            let pair: [String]
            if case .text(let text) = merge.value {
                if text.utf8.starts(with: "#version".utf8) { continue }
                pair = text.parts(separatedBy: " ")
            } else {
                pair = try merge.list().map { (token) throws(PlainError) in try token.text() }
            }
            guard pair.count == 2 else { throw merge.wrong("two tokens") }
            guard prefix.isEmpty || pair[1].utf8.starts(with: prefix.utf8) else {
                throw merge.wrong("a pair whose second token begins with \(quoted(prefix))")
            }
            let joined = pair[0] + String(Substring(pair[1].utf8.dropFirst(prefix.utf8.count)))
            let key = Self.key(try id(pair[0]), try id(pair[1]))
            merges[key] = Merge(rank: rank, id: try id(joined))
            rank += 1
        }
        self.merges = merges
    }

    private static func key(_ first: Int, _ second: Int) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    /// The tokens that are left when no pair can be joined any more: the pair of the lowest rank goes first, of several the leftmost. In
    /// n log n time.
    func merged(_ ids: [Int]) -> [Int] {
        guard ids.count > 1 else { return ids }
        var symbols = Symbols(ids)
        var queue = MinHeap<Candidate>()
        func offer(_ first: Int) {
            let second = symbols.following[first]
            guard second < ids.count, let merge = merges[Self.key(symbols.ids[first], symbols.ids[second])] else { return }
            queue.insert(Candidate(rank: merge.rank, place: first, id: merge.id))
        }
        for place in 0..<ids.count - 1 { offer(place) }
        while let next = queue.popFirst() {
            // What was joined meanwhile is another pair, or none.
            guard symbols.isLeft(next.place) else { continue }
            let second = symbols.following[next.place]
            guard second < ids.count, merges[Self.key(symbols.ids[next.place], symbols.ids[second])]?.id == next.id else { continue }
            symbols.join(next.place, second, as: next.id)
            if symbols.preceding[next.place] >= 0 { offer(symbols.preceding[next.place]) }
            offer(next.place)
        }
        return symbols.left
    }

    private struct Candidate: Comparable {
        let rank: Int
        let place: Int
        let id: Int

        static func < (a: Self, b: Self) -> Bool { (a.rank, a.place) < (b.rank, b.place) }
    }

    /// Tokens in a row from which some are taken out.
    private struct Symbols {
        /// -1 where one was taken out.
        var ids: [Int]
        /// The place of the next that is left; the count behind the last.
        var following: [Int]
        /// The place of the one before; -1 before the first.
        var preceding: [Int]

        init(_ ids: [Int]) {
            self.ids = ids
            following = Array(1...ids.count)
            preceding = Array(-1..<ids.count - 1)
        }

        func isLeft(_ place: Int) -> Bool { ids[place] >= 0 }

        mutating func join(_ first: Int, _ second: Int, as id: Int) {
            ids[first] = id
            ids[second] = -1
            following[first] = following[second]
            if following[first] < ids.count { preceding[following[first]] = first }
        }

        var left: [Int] { ids.filter { $0 >= 0 } }
    }
}
