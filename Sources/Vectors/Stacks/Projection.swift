import Basics

/// A few directions, orthogonal to each other and of length 1, along which a table's vectors differ most. Whatever they are, two vectors are
/// at least as far apart as their places along them; good ones tell more pairs apart.
struct Projection {
    /// How many directions there are, at most.
    static let count = 16

    /// For each dimension, its share in each of the directions; 0 for those that there are not.
    let shares: [SIMD16<Float>]

    /// Numbers that are looked at, at most.
    private static let sampled = 1 << 19
    private static let rounds = 3

    /// By a few rounds of subspace iteration over some of the table's rows.
    ///
    /// - Parameter lengths: of all rows; those that are 0 are left out.
    init(of table: VectorTable, lengths: [Double]) {
        let dimensions = table.dimensions
        let step = max(1, table.rows * dimensions / Self.sampled)
        let rows = stride(from: 0, to: table.rows, by: step).filter { lengths[$0] > 0 }
        var sample = rows.map { row in table.vector(at: row).map { Float(Double($0) / lengths[row]) } }
        if let first = sample.first {
            var mean = [Float](repeating: 0, count: first.count)
            for vector in sample { for index in mean.indices { mean[index] += vector[index] / Float(sample.count) } }
            for place in sample.indices { for index in mean.indices { sample[place][index] -= mean[index] } }
        }
        var random = SplitMix(1)
        var shares = (0..<dimensions).map { _ in
            var share = SIMD16<Float>()
            for place in 0..<Self.count { share[place] = Float(random.next() >> 40) / Float(1 << 24) - 0.5 }
            return share
        }
        Self.orthonormalize(&shares)
        for _ in 0..<Self.rounds where !sample.isEmpty {
            var next = [SIMD16<Float>](repeating: SIMD16(), count: dimensions)
            for vector in sample {
                let place = Self.place(of: vector, shares)
                for index in next.indices { next[index] += vector[index] * place }
            }
            // What does not vary at all leaves directions of no length; others stand in for them.
            if Self.orthonormalize(&next) { shares = next } else { break }
        }
        self.shares = shares
    }

    private static func place(of vector: [Float], _ shares: [SIMD16<Float>]) -> SIMD16<Float> {
        var place = SIMD16<Float>()
        for index in vector.indices { place += vector[index] * shares[index] }
        return place
    }

    /// Where a vector that is made as long as 1 lies along the directions.
    func place(of vector: UnsafeBufferPointer<Float>, length: Double) -> SIMD16<Float> {
        // Beyond these a float could not hold a product.
        guard (1e-12...1e12).contains(length) else { return Self.place(of: vector.map { Float(Double($0) / length) }, shares) }
        return shares.withUnsafeBufferPointer { Self.place(of: vector, $0) } * Float(1 / length)
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

    /// Makes directions orthogonal to each other and as long as 1, by Gram and Schmidt; those beyond the dimensions become 0.
    ///
    /// - Returns: false where they were not independent of each other.
    @discardableResult
    private static func orthonormalize(_ shares: inout [SIMD16<Float>]) -> Bool {
        var directions = (0..<count).map { place in shares.map { Double($0[place]) } }
        var isWhole = true
        for place in directions.indices {
            guard place < shares.count else {
                directions[place] = [Double](repeating: 0, count: shares.count)
                continue
            }
            let before = product(directions[place], directions[place])
            // Twice is enough, as Kahan says.
            for _ in 0..<2 {
                for other in 0..<place {
                    let share = product(directions[place], directions[other])
                    for index in shares.indices { directions[place][index] -= share * directions[other][index] }
                }
            }
            let length = product(directions[place], directions[place]).squareRoot()
            guard length > 1e-6 * before.squareRoot(), length > 1e-30, length.isFinite else {
                isWhole = false
                directions[place] = [Double](repeating: 0, count: shares.count)
                continue
            }
            for index in shares.indices { directions[place][index] /= length }
        }
        for index in shares.indices { for place in 0..<count { shares[index][place] = Float(directions[place][index]) } }
        return isWhole
    }

    private static func product(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }
}
