/// Tells from a row's float32 sums whether the row may still be among the nearest, without ever being wrong about one that is.
///
/// The float32 sums are not exact, so they never decide: they only rule rows out. What they cannot rule out is computed in
/// double. With u = 2⁻²⁴, n dimensions and 32 lanes, each sum goes through at most n/32 + 6 additions and each term through
/// a few roundings; all terms are positive, so the sum's relative error is at most γ = (n/32 + 16)·u (Higham, Accuracy and
/// Stability of Numerical Algorithms, §3.1). Underflow adds at most 2⁻¹⁴⁹ per term. The query was rounded to float32 too; by
/// the triangle inequality that moves a distance by no more than the distance between the query and its rounding. Sums that
/// are NaN or infinite, and norms so small or large that the arithmetic may leave float32's range, rule nothing out.
struct Threshold {
    let metric: Metric
    private let query: PreparedQuery
    private let gamma: Double
    private let underflow: Double
    /// Rows whose sum (euclidean: of squares, manhattan: of absolutes) is above this are out.
    private var limit = Float.infinity
    /// Cosine: rows whose squares are above a·(|x|−|q|)² + b·|x|·||x|−|q|| + c·|x| + d·|x|² + e are out.
    private var a: Float = 0, b: Float = 0, c = Float.infinity, d: Float = 0, e: Float = 0
    private let length: Float

    init(_ metric: Metric, _ query: PreparedQuery) {
        self.metric = metric
        self.query = query
        gamma = (Double(query.dimensions) / 32 + 16 + Double(query.partCount)) * 0x1p-24 * 1.001
        underflow = Double(query.dimensions) * 0x1p-149 * query.amplification
        length = Float(query.norm.squareRoot())
    }

    /// The squared lengths with which float32 is at ease.
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
            guard query.isTame else { return }
            // 1 − x·q/(|x||q|) ≤ t is the same as |x−q|² ≤ (|x|−|q|)² + 2t|x||q|. Each length is off by at most γ of itself;
            // (s + r)² ≤ s²(1 + ρ) + r²(1 + 1/ρ) takes care of the rounded query.
            let up = (1 + 0x1p-18) / (1 - gamma)
            a = Float(up)
            b = Float(up * 2 * (gamma + 0x1p-23))
            c = Float(up * 2 * cost * (1 + gamma) * query.norm.squareRoot())
            d = Float(up * (gamma + 0x1p-23) * (gamma + 0x1p-23))
            e = Float(up * (query.roundingEuclidean * query.roundingEuclidean * 0x1.001p20 + underflow)
                + 4 * 0x1p-48 * query.norm)
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
                let x = norm.squareRoot()
                let apart = abs(x - length)
                let most = a * apart * apart + x * (b * apart + c + d * x) + e
                let out = block.squares[i] > most && Self.comfortable.contains(norm)
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
