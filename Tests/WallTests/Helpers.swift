import Basics
import Foundation
import TestSupport
import Vectors

extension TemporaryFolder {
    /// A table of these rows.
    func table(_ rows: [[Float]]) throws -> VectorTable {
        let url = url.appendingPathComponent("\(UUID().uuidString).npy")
        let writer = try VectorFileWriter(creating: url, dimensions: rows[0].count)
        try writer.append(rows.flatMap { $0 })
        try writer.synchronize()
        return try VectorTable(contentsOf: url)
    }
}

extension SplitMix {
    mutating func vector(_ dimensions: Int) -> [Float] { (0..<dimensions).map { _ in normal() } }
}

/// Vectors in clusters along a few directions.
func clusters(_ count: Int, dimensions: Int, seed: UInt64 = 1) -> [[Float]] {
    let synthetic = SyntheticVectors(rows: count, dimensions: dimensions, seed: seed, noise: 0.3)
    return (0..<count).map { synthetic[$0] }
}
