import CDistance

/// Reads compact codes once and shortlists the rows that may be nearest to any of several queries under any of several metrics.
///
/// Of every row that sketches have not ruled out the coarse codes are read; of those that these cannot rule out, the fine ones too, some dozens
/// together, so that they are on their way from memory while more coarse codes are read. Where coarse codes have been leaving many rows, as they do
/// until the first near ones are found, both are read at once.
struct CodePass {
    let codes: CompactCodes
    let queries: ContiguousArray<CodeQuery>
    let metrics: [Metric]
    let count: Int

    /// The sums that the metrics are made of.
    private var wants: UInt32 { metrics.reduce(0) { $0 | UInt32($1 == .manhattan ? VD_DIFFERENCES : VD_PRODUCTS) } }

    /// What one thread has found so far: a collector for each query under each metric, by query.
    final class PartialResult {
        fileprivate(set) var collectors: ContiguousArray<Collector> = []
        /// Rows whose coarse codes have not been read yet.
        fileprivate let pending = Backlog()
        /// For each query, the rows that coarse codes have left and whose fine codes have not been read yet.
        fileprivate var backlogs: ContiguousArray<Backlog> = []
        /// Rows whose coarse codes were read, and whose fine ones were.
        fileprivate var considered = 0, refined = 0
        fileprivate let block = CodeBlock()
    }

    fileprivate final class Backlog {
        let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: CodeBlock.rows)
        var count = 0
        /// The share of rows that coarse codes have left of late.
        var share = 0.0
        /// Blocks that went by without a look at their coarse codes alone.
        var skipped = 0

