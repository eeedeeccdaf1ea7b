import Taste

/// How a basket becomes a ghost, and a ghost's neighbours a selection.
public struct TasteSettings: Hashable, Codable, Sendable {
    /// How likes and passes become what is searched for.
    public var mode = GhostMode.standard
    /// Maximal marginal relevance: 0 takes the nearest, towards 1 they must differ from each other.
    public var diversity: Double = 0
    /// Print against garment, −1 (garment alone) to 1 (print alone); 0 leaves the encoder's own weights.
    public var balance: Double = 0

    /// The standard mode, nearest first, by the encoder's own weights.
    public init() {}

    /// What is stored is checked as what is set: a catalog may come from anybody.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func number(_ key: CodingKeys, in range: ClosedRange<Double>) throws -> Double {
            let number = try values.decode(Double.self, forKey: key)
            return number.isFinite ? max(range.lowerBound, min(number, range.upperBound)) : 0
        }
        mode = try values.decode(GhostMode.self, forKey: .mode)
        (diversity, balance) = (try number(.diversity, in: 0...1), try number(.balance, in: -1...1))
    }
}
