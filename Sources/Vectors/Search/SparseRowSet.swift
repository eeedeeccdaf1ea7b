/// A sparse set of a table's rows (Briggs and Torczon 1993): each once, as a list in the order in which they came and as a bitmap. To be
/// used again: forgetting the rows costs as much as there are.
final class SparseRowSet {
    private(set) var rows: ContiguousArray<UInt32> = []
    /// Bit i of word w stands for row 64·w + i.
    let words: UnsafeMutablePointer<UInt64>
    private let universe: Int

    /// - Parameter universe: how many rows the table has.
    init(universe: Int) {
        self.universe = universe
        let count = max(1, (universe + 63) / 64)
        words = .allocate(capacity: count)
        words.initialize(repeating: 0, count: count)
    }

    deinit { words.deallocate() }

    /// Takes a row in, unless it is there already or not in the table.
    func insert(_ row: Int) {
        guard row >= 0 && row < universe else { return }
        let bit: UInt64 = 1 << UInt64(row % 64)
        guard words[row / 64] & bit == 0 else { return }
        words[row / 64] |= bit
        rows.append(UInt32(row))
    }

    func removeAll() {
        for row in rows { words[Int(row) / 64] = 0 }
        rows.removeAll(keepingCapacity: true)
    }
}
