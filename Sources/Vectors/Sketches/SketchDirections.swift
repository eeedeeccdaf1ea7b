import CDistance
import Foundation

/// The directions of a table's sketches: those along which its vectors are longest. Few of them tell most of the vectors of most encoders.
final class SketchDirections: Sendable {
    /// As many as there can be; half as many is the other choice.
    static let most = Int(VD_SKETCH_DIRECTIONS)

    let count: Int
    /// By dimension, its share in each direction.
    let shares: [Float]
    /// The products of all directions with each other.
    let gram: [Double]
    /// √Σ of all shares' squares.
    let length: Double

    /// nil unless all are at most about as long as 1 and next to orthogonal, which the slacks in `SketchBounds` count on.
    init?(shares: [Float], count: Int) {
        precondition((count == Self.most || 2 * count == Self.most) && shares.count % count == 0, "\(shares.count) shares of \(count)")
        var gram = [Double](repeating: 0, count: count * count)
        vd_products(shares, shares.count / count, count, &gram)
        for a in 0..<count {
            for b in 0..<count where !(abs(gram[a * count + b] - (a == b ? 1 : 0)) < 1e-3) { return nil }
        }
        (self.shares, self.count, self.gram) = (shares, count, gram)
        length = (0..<count).reduce(0) { $0 + gram[$1 * count + $1] }.squareRoot()
    }

    /// Fewer dimensions have codes that are as short as sketches; of more, the sums of products would have errors that no slack covers.
    private static let worthwhileDimensions = 192...65536
    /// Directions that tell less of the vectors' squared lengths rule too few rows out.
    private static let worthwhileShare = 0.75
    /// Numbers that are looked at, at most.
    private static let sampled = 1 << 20

    /// Those that fit a table, as few as are worth while; nil where none are.
    static func fitting(_ table: VectorTable) throws(SearchError) -> SketchDirections? {
        let dimensions = table.dimensions
        guard worthwhileDimensions.contains(dimensions) else { return nil }
        let count = min(table.rows, max(8 * most, sampled / dimensions))
        try table.bring((0..<count).lazy.map { $0 * table.rows / count })
        let sample = (0..<count).compactMap { i -> [Float]? in
            let row = table.buffer(i * table.rows / count)
            let length = row.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            return length > 0 && length.isFinite ? row.map { Float(Double($0) / length) } : nil
        }
        guard !sample.isEmpty else { return nil }
        let shares = MainDirections.of(sample, dimensions: dimensions, count: most)
        for count in [most / 2, most] {
            guard let directions = SketchDirections(shares: (0..<dimensions).flatMap { shares[$0 * most..<$0 * most + count] }, count: count) else {
                continue
            }
            let told = sample.reduce(0) { sum, vector in
                var place = [Double](repeating: 0, count: count)
                vd_project(vector, dimensions, directions.shares, count, &place)
                return sum + place.reduce(0) { $0 + $1 * $1 }
            }
            if told >= worthwhileShare * Double(sample.count) { return directions }
        }
        return nil
    }
}
