import CDistance
import Foundation

/// From a row's codes to the least and the most that the row may cost, under one metric.
///
/// Let x be the row, x' what its codes stand for, q the query and q' its own coarse form. All of d(x, x') and d(q, q') are known
/// beforehand. Euclidean and manhattan distance are metrics, so by the triangle inequality, applied twice,
///
///     d(x, q) ≤ d(x, x') + d(x', q') + d(q', q)   and   d(x', q') ≤ d(x', x) + d(x, q) + d(q, q'),
///
/// hence |d(x, q) − d(x', q')| ≤ d(x, x') + d(q, q'). The angle between vectors is a metric on directions, so the same holds
/// for it, and cosine distance is 1 − cos of the angle, which grows with the angle from 0 to π. For the dot product,
/// x·q = x'·q' + x'·(q − q') + (x − x')·q, and by Cauchy-Schwarz the last two are at most |x'||q − q'| and |x − x'||q|.
/// Nothing here asks what x' is, so all of it holds for whole codes and for coarse ones, each with fits of their own.
/// d(x', q') itself is made of integers; the arithmetic around them is double, its rounding covered by the slacks below (what
/// is stored of a row is float32, so 2⁻²¹ relative).
struct CodeBounds {
    let metric: Metric
    /// What is known of query and quantizer; copies, because the loops below are hot.
    private let step, unit, constant, norm, length, queryLength, euclideanError, manhattanError: Double
    /// The angle between q and q', at most.
    private let queryAngle: Double
    private var limit: vd_code_limit

    init(_ metric: Metric, _ query: CodeQuery, _ depth: CodeBlock.Depth) {
        let form = query.form(depth)
        self.metric = metric
        (step, unit, constant) = (query.step, form.unit, form.constant)
        (norm, length, queryLength) = (form.norm, form.length, query.queryLength)
        (euclideanError, manhattanError) = (form.euclidean, form.manhattan)
        queryAngle =
            length > 0 && queryLength > 0
            ? asin(min(1, euclideanError / queryLength)) * (1 + 0x1p-40) + 0x1p-45 : .pi
        limit = vd_code_limit(
            metric: metric.codeMetric, unit: metric == .manhattan ? step : unit, constant: constant, norm: norm,
            length: metric == .dot ? queryLength : length, most: .infinity, reach: euclideanError, cosine: -1, sine: 0)
    }

    private static let slack = 0x1p-21

    /// The bounds of the cost of a row with these sums and this fit. Infinite when the row says nothing.
    func bounds(_ dot: Double, _ difference: Double, _ fit: CodeFit) -> (lower: Double, upper: Double) {
        guard fit.euclidean.isFinite && fit.manhattan.isFinite && (fit.along * fit.along).isFinite else {
            return (-.infinity, .infinity)
        }
        switch metric {
        case .manhattan:
            let estimate = step * difference
            let error = Double(fit.manhattan) + manhattanError + 0x1p-30 * estimate
            return (max(0, estimate - error), estimate + error)
        case .euclidean:
            let (squares, slack) = squares(dot, fit)
            let error = Double(fit.euclidean) + euclideanError
            return (max(0, max(0, squares - slack).squareRoot() - error), max(0, squares + slack).squareRoot() + error)
        case .dot:
            let estimate = -product(dot)
            let error = dotError(dot, fit)
            return (estimate - error, estimate + error)
        case .cosine:
            let own = square(fit).squareRoot()
            let scale = own * length
            guard scale > 0 else { return (0, 2) }
            let cosine = product(dot) / scale
            let slack = Self.slack + 0x1p-40 * magnitude(dot) / scale
            let turn = atan2(Double(fit.across), Double(fit.along)) + queryAngle + 0x1p-20
            let nearest = max(0, acos(max(-1, min(1, cosine + slack))) - turn)
            let farthest = min(.pi, acos(max(-1, min(1, cosine - slack))) + turn)
            return (max(0, 1 - cos(nearest) - 0x1p-50), 1 - cos(farthest) + 0x1p-50)
        case .hamming: return (-.infinity, .infinity)
        }
    }

    /// From now on only rows that cost at most `cost` matter.
    mutating func tighten(to cost: Double) {
        switch metric {
        case .manhattan: limit.most = cost + manhattanError
        case .euclidean: limit.most = cost + euclideanError
        case .dot: limit.most = cost
        case .cosine:
            guard cost < 2 else { return }
            let angle = acos(1 - cost) * (1 + 0x1p-40) + 0x1p-25 + queryAngle
            (limit.cosine, limit.sine) = angle < .pi ? (cos(angle), sin(angle)) : (-1, 0)
        case .hamming: break
        }
    }

    /// The rows of a block that may still be among the nearest: bit i stands for place i. Cheap; says yes a little more often
    /// than `bounds` would.
    func undecided(_ block: CodeBlock) -> UInt64 {
        withUnsafePointer(to: limit) { vd_code_within($0, block.count, block.dots, block.differences, block.fits) }
    }

    /// How large the terms of x'·q' may be, which bounds their rounding.
    private func magnitude(_ dot: Double) -> Double { abs(constant) + abs(unit * dot) }

    /// x'·q'.
    private func product(_ dot: Double) -> Double { constant + unit * dot }

    /// |x'|².
    private func square(_ fit: CodeFit) -> Double {
        Double(fit.along) * Double(fit.along) + Double(fit.across) * Double(fit.across)
    }

    /// |x' − q'|², and how far it may be off.
    private func squares(_ dot: Double, _ fit: CodeFit) -> (Double, Double) {
        let square = square(fit)
        return (square + norm - 2 * product(dot), Self.slack * square + 0x1p-40 * (norm + magnitude(dot)))
    }

    private func dotError(_ dot: Double, _ fit: CodeFit) -> Double {
        (abs(Double(fit.along)) + Double(fit.across)) * (1 + Self.slack) * euclideanError
            + Double(fit.euclidean) * queryLength
            + 0x1p-40 * magnitude(dot)
    }
}

extension Metric {
    /// What the kernel calls it.
    fileprivate var codeMetric: Int32 {
        switch self {
        case .cosine: Int32(VD_CODE_COSINE)
        case .euclidean: Int32(VD_CODE_EUCLIDEAN)
        case .manhattan: Int32(VD_CODE_MANHATTAN)
        case .dot: Int32(VD_CODE_DOT)
        case .hamming: preconditionFailure("codes say nothing about hamming distance")
        }
    }
}
