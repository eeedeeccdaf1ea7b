import CDistance

/// Reads compact codes once and shortlists the rows that may be nearest to any of several queries under any of several metrics.
struct CodePass {
    let codes: CompactCodes
    let queries: [CodeQuery]
    let metrics: [Metric]
    let count: Int

    struct Findings {
        var collectors: [Collector]
    }

    struct Collector {
        var shortlist: Shortlist
        var bounds: CodeBounds
    }

    /// Considers all of the first `rows` rows that `filter` lets pass. The result: by query, then by metric, the rows that are
    /// not ruled out, the most promising first.
    func run(_ filter: RowFilter, threads: Int) -> [[[Shortlist.Candidate]]] {
        let chunk = max(1, (1 << 19) / (codes.layout.stride * 64)) * 64
        let all = Workers.run(
            filter.rows, chunk: chunk, threads: threads,
            state: {
                Findings(
                    collectors: queries.flatMap { query in
                        metrics.map { Collector(shortlist: Shortlist(count: count), bounds: CodeBounds($0, query)) }
                    })
            }
        ) { findings, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
                for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                    let found = filter.list(block: block, into: list.baseAddress!)
                    if found > 0 { consider(UnsafeBufferPointer(rebasing: list[..<found]), &findings) }
                }
            }
        }
        return queries.indices.map { q in
            metrics.indices.map { m in Shortlist.merged(all.map { $0.collectors[q * metrics.count + m].shortlist }, count: count) }
        }
    }

    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ findings: inout Findings) {
        withUnsafeTemporaryAllocation(of: Int64.self, capacity: 64) { dots in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { apart in
                for (q, query) in queries.enumerated() {
                    vd_code_sums(
                        codes.codes, codes.layout.stride, rows.baseAddress!, rows.count, query.weights, query.levels,
                        dots.baseAddress!, apart.baseAddress!)
                    for c in q * metrics.count..<(q + 1) * metrics.count {
                        findings.collectors[c].consider(rows, dots, apart, codes.fits)
                    }
                }
            }
        }
    }
}

extension CodePass.Collector {
    fileprivate mutating func consider(
        _ rows: UnsafeBufferPointer<UInt32>, _ dots: UnsafeMutableBufferPointer<Int64>,
        _ apart: UnsafeMutableBufferPointer<UInt32>, _ fits: UnsafePointer<CodeFit>
    ) {
        var undecided = bounds.undecided(rows, dots.baseAddress!, apart.baseAddress!, fits)
        while undecided != 0 {
            let i = undecided.trailingZeroBitCount
            undecided &= undecided - 1
            let (lower, upper) = bounds.bounds(dots[i], apart[i], fits[Int(rows[i])])
            if shortlist.offer(Shortlist.Candidate(row: rows[i], lower: lower, upper: upper)) {
                bounds.tighten(to: shortlist.limit)
            }
        }
    }
}
