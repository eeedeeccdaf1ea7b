import Vectors

extension Ghost {
    /// Of the vectors that are searched for, the one that a vector is nearest to by cosine under the balance: one of several interests, or of
    /// several likes, is what something was found for.
    ///
    /// - Parameter table: tells how far apart items usually are, where nobody knows yet.
    /// - Returns: nil when nothing is liked.
    public func target(nearestTo vector: [Float], in table: VectorTable) -> [Float]? {
        let weights = weights(dimensions: vector.count)
        let own = zip(vector, weights).map { Double($0 * $1) }
        func cosine(_ target: [Double]) -> Double {
            let target = zip(target, weights).map { $0 * Double($1) }
            func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
            let lengths = (dot(own, own) * dot(target, target)).squareRoot()
            return lengths > 0 ? dot(own, target) / lengths : 0
        }
        let targets = vectors(of: mode == .interests ? interests(in: table) : [])
        return targets.map { (target: $0, cosine: cosine($0)) }.max { $0.cosine < $1.cosine }?.target.map { Float($0) }
    }

    /// What the balance multiplies each dimension of both vectors with.
    public func weights(dimensions: Int) -> [Float] {
        var weights = [Float](repeating: 1, count: dimensions)
        for range in balance { for index in range.range.clamped(to: 0..<dimensions) { weights[index] = range.weight } }
        return weights
    }
}
