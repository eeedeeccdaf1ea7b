import CDistance

/// Reads compact codes once and shortlists the rows that may be nearest to any of several queries under any of several metrics.
///
/// Of every row the coarse codes are read; of those that these cannot rule out, the fine ones too.
struct CodePass {
    let codes: CompactCodes
    let queries: [CodeQuery]
    let metrics: [Metric]
    let count: Int

    struct Findings {
        var collectors: [Collector]
        /// Rows whose fine codes were read.
        var refined = 0
        let block = CodeBlock()
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
                    })
            }
        ) { findings, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * CodeBlock.rows) { lists in
                for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                    let found = filter.list(block: block, into: lists.baseAddress!)
                    if found > 0 { consider(UnsafeBufferPointer(rebasing: lists[..<found]), left: lists.baseAddress! + CodeBlock.rows, &findings) }
                }
            }
        }
        let refined = all.reduce(0) { $0 + $1.refined }
        return Result(
            shortlists: queries.indices.map { q in
                metrics.indices.map { m in Shortlist.merged(all.map { $0.collectors[q * metrics.count + m].shortlist }, count: count) }
            },
            bytesRead: (filter.count + refined) * codes.bytesPerRow)
    }

    /// - Parameter left: room for the rows that the coarse codes leave.
    private func consider(_ rows: UnsafeBufferPointer<UInt32>, left: UnsafeMutablePointer<UInt32>, _ findings: inout Findings) {
        let block = findings.block
        for (q, query) in queries.enumerated() {
            let collectors = q * metrics.count..<(q + 1) * metrics.count
            block.fill(codes, rows, query, .coarse)
            var undecided = collectors.reduce(0) { $0 | findings.collectors[$1].coarse.undecided(block) }
            var count = 0
            while undecided != 0 {
                left[count] = rows[undecided.trailingZeroBitCount]
                undecided &= undecided - 1
                count += 1
            }
            guard count > 0 else { continue }
            findings.refined += count
            let rest = UnsafeBufferPointer(start: left, count: count)
            block.fill(codes, rest, query, .fine)
            for c in collectors { findings.collectors[c].consider(rest, block) }
        }
    }
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
