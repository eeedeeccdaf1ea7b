import Vectors

/// Which rows of a catalog count as one where nobody wants to see the same T-shirt twice: the colours of a design, and pictures that are
/// near-identical.
///
/// A design of several items is what its shop says, and never joins another. An item on its own joins what its picture is near-identical
/// to, which is a leader (`NearIdenticalRows`) and perhaps one of a design. So nothing chains: everything in a stack is of its one
/// design, or near-identical to its first item or to one of that design.
public struct RowStacks: Hashable, Sendable {
    /// For each row the first of its stack; none where each row is a stack of its own.
    private let firsts: [Int32]
    /// The first rows of designs of several items.
    private let designs: Set<Int32>
    /// The first rows of all stacks of several.
    private let several: RowSet
    /// How many stacks there are, those of a single row among them.
    public let count: Int

    /// Each row for itself.
    public init(rows: Int) { (firsts, designs, several, count) = ([], [], RowSet(universe: 0), rows) }

    /// - Parameters:
    ///   - rows: how many rows there are.
    ///   - designs: for each row the number of its design, from 0; below that where it has none. Nil: no row has one.
    ///   - leaders: as `NearIdenticalRows` finds them, of as many rows or fewer; nil: none are near-identical.
    public init(rows: Int, designs: [Int32]?, leaders: [Int32]?) {
        var firsts = (0..<rows).map { Int32(truncatingIfNeeded: $0) }
        var designed: Set<Int32> = [], several = RowSet(universe: rows)
        var first: [Int32: Int32] = [:]
        for (row, design) in (designs ?? []).prefix(rows).enumerated() where design >= 0 {
            if let known = first[design] {
                firsts[row] = known
                designed.insert(known)
            } else {
                first[design] = Int32(truncatingIfNeeded: row)
            }
        }
        for (row, leader) in (leaders ?? []).prefix(rows).enumerated() where leader < row && leader >= 0 {
            // The leader comes before it, so that its stack is known.
            if firsts[row] == row, !designed.contains(firsts[row]) { firsts[row] = firsts[Int(leader)] }
        }
        for (row, first) in firsts.enumerated() where first != row { several.insert(Int(first)) }
        count = firsts.enumerated().count { $0.offset == $0.element }
        self.firsts = count == rows ? [] : firsts
        (self.designs, self.several) = (designed, several)
    }

    /// Whether each row is a stack of its own.
    public var isTrivial: Bool { firsts.isEmpty }

    /// The first row of a row's stack; itself where it is alone.
    public func first(of row: Int) -> Int { row >= 0 && row < firsts.count ? Int(firsts[row]) : row }

    /// Whether a stack, by its first row, has several rows.
    public func isSeveral(_ first: Int) -> Bool { several.contains(first) }

    /// Whether a stack, by its first row, is a design of several items.
    public func isDesign(_ first: Int) -> Bool { designs.contains(Int32(truncatingIfNeeded: first)) }

    /// All rows of a row's stack, ascending. Cost: a look at each row.
    public func members(of row: Int) -> [Int] {
        let first = first(of: row)
        return firsts.isEmpty ? [row] : firsts.indices.filter { firsts[$0] == first }
    }

    /// Each stack once, by the first of its rows in a list.
    public func folded(_ rows: [Int]) -> [Int] {
        guard !isTrivial else { return rows }
        var seen: Set<Int> = []
        return rows.filter { seen.insert(first(of: $0)).inserted }
    }
}
