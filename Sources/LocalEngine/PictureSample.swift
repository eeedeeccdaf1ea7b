import Encoders
import Vectors

/// What is usual among a catalog's pictures, from some of them: so that words can be made to weigh as much as one.
struct PictureSample: Sendable {
    /// How many items the catalog had.
    let items: Int
    let mean: [Float]
    /// How much the products of a picture, seen from the mean, with others usually differ: in an encoder with a vocabulary by what it knows of
    /// pictures in general, else by these.
    let spread: Float
    /// How far a picture usually is from the mean.
    let distance: Float
    /// Seen from the mean; for a network only.
    private let pictures: [[Float]]

    private static let samples = 256
    /// Of which so many stand for liked ones.
    private static let likes = 32

    /// - Returns: nil while there are no vectors.
    init?(_ search: NeighborSearch, _ source: WordSource) {
        let table = search.table, step = max(1, table.rows / Self.samples)
        let vectors = stride(from: 0, to: table.rows, by: step).compactMap(search.vector(ofRow:)).filter { $0.allSatisfy(\.isFinite) }
        guard !vectors.isEmpty else { return nil }
        var mean = [Float](repeating: 0, count: table.dimensions)
        for vector in vectors { for index in mean.indices { mean[index] += vector[index] / Float(vectors.count) } }
        let pictures = vectors.map { zip($0, mean).map { $0 - $1 } }
        (items, self.mean) = (search.state.items, mean)
        distance = pictures.reduce(Float(0)) { $0 + euclidean($1) } / Float(pictures.count)
        switch source {
        case .vocabulary(let vocabulary):
            spread = pictures.reduce(Float(0)) { $0 + vocabulary.spread(of: $1) } / Float(pictures.count)
            self.pictures = []
        case .network:
            let likes = stride(from: 0, to: pictures.count, by: max(1, pictures.count / Self.likes))
            spread =
                likes.reduce(Float(0)) { sum, like in
                    sum + productSpread(pictures[like], with: pictures.indices.filter { $0 != like }.map { pictures[$0] })
                } / Float(likes.underestimatedCount)
            self.pictures = pictures
        }
    }

    /// The standard deviation of a vector's products with pictures.
    func spread(of vector: [Float]) -> Float { productSpread(vector, with: pictures) }

    func length(of vector: [Float]) -> Float { euclidean(vector) }
}

private func euclidean(_ vector: [Float]) -> Float { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

private func productSpread(_ vector: [Float], with pictures: [[Float]]) -> Float {
    guard !pictures.isEmpty else { return 0 }
    let squares = pictures.reduce(Float(0)) { sum, picture in
        let product = dot(vector, picture)
        return sum + product * product
    }
    return (squares / Float(pictures.count)).squareRoot()
}

private func dot(_ a: [Float], _ b: [Float]) -> Float {
    var sum: Float = 0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
}
