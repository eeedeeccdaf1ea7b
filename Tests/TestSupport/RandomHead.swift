import Heads

/// A head whose every number is random, so that no zero hides a mistake.
public func randomHead(_ shape: HeadShape, seed: UInt64) -> Head {
    var head = Head(shape, seed: seed), random = SeededGenerator(seed: seed + 1)
    for tensor in [Head.Tensor.norm1Weight, .norm1Bias, .linear1Bias, .norm2Weight, .norm2Bias, .linear2Bias] {
        head.set(tensor, head[tensor].map { $0 + Float.random(in: -0.5...0.5, using: &random) })
    }
    for statistic in [Head.Statistic.mean1, .mean2] {
        head.set(statistic, head[statistic].map { _ in Float.random(in: -1...1, using: &random) })
    }
    for statistic in [Head.Statistic.variance1, .variance2] {
        head.set(statistic, head[statistic].map { _ in Float.random(in: 0.1...2, using: &random) })
    }
    return head
}
