/// A vector as something else may be near-identical to it: the one rule of when two pictures count as one.
///
/// They do where the cosine distance of their vectors is below a thousandth. A zero vector points nowhere, and one with NaN or infinity is
/// nobody's neighbour: these are near-identical to nothing, not even to themselves.
public struct NearIdentity: Sendable {
    /// Pictures whose vectors' cosine distance is below this are near-identical.
    static let distance = 1e-3

    private let vector: [Float]
    private let length: Double

    public init(_ vector: [Float]) {
        self.vector = vector
        length = vector.withUnsafeBufferPointer { Self.length(of: $0) }
    }

    /// Whether another one is near-identical to this. Precondition: it has as many numbers.
    public func holds(with other: NearIdentity) -> Bool {
        precondition(vector.count == other.vector.count, "\(vector.count) and \(other.vector.count) numbers")
        let product = vector.withUnsafeBufferPointer { a in other.vector.withUnsafeBufferPointer { b in Self.product(a, b) } }
        return Self.holds(product: product, length, other.length)
    }

    /// The rule, by what two vectors have in common and their lengths.
    static func holds(product: Double, _ a: Double, _ b: Double) -> Bool { a > 0 && b > 0 && 1 - product / (a * b) < distance }

    /// How long a vector is; 0 for one that nothing is near-identical to.
    static func length(of vector: UnsafeBufferPointer<Float>) -> Double {
        let length = product(vector, vector).squareRoot()
        return length.isFinite ? length : 0
    }

    /// Σaᵢbᵢ in double, always in the same order of additions.
    static func product(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Double {
        var sums = SIMD4<Double>()
        let whole = a.count / 4 * 4
        for i in stride(from: 0, to: whole, by: 4) {
            let x = SIMD4<Double>(SIMD4<Float>(a[i], a[i + 1], a[i + 2], a[i + 3]))
            let y = SIMD4<Double>(SIMD4<Float>(b[i], b[i + 1], b[i + 2], b[i + 3]))
            sums += x * y
        }
        var sum = sums.sum()
        for i in whole..<a.count { sum += Double(a[i]) * Double(b[i]) }
        return sum
    }
}
