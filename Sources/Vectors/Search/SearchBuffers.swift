import Synchronization

/// The buffers of one search, kept from one to the next, so that a search allocates little besides its answer. One search at a time.
final class SearchBuffers {
    private let dimensions: Int
    private var queries: ContiguousArray<PreparedQuery> = []
    private var coded: ContiguousArray<CodeQuery> = []
    /// Rows that may not be found.
    let excluded: SparseRowSet
    /// Rows that are read or compared next.
    let marks: SparseRowSet
    /// Of each metric, what a row may cost that still matters.
    var limits: ContiguousArray<Double> = []
    let top = Top()
    let sketched = SketchQuery()
    let sketchPartials: ContiguousArray<SketchPass.PartialResult>
    private(set) lazy var likeness = SketchPass.Likeness(rows: rows)
    private let rows: Int
    let codePartials: ContiguousArray<CodePass.PartialResult>
    let floatPartials, laterPartials: ContiguousArray<FloatPass.PartialResult>
    let decisions: ContiguousArray<Decision.PartialResult>

    init(_ table: VectorTable, threads: Int) {
        (rows, dimensions) = (table.rows, table.dimensions)
        (excluded, marks) = (SparseRowSet(universe: table.rows), SparseRowSet(universe: table.rows))
        sketchPartials = ContiguousArray((0..<threads).map { _ in SketchPass.PartialResult() })
        codePartials = ContiguousArray((0..<threads).map { _ in CodePass.PartialResult() })
        floatPartials = ContiguousArray((0..<threads).map { _ in FloatPass.PartialResult() })
        laterPartials = ContiguousArray((0..<threads).map { _ in FloatPass.PartialResult() })
        decisions = ContiguousArray((0..<threads).map { _ in Decision.PartialResult() })
    }

    /// The queries in the form that the kernels read.
    func prepared(_ all: [Query]) throws(SearchError) -> ContiguousArray<PreparedQuery> {
        if queries.count > all.count { queries.removeLast(queries.count - all.count) }
        while queries.count < all.count { queries.append(PreparedQuery(dimensions: dimensions)) }
        for (query, prepared) in zip(all, queries) { try prepared.take(query) }
        return queries
    }

    /// The queries as they meet codes; nil when one has a balance.
    func coded(_ all: ContiguousArray<PreparedQuery>, _ codes: CompactCodes) -> ContiguousArray<CodeQuery>? {
        if coded.count > all.count { coded.removeLast(coded.count - all.count) }
        while coded.count < all.count { coded.append(CodeQuery(codes)) }
        for (query, coded) in zip(all, coded) where !coded.take(query) { return nil }
        return coded
    }

    /// Marks the rows that may not be found.
    func exclude(_ rows: Set<Int>) -> SparseRowSet? {
        excluded.removeAll()
        for row in rows { excluded.insert(row) }
        return rows.isEmpty ? nil : excluded
    }

    /// Chooses a few rows of many.
    final class Top {
        var rows = TopK(capacity: 0)

        /// The limit that several shortlists over different rows imply together; `each` calls its argument with each.
        func limit(count: Int, _ each: ((Shortlist) -> Void) -> Void) -> Double {
            rows.begin(capacity: count)
            var ceiling = Double.infinity
            each { list in
                rows.merge(list.cheapest)
                ceiling = min(ceiling, list.ceiling)
            }
            return min(ceiling, rows.limit)
        }
    }

    /// Buffers that wait for the next search of an index.
    final class Pool: Sendable {
        private let free = Mutex<[Int: [Unchecked]]>([:])

        private struct Unchecked: @unchecked Sendable {
            let buffers: SearchBuffers
        }

        /// Lends buffers to a search by so many threads. Searches at the same time get their own.
        func lend<Result, Failure: Error>(
            _ table: VectorTable, threads: Int, _ body: (SearchBuffers) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            let waiting = free.withLock { $0[threads]?.popLast() }
            let buffers = waiting?.buffers ?? SearchBuffers(table, threads: threads)
            defer {
                let back = Unchecked(buffers: buffers)
                free.withLock { $0[threads, default: []].append(back) }
            }
            return try body(buffers)
        }
    }
}
