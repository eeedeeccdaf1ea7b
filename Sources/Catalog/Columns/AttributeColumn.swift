import Basics
import Vectors

/// One attribute, or the label, of all items: which rows have which of its values.
package struct AttributeColumn: Sendable {
    package let name: String
    /// The distinct values, as they are written.
    let pool: TextPool
    /// By row, the number of its value, or of the first of several; `none` where it has none. Rows behind the last are left out.
    let firsts: [Int32]
    /// The others of rows that have several, by rows.
    let others: [Other]
    /// Rows whose values stand in a list, and those with an empty one.
    let lists: RowSet
    let emptyLists: RowSet

    struct Other: Sendable {
        let row: Int32
        let number: Int32
    }

    static let none: Int32 = -1

    /// How many distinct values there are.
    package var count: Int { pool.count }

    /// How many values its rows have in all.
    package var total: Int { firsts.count { $0 != Self.none } + others.count }

    /// Whether a column is one of numbers: nine of ten distinct values are, of which so many are none.
    package static func areNumbers(_ count: Int, texts: Int) -> Bool { texts * 10 <= count }

    /// The distinct value of a number.
    package func value(_ number: Int) -> String { pool.text(number) }

    /// The first of the distinct values.
    func values(most: Int) -> [String] { (0..<min(count, most)).map(value) }

    /// The rows that have a value at all.
    func present(of universe: Int) -> RowSet {
        var set = emptyLists
        for row in firsts.indices where firsts[row] != Self.none { set.insert(row) }
        return set
    }

    /// The rows of which one value at least is among those chosen, by number.
    package func rows(of universe: Int, having chosen: [Bool]) -> RowSet {
        var set = RowSet(universe: universe)
        for row in firsts.indices {
            let number = Int(firsts[row])
            if number >= 0, chosen[number] { set.insert(row) }
        }
        for other in others where chosen[Int(other.number)] { set.insert(Int(other.row)) }
        return set
    }

    /// How many of the rows in a set have each value, by number; nil: of all rows.
    package func counts(among set: RowSet?) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        for row in firsts.indices {
            let number = Int(firsts[row])
            if number >= 0, set?.contains(row) ?? true { counts[number] += 1 }
        }
        for other in others where set?.contains(Int(other.row)) ?? true { counts[Int(other.number)] += 1 }
        return counts
    }

    /// The rows whose values meet a comparison, as the database sees it: one has to, but for `!=`, which all have to.
    func rows(of universe: Int, _ comparison: Condition.Comparison, _ value: Condition.Value) -> RowSet {
        let verdicts = (0..<count).map { comparison.holds(between: self.value($0), and: value) }
        guard comparison == .unequal else { return rows(of: universe, having: verdicts.map { $0 == true }) }
        var set = present(of: universe)
        func look(at row: Int, _ number: Int32) {
            // What is no number is neither equal nor unequal to one; in a list it only does not stand in the way.
            let verdict = verdicts[Int(number)]
            if verdict == false || verdict == nil && !lists.contains(row) { set.remove(row) }
        }
        for row in firsts.indices where firsts[row] != Self.none { look(at: row, firsts[row]) }
        for other in others { look(at: Int(other.row), other.number) }
        return set
    }

    /// Which of the distinct values are among some that are asked for, by number.
    package func isAsked(_ values: [Condition.Value]) -> [Bool] {
        let numbers = Set(values.compactMap { if case .number(let number) = $0 { number } else { nil } })
        let texts = Set(values.compactMap { if case .text(let text) = $0 { ExactText(text.folded) } else { nil } })
        return (0..<count).map { number in
            let text = value(number)
            return !numbers.isEmpty && plainNumber(text).map(numbers.contains) ?? false || texts.contains(ExactText(text.folded))
        }
    }
}

extension Condition.Comparison {
    /// Whether a text compares so; nil where it would have to be a number and is none. The plain twin of `Condition.sql`.
    fileprivate func holds(between text: String, and value: Condition.Value) -> Bool? {
        switch (self, value) {
        case (.contains, _): return value.folded.isEmpty || text.folded.utf8.contains(value.folded.utf8)
        case (.begins, _): return text.folded.utf8.starts(with: value.folded.utf8)
        case (.ends, _):
            let (whole, end) = (text.folded.utf8, value.folded.utf8)
            // An empty end is SQLite's place 0, which is that of the whole text.
            return end.isEmpty ? whole.isEmpty : whole.suffix(end.count).elementsEqual(end)
        case (_, .number(let bound)): return plainNumber(text).map { holds($0, bound) }
        case (_, .text(let other)):
            if let bound = plainNumber(other), ![.equal, .unequal].contains(self) { return plainNumber(text).map { holds($0, bound) } }
            return holds(ByteOrder(text.folded), ByteOrder(other.folded))
        }
    }

    private func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
        switch self {
        case .equal: a == b
        case .unequal: a != b
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        case .greaterOrEqual: a >= b
        case .contains, .begins, .ends: false
        }
    }
}

/// A text that compares by its bytes.
private struct ByteOrder: Comparable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (a: ByteOrder, b: ByteOrder) -> Bool { a.text.isExactly(b.text) }
    static func < (a: ByteOrder, b: ByteOrder) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}
