import Basics
import Foundation
import Vectors

/// How wide a head is.
public struct HeadShape: Codable, Hashable, Sendable {
    /// Features of one picture.
    public let inputs: Int
    /// Outputs of the first fully connected layer.
    public let hidden: Int
    /// How many classes it tells apart.
    public let classes: Int

    public init(inputs: Int, hidden: Int = 512, classes: Int) {
        self.inputs = inputs
        self.hidden = hidden
        self.classes = classes
    }
}

/// The layers that training fits on top of a frozen body, as fastai v1's `create_head` has them (Howard and Gugger 2020):
/// batch norm, dropout 0.25, linear, ReLU, batch norm, dropout 0.5, linear.
///
/// All that is learnt lies in one array, tensor after tensor, so that an optimiser needs one loop; `Tensor` says where which begins.
public struct Head: Hashable, Sendable {
    /// A learnt tensor; matrices are [outputs, inputs].
    public enum Tensor: String, CaseIterable, Sendable {
        case norm1Weight = "norm1.weight"
        case norm1Bias = "norm1.bias"
        case linear1Weight = "linear1.weight"
        case linear1Bias = "linear1.bias"
        case norm2Weight = "norm2.weight"
        case norm2Bias = "norm2.bias"
        case linear2Weight = "linear2.weight"
        case linear2Bias = "linear2.bias"
    }

    /// What batch norm keeps of the batches seen: it is measured, not learnt.
    public enum Statistic: String, CaseIterable, Sendable {
        case mean1 = "norm1.mean"
        case variance1 = "norm1.variance"
        case mean2 = "norm2.mean"
        case variance2 = "norm2.variance"
    }

    /// The sizes of its layers.
    public let shape: HeadShape
    public package(set) var parameters: [Float]
    public package(set) var statistics: [Float]

    /// Added to variances, as PyTorch does.
    package static let epsilon: Float = 1e-5

    /// A head that has learnt nothing: Kaiming-normal weights (He et al. 2015, deviation √(2 / inputs)), zero biases.
    public init(_ shape: HeadShape, seed: UInt64) {
        self.shape = shape
        parameters = [Float](repeating: 0, count: shape.parameterCount)
        statistics = [Float](repeating: 0, count: shape.statisticCount)
        var random = NormalNumbers(SplitMix(seed))
        for tensor in [Tensor.norm1Weight, .norm2Weight] { set(tensor, [Float](repeating: 1, count: shape.sizes(tensor)[0])) }
        for tensor in [Tensor.linear1Weight, .linear2Weight] {
            let sizes = shape.sizes(tensor)
            let deviation = (2 / Float(sizes[1])).squareRoot()
            set(tensor, (0..<sizes[0] * sizes[1]).map { _ in deviation * random.next() })
        }
        for statistic in [Statistic.variance1, .variance2] {
            set(statistic, [Float](repeating: 1, count: shape.size(statistic)))
        }
    }

    /// A tensor's numbers, row by row.
    public subscript(tensor: Tensor) -> [Float] { Array(parameters[shape.range(tensor)]) }
    /// A statistic's numbers.
    public subscript(statistic: Statistic) -> [Float] { Array(statistics[shape.range(statistic)]) }

    /// Replaces a tensor. Precondition: as many values as it has.
    public mutating func set(_ tensor: Tensor, _ values: [Float]) {
        precondition(values.count == shape.range(tensor).count, "\(values.count) values for \(tensor.rawValue)")
        parameters.replaceSubrange(shape.range(tensor), with: values)
    }

    /// Replaces a statistic. Precondition: as many values as it has.
    public mutating func set(_ statistic: Statistic, _ values: [Float]) {
        precondition(values.count == shape.range(statistic).count, "\(values.count) values for \(statistic.rawValue)")
        statistics.replaceSubrange(shape.range(statistic), with: values)
    }
}

extension HeadShape {
    /// A tensor's sizes, outermost first.
    public func sizes(_ tensor: Head.Tensor) -> [Int] {
        switch tensor {
        case .norm1Weight, .norm1Bias: [inputs]
        case .linear1Weight: [hidden, inputs]
        case .linear1Bias, .norm2Weight, .norm2Bias: [hidden]
        case .linear2Weight: [classes, hidden]
        case .linear2Bias: [classes]
        }
    }

    /// How many numbers a statistic has.
    public func size(_ statistic: Head.Statistic) -> Int {
        switch statistic {
        case .mean1, .variance1: inputs
        case .mean2, .variance2: hidden
        }
    }

    /// Where a tensor lies among the parameters.
    package func range(_ tensor: Head.Tensor) -> Range<Int> {
        var start = 0
        for other in Head.Tensor.allCases {
            let count = sizes(other).reduce(1, *)
            if other == tensor { return start..<start + count }
            start += count
        }
        return start..<start
    }

    /// Where a statistic lies among the statistics.
    package func range(_ statistic: Head.Statistic) -> Range<Int> {
        var start = 0
        for other in Head.Statistic.allCases {
            if other == statistic { return start..<start + size(other) }
            start += size(other)
        }
        return start..<start
    }

    /// Numbers in all tensors.
    package var parameterCount: Int { range(.linear2Bias).upperBound }
    /// Numbers in all statistics.
    package var statisticCount: Int { range(.variance2).upperBound }
}

/// Numbers of the normal distribution, mean 0, variance 1 (Box and Muller 1958).
struct NormalNumbers {
    private var random: SplitMix
    private var spare: Float?

    init(_ random: SplitMix) { self.random = random }

    mutating func next() -> Float {
        if let spare {
            self.spare = nil
            return spare
        }
        let radius = (-2 * log(1 - random.unit())).squareRoot()
        let angle = 2 * Double.pi * random.unit()
        spare = Float(radius * sin(angle))
        return Float(radius * cos(angle))
    }
}
