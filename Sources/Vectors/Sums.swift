import CDistance

/// The four sums that the metrics are made of, for one row: Σw²xq, Σw²xx, Σw²(x−q)², Σw|x−q|.
struct Sums<Number> {
    var dot, norm, squares, absolutes: Number
}

extension Sums<Double> {
    /// The number that the search minimises under a metric: what is cheap is near. NaN for rows that hold NaN.
    func cost(_ metric: Metric, queryNorm: Double) -> Double {
        switch metric {
        case .cosine:
            // √(a·b) rather than √a·√b: exactly a when a = b, so that a vector's distance from itself is exactly 0.
            guard norm.isFinite else { return .nan }
            let lengths = (norm * queryNorm).squareRoot()
            return lengths == 0 ? 1 : max(0, 1 - dot / lengths)
        case .euclidean: return squares.squareRoot()
        case .manhattan: return absolutes
        }
    }
}

extension Metric {
    /// Which sums the metric is made of.
    var wants: UInt32 {
        switch self {
        case .cosine: UInt32(VD_PRODUCTS)
        case .euclidean: UInt32(VD_SQUARES)
        case .manhattan: UInt32(VD_ABSOLUTES)
        }
    }

    /// The distance as reported, from the cost. Beyond float32's range: its largest number.
    func distance(cost: Double) -> Float {
        min(Float(cost), .greatestFiniteMagnitude)
    }
}

/// Room for the float32 sums of up to 64 rows.
final class SumsBlock {
    static let rows = 64
    let dots, norms, squares, absolutes: UnsafeMutablePointer<Float>
    private let storage: UnsafeMutablePointer<Float>

    init() {
        storage = .allocate(capacity: 4 * Self.rows)
        storage.initialize(repeating: 0, count: 4 * Self.rows)
        (dots, norms) = (storage, storage + Self.rows)
        (squares, absolutes) = (storage + 2 * Self.rows, storage + 3 * Self.rows)
    }

    deinit { storage.deallocate() }

    /// Fills the first `count` places with the sums of the rows named.
    func fill(_ table: VectorTable, rows: UnsafePointer<UInt32>, count: Int, query: PreparedQuery, wants: UInt32) {
        vd_sums(
            table.start, table.dimensions, rows, count, query.rounded, query.parts, query.partCount, wants,
            dots, norms, squares, absolutes)
    }

    subscript(i: Int) -> Sums<Float> {
        Sums(dot: dots[i], norm: norms[i], squares: squares[i], absolutes: absolutes[i])
    }
}
