import Foundation
import Heads

/// What needs no training: the class that most of a picture's nearest neighbours have, by cosine. A head should do better.
public enum NeighborVote {
    /// The share of asked examples whose class wins; of equal counts the nearer neighbours' class.
    ///
    /// Cost: one matrix product of asked by known, by blocks.
    public static func accuracy(of asked: Examples, among known: Examples, neighbors: Int = 5) -> Double {
        let count = min(neighbors, known.count), dimensions = known.dimensions
        guard count > 0, asked.count > 0 else { return 0 }
        let (askedBlock, knownBlock) = (256, 4096)
        var right = 0
        var products = [Float](repeating: 0, count: askedBlock * knownBlock)
        for start in stride(from: 0, to: asked.count, by: askedBlock) {
            let range = start..<min(start + askedBlock, asked.count)
            let queries = unit(asked.features(range), dimensions)
            var nearest = [[(likeness: Float, label: Int)]](repeating: [], count: range.count)
            for first in stride(from: 0, to: known.count, by: knownBlock) {
                let block = first..<min(first + knownBlock, known.count)
                BLAS.multiply(
                    queries, unit(known.features(block), dimensions), transposingB: true, into: &products, rows: range.count, inner: dimensions,
                    columns: block.count)
                for query in 0..<range.count {
                    for place in 0..<block.count {
                        let likeness = products[query * block.count + place]
                        guard nearest[query].count < count || likeness > nearest[query][count - 1].likeness else { continue }
                        let at = nearest[query].firstIndex { $0.likeness < likeness } ?? nearest[query].count
                        nearest[query].insert((likeness, known.labels[block.lowerBound + place]), at: at)
                        if nearest[query].count > count { nearest[query].removeLast() }
                    }
                }
            }
            for (query, example) in range.enumerated() {
                var votes: [Int: Int] = [:]
                for neighbor in nearest[query] { votes[neighbor.label, default: 0] += 1 }
                let most = votes.values.max()!
                if nearest[query].first(where: { votes[$0.label] == most })!.label == asked.labels[example] { right += 1 }
            }
        }
        return Double(right) / Double(asked.count)
    }

    private static func unit(_ vectors: [Float], _ dimensions: Int) -> [Float] {
        var result = vectors
        for start in stride(from: 0, to: vectors.count, by: dimensions) {
            var square: Float = 0
            for index in start..<start + dimensions { square += vectors[index] * vectors[index] }
            let scale = square > 0 ? 1 / square.squareRoot() : 0
            for index in start..<start + dimensions { result[index] *= scale }
        }
        return result
    }
}
