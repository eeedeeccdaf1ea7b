/// Reading rows in place that may lie elsewhere. Of a table on this machine none of this does anything.
extension VectorTable {
    /// Whether the rows lie elsewhere, so that each that is read has to be brought first.
    package var isDistant: Bool { distant != nil }

    /// Why rows that lie elsewhere could not be brought; nil while all could. Such a table is of no more use.
    package var failure: String? { distant?.failure }

    /// Whether a row can be had at present.
    func canBeHad(_ row: Int) -> Bool { distant?.lost?.contains(row) != true }

    /// Whether all rows can.
    var isWhole: Bool { distant?.lost == nil }

    /// Calls `body`, which reads rows in place.
    func reading<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        guard let distant else { return try body() }
        return try distant.reading(body)
    }

    /// Sees to it that rows are here that are about to be read in place.
    func bring(_ rows: some Sequence<Int>) throws(SearchError) { try distant?.bring(rows) }

    /// Asks for rows that will be read one by one, all at once. What cannot be brought shows when it is read.
    package func prefetch(_ rows: some Sequence<Int>) { try? bring(rows) }

    /// Calls `body` with ranges that make up all rows, in order, and a table in which those of them are that are wanted: once with all of them and this
    /// table, where it is on this machine. Each range but the last is of whole blocks of 1024 rows.
    func windows(
        where isWanted: (Int) -> Bool = { _ in true }, _ body: (Range<Int>, VectorTable) throws(SearchError) -> Void
    ) throws(SearchError) {
        guard let distant else { return try body(0..<rows, self) }
        let window = try emptyCopy(), size = windowRows
        for start in stride(from: 0, to: rows, by: size) {
            let range = start..<min(start + size, rows)
            try distant.fetch(range.filter(isWanted), into: window.file)
            try body(range, window)
            window.file.forget()
        }
    }

    /// Calls `body` with some blocks of 1024 rows, as many at a time as a window has, and a table in which their rows are.
    func windows(ofBlocks blocks: [Int], _ body: ([Int], VectorTable) throws -> Void) throws {
        guard let distant else { return try body(blocks, self) }
        let window = try emptyCopy(), step = windowRows / 1024
        for start in stride(from: 0, to: blocks.count, by: step) {
            let some = Array(blocks[start..<min(start + step, blocks.count)])
            try distant.fetch(some.flatMap { $0 * 1024..<min(($0 + 1) * 1024, rows) }, into: window.file)
            try body(some, window)
            window.file.forget()
        }
    }

    private func emptyCopy() throws(SearchError) -> VectorTable {
        do { return try VectorTable(likeWithoutRows: self) } catch { throw .distant("\(error)") }
    }

    /// How many rows are brought at once, in blocks: 16 MB of them.
    private var windowRows: Int { max(1, (1 << 22) / (dimensions * 1024)) * 1024 }
}
