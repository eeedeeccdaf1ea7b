/// What pictures are compared with: a vector, by all of its dimensions and by each named part.
public struct SimilarityQuery: Sendable {
    /// A way to compare: the dimensions that count, and how much each counts in both vectors.
    struct Aspect: Sendable {
        /// The part's name; nil for the whole.
        let name: String?
        let range: Range<Int>
        /// What the query has there, times the square of each weight.
        let direction: [Float]
        /// Squares, one for each dimension of the range; nil: all are 1.
        let squares: [Float]?
        /// The length of the weighted query.
        let length: Float
    }

    /// The whole first, then each part.
    let aspects: [Aspect]
    /// The length of a vector.
    public let dimensions: Int

    /// - Parameters:
    ///   - weights: what each dimension of both vectors is multiplied with before the whole is compared; nil: nothing.
    ///   - parts: named ranges inside the vector.
    public init(_ vector: [Float], weights: [Float]? = nil, parts: [(name: String, range: Range<Int>)] = []) {
        precondition(weights.map { $0.count == vector.count } ?? true, "there is a weight for each dimension")
        func aspect(_ name: String?, _ range: Range<Int>, _ squares: [Float]?) -> Aspect {
            let values = Array(vector[range]), direction = squares.map { zip(values, $0).map(*) } ?? values
            return Aspect(
                name: name, range: range, direction: direction, squares: squares,
                length: zip(values, direction).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot())
        }
        dimensions = vector.count
        aspects =
            [aspect(nil, vector.indices, weights.map { $0.map { $0 * $0 } })]
            + parts.filter { vector.indices.contains($0.range) }.map { aspect($0.name, $0.range, nil) }
    }

    /// The cosine of a vector with the query by each aspect; 0 where one of the two is zero.
    ///
    /// Precondition: as many values as the query has dimensions.
    func similarities(of vector: ArraySlice<Float>) -> [Float] {
        precondition(vector.count == dimensions, "a vector of \(vector.count) dimensions beside a query of \(dimensions)")
        return aspects.map { aspect in
            let length = self.length(of: vector, by: aspect) * aspect.length
            guard length > 0 else { return 0 }
            var dot: Float = 0
            for (offset, value) in aspect.direction.enumerated() { dot += value * vector[vector.startIndex + aspect.range.lowerBound + offset] }
            return dot / length
        }
    }

    /// The cosine of a vector with the query by a part, or as a whole; 0 where one of the two is zero, or there is no such part.
    public func similarity(of vector: ArraySlice<Float>, by part: String? = nil) -> Float {
        zip(aspects, similarities(of: vector)).first { $0.0.name == part }?.1 ?? 0
    }

    /// The length of a weighted vector by an aspect.
    func length(of vector: ArraySlice<Float>, by aspect: Aspect) -> Float {
        var sum: Float = 0
        for (offset, index) in aspect.range.enumerated() {
            let value = vector[vector.startIndex + index]
            sum += value * value * (aspect.squares?[offset] ?? 1)
        }
        return sum.squareRoot()
    }
}