        deinit { rows.deallocate() }
    }

    struct Collector {
        fileprivate(set) var shortlist = Shortlist()
        fileprivate var coarse, fine: CodeBounds
    }

    /// Makes partial ready.
    func begin(_ all: ContiguousArray<PartialResult>) {
        for partial in all { begin(partial) }
    }

    private func begin(_ partial: PartialResult) {
        for (c, place) in (0..<queries.count * metrics.count).enumerated() {
            let (metric, query) = (metrics[place % metrics.count], queries[place / metrics.count])
            let (coarse, fine) = (CodeBounds(metric, query, .coarse), CodeBounds(metric, query, .fine))
            if c == partial.collectors.count { partial.collectors.append(Collector(coarse: coarse, fine: fine)) }
            (partial.collectors[c].coarse, partial.collectors[c].fine) = (coarse, fine)
            partial.collectors[c].shortlist.begin(count: count)
        }
        while partial.backlogs.count < queries.count { partial.backlogs.append(Backlog()) }
        for backlog in partial.backlogs { (backlog.share, backlog.skipped) = (1, 0) }
    }

    /// What a row may cost that still matters, for one query under one metric, known beforehand.
    func tighten(_ all: ContiguousArray<PartialResult>, query: Int, place: Int, to cost: Double) {
        for partial in all {
            let c = query * metrics.count + place
            partial.collectors[c].shortlist.begin(count: count, ceiling: cost)
            partial.collectors[c].coarse.tighten(to: cost)
            partial.collectors[c].fine.tighten(to: cost)
            // Then coarse codes rule rows out from the first.
            partial.backlogs[query].share = 0
        }
    }

    /// Considers all rows that `filter` lets pass, on a thread for each of the partial. The rows that are not ruled out are then on
    /// their shortlists.
    ///
    /// - Parameters:
    ///   - asked: the queries that count, by place.
    ///   - sieve: lets rows pass for the one query; nil: all.
    /// - Returns: how many bytes were read.
    func run(_ filter: RowFilter, _ all: ContiguousArray<PartialResult>, asked: Range<Int>, sieve: SketchSieve? = nil) -> Int {
        for partial in all { (partial.considered, partial.refined) = (0, 0) }
        let chunk = max(1, (1 << 19) / (codes.layout.half * 64)) * 64
        Workers.run(filter.rows, chunk: chunk, states: all) { partial, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: CodeBlock.rows) { list in
                for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                    let allowed = filter.word(block: block)
                    let word = allowed == 0 ? 0 : sieve.map { allowed & $0.word(group: block) } ?? allowed
                    let found = RowFilter.list(word, block: block, into: list.baseAddress!)
                    add(UnsafeBufferPointer(rebasing: list[..<found]), asked, partial)
                    // A look at codes stays within one block of the file.
                    if (block + 1) * 64 % CodeFile.blockRows == 0 { finish(asked, partial) }
                }
            }
            finish(asked, partial)
        }
        return all.reduce(0) { $0 + $1.considered + $1.refined } * codes.bytesPerRow
    }

    /// Considers rows, as many together as there can be.
    private func add(_ rows: UnsafeBufferPointer<UInt32>, _ asked: Range<Int>, _ partial: PartialResult) {
        let pending = partial.pending
        if rows.count == CodeBlock.rows && pending.count == 0 { return consider(rows, asked, partial) }
        for row in rows {
            pending.rows[pending.count] = row
            pending.count += 1
            codes.fetch(row: Int(row), .coarse)
            if pending.count == CodeBlock.rows { considerPending(asked, partial) }
        }
    }

    private func considerPending(_ asked: Range<Int>, _ partial: PartialResult) {
        guard partial.pending.count > 0 else { return }
        consider(UnsafeBufferPointer(start: partial.pending.rows, count: partial.pending.count), asked, partial)
        partial.pending.count = 0
    }

    private func finish(_ asked: Range<Int>, _ partial: PartialResult) {
        considerPending(asked, partial)
        for q in asked where partial.backlogs[q].count > 0 { refineBacklog(q, partial) }
    }

    private func consider(_ rows: UnsafeBufferPointer<UInt32>, _ asked: Range<Int>, _ partial: PartialResult) {
        partial.considered += rows.count
        for q in asked {
            let query = queries[q], backlog = partial.backlogs[q]
            if backlog.share > Self.worthwhile && backlog.skipped < Self.patience {
                backlog.skipped += 1
                refine(q, rows, partial)
                continue
            }
            partial.block.fill(codes, rows, query, .coarse, wants: wants)
            var undecided = collectors(q).reduce(0) { $0 | partial.collectors[$1].coarse.undecided(partial.block) }
            backlog.share += (Double(undecided.nonzeroBitCount) / Double(rows.count) - backlog.share) / 4
            backlog.skipped = 0
            while undecided != 0 {
                let row = rows[undecided.trailingZeroBitCount]
                undecided &= undecided - 1
                if backlog.count == CodeBlock.rows { refineBacklog(q, partial) }
                backlog.rows[backlog.count] = row
                backlog.count += 1
                codes.fetch(row: Int(row), .fine)
            }
        }
    }

    private func refineBacklog(_ q: Int, _ partial: PartialResult) {
        let backlog = partial.backlogs[q]
        refine(q, UnsafeBufferPointer(start: backlog.rows, count: backlog.count), partial)
        backlog.count = 0
    }

    /// Reads the fine codes of rows.
    private func refine(_ q: Int, _ rows: UnsafeBufferPointer<UInt32>, _ partial: PartialResult) {
        partial.block.fill(codes, rows, queries[q], .fine, wants: wants)
        for c in collectors(q) { partial.collectors[c].consider(rows, partial.block) }
        partial.refined += rows.count
    }

    /// Coarse codes that leave more than this share of the rows cost more than they save.
    private static let worthwhile = 0.4
    /// After so many blocks without them they are tried again.
    private static let patience = 7

    private func collectors(_ q: Int) -> Range<Int> { q * metrics.count..<(q + 1) * metrics.count }
}

extension CodePass.Collector {
    fileprivate mutating func consider(_ rows: UnsafeBufferPointer<UInt32>, _ block: CodeBlock) {
        var undecided = fine.undecided(block)
        while undecided != 0 {
            let i = undecided.trailingZeroBitCount
            undecided &= undecided - 1
            let (lower, upper) = fine.bounds(block.dots[i], block.differences[i], block.fit(i))
            if shortlist.offer(Shortlist.Candidate(row: rows[i], lower: lower, upper: upper)) {
                coarse.tighten(to: shortlist.limit)
                fine.tighten(to: shortlist.limit)
            }
        }
    }
}
