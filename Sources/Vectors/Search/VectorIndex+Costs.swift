import Synchronization

extension VectorIndex {
    /// What all rows cost, rather than which are the nearest: for whoever asks how far down a row stands.
    ///
    /// Cost: one pass over the rows that may be found, in double, for all queries and metrics together.
    ///
    /// - Parameters:
    ///   - groups: queries, of which the nearest counts within each group.
    ///   - allowed: as in `nearest`, and so is `excluding`.
    ///   - isWanted: asked now and then; once it says no, the pass ends early and its answer means nothing.
    /// - Returns: by group, metric and row, the distance before it is rounded, a score times −1: what is cheap is near. Infinite where a row
    ///   cannot be found.
    package func costs(
        of groups: [[Query]], metrics: [Metric], among allowed: RowSet? = nil, excluding: Set<Int> = [], threads: Int? = nil,
        isWanted: @Sendable () -> Bool = { true }
    ) throws(SearchError) -> [[[Double]]] {
        let threads = max(1, threads ?? Workers.available)
        let lists = groups.count * metrics.count
        var all = [Double](repeating: .infinity, count: lists * table.rows)
        try settled { (_: Int) throws(SearchError) in
            try buffers.lend(table, threads: threads) { buffers throws(SearchError) in
                let prepared = try buffers.prepared(groups.flatMap(\.self))
                let filter = RowFilter(rows: table.rows, allowed: allowed, excluding: buffers.exclude(excluding))
                try all.withUnsafeMutableBufferPointer { (all) throws(SearchError) in
                    try fill(all, CostPass(table: table, queries: prepared, groups: groups.map(\.count), metrics: metrics), filter, threads, isWanted)
                }
            }
        }
        return groups.indices.map { group in
            metrics.indices.map { metric in
                let start = (group * metrics.count + metric) * table.rows
                return Array(all[start..<start + table.rows])
            }
        }
    }

    private func fill(
        _ all: UnsafeMutableBufferPointer<Double>, _ pass: CostPass, _ filter: RowFilter, _ threads: Int, _ isWanted: @Sendable () -> Bool
    ) throws(SearchError) {
        guard let start = all.baseAddress, !pass.queries.isEmpty else { return }
        all.update(repeating: .infinity)
        try pass.run(filter, into: start, threads: threads, isWanted: isWanted)
        if let place = pass.metrics.firstIndex(of: .hamming) {
            // Of a group only the nearest counts, and each of its queries is compared by itself.
            for (group, range) in pass.ranges.enumerated() {
                let costs = start + (group * pass.metrics.count + place) * pass.table.rows
                for query in range { try bits.value(threads: threads).lessen(costs, to: pass.queries[query], filter, threads: threads) }
            }
        }
    }

    /// Of some costs, the places of the cheapest in their order, ties by place; what is infinite is left out.
    package static func cheapest(_ count: Int, of costs: [Double]) -> [Int] {
        var top = TopK(capacity: max(0, min(count, costs.count)))
        for (place, cost) in costs.enumerated() { top.offer(cost: cost, row: UInt32(place)) }
        return top.sorted().map { Int($0.row) }
    }

    /// How far two squared lengths may be apart, in proportion, and still be one length: what float32 leaves of it when vectors are scaled.
    private static let lengthTolerance = 1e-5

