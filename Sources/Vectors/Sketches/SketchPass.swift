import CDistance

/// The sketches of a file of codes.
struct SketchGroups {
    let codes: CompactCodes
    let directions: SketchDirections
    private let file: SketchFile

    /// nil: there are none.
    init?(_ codes: CompactCodes) {
        guard let directions = codes.directions, let file = codes.layout.sketches?.file else { return nil }
        (self.codes, self.directions, self.file) = (codes, directions, file)
    }

    var groupSize: Int { file.groupSize }

    /// The sketches of rows 64·group to 64·group + 63.
    subscript(group: Int) -> (numbers: UnsafePointer<Int16>, lengths: UnsafePointer<Float>) {
        let groups = CodeFile.blockRows / SketchFile.groupRows
        let start = codes.block(group / groups) + codes.layout.sketchesOffset + group % groups * file.groupSize
        return (file.numbers(start), file.lengths(start))
    }
}

/// Reads all sketches once and finds out how like a query each row can be at most, and which rows are the most promising.
struct SketchPass {
    let sketches: SketchGroups
    let query: SketchQuery
    /// Those that have sketches.
    let metrics: ContiguousArray<Metric>
    /// How many promising rows to find for each metric.
    let count: Int

    /// What one thread has found so far.
    final class PartialResult {
        /// By metric, the rows that can cost least.
        fileprivate(set) var promising: ContiguousArray<TopK> = []
    }

    /// The largest likeness of each row, in whole groups.
    final class Likeness {
        let values: UnsafeMutablePointer<Float>

        init(rows: Int) { values = .allocate(capacity: (rows + SketchFile.groupRows - 1) / SketchFile.groupRows * SketchFile.groupRows) }

        deinit { values.deallocate() }
    }

    /// Considers all rows that `filter` lets pass, on a thread for each of the partial.
    ///
    /// - Parameter likeness: becomes that of each row, for groups with a row that `filter` lets pass.
    /// - Returns: how many bytes were read.
    func run(_ filter: RowFilter, _ all: ContiguousArray<PartialResult>, _ likeness: Likeness) -> Int {
        for partial in all {
            while partial.promising.count < metrics.count { partial.promising.append(TopK(capacity: 0)) }
            for m in metrics.indices { partial.promising[m].begin(capacity: count) }
        }
        nonisolated(unsafe) let likeness = likeness.values
        let limits = ContiguousArray(metrics.map(query.limit))
        let level = vd_code_level()
        let groups = (filter.rows + SketchFile.groupRows - 1) / SketchFile.groupRows
        Workers.run(groups, chunk: CodeFile.blockRows / SketchFile.groupRows, states: all) { partial, range in
            var values = query.values
            withUnsafeTemporaryAllocation(of: Float.self, capacity: SketchFile.groupRows) { costs in
                for group in range {
                    let allowed = filter.word(block: group)
                    guard allowed != 0 else { continue }
                    let sketches = sketches[group], own = likeness + group * SketchFile.groupRows
                    vd_sketch_likeness(level, sketches.numbers, &values, own)
                    for m in metrics.indices {
                        var limit = limits[m]
                        limit.most = Float(partial.promising[m].limit)
                        var bits = allowed & vd_sketch_within(level, &limit, own, sketches.lengths, costs.baseAddress!)
                        while bits != 0 {
                            let i = bits.trailingZeroBitCount
                            bits &= bits - 1
                            partial.promising[m].offer(cost: Double(costs[i]), row: UInt32(group * SketchFile.groupRows + i))
                        }
                    }
                }
            }
        }
        return groups * sketches.groupSize
    }
}

/// Which rows sketches leave, once it is known what a row may cost.
struct SketchSieve: @unchecked Sendable {
    private let sketches: SketchGroups
    private let likeness: UnsafePointer<Float>
    private let limits: ContiguousArray<vd_sketch_limit>
    private let level = vd_code_level()

    /// - Parameters:
    ///   - likeness: as a pass has left it.
    ///   - costs: by metric, what a row may cost that still matters.
    init(_ pass: SketchPass, _ likeness: SketchPass.Likeness, costs: ContiguousArray<Double>) {
        (sketches, self.likeness) = (pass.sketches, UnsafePointer(likeness.values))
        limits = ContiguousArray(
            zip(pass.metrics, costs).map { metric, cost in
                var limit = pass.query.limit(metric)
                limit.most = pass.query.most(metric, cost: cost)
                return limit
            })
    }

    /// The rows of a group that are left under any metric: bit i stands for row 64·group + i.
    func word(group: Int) -> UInt64 {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: SketchFile.groupRows) { costs in
            let lengths = sketches[group].lengths, own = likeness + group * SketchFile.groupRows
            return limits.reduce(0) { word, limit in
                var limit = limit
                return word | vd_sketch_within(level, &limit, own, lengths, costs.baseAddress!)
            }
        }
    }
}
