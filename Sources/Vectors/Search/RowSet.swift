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

    /// How many members it has.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Its members, ascending.
    public var rows: [Int] {
        var rows: [Int] = []
        rows.reserveCapacity(count)
        for (place, word) in words.enumerated() {
            var left = word
            while left != 0 {
                rows.append(place * 64 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
        return rows
    }

    /// Takes in the members of another set of the same table; likewise keeps only them, and takes them out.
    public mutating func formUnion(_ other: RowSet) { combine(other) { $0 | $1 } }
    public mutating func formIntersection(_ other: RowSet) { combine(other) { $0 & $1 } }
    public mutating func subtract(_ other: RowSet) { combine(other) { $0 & ~$1 } }

    private mutating func combine(_ other: RowSet, _ combined: (UInt64, UInt64) -> UInt64) {
        precondition(other.universe == universe, "sets of \(universe) and \(other.universe) rows")
        for place in words.indices { words[place] = combined(words[place], other.words[place]) }
    }
}
