import Foundation
import Heads
import Vectors

/// How well places on a grid tell how far apart vectors are: the distance preservation quality of Barthel, Hezel, Jung and Schall,
/// "Improved Evaluation and Generation of Grid Layouts using Distance Preservation Quality and Linear Assignment Sorting" (2022, arXiv
/// 2205.04255).
///
/// Let d̄ be the mean distance of two vectors, and d̄ₖ(S) the mean distance of a vector to those at the k places nearest to its own,
/// averaged over all vectors. The distance preservation gain is ΔDPₖ(S) = max((d̄ − d̄ₖ(S)) / d̄, 0); the best that any arrangement could
/// have is ΔDPₖ(D), with the k vectors that are truly nearest. The quality is ‖ΔDP(S)‖ₚ / ‖ΔDP(D)‖ₚ over all k, with p = 16: from 0, no
/// better than chance, to 1. Of places that are equally far each counts as their mean, so that no order among them is better than another.
public struct DistancePreservation: Hashable, Sendable {
    /// The exponent of the norm, as the paper has it.
    public static let exponent = 16.0

    /// ‖ΔDP(S)‖ₚ / ‖ΔDP(D)‖ₚ; 0 where all vectors are the same.
    public let quality: Double
    /// The mean distance of a vector to those at the four places nearest to its own.
    public let nearPlaces: Double
    /// To its four truly nearest.
    public let nearest: Double
    /// To all.
    public let mean: Double

    /// Measures an arrangement of vectors by the distance between their directions, whose square is twice cosine's.
    ///
    /// - Parameter rows: item `i` is row `rows[i]`; the vectors are finite.
    /// - Cost: all distances, sorted: n² log n; 4,096 items take a second or two.
    public init(_ arrangement: Arrangement, of table: VectorTable, rows: [Int]) {
        let count = arrangement.shape.count, rings = PlaceRings(arrangement.shape)
        // By k − 1: over all vectors, the mean distance to the first k.
        var near = [Double](repeating: 0, count: max(0, count - 1)), nearest = near, all = 0.0
        let units = Projection.units(of: table, arrangement.items.map { rows[Int($0)] }).numbers
        for start in stride(from: 0, to: count, by: 64) {
            let own = start..<min(start + 64, count)
            for (at, distances) in Self.distances(units, dimensions: table.dimensions, of: own, count: count).enumerated() {
                Self.addMeans(rings.byNearness(distances, from: start + at), to: &near)
                var others = distances
                others.remove(at: start + at)
                others.sort()
                Self.addMeans(others, to: &nearest)
                all += others.reduce(0) { $0 + Double($1) }
            }
        }
        let mean = all / max(1, Double(count) * Double(count - 1))
        func norm(_ sums: [Double]) -> Double {
            let gains = sums.map { mean > 0 ? max(0, (mean - $0 / Double(count)) / mean) : 0 }
            return pow(gains.reduce(0) { $0 + pow($1, Self.exponent) }, 1 / Self.exponent)
        }
        let best = norm(nearest)
        quality = best > 0 ? norm(near) / best : 0
        func fourth(_ sums: [Double]) -> Double { sums.isEmpty ? 0 : sums[min(3, sums.count - 1)] / Double(count) }
        (nearPlaces, self.nearest, self.mean) = (fourth(near), fourth(nearest), mean)
    }

    /// The distances of some vectors of unit length to all.
    private static func distances(_ units: [Float], dimensions: Int, of own: Range<Int>, count: Int) -> [[Float]] {
        var products = [Float](repeating: 0, count: own.count * count)
        units.withUnsafeBufferPointer { units in
            BLAS.multiply(
                units.baseAddress! + own.lowerBound * dimensions, units.baseAddress!, transposingB: true, into: &products, rows: own.count,
                inner: dimensions, columns: count)
        }
        return own.indices.map { place in
            let first = (place - own.lowerBound) * count
            return products[first..<first + count].map { max(0, 2 - 2 * $0).squareRoot() }
        }
    }

    /// Adds the mean of the first, of the first two, and so on.
    private static func addMeans(_ distances: [Float], to sums: inout [Double]) {
        var sum = 0.0
        for (at, distance) in distances.enumerated() {
            sum += Double(distance)
            sums[at] += sum / Double(at + 1)
        }
    }
}

/// The places of a grid by how far they are from one of them, those that are equally far together.
struct PlaceRings {
    private let shape: GridShape

    init(_ shape: GridShape) { self.shape = shape }

    /// What belongs to the other places, nearest place first; those that are equally far have their mean each. Cost: linear.
    func byNearness(_ values: [Float], from place: Int) -> [Float] {
        let own = shape.position(place)
        let squares = shape.columns * shape.columns + shape.rows * shape.rows
        var sums = [Double](repeating: 0, count: squares), counts = [Int32](repeating: 0, count: squares)
        for (other, value) in values.enumerated() where other != place {
            let (column, row) = shape.position(other)
            let square = (column - own.column) * (column - own.column) + (row - own.row) * (row - own.row)
            sums[square] += Double(value)
            counts[square] += 1
        }
        var sorted: [Float] = []
        sorted.reserveCapacity(values.count)
        for square in 1..<max(1, squares) where counts[square] > 0 {
            sorted.append(contentsOf: repeatElement(Float(sums[square] / Double(counts[square])), count: Int(counts[square])))
        }
        return sorted
    }
}
