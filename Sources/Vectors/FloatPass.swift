/// Reads float32 rows once and shortlists those that may be nearest to any of several queries under any of several metrics.
///
/// Rows go by in blocks of up to 64. The SIMD kernel computes a block's sums; `FloatBounds` turns them into bounds; nearly all
/// rows are ruled out by one comparison per metric. Rows without bounds are computed in double on the spot.
struct FloatPass {
    let table: VectorTable
    let queries: [PreparedQuery]
    let metrics: [Metric]
    let count: Int
    private let wants: UInt32

    init(table: VectorTable, queries: [PreparedQuery], metrics: [Metric], count: Int) {
        self.table = table
        self.queries = queries
        self.metrics = metrics
        self.count = count
        wants = metrics.reduce(0) { $0 | $1.wants }
    }

    /// What one thread has found so far: a collector for each query under each metric, by query.
    struct Findings {
        var collectors: [Collector]
        let sums = SumsBlock()
    }

    struct Collector {
        var shortlist: Shortlist
        var bounds: FloatBounds

        mutating func offer(_ row: UInt32, _ lower: Double, _ upper: Double) {
            guard lower.isFinite && upper.isFinite else { return }
            if shortlist.offer(Shortlist.Candidate(row: row, lower: lower, upper: upper)) { bounds.tighten(to: shortlist.limit) }
        }
    }

    /// - Parameter ceilings: by query, then by metric, what a row may cost that still matters.
    func freshFindings(_ ceilings: [[Double]]? = nil) -> Findings {
        Findings(
            collectors: queries.indices.flatMap { q in
                metrics.indices.map { m in
                    let ceiling = ceilings?[q][m] ?? .infinity
                    var bounds = FloatBounds(metrics[m], queries[q])
                    bounds.tighten(to: ceiling)
                    return Collector(shortlist: Shortlist(count: count, ceiling: ceiling), bounds: bounds)
                }
            })
    }

    /// Considers all rows that `filter` lets pass, on several threads.
    func run(_ filter: RowFilter, threads: Int) -> [Findings] {
        // A chunk is about a megabyte, so that threads finish together and every read is long.
        let chunk = max(1, (1 << 20) / (table.dimensions * 4 * 64)) * 64
        return Workers.run(table.rows, chunk: chunk, threads: threads, state: { freshFindings() }) { findings, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
                for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                    let found = filter.list(block: block, into: list.baseAddress!)
                    consider(UnsafeBufferPointer(rebasing: list[..<found]), &findings)
                }
            }
        }
    }

    /// Considers the rows of a list, on several threads.
    func run(_ rows: [UInt32], threads: Int, ceilings: [[Double]]? = nil) -> [Findings] {
        Workers.run(rows.count, chunk: 64, threads: threads, state: { freshFindings(ceilings) }) { findings, range in
            rows.withUnsafeBufferPointer { consider(UnsafeBufferPointer(rebasing: $0[range]), &findings) }
        }
    }

    /// Considers the rows of a list.
    func consider(_ rows: UnsafeBufferPointer<UInt32>, _ findings: inout Findings) {
        // Several queries share a block's rows while these are in the cache.
        guard !rows.isEmpty else { return }
        let step = queries.count == 1 ? 64 : max(1, min(64, (1 << 17) / (table.dimensions * 4)))
        for start in stride(from: 0, to: rows.count, by: step) {
            let block = UnsafeBufferPointer(rebasing: rows[start..<min(start + step, rows.count)])
            for q in queries.indices { consider(block, query: q, &findings) }
        }
    }

    private func consider(_ rows: UnsafeBufferPointer<UInt32>, query q: Int, _ findings: inout Findings) {
        let sums = findings.sums
        sums.fill(table, rows: rows.baseAddress!, count: rows.count, query: queries[q], wants: wants)
        for c in q * metrics.count..<(q + 1) * metrics.count {
            var undecided = findings.collectors[c].bounds.undecided(sums, count: rows.count)
            while undecided != 0 {
                let i = undecided.trailingZeroBitCount
                undecided &= undecided - 1
                if let (lower, upper) = findings.collectors[c].bounds.bounds(sums, i) {
                    findings.collectors[c].offer(rows[i], lower, upper)
                } else {
                    let exact = queries[q].sums(of: table.start + Int(rows[i]) * table.dimensions)
                    let cost = exact.cost(metrics[c - q * metrics.count], queryNorm: queries[q].norm)
                    findings.collectors[c].offer(rows[i], cost, cost)
                }
            }
        }
    }
}
