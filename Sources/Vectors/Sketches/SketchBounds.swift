import CDistance
import Foundation

/// How well a row's sketch fits it, and from a sketch to the least that its row may cost.
///
/// Let P be the directions, x a row, s its sketch (whole numbers times a unit), and e = x − Pᵀs what the sketch leaves. Let q be a
/// query, t any vector of as many numbers as there are directions, and f = q − Pᵀt. Then
///
///     x·q = s·Pq + e·q = s·Pq + Pe·t + e·f,
///
/// whatever P is. With Cauchy-Schwarz once for both of the last terms, the first of them scaled by λ and 1/λ, they are at most
///
///     √(|e|² + λ²|Pe|²) · √(|f|² + |t|²/λ²),
///
/// of which one factor is the row's and the other one the query's. Pe is no more than rounding, because the directions are next to
/// orthogonal: λ makes it count as little as that. For t the query's own whole numbers are taken; s·Pq is s·t, a product of whole numbers, but
/// for |s||Pq − t|.
///
/// |e|² = |x|² − 2s·Px + s·PPᵀs and Pe = Px − PPᵀs take no second pass over the row. Px is off by at most η, as vd_project says, hence |e|²
/// by 2|s|η and |Pe| by η. All is told in units of |x| and |q|: what a bound says is at least the cosine, from which all three metrics follow
/// by |x|. Rounding of what is stored and computed in float32 is covered by VD_SKETCH_SLACK, since no term exceeds 8 in these units,
/// and for euclidean distance by `squareSlack`.
struct SketchFit {
    let unit, rest, length: Float

    static let unusable = SketchFit(unit: 0, rest: .nan, length: 1)

    private init(unit: Float, rest: Float, length: Float) { (self.unit, self.rest, self.length) = (unit, rest, length) }

    /// λ.
    fileprivate static let balance = 256.0
    /// Lengths with which float32 is at ease, their squares' quotients included.
    static let comfortable = 1e-9...1e9
    /// Of the sums in double, with up to 65536 dimensions, as a share of the squared length.
    fileprivate static let slack = 0x1p-30

    /// Writes a row's sketch to `numbers`; nil when it can have none.
    init?(_ row: UnsafePointer<Float>, norm: Double, _ dimensions: Int, _ directions: SketchDirections, _ numbers: UnsafeMutablePointer<Int16>) {
        let length = norm.squareRoot()
        guard Self.comfortable.contains(length) else { return nil }
        self = withUnsafeTemporaryAllocation(of: Double.self, capacity: directions.count) { place in
            vd_project(row, dimensions, directions.shares, directions.count, place.baseAddress!)
            var (left, miss) = (0.0, 0.0)
            let unit = vd_sketch_numbers(place.baseAddress!, directions.gram, directions.count, numbers, &left, &miss)
            let off = 66 * 0x1p-24 * directions.length * length
            // |s| ≤ 32767 units.
            let square = max(0, norm + left + 2 * 32767 * unit * off) + Self.slack * norm
            let along = Self.balance * (miss + off)
            return SketchFit(
                unit: Float(unit / length), rest: Float((square + along * along).squareRoot() / length).nextUp, length: Float(length))
        }
    }
}

/// A query as it meets sketches. Owns its buffer, which serves one query after another.
final class SketchQuery: @unchecked Sendable {
    private let numbers: UnsafeMutablePointer<Int16>
    private var count = 0
    private var (unit, reach, rest, length) = (Float(), Float(), Float(), 1.0)

    init() {
        numbers = .allocate(capacity: SketchDirections.most)
        numbers.initialize(repeating: 0, count: SketchDirections.most)
    }

    deinit { numbers.deallocate() }

    /// Whether a query is neither too short nor too long.
    static func takes(_ query: PreparedQuery) -> Bool { SketchFit.comfortable.contains(query.norm.squareRoot()) }

    /// Becomes this query. Precondition: it is one that it takes.
    func take(_ query: PreparedQuery, _ directions: SketchDirections) {
        (count, length) = (directions.count, query.norm.squareRoot())
        withUnsafeTemporaryAllocation(of: Double.self, capacity: directions.count) { place in
            vd_project_exactly(query.exact, query.dimensions, directions.shares, directions.count, place.baseAddress!)
            var (left, miss) = (0.0, 0.0)
            let unit = vd_sketch_numbers(place.baseAddress!, directions.gram, directions.count, numbers, &left, &miss)
            let off = (0..<place.count).reduce(0) { sum, j in
                let difference = place[j] - unit * Double(numbers[j])
                return sum + difference * difference
            }
            let along = 32767 * unit / SketchFit.balance
            let square = max(0, query.norm + left) + SketchFit.slack * query.norm + along * along
            self.unit = Float(unit / length)
            reach = Float(32767 * (off.squareRoot() + SketchFit.slack * length) / length).nextUp
            rest = Float(square.squareRoot() / length).nextUp
        }
    }

    /// As the kernel takes it.
    var values: vd_sketch_query { vd_sketch_query(numbers: numbers, count: count, unit: unit, reach: reach, rest: rest) }

    /// Float32's rounding of squared distances, as a share of both squared lengths.
    private static let squareSlack: Float = 0x1p-18

    /// From the largest likeness to the least cost, in units of `unit(of:)`. Nothing is out yet.
    func limit(_ metric: Metric) -> vd_sketch_limit {
        let scale = Float(1 / length)
        switch metric {
        case .cosine: return vd_sketch_limit(scale: scale, base: 1, bend: 0, turn: 1, slope: 0, most: .infinity)
        case .dot: return vd_sketch_limit(scale: 1, base: 0, bend: 0, turn: 0, slope: 1, most: .infinity)
        case .euclidean:
            // |x − q|² = |x|² + |q|² − 2x·q.
            let both = 1 - Self.squareSlack
            return vd_sketch_limit(scale: scale, base: both, bend: both, turn: 0, slope: 2, most: .infinity)
        case .manhattan, .hamming: preconditionFailure("sketches say nothing about \(metric)")
        }
    }

    /// A cost in those units, rounded up.
    func most(_ metric: Metric, cost: Double) -> Float {
        switch metric {
        case .euclidean: Float(cost / length * (cost / length) * (1 + 0x1p-40)).nextUp
        case .dot: Float(cost / length + abs(cost / length) * 0x1p-40).nextUp
        default: Float(cost).nextUp
        }
    }
}

extension Metric {
    /// Whether sketches say something about it.
    var hasSketches: Bool { self == .cosine || self == .euclidean || self == .dot }
}
