/// Which rows of a table a search may find: those of a set, if there is one, but for a few that are excluded. Only read, so that threads
/// may share it.
struct RowFilter: @unchecked Sendable {
    let rows: Int
    /// How many rows may be found.
    let count: Int
    private let allowed: RowSet?
    /// A bitmap; nil when nothing is excluded.
    private let excluded: UnsafePointer<UInt64>?

    /// - Parameter excluding: as long as the filter is used, it must not change.
    init(rows: Int, allowed: RowSet? = nil, excluding: SparseRowSet? = nil) {
        self.rows = rows
        self.allowed = allowed
        excluded = excluding.flatMap { $0.rows.isEmpty ? nil : UnsafePointer($0.words) }
        let blocks = 0..<(rows + 63) / 64
        if allowed == nil {
            count = rows - (excluding?.rows.count ?? 0)
        } else {
            var count = 0
            for block in blocks { count += Self.word(block, rows, allowed, excluded).nonzeroBitCount }
            self.count = count
        }
    }

    /// The rows of a block of 64 that may be found; bit i stands for row 64·block + i.
    private static func word(_ block: Int, _ rows: Int, _ allowed: RowSet?, _ excluded: UnsafePointer<UInt64>?) -> UInt64 {
        let left = rows - 64 * block
        var word: UInt64 = left >= 64 ? .max : 1 << UInt64(left) - 1
        if let allowed { word &= block < allowed.words.count ? allowed.words[block] : 0 }
        if let excluded { word &= ~excluded[block] }
        return word
    }

    /// The same of this filter.
    func word(block: Int) -> UInt64 { Self.word(block, rows, allowed, excluded) }

    /// Whether a row of the table may be found.
    func contains(_ row: Int) -> Bool { word(block: row / 64) >> UInt64(row % 64) & 1 == 1 }

    /// All rows that may be found, in order.
    var list: ContiguousArray<UInt32> {
        guard count > 0 else { return [] }
        return ContiguousArray(unsafeUninitializedCapacity: count) { list, filled in
            for block in 0..<(rows + 63) / 64 { filled += self.list(block: block, into: list.baseAddress! + filled) }
        }
    }

    /// Writes the block's rows that may be found to `list`, in order, and says how many.
    func list(block: Int, into list: UnsafeMutablePointer<UInt32>) -> Int { Self.list(word(block: block), block: block, into: list) }

    /// Writes the rows of a word to `list`.
    static func list(_ word: UInt64, block: Int, into list: UnsafeMutablePointer<UInt32>) -> Int {
        var word = word
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
