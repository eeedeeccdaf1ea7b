import CDistance

/// From a row's float32 sums to the least and the most that the row may cost, in double, under one metric.
///
/// The float32 sums are not exact, so they never decide; they rule rows out. With u = 2⁻²⁴, n dimensions and 32 lanes, each
/// sum goes through at most n/32 + 6 additions and each term through a few roundings; all terms are positive, so the sum's
/// relative error is at most γ = (n/32 + 16)·u (Higham, Accuracy and Stability of Numerical Algorithms, §3.1). Underflow adds
/// at most 2⁻¹⁴⁹ per term. The query was rounded to float32 too; by the triangle inequality that moves a distance by no more
/// than r, the distance between the query and its rounding. Sums that are NaN or infinite, and norms so small or large that
/// the arithmetic may leave float32's range, bound nothing.
///
/// With S = |x−q|², cosine follows from 2|x||q|·(1 − cos) = S − (|x|−|q|)² and the dot product from 2x·q = |x|² + |q|² − S.
struct FloatBounds {
    let metric: Metric
    private let query: PreparedQuery
    private let gamma: Double
    private let underflow: Double
    private let length: Double
    /// The rows that are out are those with: manhattan, absolutes > base; euclidean, squares > base; dot,
    /// squares > curve·|x|² + base; cosine, squares > bend·(|x|−|q|)² + tilt·|x|·||x|−|q|| + slope·|x| + curve·|x|² + base.
    private var limit: vd_limit

    init(_ metric: Metric, _ query: PreparedQuery) {
        self.metric = metric
        self.query = query
        gamma = (Double(query.dimensions) / 32 + 16 + Double(query.partCount)) * 0x1p-24 * 1.001
        underflow = Double(query.dimensions) * 0x1p-149 * query.amplification
        length = query.norm.squareRoot()
        limit = vd_limit(
            curved: metric == .cosine || metric == .dot ? 1 : 0, base: .infinity, slope: 0, bend: 0, tilt: 0, curve: 0,
            length: Float(length), least: Self.comfortable.lowerBound, most: Self.comfortable.upperBound)
    }

    /// The squared lengths with which float32 is at ease.
    static let comfortable: ClosedRange<Float> = 1e-20...1e30

    /// The bounds of the cost of the row at place `i`; nil when there are none.
    func bounds(_ block: SumsBlock, _ i: Int) -> (lower: Double, upper: Double)? {
        let r = query.roundingEuclidean
        switch metric {
        case .manhattan:
            let sum = Double(block.absolutes[i])
            guard sum.isFinite else { return nil }
            let error = 2 * gamma * sum + query.roundingManhattan + underflow
            return (max(0, sum - error), sum + error)
        case .euclidean:
            let sum = Double(block.squares[i])
            guard sum.isFinite else { return nil }
            return (
                max(0, (max(0, sum * (1 - 2 * gamma) - underflow)).squareRoot() - r),
                (sum * (1 + 2 * gamma) + underflow).squareRoot() + r
            )
        case .cosine, .dot:
            guard query.isTame, Self.comfortable.contains(block.norms[i]) else { return nil }
            let (norm, sum) = (Double(block.norms[i]), Double(block.squares[i]))
            let sumError = 2 * gamma * sum + underflow + 2 * sum.squareRoot() * r * (1 + 2 * gamma) + 2 * r * r
            if metric == .dot {
                let cost = -(norm + query.norm - sum) / 2
                let error = (2 * gamma * norm + sumError) / 2 + 0x1p-50 * (norm + query.norm)
                return (cost - error, cost + error)
            }
            let x = norm.squareRoot()
            let gap = x - length
            let cost = (sum - gap * gap) / (2 * x * length)
            let error =
                (sumError + 2 * gamma * x * (abs(gap) + gamma * x)) / (2 * x * length) * (1 + 2 * gamma)
                + 2 * gamma * abs(cost) + 0x1p-48
            return (max(0, cost - error), cost + error)
        case .hamming: return nil
        }
    }

    /// From now on only rows that cost at most `cost` matter.
    mutating func tighten(to cost: Double) {
        guard cost < .infinity else { return }
        // (s + r)² ≤ s²(1 + ρ) + r²(1 + 1/ρ), with ρ = 2⁻²⁰, takes care of the rounded query where squares are compared.
        let up = (1 + 0x1p-18) / (1 - gamma)
        let rounding = query.roundingEuclidean * query.roundingEuclidean * 0x1.001p20 + underflow
        switch metric {
        case .manhattan: limit.base = roundedUp((cost + query.roundingManhattan + underflow) / (1 - gamma))
        case .euclidean:
            let most = cost + query.roundingEuclidean
            limit.base = roundedUp((most * most + underflow) / (1 - gamma))
        case .cosine:
            guard query.isTame else { return }
            // Each length is off by at most γ of itself.
            let error = gamma + 0x1p-23
            limit.bend = Float(up)
            limit.tilt = Float(up * 2 * error)
            limit.slope = Float(up * 2 * cost * (1 + gamma) * length)
            limit.curve = Float(up * error * error)
            limit.base = Float(up * rounding + 0x1p-46 * query.norm)
        case .dot:
            guard query.isTame else { return }
            limit.curve = Float(up * (1 + gamma)).nextUp
            let rest = up * (query.norm + 2 * cost + rounding)
            limit.base = Float(rest + 0x1p-20 * (query.norm + 2 * abs(cost))).nextUp
        case .hamming: break
        }
    }

    /// The rows of a block that are not out: bit i stands for the row at place i.
    func undecided(_ block: SumsBlock, count: Int) -> UInt64 {
        withUnsafePointer(to: limit) { vd_within($0, count, metric == .manhattan ? block.absolutes : block.squares, block.norms) }
    }

    private func roundedUp(_ limit: Double) -> Float {
        // Sums that overflow are above any limit that is well below float32's largest number.
        let up = Float(limit * (1 + 0x1p-20)).nextUp
        return up < Float.greatestFiniteMagnitude / 2 ? up : .infinity
    }
}
