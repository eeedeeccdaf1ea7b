/// A set of rows of one table, as a bitmap: 64 rows to a word.
public struct RowSet: Hashable, Sendable {
    /// How many rows the table has; members are below it.
    public let universe: Int
    private(set) var words: [UInt64]

    /// The empty set.
    public init(universe: Int) {
        self.universe = universe
        words = Array(repeating: 0, count: (universe + 63) / 64)
    }

    /// The set of the rows given; those outside the table are left out.
    public init(universe: Int, _ rows: some Sequence<Int>) {
        self.init(universe: universe)
        for row in rows { insert(row) }
    }

    /// The set that these words say, as many as it takes; bits beyond the table are none of it.
    init(universe: Int, words: [UInt64]) {
        precondition(words.count == (universe + 63) / 64, "\(words.count) words for \(universe) rows")
        self.universe = universe
        self.words = words
    }

    /// Whether a row is a member; one outside of the table is none.
    public func contains(_ row: Int) -> Bool {
        row >= 0 && row < universe && words[row / 64] >> UInt64(row % 64) & 1 == 1
    }

    /// Whether it has no member.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// Takes a row in, unless it is outside of the table.
    public mutating func insert(_ row: Int) {
        guard row >= 0 && row < universe else { return }
        words[row / 64] |= 1 << UInt64(row % 64)
    }

    /// Takes a row out.
    public mutating func remove(_ row: Int) {
        guard row >= 0 && row < universe else { return }
        words[row / 64] &= ~(1 << UInt64(row % 64))
    }
}
