/// A few directions, orthogonal to each other and of length 1, along which a table's vectors differ most. Whatever they are, two vectors are
/// at least as far apart as their places along them; good ones tell more pairs apart.
struct Projection {
    /// How many directions there are, at most.
    static let count = 16

    /// For each dimension, its share in each of the directions; 0 for those that there are not.
    let shares: [SIMD16<Float>]

    /// Numbers that are looked at, at most.
    private static let sampled = 1 << 19

    /// By a few rounds of subspace iteration over some of the table's rows.
    ///
    /// - Parameter isWanted: which rows count; those without a length are left out.
    init(of table: VectorTable, where isWanted: (Int) -> Bool) {
        let dimensions = table.dimensions
        let step = max(1, table.rows * dimensions / Self.sampled)
        let rows = stride(from: 0, to: table.rows, by: step).filter(isWanted)
        table.prefetch(rows)
        var sample = rows.compactMap { row -> [Float]? in
            let vector = table.vector(at: row), length = vector.withUnsafeBufferPointer { NearIdentity.length(of: $0) }
            return length > 0 ? vector.map { Float(Double($0) / length) } : nil
        }
        if let first = sample.first {
            var mean = [Float](repeating: 0, count: first.count)
            for vector in sample { for index in mean.indices { mean[index] += vector[index] / Float(sample.count) } }
            for place in sample.indices { for index in mean.indices { sample[place][index] -= mean[index] } }
        }
        let numbers = MainDirections.of(sample, dimensions: dimensions, count: Self.count)
        shares = (0..<dimensions).map { index in SIMD16(numbers[index * Self.count..<(index + 1) * Self.count]) }
    }

    /// Where a vector that is made as long as 1 lies along the directions.
    func place(of vector: UnsafeBufferPointer<Float>, length: Double) -> SIMD16<Float> {
        // Beyond these a float could not hold a product.
        shares.withUnsafeBufferPointer { shares in
            guard (1e-12...1e12).contains(length) else {
                return vector.map { Float(Double($0) / length) }.withUnsafeBufferPointer { Self.place(of: $0, shares) }
            }
            return Self.place(of: vector, shares) * Float(1 / length)
        }
    }

    private static func place(of vector: UnsafeBufferPointer<Float>, _ shares: UnsafeBufferPointer<SIMD16<Float>>) -> SIMD16<Float> {
        var even = SIMD16<Float>(), odd = SIMD16<Float>()
        let whole = vector.count / 2 * 2
        for index in stride(from: 0, to: whole, by: 2) {
            even += vector[index] * shares[index]
            odd += vector[index + 1] * shares[index + 1]
        }
        if whole < vector.count { even += vector[whole] * shares[whole] }
        return even + odd
    }
}
