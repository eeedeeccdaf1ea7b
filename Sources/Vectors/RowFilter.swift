/// Which rows of a table a search may find: those of a set, if there is one, but for a few that are excluded.
struct RowFilter {
    let rows: Int
    private let allowed: RowSet?
    private let excluded: [Int: UInt64]

    init(rows: Int, allowed: RowSet? = nil, excluding: Set<Int> = []) {
        self.rows = rows
        self.allowed = allowed
        excluded = excluding.reduce(into: [:]) { words, row in
            if row >= 0 { words[row / 64, default: 0] |= 1 << UInt64(row % 64) }
        }
    }

    /// The rows of a block of 64 that may be found; bit i stands for row 64·block + i.
    func word(block: Int) -> UInt64 {
        let left = rows - 64 * block
        var word: UInt64 = left >= 64 ? .max : 1 << UInt64(left) - 1
        if let allowed { word &= block < allowed.words.count ? allowed.words[block] : 0 }
        if !excluded.isEmpty, let out = excluded[block] { word &= ~out }
        return word
    }

    /// Writes the block's rows that may be found to `list`, in order, and says how many.
    func list(block: Int, into list: UnsafeMutablePointer<UInt32>) -> Int {
        var word = word(block: block)
        var count = 0
        // Nearly always all of them, which takes no look at each.
        if word == .max {
            for i in 0..<64 { list[i] = UInt32(truncatingIfNeeded: 64 * block + i) }
            return 64
        }
        while word != 0 {
            list[count] = UInt32(64 * block + word.trailingZeroBitCount)
            word &= word - 1
            count += 1
        }
        return count
    }
}

extension RowFilter {
    /// How many rows may be found.
    var count: Int { (0..<(rows + 63) / 64).reduce(0) { $0 + word(block: $1).nonzeroBitCount } }
}
