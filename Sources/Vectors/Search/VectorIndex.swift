import Foundation

/// A table with all that makes searching it fast: the one place where searches are done.
///
/// With compact codes a search reads an eighth of the bytes, or by sketches still fewer, and then only the rows that these could not rule
/// out; where they rule out too few, it reads the whole table after all. Either way the answer is the same, to the last bit.
public final class VectorIndex: Sendable {
    /// What is searched.
    public let table: VectorTable
    /// Nil: every search reads the whole table.
    public let codes: CompactCodes?
    let bits: MedianBits.Lazy
    let buffers = SearchBuffers.Pool()

    /// - Parameters:
    ///   - codes: the table's compact codes, if there are any.
    ///   - bits: the table's median bits; without them they are opened, or made, at the first hamming search.
    ///   - bitsURL: where median bits are kept from one process to the next; nil: nowhere.
    public init(_ table: VectorTable, codes: CompactCodes? = nil, bits: MedianBits? = nil, bitsURL: URL? = nil) {
        self.table = table
        self.codes = codes
        self.bits = MedianBits.Lazy(table, bits, url: bitsURL)
    }

    /// What hamming compares, made when it is first asked for.
    var medianBits: MedianBits { get throws(SearchError) { try bits.value(threads: Workers.available) } }

    /// Whether a hamming distance can be told without a pass over the table.
    public var hasMedianBits: Bool { bits.isMade }

    /// How a search went.
    public struct Report: Hashable, Sendable {
        /// Whether compact codes were read, and whether they ruled out enough.
        public internal(set) var usedCodes = false
        /// float32 rows that were read.
        public internal(set) var rowsRead = 0
        /// Bytes of codes, bits and float32 rows that were read.
        public internal(set) var bytesRead = 0
    }

    /// The rows nearest to queries under metrics, exactly.
    ///
    /// Neighbours come by distance, ties by row. Rows that hold NaN or infinity (in a part that weighs more than 0) are
    /// nobody's neighbours. A zero vector has the cosine distance 1 from everything. Distances are computed in double and
    /// then rounded.
    ///
    /// Cost: all queries and metrics share one pass over the codes, an eighth of the table's bytes, and over the few rows that these leave;
    /// or each query has one over the sketches, where there are any and only cosine, euclidean or dot is asked for; or all share one over the
    /// table. Thread-safe: searches may run at the same time.
    ///
    /// - Parameters:
    ///   - queries: of as many numbers as the table has dimensions.
    ///   - count: how many neighbours to find; fewer come back only when there are fewer rows.
    ///   - allowed: the only rows that may be found; nil: all.
    ///   - excluding: rows that may not be found.
    ///   - threads: nil: one per processor.
    ///   - usingCodes: false: reads the whole table, whether there are codes or not.
    /// - Returns: for each query, a list of neighbours for each metric.
    /// - Throws: `SearchError` when a query has other dimensions, holds NaN or infinity, or has an unusable balance.
    public func nearest(
        to queries: [Query], metrics: [Metric], count: Int, among allowed: RowSet? = nil, excluding: Set<Int> = [],
        threads: Int? = nil, usingCodes: Bool = true
    ) throws(SearchError) -> [[[Neighbor]]] {
        try search(
            queries, metrics: metrics, count: count, among: allowed, excluding: excluding, threads: threads,
            usingCodes: usingCodes
        ).neighbors
    }

    /// How long a search is tried again because rows were overwritten meanwhile, before it holds the writer up.
    private static let patience = Duration.milliseconds(200)

    /// The same, with a report.
    public func search(
        _ queries: [Query], metrics: [Metric], count: Int, among allowed: RowSet? = nil, excluding: Set<Int> = [],
        threads: Int? = nil, usingCodes: Bool = true
    ) throws(SearchError) -> (neighbors: [[[Neighbor]]], report: Report) {
        func once(_ version: Int) throws(SearchError) -> (neighbors: [[[Neighbor]]], report: Report) {
            // Codes follow the file, so they say nothing of a row that was put back.
            try searchOnce(
                queries, metrics: metrics, count: count, among: allowed, excluding: excluding, threads: threads,
                usingCodes: usingCodes && version == 0)
        }
        return try settled(once)
    }

    /// What `once` makes of the rows when none of them is overwritten meanwhile; it is told which version of the table it reads.
    func settled<Answer>(_ once: (_ version: Int) throws(SearchError) -> Answer) throws(SearchError) -> Answer {
        try table.reading { () throws(SearchError) in
            let start = ContinuousClock.now
            var version = table.settle()
            while true {
                let isLate = ContinuousClock.now - start > Self.patience
                let found = isLate ? try table.holdingWriterUp { () throws(SearchError) in try once(version) } : try once(version)
                let now = table.settle()
                if now == version { return found }
                version = now
            }
        }
    }

    private func searchOnce(
        _ queries: [Query], metrics: [Metric], count: Int, among allowed: RowSet?, excluding: Set<Int>, threads: Int?, usingCodes: Bool
    ) throws(SearchError) -> (neighbors: [[[Neighbor]]], report: Report) {
        let threads = max(1, threads ?? Workers.available)
        return try buffers.lend(table, threads: threads) { buffers throws(SearchError) in
            let prepared = try buffers.prepared(queries)
            let filter = RowFilter(rows: table.rows, allowed: allowed, excluding: buffers.exclude(excluding))
            let others = metrics.contains(.hamming) ? metrics.filter { $0 != .hamming } : metrics
            let pass = FloatPass(table: table, queries: prepared, metrics: others, count: max(0, min(count, table.rows)))
            var report = Report()
            let direct = others.isEmpty ? queries.map { _ in [] } : try neighbors(pass, filter, buffers, usingCodes, &report)
            guard others.count < metrics.count else { return (direct, report) }
            let hamming = try bits.value(threads: threads).nearest(to: prepared, count: pass.count, filter, threads: threads)
            report.bytesRead += filter.rows * table.dimensions / 8
            let found = prepared.indices.map { q in
                var rest = direct[q][...]
                return metrics.map { $0 == .hamming ? hamming[q] : rest.removeFirst() }
            }
            return (found, report)
        }
    }

    private func neighbors(
        _ pass: FloatPass, _ filter: RowFilter, _ buffers: SearchBuffers, _ usingCodes: Bool, _ report: inout Report
    ) throws(SearchError) -> [[[Neighbor]]] {
        if usingCodes, let found = try CodeSearch(codes, pass: pass, filter: filter, buffers: buffers)?.run(&report) { return found }
        report.rowsRead += filter.count
        report.bytesRead += filter.count * table.dimensions * MemoryLayout<Float>.size
        // Where all rows are wanted there is none to rule out.
        if pass.count >= filter.count {
            return try pass.queries.indices.map { (q) throws(SearchError) in
                try Decision(pass: pass, buffers: buffers).neighbors(query: q, of: filter)
            }
        }
        pass.begin(buffers.floatPartials, queries: pass.queries.indices)
        try pass.run(filter, buffers.floatPartials)
        return try pass.queries.indices.map { (q) throws(SearchError) in
            try Decision(pass: pass, buffers: buffers).neighbors(query: q, among: buffers.floatPartials)
        }
    }
}
