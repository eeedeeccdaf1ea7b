/// What to search for: a vector and, where an encoder names parts, how much each part counts.
public struct Query: Hashable, Sendable {
    /// In double precision, so that a mean of float32 vectors is not rounded.
    public var vector: [Double]
    /// The parts that do not count 1. They may not overlap; dimensions of no part count 1.
    public var balance: [WeightedRange]

    public init(_ vector: [Double], balance: [WeightedRange] = []) {
        self.vector = vector
        self.balance = balance
    }

    public init(_ vector: [Float], balance: [WeightedRange] = []) {
        self.init(vector.map(Double.init), balance: balance)
    }
}

/// A range of dimensions with a weight: both vectors are scaled by it there before they are compared, under every metric.
public struct WeightedRange: Hashable, Sendable {
    /// Of dimensions.
    public let range: Range<Int>
    /// What they are multiplied with, 0 or more.
    public let weight: Float

    public init(_ range: Range<Int>, weight: Float) {
        self.range = range
        self.weight = weight
    }
}

/// A search that cannot be done, in one line.
public enum SearchError: Error, Hashable, CustomStringConvertible {
    /// A vector of another encoder, perhaps.
    case dimensions(query: Int, table: Int)
    case queryNotFinite
    /// Weights must be finite and not negative, ranges within the vector and without overlap.
    case balance
    /// Rows that lie elsewhere cannot be had; why.
    case distant(_ reason: String)

    public var description: String {
        switch self {
        case .dimensions(let query, let table):
            "the query has \(query) dimensions, the table \(table): they come from different encoders"
        case .queryNotFinite: "the query vector holds a number that is not finite (NaN or infinity)"
        case .balance: "the balance is not usable: weights are numbers from 0 up, their parts lie within the vector, apart"
        case .distant(let reason): reason
        }
    }
}
