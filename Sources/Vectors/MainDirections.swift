import Basics
import CDistance

/// Directions, orthogonal to each other and of length 1, along which vectors are longest.
enum MainDirections {
    private static let rounds = 3

    /// By a few rounds of subspace iteration, the same each time.
    ///
    /// Cost: six multiplications for each number of the sample and each direction.
    ///
    /// - Returns: for each dimension, its share in each of `count` directions; 0 for those that there are not.
    static func of(_ sample: [[Float]], dimensions: Int, count: Int) -> [Float] {
        var random = SplitMix(1)
        var shares = (0..<dimensions * count).map { _ in Float(random.next() >> 40) / Float(1 << 24) - 0.5 }
        orthonormalize(&shares, count, &random)
        var place = [Double](repeating: 0, count: count)
        for _ in 0..<rounds where !sample.isEmpty {
            var next = [Float](repeating: 0, count: dimensions * count)
            for vector in sample {
                vd_project(vector, dimensions, shares, count, &place)
                vd_add_products(vector, dimensions, place, count, &next)
            }
            orthonormalize(&next, count, &random)
            shares = next
        }
        return shares
    }

    /// Makes directions orthogonal to each other and as long as 1, by Gram and Schmidt; those beyond the dimensions become 0, and any others
    /// stand in for those that depend on the ones before them.
    private static func orthonormalize(_ shares: inout [Float], _ count: Int, _ random: inout SplitMix) {
        let dimensions = shares.count / count
        var directions = (0..<count).map { place in (0..<dimensions).map { Double(shares[$0 * count + place]) } }
        for place in 0..<count {
            for _ in 0..<8 {
                let before = product(directions[place], directions[place]).squareRoot()
                // Twice is enough, as Kahan says.
                for _ in 0..<2 { makeOrthogonal(&directions[place], to: directions[..<place]) }
                let length = product(directions[place], directions[place]).squareRoot()
                if place < dimensions, length > 1e-6 * before, length > 1e-30, length.isFinite {
                    for index in 0..<dimensions { directions[place][index] /= length }
                    break
                }
                for index in 0..<dimensions { directions[place][index] = place < dimensions ? random.unit() - 0.5 : 0 }
            }
        }
        for place in 0..<count { for index in 0..<dimensions { shares[index * count + place] = Float(directions[place][index]) } }
    }

    private static func makeOrthogonal(_ direction: inout [Double], to others: ArraySlice<[Double]>) {
        for other in others {
            let share = product(direction, other)
            for index in direction.indices { direction[index] -= share * other[index] }
        }
    }

    private static func product(_ a: [Double], _ b: [Double]) -> Double {
        var sums = SIMD8<Double>()
        let whole = a.count / 8 * 8
        for start in stride(from: 0, to: whole, by: 8) {
            for lane in 0..<8 { sums[lane] += a[start + lane] * b[start + lane] }
        }
        return (whole..<a.count).reduce(sums.sum()) { $0 + a[$1] * b[$1] }
    }
}
