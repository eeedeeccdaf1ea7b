import CDistance

/// Reads compact codes once and shortlists the rows that may be nearest to any of several queries under any of several metrics.
///
/// Of every row the coarse codes are read; of those that these cannot rule out, the fine ones too, some dozens together, so that
/// they are on their way from memory while more coarse codes are read.
struct CodePass {
    let codes: CompactCodes
    let queries: [CodeQuery]
    let metrics: [Metric]
    let count: Int

    struct Findings {
        var collectors: [Collector]
        /// For each query, the rows that coarse codes have left and whose fine codes have not been read yet.
        let backlogs: [Backlog]
        /// Rows whose fine codes were read.
        var refined = 0
        let block = CodeBlock()
    }

    final class Backlog {
        let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: CodeBlock.rows)
        var count = 0

        deinit { rows.deallocate() }
    }

    struct Collector {
        var shortlist: Shortlist
        var coarse, fine: CodeBounds
    }

    struct Result {
        /// By query, then by metric: the rows that are not ruled out, the most promising first.
        let shortlists: [[[Shortlist.Candidate]]]
        let bytesRead: Int
    }

    /// Considers all rows that `filter` lets pass.
    func run(_ filter: RowFilter, threads: Int) -> Result {
        let chunk = max(1, (1 << 19) / (codes.layout.half * 64)) * 64
        let all = Workers.run(
            filter.rows, chunk: chunk, threads: threads,
            state: {
                Findings(
                    collectors: queries.flatMap { query in
                        metrics.map {
                            Collector(
                                shortlist: Shortlist(count: count), coarse: CodeBounds($0, query, .coarse), fine: CodeBounds($0, query, .fine))
                        }
                    },
                    backlogs: queries.map { _ in Backlog() })
            }
        ) { findings, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: CodeBlock.rows) { list in
                for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                    let found = filter.list(block: block, into: list.baseAddress!)
                    if found > 0 { consider(UnsafeBufferPointer(rebasing: list[..<found]), &findings) }
                    // A look at fine codes stays within one block of the file.
                    if (block + 1) * 64 % CodeFile.blockRows == 0 { refineAll(&findings) }
                }
            }
            refineAll(&findings)
        }
        let refined = all.reduce(0) { $0 + $1.refined }
        return Result(
            shortlists: queries.indices.map { q in
                metrics.indices.map { m in Shortlist.merged(all.map { $0.collectors[q * metrics.count + m].shortlist }, count: count) }
            },
            bytesRead: (filter.count + refined) * codes.bytesPerRow)
    }

    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ findings: inout Findings) {
        for (q, query) in queries.enumerated() {
            let backlog = findings.backlogs[q]
            findings.block.fill(codes, rows, query, .coarse)
            var undecided = collectors(q).reduce(0) { $0 | findings.collectors[$1].coarse.undecided(findings.block) }
            while undecided != 0 {
                let row = rows[undecided.trailingZeroBitCount]
                undecided &= undecided - 1
                if backlog.count == CodeBlock.rows { refine(q, &findings) }
                backlog.rows[backlog.count] = row
                backlog.count += 1
                codes.fetchFine(row: Int(row))
            }
        }
    }

    private func refineAll(_ findings: inout Findings) {
        for q in queries.indices where findings.backlogs[q].count > 0 { refine(q, &findings) }
    }

    /// Reads the fine codes of a query's backlog.
    private func refine(_ q: Int, _ findings: inout Findings) {
        let backlog = findings.backlogs[q]
        let rows = UnsafeBufferPointer(start: backlog.rows, count: backlog.count)
        findings.block.fill(codes, rows, queries[q], .fine)
        for c in collectors(q) { findings.collectors[c].consider(rows, findings.block) }
        findings.refined += backlog.count
        backlog.count = 0
    }

    private func collectors(_ q: Int) -> Range<Int> { q * metrics.count..<(q + 1) * metrics.count }
}

extension CodePass.Collector {
    fileprivate mutating func consider(_ rows: UnsafeBufferPointer<UInt32>, _ block: CodeBlock) {
        var undecided = fine.undecided(block)
        while undecided != 0 {
            let i = undecided.trailingZeroBitCount
            undecided &= undecided - 1
            let (lower, upper) = fine.bounds(block.dots[i], block.apart[i], block.fit(i))
            if shortlist.offer(Shortlist.Candidate(row: rows[i], lower: lower, upper: upper)) {
                coarse.tighten(to: shortlist.limit)
                fine.tighten(to: shortlist.limit)
            }
        }
    }
}
