import Basics
import Vectors

/// A mean over queries with its 95% interval.
///
/// The interval is the percentile bootstrap's (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13): the mean
/// of as many queries drawn with replacement, 1,000 times; from the 2.5th to the 97.5th percentile. The same seed draws the same
/// queries, so that intervals of two encoders over the same queries differ by the encoders alone.
public struct Estimate: Hashable, Sendable {
    public let mean: Double
    public let low: Double
    public let high: Double

    public static let resamples = 1000

    /// Cost: 1,000 times the number of values.
    ///
    /// - Returns: nil without values.
    public init?(_ values: [Double], seed: UInt64) {
        guard !values.isEmpty else { return nil }
        mean = values.reduce(0, +) / Double(values.count)
        var random = SplitMix(seed)
        let means = (0..<Self.resamples).map { _ -> Double in
            var sum = 0.0
            for _ in values.indices { sum += values[random.index(below: values.count)] }
            return sum / Double(values.count)
        }.sorted()
        low = means[Self.resamples / 40]
        high = means[Self.resamples - 1 - Self.resamples / 40]
    }
}
