import Heads

/// For some items the nearest among others.
enum NearestItems {
    private static let chunk = 64
    private static let others = 8192

    /// - Returns: for each item that of `candidates` which is nearest, of equally near ones the first.
    /// - Precondition: there are candidates.
    static func find(_ items: [Int], among candidates: [Int], _ features: Features) -> [Int] {
        let dimensions = features.dimensions
        var best = [(distance: Float, item: Int)](repeating: (.infinity, candidates[0]), count: items.count)
        for start in stride(from: 0, to: candidates.count, by: others) {
            let part = candidates[start..<min(start + others, candidates.count)]
            let known = gathered(part, features)
            // |a − b|² less |a|², which is the same for all b.
            let squares = part.indices.map { at in
                (0..<dimensions).reduce(Float(0)) { $0 + known[(at - start) * dimensions + $1] * known[(at - start) * dimensions + $1] }
            }
            for first in stride(from: 0, to: items.count, by: chunk) {
                let own = items[first..<min(first + chunk, items.count)]
                var products = [Float](repeating: 0, count: own.count * part.count)
                BLAS.multiply(
                    gathered(own, features), known, transposingB: true, into: &products, rows: own.count, inner: dimensions, columns: part.count)
                for at in own.indices {
                    for other in 0..<part.count {
                        let distance = squares[other] - 2 * products[(at - first) * part.count + other]
                        if distance < best[at].distance { best[at] = (distance, part[start + other]) }
                    }
                }
            }
        }
        return best.map(\.item)
    }

    private static func gathered(_ items: ArraySlice<Int>, _ features: Features) -> [Float] {
        items.flatMap { UnsafeBufferPointer(start: features[$0], count: features.dimensions) }
    }
}
