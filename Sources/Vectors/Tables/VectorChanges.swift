import Basics

/// What a writer has done to a vector file, so that what was made from it can follow without reading all of it again.
public struct VectorChanges: Sendable {
    /// The file's state before the first change.
    let since: FileStamp
    /// How many rows there were.
    let rows: Int
    /// How many of them were there all the time; later ones are new.
    private var kept: Int
    private var replaced = Set<Int>()

    package init(since: FileStamp, rows: Int) {
        (self.since, self.rows, kept) = (since, rows, rows)
    }

    package mutating func replace(_ row: Int) { replaced.insert(row) }

    package mutating func shorten(to rows: Int) { kept = min(kept, rows) }

    /// The blocks of so many rows that hold a changed row, of those that hold the first `total` rows.
    func blocks(of size: Int, total: Int) -> [Int] {
        let added = kept < total ? kept / size..<(total + size - 1) / size : 0..<0
        return Set(replaced.lazy.filter { $0 < total }.map { $0 / size }).union(added).sorted()
    }
}
