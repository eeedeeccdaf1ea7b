import Foundation
import Vectors

/// Looks for a learning rate (Smith 2017): a mock training whose rate grows from 1e-7 to 10 over 100 steps.
public struct RateFinder: Hashable, Sendable {
    public static let steps = 100
    private static let firstRate = 1e-7
    private static let lastRate = 10.0
    /// Share of the past in the smoothed loss.
    private static let smoothing = 0.98

    /// The rates tried, ascending.
    public private(set) var rates: [Double] = []
    /// The smoothed loss at each.
    public private(set) var losses: [Double] = []
    private var sum = 0.0

    public init() {}

    /// The rate of a step, counted from 0.
    public static func rate(at step: Int) -> Double {
        firstRate * pow(lastRate / firstRate, Double(step) / Double(steps - 1))
    }

    /// Takes the loss at the next rate.
    ///
    /// - Returns: whether to go on; false once the smoothed loss passes four times its smallest, or is no number.
    public mutating func add(_ loss: Float) -> Bool {
        sum = Self.smoothing * sum + (1 - Self.smoothing) * Double(loss)
        let smoothed = sum / (1 - pow(Self.smoothing, Double(losses.count + 1)))
        guard smoothed.isFinite else { return false }
        rates.append(Self.rate(at: rates.count))
        losses.append(smoothed)
        return smoothed <= 4 * losses.min()! && rates.count < Self.steps
    }

    /// The rate where the loss falls most steeply, the first 10 and last 5 points left out; nil with fewer than two others.
    public var steepest: Double? {
        let inner = Array(losses.dropFirst(10).dropLast(5))
        guard inner.count >= 2 else { return nil }
        // Central differences, one-sided at the ends, as numpy.gradient.
        let slopes = inner.indices.map { index -> Double in
            let from = max(0, index - 1), to = min(inner.count - 1, index + 1)
            return (inner[to] - inner[from]) / Double(to - from)
        }
        return rates[10 + slopes.indices.min { slopes[$0] < slopes[$1] }!]
    }

    /// A tenth of the rate with the smallest loss, of the same points; nil without any.
    public var tenthOfMinimum: Double? {
        let inner = losses.indices.dropFirst(10).dropLast(5)
        return inner.min { losses[$0] < losses[$1] }.map { rates[$0] / 10 }
    }
}

extension HeadTrainer {
    /// Runs the mock training; the trainer is spent afterwards.
    public func findRate(progress: (Int) -> Void = { _ in }) -> RateFinder {
        var finder = RateFinder()
        var random = Self.random(settings.seed, epoch: 0)
        var order: [Int] = []
        for step in 0..<RateFinder.steps {
            if order.count < batchSize { order = random.order(exampleCount) }
            let chosen = order.suffix(batchSize)
            order.removeLast(batchSize)
            let loss = self.step(chosen, rate: RateFinder.rate(at: step), momentum: 0.95, random: &random)
            progress(step + 1)
            guard finder.add(loss) else { break }
        }
        return finder
    }
}
