/// The mean of vectors in each dimension, weighted, in double precision: the ghost of the articles that this program follows.
///
/// - Parameters:
///   - vectors: of equal lengths.
///   - weights: one for each vector, above 0; nil: all the same.
/// - Returns: the mean; empty without vectors.
public func centroid(of vectors: [[Float]], weights: [Float]? = nil) -> [Double] {
    guard let dimensions = vectors.first?.count else { return [] }
    var sum = [Double](repeating: 0, count: dimensions)
    var total = 0.0
    for (i, vector) in vectors.enumerated() {
        let weight = Double(weights?[i] ?? 1)
        total += weight
        for d in 0..<dimensions { sum[d] += weight * Double(vector[d]) }
    }
    return sum.map { $0 / total }
}