    /// Whether all vectors have one length under a balance, as far as float32 can say. Those that hold NaN or infinity have none.
    ///
    /// Cost: a pass over the rows, in double; it ends with the first that is of another length. Of rows that lie elsewhere sketches tell as much.
    package func hasOneLength(balance: [WeightedRange] = [], among allowed: RowSet? = nil) throws(SearchError) -> Bool {
        if table.isDistant, balance.isEmpty, let told = hasOneLengthBySketches(among: allowed) { return told }
        let query = PreparedQuery(dimensions: table.dimensions)
        try query.take(Query([Double](repeating: 0, count: table.dimensions), balance: balance))
        return try settled { (_: Int) throws(SearchError) in
            @Sendable func length(_ row: Int, _ table: VectorTable) -> Double? {
                guard allowed?.contains(row) ?? true else { return nil }
                let norm = query.sums(of: table.start + row * table.dimensions).norm
                return norm.isFinite ? norm : nil
            }
            var known: Double?
            let differs = Atomic(false)
            @Sendable func isWanted(_ row: Int) -> Bool { !differs.load(ordering: .relaxed) && allowed?.contains(row) ?? true }
            try table.windows(where: isWanted) { window, table in
                guard !differs.load(ordering: .relaxed), let first = known ?? window.lazy.compactMap({ length($0, table) }).first else { return }
                known = first
                _ = Workers.run(window.count, chunk: 1024, threads: Workers.available, state: { () }) { _, range in
                    guard !differs.load(ordering: .relaxed) else { return }
                    for place in range {
                        guard let own = length(window.lowerBound + place, table), abs(own - first) > Self.lengthTolerance * first else { continue }
                        return differs.store(true, ordering: .relaxed)
                    }
                }
            }
            return !differs.load(ordering: .relaxed)
        }
    }

    /// The same by sketches; nil where they do not tell.
    private func hasOneLengthBySketches(among allowed: RowSet?) -> Bool? {
        guard let codes, codes.isIntact else { return nil }
        var first: Double?
        for row in 0..<table.rows where allowed?.contains(row) ?? true {
            guard let length = codes.length(ofRow: row) else { return nil }
            let norm = Double(length) * Double(length)
            guard let known = first else {
                first = norm
                continue
            }
            if abs(norm - known) > Self.lengthTolerance * known { return false }
        }
        return true
    }
}

/// A pass over rows that says what each costs under each metric but hamming: of each group of queries the least.
struct CostPass: @unchecked Sendable {
    private(set) var table: VectorTable
    let queries: ContiguousArray<PreparedQuery>
    let metrics: [Metric]
    /// The places of each group's queries.
    let ranges: [Range<Int>]

    init(table: VectorTable, queries: ContiguousArray<PreparedQuery>, groups: [Int], metrics: [Metric]) {
        (self.table, self.queries, self.metrics) = (table, queries, metrics)
        var end = 0
        ranges = groups.map { count in
            defer { end += count }
            return end..<end + count
        }
    }

    /// The same over a table in which some of the rows are.
    private func over(_ table: VectorTable) -> CostPass {
        var pass = self
        pass.table = table
        return pass
    }

    /// - Parameter costs: by group, metric and row, infinite to begin with.
    func run(_ filter: RowFilter, into costs: UnsafeMutablePointer<Double>, threads: Int, isWanted: @Sendable () -> Bool) throws(SearchError) {
        guard metrics.contains(where: { $0 != .hamming }) else { return }
        nonisolated(unsafe) let costs = costs
        try table.windows(where: { isWanted() && filter.contains($0) }) { window, table in
            let pass = over(table)
            _ = Workers.run(window.count, chunk: 1024, threads: threads, state: { () }) { _, range in
                guard isWanted() else { return }
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
                    for block in (window.lowerBound + range.lowerBound) / 64..<(window.lowerBound + range.upperBound + 63) / 64 {
                        let found = filter.list(block: block, into: list.baseAddress!)
                        for row in list[..<found] { pass.consider(Int(row), costs) }
                    }
                }
            }
        }
    }

    private func consider(_ row: Int, _ costs: UnsafeMutablePointer<Double>) {
        let vector = table.start + row * table.dimensions
        for group in ranges.indices {
            for q in ranges[group] {
                let query = queries[q], sums = query.sums(of: vector)
                for m in metrics.indices where metrics[m] != .hamming {
                    let cost = sums.cost(metrics[m], queryNorm: query.norm)
                    let place = costs + (group * metrics.count + m) * table.rows + row
                    if cost.isFinite, cost < place.pointee { place.pointee = cost }
                }
            }
        }
    }
}
