import CDistance

/// The sums that decide, of one row, in double: Σw²xq, Σw²xx, Σw²(x−q)², Σw|x−q|.
struct Sums {
    var dot, norm, squares, absolutes: Double

    /// The number that the search minimises under a metric: what is cheap is near. NaN for rows that hold NaN.
    func cost(_ metric: Metric, queryNorm: Double) -> Double {
        switch metric {
        case .cosine:
            guard norm.isFinite else { return .nan }
            // √(a·b) rather than √a·√b: exactly a when a = b, so that a vector's distance from itself is exactly 0.
            let lengths = (norm * queryNorm).squareRoot()
            return lengths == 0 ? 1 : max(0, 1 - dot / lengths)
        case .euclidean: return squares.squareRoot()
        case .manhattan: return absolutes
        case .dot: return norm.isFinite ? -dot : .nan
        case .hamming: return .nan
        }
    }
}

extension Metric {
    /// Which float32 sums the metric is made of.
    var wants: UInt32 {
        switch self {
        case .cosine, .dot: UInt32(VD_NORMS | VD_SQUARES)
        case .euclidean: UInt32(VD_SQUARES)
        case .manhattan: UInt32(VD_ABSOLUTES)
        case .hamming: 0
        }
    }

    /// Which sums in double it is made of.
    var wantsExactly: UInt32 {
        switch self {
        case .cosine, .dot: UInt32(VD_NORMS)
        case .euclidean: UInt32(VD_SQUARES)
        case .manhattan: UInt32(VD_ABSOLUTES)
        case .hamming: 0
        }
    }

    /// The distance (or score) as reported, from the cost. Beyond float32's range: its largest number.
    package func distance(cost: Double) -> Float {
        let limit = Float.greatestFiniteMagnitude
        return max(-limit, min(Float(isScore ? 0 - cost : cost), limit))
    }
}

/// Room for the float32 sums of up to 64 rows.
final class SumsBlock {
    static let rows = 64
    let norms, squares, absolutes: UnsafeMutablePointer<Float>

    init() {
        norms = .allocate(capacity: 3 * Self.rows)
        norms.initialize(repeating: 0, count: 3 * Self.rows)
        (squares, absolutes) = (norms + Self.rows, norms + 2 * Self.rows)
    }

    deinit { norms.deallocate() }

    /// Fills the first `count` places with the sums of the rows named.
    func fill(_ table: VectorTable, rows: UnsafePointer<UInt32>, count: Int, query: PreparedQuery, wants: UInt32) {
        vd_sums(
            table.start, table.dimensions, rows, count, query.rounded, query.parts, query.partCount, wants,
            norms, squares, absolutes)
    }
}
