import CDistance

/// A query in the form that the kernels read, with what is known about it beforehand. Owns its buffers, which serve one query after
/// another.
final class PreparedQuery: @unchecked Sendable {
    let dimensions: Int
    /// The vector in double and rounded to float32.
    let exact: UnsafeMutablePointer<Double>
    let rounded: UnsafeMutablePointer<Float>
    private(set) var parts: UnsafeMutablePointer<vd_part>
    private(set) var partCount = 0
    private var partRoom = 1
    /// Σw²qq, by the exact kernel.
    private(set) var norm = 0.0
    /// How far rounding moved the (weighted) query: Σw|q − q̃| and √Σw²(q − q̃)².
    private(set) var roundingManhattan = 0.0
    private(set) var roundingEuclidean = 0.0
    /// Whether sums with rows of ordinary length stay well within float32's range.
    private(set) var isTame = false
    /// The largest weight's square, at least 1.
    private(set) var amplification = 1.0

    /// Room for queries of so many dimensions.
    init(dimensions: Int) {
        self.dimensions = dimensions
        exact = .allocate(capacity: dimensions)
        exact.initialize(repeating: 0, count: dimensions)
        rounded = .allocate(capacity: dimensions)
        rounded.initialize(repeating: 0, count: dimensions)
        parts = .allocate(capacity: partRoom)
    }

    /// Becomes this query.
    func take(_ query: Query) throws(SearchError) {
        guard query.vector.count == dimensions else {
            throw .dimensions(query: query.vector.count, table: dimensions)
        }
        guard query.vector.allSatisfy({ $0.isFinite && Float($0).isFinite }) else { throw .queryNotFinite }
        try split(query.balance)
        for (i, value) in query.vector.enumerated() {
            exact[i] = value
            rounded[i] = Float(value)
        }
        let distance = sums(of: rounded)
        roundingManhattan = distance.absolutes
        roundingEuclidean = distance.squares.squareRoot()
        // The query may differ from its rounding, so its norm cannot come from the kernel, which squares the row.
        norm = 0
        for part in UnsafeBufferPointer(start: parts, count: partCount) {
            var total = 0.0
            for i in Int(part.begin)..<Int(part.end) { total += exact[i] * exact[i] }
            norm += Double(part.weight) * Double(part.weight) * total
        }
        // Same order of additions as for rows, so that a row's distance from itself is exactly 0.
        if roundingManhattan == 0 { norm = distance.norm }
        isTame =
            FloatBounds.comfortable.contains(Float(norm)) && amplification < 1e10
            && query.vector.allSatisfy { abs($0) < 1e15 }
    }

    deinit {
        exact.deallocate()
        rounded.deallocate()
        parts.deallocate()
    }

    /// The sums of a row in double: what decides.
    func sums(of row: UnsafePointer<Float>) -> Sums { sums(of: row, wants: UInt32(VD_NORMS | VD_SQUARES | VD_ABSOLUTES)) }

    /// - Parameter wants: those that are needed; the others may be 0.
    func sums(of row: UnsafePointer<Float>, wants: UInt32) -> Sums {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { out in
            vd_exact_sums(row, exact, parts, partCount, wants, out.baseAddress!)
            return Sums(dot: out[0], norm: out[1], squares: out[2], absolutes: out[3])
        }
    }

    /// Consecutive parts that cover all dimensions, from ranges that may leave gaps (which weigh 1).
    private func split(_ balance: [WeightedRange]) throws(SearchError) {
        if partRoom < 2 * balance.count + 1 {
            parts.deallocate()
            partRoom = 2 * balance.count + 1
            parts = .allocate(capacity: partRoom)
        }
        (partCount, amplification) = (0, 1)
        var next = 0
        func add(_ end: Int, _ weight: Float) {
            parts[partCount] = vd_part(begin: UInt32(next), end: UInt32(end), weight: weight)
            partCount += 1
            amplification = max(amplification, Double(weight) * Double(weight))
            next = end
        }
        for part in balance.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where !part.range.isEmpty {
            guard part.range.lowerBound >= next, part.range.upperBound <= dimensions,
                part.weight >= 0, (part.weight * part.weight).isFinite
            else { throw .balance }
            if part.range.lowerBound > next { add(part.range.lowerBound, 1) }
            add(part.range.upperBound, part.weight)
        }
        if next < dimensions { add(dimensions, 1) }
    }
}
