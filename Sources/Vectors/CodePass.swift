import CDistance

/// Reads compact codes once and shortlists the rows that may be nearest to any of several queries under any of several metrics.
struct CodePass {
    let codes: CompactCodes
    let queries: [CodeQuery]
    let metrics: [Metric]
    let count: Int

    struct Findings {
        var collectors: [Collector]
        let block = CodeBlock()
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
        let block = findings.block
        block.gather(codes, rows)
        for (q, query) in queries.enumerated() {
            query.fill(block, rows)
            for c in q * metrics.count..<(q + 1) * metrics.count { findings.collectors[c].consider(rows, block) }
        }
    }
}

extension CodePass.Collector {
    fileprivate mutating func consider(_ rows: UnsafeBufferPointer<UInt32>, _ block: CodeBlock) {
        var undecided = bounds.undecided(block)
        while undecided != 0 {
            let i = undecided.trailingZeroBitCount
            undecided &= undecided - 1
            let (lower, upper) = bounds.bounds(block.dots[i], block.apart[i], block.fit(i))
            if shortlist.offer(Shortlist.Candidate(row: rows[i], lower: lower, upper: upper)) {
                bounds.tighten(to: shortlist.limit)
            }
        }
    }
}
