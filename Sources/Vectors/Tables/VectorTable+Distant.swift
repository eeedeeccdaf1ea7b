/// Reading rows in place that may lie elsewhere. Of a table on this machine none of this does anything.
extension VectorTable {
    /// Whether the rows lie elsewhere, so that each that is read has to be brought first.
    package var isDistant: Bool { distant != nil }

    /// Why rows that lie elsewhere could not be brought; nil while all could. Such a table is of no more use.
    package var failure: String? { distant?.failure }

    /// Calls `body`, which reads rows in place.
    func reading<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        guard let distant else { return try body() }
        return try distant.reading(body)
    }

    /// Sees to it that rows are here that are about to be read in place.
    func bring(_ rows: some Sequence<Int>) throws(SearchError) { try distant?.bring(rows) }

    /// Asks for rows that will be read one by one, all at once. What cannot be brought shows when it is read.
    package func prefetch(_ rows: some Sequence<Int>) { try? bring(rows) }

    /// Calls `body` with ranges that make up all rows, in order, while those that are wanted are here: once with all of them, where the table is
    /// on this machine. Each range but the last is of whole blocks of 1024 rows.
    func windows(where isWanted: (Int) -> Bool = { _ in true }, _ body: (Range<Int>) throws(SearchError) -> Void) throws(SearchError) {
        guard let distant else { return try body(0..<rows) }
        let size = max(1, Self.windowSize / (dimensions * 1024)) * 1024
        for start in stride(from: 0, to: rows, by: size) {
            let window = start..<min(start + size, rows)
            try distant.bring(window.lazy.filter(isWanted), isNext: true)
            try body(window)
        }
    }

    /// Calls `body` with some blocks of 1024 rows, as many at a time as may be here, while their rows are.
    func windows(ofBlocks blocks: [Int], _ body: ([Int]) throws -> Void) throws {
        guard let distant else { return try body(blocks) }
        let step = max(1, Self.windowSize / (dimensions * 1024))
        for start in stride(from: 0, to: blocks.count, by: step) {
            let some = Array(blocks[start..<min(start + step, blocks.count)])
            try distant.bring(some.flatMap { $0 * 1024..<min(($0 + 1) * 1024, rows) }, isNext: true)
            try body(some)
        }
    }

    /// How many numbers are brought at once.
    private static let windowSize = 1 << 24
}
