/// A feature map and how it becomes a vector: each channel's values over all places pooled to one or two numbers.
public struct PooledMap: Sendable {
    /// How channels are pooled.
    public enum Pooling: CaseIterable, Sendable {
        case mean
        case maximum
        /// All maxima, then all means.
        case maximumAndMean
    }

    private let values: [Float]
    /// Columns and rows.
    public let side: Int
    public let pooling: Pooling
    private var places: Int { side * side }
    private var channels: Int { values.count / places }

    /// - Parameters:
    ///   - values: channel after channel, row after row.
    ///   - dimensions: of what is pooled from them.
    /// - Returns: nil where such a pooling of them does not have these dimensions, or the map is no square.
    public init?(_ values: [Float], pooledTo dimensions: Int, _ pooling: Pooling) {
        let channels = pooling == .maximumAndMean ? dimensions / 2 : dimensions
        guard channels > 0, pooling != .maximumAndMean || dimensions.isMultiple(of: 2), values.count.isMultiple(of: channels) else { return nil }
        let places = values.count / channels, side = Int(Double(places).squareRoot().rounded())
        guard places > 0, side * side == places else { return nil }
        (self.values, self.side, self.pooling) = (values, side, pooling)
    }

    /// What is pooled.
    public var pooled: [Float] {
        let rows = (0..<channels).map { values[$0 * places..<($0 + 1) * places] }
        let means = { rows.map { $0.reduce(0, +) / Float(places) } }
        let maxima = { rows.map { $0.max()! } }
        switch pooling {
        case .mean: return means()
        case .maximum: return maxima()
        case .maximumAndMean: return maxima() + means()
        }
    }

    /// What each place brings to a weighted sum of what is pooled: a mean is brought by all places, a maximum by the first that has it. The
    /// shares add up to the sum.
    ///
    /// - Parameter weights: one for each pooled number.
    /// - Returns: row after row. Cost: a multiplication for each value of the map.
    public func shares(of weights: [Float]) -> [Float] {
        precondition(weights.count == channels * (pooling == .maximumAndMean ? 2 : 1), "there is a weight for each pooled number")
        var shares = [Float](repeating: 0, count: places)
        for channel in 0..<channels {
            let row = values[channel * places..<(channel + 1) * places]
            if pooling != .mean, let place = row.indices.max(by: { row[$0] < row[$1] }) {
                shares[place - row.startIndex] += weights[channel] * row[place]
            }
            guard pooling != .maximum else { continue }
            let weight = weights[pooling == .mean ? channel : channels + channel] / Float(places)
            for (place, value) in row.enumerated() { shares[place] += weight * value }
        }
        return shares
    }
}
