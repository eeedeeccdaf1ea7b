/// Reads a whole table once and finds the nearest rows of any number of queries under any metrics.
///
/// Rows go by in blocks of 64. The SIMD kernel computes a block's float32 sums; a `Threshold` per query and metric rules out
/// rows that cannot be among the nearest; what is left (on the order of k·ln(rows/k)) is computed again in double, while it
/// is still in the cache, and the double decides. So the answer is that of an all-double scan at the speed of float32, and
/// does not depend on the processor or on the number of threads.
struct ExactScan {
    let table: VectorTable
    let queries: [PreparedQuery]
    let metrics: [Metric]
    let count: Int
    let rows: RowFilter

    /// What one thread has found so far: a collector for each query under each metric.
    struct Findings {
        var collectors: [Collector]
        let sums = SumsBlock()
    }

    /// The nearest rows of one query under one metric, so far.
    struct Collector {
        var nearest: TopK
        var threshold: Threshold

        mutating func offer(_ cost: Double, _ row: UInt32) {
            if nearest.offer(cost: cost, row: row) { threshold.tighten(to: nearest.limit) }
        }
    }

    func freshFindings() -> Findings {
        Findings(collectors: queries.flatMap { query in
            metrics.map { Collector(nearest: TopK(capacity: count), threshold: Threshold($0, query)) }
        })
    }

    /// Scans on several threads. The result: neighbours by query, then metric.
    func run(threads: Int) -> [[[Neighbor]]] {
        // A chunk is a megabyte or one block, so that threads finish together and every read is long.
        let rowsPerChunk = max(1, (1 << 20) / (table.dimensions * 4 * 64)) * 64
        let all = Workers.run(table.rows, chunk: rowsPerChunk, threads: threads, state: freshFindings) { findings, range in
            scan(range, into: &findings)
        }
        return merged(all)
    }

    /// The best of all threads' findings.
    func merged(_ all: [Findings]) -> [[[Neighbor]]] {
        queries.indices.map { q in
            metrics.indices.map { m in
                let entries = all.flatMap { $0.collectors[q * metrics.count + m].nearest.entries }.sorted()
                return entries.prefix(count).map {
                    Neighbor(row: Int($0.row), distance: metrics[m].distance(cost: $0.cost))
                }
            }
        }
    }

    private func scan(_ range: Range<Int>, into findings: inout Findings) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
            // Several queries share a block's rows while these are in the cache.
            let step = queries.count == 1 ? 64 : max(1, min(64, (1 << 17) / (table.dimensions * 4)))
            for first in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
                let found = rows.list(block: first / 64, into: list.baseAddress!)
                for start in stride(from: 0, to: found, by: step) {
                    consider(list.baseAddress! + start, count: min(step, found - start), &findings)
                }
            }
        }
    }

    /// Offers rows to all collectors.
    func consider(_ list: UnsafePointer<UInt32>, count: Int, _ findings: inout Findings) {
        let wants = metrics.reduce(0) { $0 | $1.wants }
        for (q, query) in queries.enumerated() {
            let own = q * metrics.count..<(q + 1) * metrics.count
            findings.sums.fill(table, rows: list, count: count, query: query, wants: wants)
            var undecided: UInt64 = 0
            for c in own { undecided |= findings.collectors[c].threshold.undecided(findings.sums, count: count) }
            while undecided != 0 {
                let row = list[undecided.trailingZeroBitCount]
                undecided &= undecided - 1
                let sums = query.sums(of: table.start + Int(row) * table.dimensions)
                for c in own {
                    findings.collectors[c].offer(
                        sums.cost(findings.collectors[c].threshold.metric, queryNorm: query.norm), row)
                }
            }
        }
    }
}
