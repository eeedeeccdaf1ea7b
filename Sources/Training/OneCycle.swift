import Foundation

/// Learning rate and momentum over a training (Smith and Topin 2018), step by step, as PyTorch's `OneCycleLR` counts them.
///
/// Over the first 30% of the steps the rate rises as a cosine from a 25th of the largest to the largest, and the momentum falls from
/// 0.95 to 0.85; then the rate falls to a 250,000th of the largest, and the momentum rises again.
public struct OneCycle: Hashable, Sendable {
    public let steps: Int
    public let maximum: Double

    public init(steps: Int, maximum: Double) {
        self.steps = steps
        self.maximum = maximum
    }

    private static let risingShare = 0.3

    /// The rate of a step, counted from 0.
    public func rate(at step: Int) -> Double {
        value(at: step, start: maximum / 25, top: maximum, end: maximum / 250_000)
    }

    /// The momentum of a step: Adam's first decay.
    public func momentum(at step: Int) -> Double {
        value(at: step, start: 0.95, top: 0.85, end: 0.95)
    }

    private func value(at step: Int, start: Double, top: Double, end: Double) -> Double {
        let turn = Self.risingShare * Double(steps) - 1
        let last = Double(steps - 1)
        let step = min(max(0, Double(step)), last)
        if step <= turn { return Self.cosine(from: start, to: top, at: turn > 0 ? step / turn : 1) }
        // With fewer than four steps there is no rise.
        let from = max(0, turn)
        return Self.cosine(from: top, to: end, at: last > from ? (step - from) / (last - from) : 1)
    }

    private static func cosine(from start: Double, to end: Double, at share: Double) -> Double {
        end + (start - end) / 2 * (1 + cos(.pi * share))
    }
}
