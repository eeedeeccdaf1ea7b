/// Reads float32 rows once and shortlists those that may be nearest to any of several queries under any of several metrics.
///
/// Rows go by in blocks of up to 64. The SIMD kernel computes a block's sums; `FloatBounds` turns them into bounds; nearly all
/// rows are ruled out by one comparison per metric. Rows without bounds are computed in double on the spot.
struct FloatPass {
    private(set) var table: VectorTable
    let queries: ContiguousArray<PreparedQuery>
    let metrics: [Metric]
    let count: Int
    private let wants: UInt32

    init(table: VectorTable, queries: ContiguousArray<PreparedQuery>, metrics: [Metric], count: Int) {
        self.table = table
        self.queries = queries
        self.metrics = metrics
        self.count = count
        wants = metrics.reduce(0) { $0 | $1.wants }
    }

    /// The same over a table in which some of the rows are.
    private func over(_ table: VectorTable) -> FloatPass {
        var pass = self
        pass.table = table
        return pass
    }

    /// What one thread has found so far: a collector for each of some queries under each metric, by query.
    final class PartialResult {
        fileprivate(set) var queries = 0..<0
        fileprivate(set) var collectors: ContiguousArray<Collector> = []
        fileprivate let sums = SumsBlock()
    }

    struct Collector {
        fileprivate(set) var shortlist = Shortlist()
        fileprivate var bounds: FloatBounds

        fileprivate mutating func offer(_ row: UInt32, _ lower: Double, _ upper: Double) {
            guard lower.isFinite && upper.isFinite else { return }
            if shortlist.offer(Shortlist.Candidate(row: row, lower: lower, upper: upper)) { bounds.tighten(to: shortlist.limit) }
        }
    }

    /// Makes partial ready for some of the queries.
    ///
    /// - Parameter ceilings: by metric, what a row may cost that still matters; for one query only.
    func begin(_ all: ContiguousArray<PartialResult>, queries range: Range<Int>, ceilings: ContiguousArray<Double>? = nil) {
        for partial in all {
            partial.queries = range
            for (c, place) in (range.lowerBound * metrics.count..<range.upperBound * metrics.count).enumerated() {
                let bounds = FloatBounds(metrics[place % metrics.count], queries[place / metrics.count])
                if c == partial.collectors.count { partial.collectors.append(Collector(bounds: bounds)) }
                partial.collectors[c].bounds = bounds
                let ceiling = ceilings?[c] ?? .infinity
                partial.collectors[c].shortlist.begin(count: count, ceiling: ceiling)
                partial.collectors[c].bounds.tighten(to: ceiling)
            }
        }
    }

    /// Considers all rows that `filter` lets pass, on a thread for each of the partial.
    func run(_ filter: RowFilter, _ all: ContiguousArray<PartialResult>) throws(SearchError) {
        // A chunk is about a megabyte, so that threads finish together and every read is long.
        let chunk = max(1, (1 << 20) / (table.dimensions * 4 * 64)) * 64
        try table.windows(where: filter.contains) { window, table in
            let pass = over(table)
            Workers.run(window.count, chunk: chunk, states: all) { partial, range in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
                    for block in (window.lowerBound + range.lowerBound) / 64..<(window.lowerBound + range.upperBound + 63) / 64 {
                        let found = filter.list(block: block, into: list.baseAddress!)
                        pass.consider(UnsafeBufferPointer(rebasing: list[..<found]), partial)
                    }
                }
            }
        }
    }

    /// Considers the rows of a list, on a thread for each of the partial.
    func run(_ rows: ContiguousArray<UInt32>.SubSequence, _ all: ContiguousArray<PartialResult>) throws(SearchError) {
        try table.bring(rows.lazy.map { Int($0) })
        rows.withUnsafeBufferPointer { rows in
            nonisolated(unsafe) let rows = rows
            Workers.run(rows.count, chunk: 64, states: all) { partial, range in
                consider(UnsafeBufferPointer(rebasing: rows[range]), partial)
            }
        }
    }

    /// Considers the rows of a list.
    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ partial: PartialResult) {
        // Several queries share a block's rows while these are in the cache.
        guard !rows.isEmpty else { return }
        let step = partial.queries.count == 1 ? 64 : max(1, min(64, (1 << 17) / (table.dimensions * 4)))
        for start in stride(from: 0, to: rows.count, by: step) {
            let block = UnsafeBufferPointer(rebasing: rows[start..<min(start + step, rows.count)])
            for place in 0..<partial.queries.count { consider(block, place, partial) }
        }
    }

    /// - Parameter place: that of a query among those of the partial.
    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ place: Int, _ partial: PartialResult) {
        let sums = partial.sums, query = queries[partial.queries.lowerBound + place]
        sums.fill(table, rows: rows.baseAddress!, count: rows.count, query: query, wants: wants)
        for m in metrics.indices {
            let c = place * metrics.count + m
            var undecided = partial.collectors[c].bounds.undecided(sums, count: rows.count)
            while undecided != 0 {
                let i = undecided.trailingZeroBitCount
                undecided &= undecided - 1
                if let (lower, upper) = partial.collectors[c].bounds.bounds(sums, i) {
                    partial.collectors[c].offer(rows[i], lower, upper)
                } else {
                    let exact = query.sums(of: table.start + Int(rows[i]) * table.dimensions, wants: metrics[m].wantsExactly)
                    let cost = exact.cost(metrics[m], queryNorm: query.norm)
                    partial.collectors[c].offer(rows[i], cost, cost)
                }
            }
        }
    }
}
