/// Tells from a row's float32 sums whether the row may still be among the nearest, without ever being wrong about one that is.
///
/// The float32 sums are not exact, so they never decide: they only rule rows out. What they cannot rule out is computed in
/// double. With u = 2⁻²⁴, n dimensions and 16 lanes, each sum of n terms goes through at most n/16 + 4 additions, and each
/// term through a few roundings; so its relative error is at most γ = (n/16 + 16)·u (Higham, Accuracy and Stability of
/// Numerical Algorithms, §3.1), relative to the sum of the terms' magnitudes, which for the dot product is at most |x||q|
/// (Cauchy-Schwarz). Underflow adds at most 2⁻¹⁴⁹ per term. The query was rounded to float32 too; by the triangle
/// inequality that moves a distance by no more than the distance between the query and its rounding. Sums that are NaN or
/// infinite, and norms that are so small or large that products may leave float32's range, rule nothing out.
struct Threshold {
    let metric: Metric
    private let query: PreparedQuery
    private let gamma: Double
    private let underflow: Double
    /// Rows whose sum is above this are out (euclidean: of squares, manhattan: of absolutes).
    private var limit = Float.infinity
    /// Rows whose dot product is below slope · |x| are out (cosine).
    private var slope = -Float.infinity

    init(_ metric: Metric, _ query: PreparedQuery) {
        self.metric = metric
        self.query = query
        gamma = (Double(query.dimensions) / 16 + 16 + Double(query.partCount)) * 0x1p-24 * 1.001
        underflow = Double(query.dimensions) * 0x1p-149 * query.amplification
    }

    /// The squared lengths with which products stay well within float32's range.
    static let comfortable: ClosedRange<Float> = 1e-20...1e30

    /// From now on only rows that cost at most `cost` matter.
    mutating func tighten(to cost: Double) {
        guard cost < .infinity else { return }
        switch metric {
        case .manhattan: limit = roundedUp((cost + query.roundingManhattan + underflow) / (1 - gamma))
        case .euclidean:
            let most = cost + query.roundingEuclidean
            limit = roundedUp((most * most + underflow) / (1 - gamma))
        case .cosine:
            let length = query.norm.squareRoot()
            guard query.isTame else { return }
            let least = (1 - cost) * length - 2 * gamma * length - query.roundingEuclidean
            slope = Float(least - (gamma + 0x1p-20) * abs(least)).nextDown
        }
    }

    /// The rows of a block that are not ruled out: bit i stands for row i.
    func undecided(_ block: SumsBlock, count: Int) -> UInt64 {
        var bits: UInt64 = 0
        switch metric {
        case .manhattan:
            for i in 0..<count where !(block.absolutes[i] > limit) { bits |= 1 << UInt64(i) }
        case .euclidean:
            for i in 0..<count where !(block.squares[i] > limit) { bits |= 1 << UInt64(i) }
        case .cosine:
            for i in 0..<count {
                let norm = block.norms[i]
                let out = block.dots[i] < slope * norm.squareRoot() && Self.comfortable.contains(norm)
                if !out { bits |= 1 << UInt64(i) }
            }
        }
        return bits
    }

    private func roundedUp(_ limit: Double) -> Float {
        // Sums that overflow are above any limit that is well below float32's largest number.
        let up = Float(limit * (1 + 0x1p-20)).nextUp
        return up < Float.greatestFiniteMagnitude / 2 ? up : .infinity
    }
}
