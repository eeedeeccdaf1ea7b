import Heads

/// The directions of words in one part of an encoder's vectors.
struct WordPart: Sendable {
    /// The part's place in a vector.
    let range: Range<Int>
    /// How many words have directions here.
    let rows: Int
    private let directions: [Float]
    private let steps: [Float]
    private let spread: [Float]
    private let covariance: [Float]

    /// Takes `NAME.directions` [rows, size], `NAME.steps` and `NAME.spread` [rows], and `NAME.covariance` [size, size].
    ///
    /// - Returns: nil if one is missing, of another shape, or not of finite numbers.
    init?(_ tensors: [String: Safetensors.Tensor], name: String, from start: Int) {
        func values(_ tensor: String, _ shape: [Int]) -> [Float]? { tensors["\(name).\(tensor)"].flatMap { $0.shape == shape ? $0.values : nil } }
        guard let shape = tensors["\(name).directions"]?.shape, shape.count == 2, shape[1] > 0 else { return nil }
        let (rows, size) = (shape[0], shape[1])
        guard let directions = values("directions", shape), let steps = values("steps", [rows]), let spread = values("spread", [rows]),
            let covariance = values("covariance", [size, size]), spread.allSatisfy({ $0 > 0 }),
            [directions, steps, spread, covariance].allSatisfy({ $0.allSatisfy(\.isFinite) })
        else { return nil }
        (range, self.rows) = (start..<start + size, rows)
        (self.directions, self.steps, self.spread, self.covariance) = (directions, steps, spread, covariance)
    }

    /// Adds a word's direction to a whole vector.
    func add(_ row: Int, to vector: inout [Float]) {
        let first = row * range.count
        for index in 0..<range.count { vector[range.lowerBound + index] += directions[first + index] * steps[row] }
    }

    /// The variance of the products of a whole vector's part with pictures.
    func variance(of vector: [Float]) -> Float {
        let part = vector[range]
        return Self.product(covariance, part).enumerated().reduce(0) { $0 + $1.element * part[range.lowerBound + $1.offset] }
    }

    /// The directions of some words, row after row, in the standard deviations of their products with pictures.
    func directions(of rows: [Int]) -> [Float] {
        rows.flatMap { row in
            let scale = steps[row] / spread[row]
            return directions[row * range.count..<(row + 1) * range.count].map { $0 * scale }
        }
    }

    /// The product of each row of a matrix with a vector.
    static func product(_ matrix: [Float], _ vector: ArraySlice<Float>) -> [Float] {
        let vector = Array(vector)
        var products = [Float](repeating: 0, count: matrix.count / vector.count)
        BLAS.multiply(matrix, vector, into: &products, rows: products.count, inner: vector.count, columns: 1)
        return products
    }
}
