import Basics
import CDistance

/// Measures searches: the float32 pass and the codes, for single items and for baskets' centroids, beside a plain read of the
/// table's bytes, which is the least that any full scan can take on the machine. All take turns within one run, so that
/// whatever else the machine does meets all of them alike.
public struct SearchBenchmark: Sendable {
    /// All are searched in one pass.
    public var metrics = Metric.standard
    /// Neighbours per search.
    public var count = 30
    /// Each times every kind of search once.
    public var rounds = 50
    /// nil: one per processor.
    public var threads: Int?
    /// Items whose mean a basket's query is.
    public var basketSize = 12
    /// Of the items that are searched for.
    public var seed: UInt64 = 1

    public init() {}

    /// How long something took over all rounds.
    public struct Timing: Codable, Hashable, Sendable {
        /// Milliseconds.
        public let median, p99: Double
    }

    /// One kind of search.
    public struct Line: Codable, Hashable, Sendable {
        /// "item" or "basket".
        public let query: String
        /// "float32" or "codes".
        public let path: String
        /// Of a search.
        public let milliseconds: Timing
        /// float32 rows that were read, per search, on average.
        public let rowsRead: Double
        /// Bytes that were read, per search, on average.
        public let bytesRead: Double
        /// Searches in which codes ruled out enough, as a share.
        public let codesUsed: Double
        /// The median, divided by that of the plain read of the whole float32 table.
        public let ratioToPlainRead: Double
    }

    /// What was measured, and on what.
    public struct Result: Codable, Hashable, Sendable {
        /// Of the table.
        public let rows: Int
        /// Of the table.
        public let dimensions: Int
        /// Those of the benchmark.
        public let metrics: [Metric]
        /// Neighbours per search.
        public let count: Int
        /// As many as were used.
        public let threads: Int
        /// Of the float32 table.
        public let tableBytes: Int
        /// Of all coarse codes; 0 without any.
        public let codeBytes: Int
        /// A plain read of the float32 table, and of as many bytes as all coarse codes are, by as many threads.
        public let plainRead: Timing
        public let plainReadOfCodes: Timing?
        /// Each kind of search on each path.
        public let lines: [Line]
    }

    /// Runs all rounds. Precondition: the table has rows.
    ///
    /// - Parameter progress: told how many rounds are done.
    public func run(_ index: VectorIndex, progress: (Int) -> Void = { _ in }) throws(SearchError) -> Result {
        precondition(index.table.rows > 0, "an empty table takes no time")
        let threads = threads ?? Workers.available
        var random = SplitMix(seed)
        var (tableReads, codeReads) = ([Double](), [Double]())
        var samples: [Search: [Sample]] = [:]
        // The first round warms the caches and does not count.
        for round in 0...rounds {
            let basket = (0..<basketSize).map { _ in Int(random.next() % UInt64(index.table.rows)) }
            let tableRead = read(UnsafeRawPointer(index.table.start), index.table.byteCount, threads)
            let codeRead = index.codes.map { read($0.block(0), $0.byteCount, threads) }
            var found: [Search: Sample] = [:]
            for (name, query) in [("item", Query(index.table.vector(at: basket[0]))), ("basket", mean(of: basket, index.table))] {
                for path in index.codes == nil ? ["float32"] : ["float32", "codes"] {
                    let (time, report) = try search(index, query, codes: path == "codes", threads)
                    found[Search(query: name, path: path)] = Sample(milliseconds: time, report: report)
                }
            }
            progress(round)
            guard round > 0 else { continue }
            tableReads.append(tableRead)
            if let codeRead { codeReads.append(codeRead) }
            for (search, sample) in found { samples[search, default: []].append(sample) }
        }
        let plain = Timing(tableReads)
        let lines = samples.sorted { ($0.key.query, $0.key.path) > ($1.key.query, $1.key.path) }.map { Line($0, $1, plain) }
        return Result(
            rows: index.table.rows, dimensions: index.table.dimensions, metrics: metrics, count: count, threads: threads,
            tableBytes: index.table.byteCount, codeBytes: index.codes?.byteCount ?? 0, plainRead: plain,
            plainReadOfCodes: codeReads.isEmpty ? nil : Timing(codeReads), lines: lines)
    }

    /// What is measured, in the words of `Line`.
    struct Search: Hashable {
        let query: String
        let path: String
    }

    struct Sample {
        let milliseconds: Double
        let report: VectorIndex.Report
    }

    private func mean(of rows: [Int], _ table: VectorTable) -> Query {
        var sum = [Double](repeating: 0, count: table.dimensions)
        for row in rows {
            table.withRow(row) { for d in $0.indices { sum[d] += Double($0[d]) } }
        }
        return Query(sum.map { $0 / Double(rows.count) })
    }

    private func search(
        _ index: VectorIndex, _ query: Query, codes: Bool, _ threads: Int
    ) throws(SearchError) -> (Double, VectorIndex.Report) {
        let start = ContinuousClock.now
        let report = try index.search([query], metrics: metrics, count: count, threads: threads, usingCodes: codes).report
        return (start.millisecondsAgo, report)
    }

    private func read(_ bytes: UnsafeRawPointer, _ count: Int, _ threads: Int) -> Double {
        nonisolated(unsafe) let bytes = bytes
        let start = ContinuousClock.now
        _ = Workers.run(count, chunk: 1 << 20, threads: threads, state: { UInt64(0) }) { sum, range in
            sum ^= vd_read(bytes + range.lowerBound, range.count)
        }
        return start.millisecondsAgo
    }
}

extension ContinuousClock.Instant {
    fileprivate var millisecondsAgo: Double {
        let passed = (ContinuousClock.now - self).components
        return Double(passed.seconds) * 1e3 + Double(passed.attoseconds) / 1e15
    }
}

extension SearchBenchmark.Timing {
    /// - Parameter samples: at least one, in milliseconds.
    public init(_ samples: [Double]) {
        let sorted = samples.sorted()
        self.init(median: sorted[sorted.count / 2], p99: sorted[min(sorted.count - 1, sorted.count * 99 / 100)])
    }
}

extension SearchBenchmark.Line {
    fileprivate init(_ search: SearchBenchmark.Search, _ samples: [SearchBenchmark.Sample], _ plain: SearchBenchmark.Timing) {
        let timing = SearchBenchmark.Timing(samples.map(\.milliseconds))
        let count = Double(samples.count)
        self.init(
            query: search.query, path: search.path, milliseconds: timing,
            rowsRead: samples.reduce(0) { $0 + Double($1.report.rowsRead) } / count,
            bytesRead: samples.reduce(0) { $0 + Double($1.report.bytesRead) } / count,
            codesUsed: samples.reduce(0) { $0 + ($1.report.usedCodes ? 1 : 0) } / count,
            ratioToPlainRead: timing.median / plain.median)
    }
}
