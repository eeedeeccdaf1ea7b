import ExactSearch
import Foundation

/// The five nearest of 5,000 rows to a vector, under three metrics at once, among the even rows.
func nearestOfMany(in folder: URL) throws -> [[Neighbor]] {
    let rows = 10_000, dimensions = 64
    let numbers = (0..<rows * dimensions).map { Float(sin(0.37 * Double($0) * Double($0))) }

    // Any float32 .npy of shape (rows, dimensions) will do; numpy.save writes such files too.
    let file = folder.appendingPathComponent("vectors.npy")
    let table = try VectorTable(writing: numbers, dimensions: dimensions, to: file)

    // Makes compact codes beside the table, vectors.codes, or opens those that are there.
    let index = try VectorIndex(contentsOf: file)

    let even = RowSet(universe: rows, stride(from: 0, to: rows, by: 2))
    return try index.nearest(to: table.vector(at: 42), metrics: [.cosine, .euclidean, .dot], count: 5, among: even, excluding: [42])
}
