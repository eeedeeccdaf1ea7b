import Vectors

/// What is evaluated: an encoder's vectors, whole or one part of them.
public struct Subject: Sendable {
    /// What results call it: the encoder's name, or `encoder[part]`.
    public let name: String
    public let index: VectorIndex
    /// How much each range of dimensions counts; others count 1.
    public let balance: [WeightedRange]

    public init(_ name: String, index: VectorIndex, balance: [WeightedRange] = []) {
        self.name = name
        self.index = index
        self.balance = balance
    }

    /// One part of the vectors alone: all other dimensions count 0.
    ///
    /// - Precondition: the part lies within the vector.
    public func part(_ part: String, range: Range<Int>) -> Subject {
        let rest = [0..<range.lowerBound, range.upperBound..<index.table.dimensions].filter { !$0.isEmpty }
        return Subject("\(name)[\(part)]", index: index, balance: rest.map { WeightedRange($0, weight: 0) })
    }

    /// A row's vector as it is compared: balanced, of unit length; zero stays zero.
    func direction(of row: Int) -> [Double] {
        var vector = index.table.vector(at: row).map(Double.init)
        for part in balance {
            for d in part.range { vector[d] *= Double(part.weight) }
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? vector.map { $0 / length } : vector
    }

    /// How alike a list's items are, at several cut-offs: the mean cosine of each two of the first k (intra-list similarity,
    /// Ziegler et al. 2005, as a mean). From -1 to 1; a zero vector's cosine is 0. nil where there are fewer than two.
    ///
    /// Σ over pairs uᵢ·uⱼ = (|Σuᵢ|² − Σ|uᵢ|²) / 2, so that the cost grows with k, not with its square.
    func similarity(of rows: [Int], at cutoffs: [Int]) -> [Double?] {
        var sum = [Double](repeating: 0, count: index.table.dimensions)
        var own = 0.0
        var prefixes: [Double?] = [nil]
        for (place, row) in rows.enumerated() {
            let unit = direction(of: row)
            var (length, square) = (0.0, 0.0)
            for d in unit.indices {
                sum[d] += unit[d]
                length += sum[d] * sum[d]
                square += unit[d] * unit[d]
            }
            own += square
            prefixes.append(place == 0 ? nil : (length - own) / Double(place * (place + 1)))
        }
        return cutoffs.map { prefixes[min($0, rows.count)] }
    }
}
