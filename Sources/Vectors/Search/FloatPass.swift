/// Reads float32 rows once and shortlists those that may be nearest to any of several queries under any of several metrics.
///
/// Rows go by in blocks of up to 64. The SIMD kernel computes a block's sums; `FloatBounds` turns them into bounds; nearly all
/// rows are ruled out by one comparison per metric. Rows without bounds are computed in double on the spot.
struct FloatPass {
    let table: VectorTable
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

    /// What one thread has found so far: a collector for each of some queries under each metric, by query.
    final class Findings {
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

    /// Makes findings ready for some of the queries.
    ///
    /// - Parameter ceilings: by metric, what a row may cost that still matters; for one query only.
    func begin(_ all: ContiguousArray<Findings>, queries range: Range<Int>, ceilings: ContiguousArray<Double>? = nil) {
        for findings in all {
            findings.queries = range
            for (c, place) in (range.lowerBound * metrics.count..<range.upperBound * metrics.count).enumerated() {
                let bounds = FloatBounds(metrics[place % metrics.count], queries[place / metrics.count])
                if c == findings.collectors.count { findings.collectors.append(Collector(bounds: bounds)) }
                findings.collectors[c].bounds = bounds
                let ceiling = ceilings?[c] ?? .infinity
                findings.collectors[c].shortlist.begin(count: count, ceiling: ceiling)
                findings.collectors[c].bounds.tighten(to: ceiling)
            }
        }
    }

    /// Considers all rows that `filter` lets pass, on a thread for each of the findings.
    func run(_ filter: RowFilter, _ all: ContiguousArray<Findings>) {
        // A chunk is about a megabyte, so that threads finish together and every read is long.
        let chunk = max(1, (1 << 20) / (table.dimensions * 4 * 64)) * 64
        Workers.run(table.rows, chunk: chunk, states: all) { findings, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
                for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                    let found = filter.list(block: block, into: list.baseAddress!)
                    consider(UnsafeBufferPointer(rebasing: list[..<found]), findings)
                }
            }
        }
    }

    /// Considers the rows of a list, on a thread for each of the findings.
    func run(_ rows: ContiguousArray<UInt32>.SubSequence, _ all: ContiguousArray<Findings>) {
        rows.withUnsafeBufferPointer { rows in
            nonisolated(unsafe) let rows = rows
            Workers.run(rows.count, chunk: 64, states: all) { findings, range in
                consider(UnsafeBufferPointer(rebasing: rows[range]), findings)
            }
        }
    }

    /// Considers the rows of a list.
    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ findings: Findings) {
        // Several queries share a block's rows while these are in the cache.
        guard !rows.isEmpty else { return }
        let step = findings.queries.count == 1 ? 64 : max(1, min(64, (1 << 17) / (table.dimensions * 4)))
        for start in stride(from: 0, to: rows.count, by: step) {
            let block = UnsafeBufferPointer(rebasing: rows[start..<min(start + step, rows.count)])
            for place in 0..<findings.queries.count { consider(block, place, findings) }
        }
    }

    /// - Parameter place: that of a query among those of the findings.
    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ place: Int, _ findings: Findings) {
        let sums = findings.sums, query = queries[findings.queries.lowerBound + place]
        sums.fill(table, rows: rows.baseAddress!, count: rows.count, query: query, wants: wants)
        for m in metrics.indices {
            let c = place * metrics.count + m
            var undecided = findings.collectors[c].bounds.undecided(sums, count: rows.count)
            while undecided != 0 {
                let i = undecided.trailingZeroBitCount
                undecided &= undecided - 1
                if let (lower, upper) = findings.collectors[c].bounds.bounds(sums, i) {
                    findings.collectors[c].offer(rows[i], lower, upper)
                } else {
                    let exact = query.sums(of: table.start + Int(rows[i]) * table.dimensions)
                    let cost = exact.cost(metrics[m], queryNorm: query.norm)
                    findings.collectors[c].offer(rows[i], cost, cost)
                }
            }
        }
    }
}
