/// The median of each of a table's dimensions, as numpy has it: the middle one of the finite numbers, or the mean of the two in the middle; 0
/// where there are none.
///
/// By radix: numbers' bits are put in their order, and three passes over the rows, in order, tell eleven, eleven and ten bits of the middle
/// ones. So rows that lie elsewhere need not all be here at once.
struct ColumnMedians: @unchecked Sendable {
    private static let shifts: [UInt32] = [21, 10, 0]
    private static let bins = 2048

    /// What is known of one of the two numbers in the middle of a dimension.
    private struct Middle {
        /// Its upper bits.
        var prefix: UInt32 = 0
        /// How many of the numbers with these are less.
        var rank = 0
    }

    private let dimensions: Int
    /// By dimension, the lower one and the upper one.
    private let middles: UnsafeMutablePointer<Middle>
    /// Of the numbers that a middle may be: how many have which next bits. Where both have the same prefix, those of the lower serve both.
    private let counts: UnsafeMutablePointer<UInt32>

    /// Cost: three passes over the table.
    static func of(_ table: VectorTable, threads: Int) throws(SearchError) -> [Double] {
        let medians = ColumnMedians(dimensions: table.dimensions)
        defer { medians.free() }
        for step in shifts.indices {
            try table.windows(where: table.canBeHad) { window, rows in
                // A few dimensions at a time, so that their counts stay in the cache, and every read of a row uses a whole line of it.
                Workers.run(table.dimensions, chunk: 16, threads: threads) { dimensions in
                    for row in window where table.canBeHad(row) { medians.count(rows.start + row * rows.dimensions, dimensions, step) }
                }
            }
            for dimension in 0..<table.dimensions { medians.narrow(dimension, step) }
        }
        return (0..<table.dimensions).map { (medians.number(2 * $0) + medians.number(2 * $0 + 1)) / 2 }
    }

    private init(dimensions: Int) {
        self.dimensions = dimensions
        middles = .allocate(capacity: 2 * dimensions)
        middles.initialize(repeating: Middle(), count: 2 * dimensions)
        counts = .allocate(capacity: 2 * dimensions * Self.bins)
        counts.initialize(repeating: 0, count: 2 * dimensions * Self.bins)
    }

    private func free() {
        middles.deallocate()
        counts.deallocate()
    }

    private func count(_ row: UnsafePointer<Float>, _ range: Range<Int>, _ step: Int) {
        let shift = Self.shifts[step]
        guard step > 0 else {
            for dimension in range where row[dimension].isFinite {
                counts[2 * dimension * Self.bins + Int(Self.key(row[dimension]) >> shift)] += 1
            }
            return
        }
        let width = Self.bitCount(step), mask = UInt32(1) << width - 1
        for dimension in range where row[dimension].isFinite {
            let key = Self.key(row[dimension]), upper = key >> (shift + width)
            // Nearly always neither.
            let place = upper == middles[2 * dimension].prefix ? 0 : upper == middles[2 * dimension + 1].prefix ? 1 : -1
            if place >= 0 { counts[(2 * dimension + place) * Self.bins + Int((key >> shift) & mask)] += 1 }
        }
    }

    /// Finds the next bits of a dimension's middles, and begins to count anew.
    private func narrow(_ dimension: Int, _ step: Int) {
        let pair = middles + 2 * dimension, bins = counts + 2 * dimension * Self.bins
        if step == 0 {
            let count = (0..<Self.bins).reduce(0) { $0 + Int(bins[$1]) }
            (pair[0].rank, pair[1].rank) = (max(0, (count - 1) / 2), count / 2)
        }
        let isShared = pair[0].prefix == pair[1].prefix, width = Self.bitCount(step)
        for place in 0..<2 {
            let bins = place == 0 || isShared ? bins : bins + Self.bins
            var bin = 0
            while bin < Self.bins - 1, pair[place].rank >= bins[bin] {
                pair[place].rank -= Int(bins[bin])
                bin += 1
            }
            pair[place].prefix = pair[place].prefix << width | UInt32(bin)
        }
        bins.update(repeating: 0, count: 2 * Self.bins)
    }

    private static func bitCount(_ step: Int) -> UInt32 { (step == 0 ? 32 : shifts[step - 1]) - shifts[step] }

    /// A number's bits, so that greater numbers have greater ones.
    private static func key(_ number: Float) -> UInt32 { number.bitPattern >> 31 == 1 ? ~number.bitPattern : number.bitPattern | 1 << 31 }

    /// The number that a middle has turned out to be.
    private func number(_ place: Int) -> Double {
        let key = middles[place].prefix
        // Where a dimension has no finite number, all bits were left 1.
        let number = Float(bitPattern: key >> 31 == 1 ? key & ~(1 << 31) : ~key)
        return number.isFinite ? Double(number) : 0
    }
}
