import Encoders
import Vectors

/// What is usual among a catalog's pictures, from some of them: so that words can be made to weigh as much as one.
struct PictureSample: Sendable {
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
        let vectors = search.sample(Self.samples)
        guard !vectors.isEmpty else { return nil }
        let mean = usual(vectors)
        let pictures = vectors.map { zip($0, mean).map { $0 - $1 } }
        self.mean = mean
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
}

/// The mean of vectors, which are not none.
func usual(_ vectors: [[Float]]) -> [Float] {
    var sum = [Float](repeating: 0, count: vectors[0].count)
    for vector in vectors { for index in sum.indices { sum[index] += vector[index] } }
    return sum.map { $0 / Float(vectors.count) }
}

/// The length of a vector.
func euclidean(_ vector: [Float]) -> Float { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

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
