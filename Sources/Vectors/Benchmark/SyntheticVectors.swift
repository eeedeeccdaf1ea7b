import Basics
import Foundation

/// Vectors made up for measuring: clusters like those that encoders make of products, the same for the same seed.
///
/// A cluster's centre is a mixture of 32 fixed random directions (encoders' vectors have few strong directions); an item is its
/// cluster's centre plus independent noise. There are about 100 items to a cluster.
public struct SyntheticVectors: Sendable {
    /// How many vectors there are.
    public let rows: Int
    /// Numbers in a vector.
    public let dimensions: Int
    private let seed: UInt64
    private let centers: [[Float]]

    /// - Parameter noise: how far items stray from their centre, as a share of how far centres are apart.
    public init(rows: Int, dimensions: Int, seed: UInt64 = 1, noise: Float = 0.5) {
        (self.rows, self.dimensions, self.seed, self.noise) = (rows, dimensions, seed, noise)
        var random = SplitMix(seed)
        let directions = (0..<32).map { _ in (0..<dimensions).map { _ in random.normal() } }
        centers = (0..<max(1, rows / 100)).map { _ in
            var center = [Float](repeating: 0, count: dimensions)
            for direction in directions {
                let share = random.normal() / Float(directions.count).squareRoot()
                for d in 0..<dimensions { center[d] += share * direction[d] }
            }
            return center
        }
    }

    private let noise: Float

    /// One row's vector.
    public subscript(row: Int) -> [Float] {
        var random = SplitMix(seed &+ UInt64(row) &* 0x9E37_79B9_7F4A_7C15)
        var vector = centers[Int(random.next() % UInt64(centers.count))]
        for d in 0..<dimensions { vector[d] += noise * random.normal() }
        return vector
    }

    /// Writes all rows to a vector file, a new one.
    ///
    /// - Parameter progress: told how many rows are done, now and then.
    public func write(to url: URL, progress: (Int) -> Void = { _ in }) throws {
        let writer = try VectorFileWriter(creating: url, dimensions: dimensions)
        for row in 0..<rows {
            try writer.append(self[row])
            if row % 4096 == 0 { progress(row) }
        }
        try writer.synchronize()
        progress(rows)
    }
}
