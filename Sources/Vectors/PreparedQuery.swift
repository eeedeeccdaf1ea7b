import CDistance

/// A query in the form that the kernels read, with what is known about it beforehand. Owns its buffers.
final class PreparedQuery: @unchecked Sendable {
    let dimensions: Int
    /// The vector in double and rounded to float32.
    let exact: UnsafeMutablePointer<Double>
    let rounded: UnsafeMutablePointer<Float>
    let parts: UnsafeMutablePointer<vd_part>
    let partCount: Int
    /// Σw²qq, by the exact kernel.
    private(set) var norm = 0.0
    /// How far rounding moved the (weighted) query: Σw|q − q̃| and √Σw²(q − q̃)².
    private(set) var roundingManhattan = 0.0
    private(set) var roundingEuclidean = 0.0
    /// Whether sums with rows of ordinary length stay well within float32's range.
    private(set) var isTame = false
    /// The largest weight's square, at least 1.
    let amplification: Double

    init(_ query: Query, dimensions: Int) throws(SearchError) {
        guard query.vector.count == dimensions else {
            throw .dimensions(query: query.vector.count, table: dimensions)
        }
        guard query.vector.allSatisfy({ $0.isFinite && Float($0).isFinite }) else { throw .queryNotFinite }
        let all = try Self.split(query.balance, dimensions: dimensions)
        self.dimensions = dimensions
        exact = .allocate(capacity: dimensions)
        rounded = .allocate(capacity: dimensions)
        parts = .allocate(capacity: all.count)
        partCount = all.count
        amplification = all.map { max(1, Double($0.weight) * Double($0.weight)) }.max() ?? 1
        for (i, value) in query.vector.enumerated() {
            (exact + i).initialize(to: value)
            (rounded + i).initialize(to: Float(value))
        }
        for (i, part) in all.enumerated() {
            (parts + i).initialize(to: part)
        }
        let distance = sums(of: rounded)
        roundingManhattan = distance.absolutes
        roundingEuclidean = distance.squares.squareRoot()
        // The query may differ from its rounding, so its norm cannot come from the kernel, which squares the row.
        for part in all {
            var total = 0.0
            for i in Int(part.begin)..<Int(part.end) { total += query.vector[i] * query.vector[i] }
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
    func sums(of row: UnsafePointer<Float>) -> Sums {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { out in
            vd_exact_sums(row, exact, parts, partCount, out.baseAddress!)
            return Sums(dot: out[0], norm: out[1], squares: out[2], absolutes: out[3])
        }
    }

    /// Consecutive parts that cover all dimensions, from ranges that may leave gaps (which weigh 1).
    private static func split(_ balance: [WeightedRange], dimensions: Int) throws(SearchError) -> [vd_part] {
        var parts: [vd_part] = []
        var next = 0
        for part in balance.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where !part.range.isEmpty {
            guard part.range.lowerBound >= next, part.range.upperBound <= dimensions,
                part.weight >= 0, (part.weight * part.weight).isFinite
            else { throw .balance }
            if part.range.lowerBound > next {
                parts.append(vd_part(begin: UInt32(next), end: UInt32(part.range.lowerBound), weight: 1))
            }
            next = part.range.upperBound
            parts.append(vd_part(begin: UInt32(part.range.lowerBound), end: UInt32(next), weight: part.weight))
        }
        if next < dimensions { parts.append(vd_part(begin: UInt32(next), end: UInt32(dimensions), weight: 1)) }
        return parts
    }
}
