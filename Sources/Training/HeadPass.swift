import Basics
import Foundation
import Heads
import Vectors

/// One training step's way through a head and back: owns the values in between, so that no step allocates.
///
/// Not thread-safe; one per trainer.
final class HeadPass {
    let shape: HeadShape
    let capacity: Int
    /// One row per picture, to be filled in before `run`.
    let features: UnsafeMutablePointer<Float>
    /// By parameter, in the head's order; valid after `run`.
    let gradients: UnsafeMutableBufferPointer<Float>
    private let first: NormBuffers
    private let second: NormBuffers
    private let hidden: UnsafeMutablePointer<Float>
    private let hiddenGradients: UnsafeMutablePointer<Float>
    private let logits: UnsafeMutablePointer<Float>
    private let inputGradients: UnsafeMutablePointer<Float>

    /// What batch norm followed by dropout remembers from the way there for the way back.
    private struct NormBuffers {
        let width: Int
        let means, inverses: UnsafeMutablePointer<Float>
        let sums, products: UnsafeMutablePointer<Float>
        let normalized, masks, dropped: UnsafeMutablePointer<Float>

        init(width: Int, capacity: Int) {
            self.width = width
            func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
                let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
                pointer.initialize(repeating: 0, count: count)
                return pointer
            }
            (means, inverses, sums, products) = (zeros(width), zeros(width), zeros(width), zeros(width))
            (normalized, masks, dropped) = (zeros(width * capacity), zeros(width * capacity), zeros(width * capacity))
        }

        func free() { for pointer in [means, inverses, sums, products, normalized, masks, dropped] { pointer.deallocate() } }
    }

    /// - Parameter capacity: pictures in a batch at most.
    init(_ shape: HeadShape, capacity: Int) {
        self.shape = shape
        self.capacity = capacity
        func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
            let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
            pointer.initialize(repeating: 0, count: count)
            return pointer
        }
        features = zeros(capacity * shape.inputs)
        inputGradients = zeros(capacity * shape.inputs)
        (hidden, hiddenGradients) = (zeros(capacity * shape.hidden), zeros(capacity * shape.hidden))
        logits = zeros(capacity * shape.classes)
        gradients = .init(start: zeros(shape.parameterCount), count: shape.parameterCount)
        first = NormBuffers(width: shape.inputs, capacity: capacity)
        second = NormBuffers(width: shape.hidden, capacity: capacity)
    }

    deinit {
        for pointer in [features, inputGradients, hidden, hiddenGradients, logits] { pointer.deallocate() }
        gradients.deallocate()
        first.free()
        second.free()
    }

    /// Runs a batch through the head in training and back: fills `gradients`, and updates the head's statistics.
    ///
    /// - Parameters:
    ///   - labels: the class of each picture; 2 at least, for batch norm compares them.
    ///   - dropout: whether values are dropped (with `random`); without, the step can be compared.
    /// - Returns: the mean cross entropy, in nats.
    func run(_ head: inout Head, labels: [Int], dropout: Bool, random: inout SplitMix) -> Float {
        let count = labels.count
        precondition(count >= 2 && count <= capacity, "a batch of \(count)")
        fillMasks(first, share: 0.25, count: count, dropout: dropout, random: &random)
        fillMasks(second, share: 0.5, count: count, dropout: dropout, random: &random)
        // The closure only calls: optimised code for closures like it, with all the work inside, lost a register.
        return head.withPointers { work(parameters: $0, statistics: $1, labels: labels) }
    }

    @inline(never)
    private func work(parameters: UnsafeMutablePointer<Float>, statistics: UnsafeMutablePointer<Float>, labels: [Int]) -> Float {
        let count = labels.count
        func at(_ tensor: Head.Tensor) -> UnsafeMutablePointer<Float> { parameters + shape.range(tensor).lowerBound }
        func at(_ statistic: Head.Statistic) -> UnsafeMutablePointer<Float> { statistics + shape.range(statistic).lowerBound }

        normalize(features, first, weight: at(.norm1Weight), bias: at(.norm1Bias), means: at(.mean1), variances: at(.variance1), count: count)
        linear(first.dropped, weight: at(.linear1Weight), bias: at(.linear1Bias), into: hidden, count: count, shape.inputs, shape.hidden)
        for index in 0..<count * shape.hidden { hidden[index] = max(0, hidden[index]) }
        normalize(hidden, second, weight: at(.norm2Weight), bias: at(.norm2Bias), means: at(.mean2), variances: at(.variance2), count: count)
        linear(second.dropped, weight: at(.linear2Weight), bias: at(.linear2Bias), into: logits, count: count, shape.hidden, shape.classes)
        let loss = crossEntropyGradient(labels)

        func by(_ tensor: Head.Tensor) -> UnsafeMutablePointer<Float> { gradients.baseAddress! + shape.range(tensor).lowerBound }
        linearBack(
            logits, input: second.dropped, weight: at(.linear2Weight), byWeight: by(.linear2Weight), byBias: by(.linear2Bias),
            byInput: hiddenGradients, count: count, shape.hidden, shape.classes)
        dropAndSum(hiddenGradients, second, byWeight: by(.norm2Weight), byBias: by(.norm2Bias), count: count)
        normalizeBack(hiddenGradients, second, weight: at(.norm2Weight), count: count)
        for index in 0..<count * shape.hidden { hiddenGradients[index] = hidden[index] > 0 ? hiddenGradients[index] : 0 }
        linearBack(
            hiddenGradients, input: first.dropped, weight: at(.linear1Weight), byWeight: by(.linear1Weight), byBias: by(.linear1Bias),
            byInput: inputGradients, count: count, shape.inputs, shape.hidden)
        dropAndSum(inputGradients, first, byWeight: by(.norm1Weight), byBias: by(.norm1Bias), count: count)
        return loss
    }

    // MARK: There

    /// Masks hold 0, or what makes up for the zeros. 16 random bits a value.
    private func fillMasks(_ norm: NormBuffers, share: Float, count: Int, dropout: Bool, random: inout SplitMix) {
        let values = count * norm.width
        guard dropout else { return norm.masks.update(repeating: 1, count: values) }
        let limit = UInt64(share * 65536)
        let kept = 1 / (1 - share)
        var index = 0
        while index < values {
            var bits = random.next()
            for at in index..<min(index + 4, values) {
                norm.masks[at] = bits & 0xFFFF < limit ? 0 : kept
                bits >>= 16
            }
            index += 4
        }
    }

    /// Batch norm by the batch's own means and variances (Ioffe and Szegedy 2015), then dropout. The statistics move a tenth of the way
    /// to the batch's, the variance without bias, as in PyTorch.
    private func normalize(
        _ input: UnsafeMutablePointer<Float>, _ norm: NormBuffers, weight: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>,
        means: UnsafeMutablePointer<Float>, variances: UnsafeMutablePointer<Float>, count: Int
    ) {
        let width = norm.width, share = 1 / Float(count)
        let mean = norm.means, inverse = norm.inverses
        mean.update(repeating: 0, count: width)
        inverse.update(repeating: 0, count: width)
        for row in 0..<count {
            let values = input + row * width
            for column in 0..<width { mean[column] += values[column] }
        }
        for column in 0..<width { mean[column] *= share }
        for row in 0..<count {
            let values = input + row * width
            for column in 0..<width {
                let difference = values[column] - mean[column]
                inverse[column] += difference * difference
            }
        }
        let unbiased = 1 / Float(count - 1)
        for column in 0..<width {
            let squares = inverse[column]
            means[column] = 0.9 * means[column] + 0.1 * mean[column]
            variances[column] = 0.9 * variances[column] + 0.1 * squares * unbiased
            inverse[column] = 1 / (squares * share + Head.epsilon).squareRoot()
        }
        for row in 0..<count {
            let start = row * width
            let values = input + start, normalized = norm.normalized + start, masks = norm.masks + start, dropped = norm.dropped + start
            for column in 0..<width {
                let value = (values[column] - mean[column]) * inverse[column]
                normalized[column] = value
                dropped[column] = (value * weight[column] + bias[column]) * masks[column]
            }
        }
    }

    private func linear(
        _ input: UnsafeMutablePointer<Float>, weight: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>,
        into output: UnsafeMutablePointer<Float>, count: Int, _ inputs: Int, _ outputs: Int
    ) {
        for row in 0..<count { (output + row * outputs).update(from: bias, count: outputs) }
        BLAS.multiply(input, weight, transposingB: true, into: output, rows: count, inner: inputs, columns: outputs, adding: true)
    }

    /// Turns logits into the gradients of the mean cross entropy by them; returns that mean.
    private func crossEntropyGradient(_ labels: [Int]) -> Float {
        var total = 0.0
        let classes = shape.classes, share = 1 / Float(labels.count)
        for row in labels.indices {
            let values = logits + row * classes, label = labels[row]
            let logSum = LogSum(values, count: classes)
            total += Double(logSum.value - values[label])
            for index in 0..<classes { values[index] = exp(values[index] - logSum.value) * share }
            values[label] -= share
        }
        return Float(total / Double(labels.count))
    }

    // MARK: Back

    private func linearBack(
        _ gradient: UnsafeMutablePointer<Float>, input: UnsafeMutablePointer<Float>, weight: UnsafeMutablePointer<Float>,
        byWeight: UnsafeMutablePointer<Float>, byBias: UnsafeMutablePointer<Float>, byInput: UnsafeMutablePointer<Float>, count: Int, _ inputs: Int,
        _ outputs: Int
    ) {
        BLAS.multiply(gradient, transposingA: true, input, into: byWeight, rows: outputs, inner: count, columns: inputs)
        BLAS.multiply(gradient, weight, into: byInput, rows: count, inner: outputs, columns: inputs)
        byBias.update(repeating: 0, count: outputs)
        for row in 0..<count {
            let values = gradient + row * outputs
            for column in 0..<outputs { byBias[column] += values[column] }
        }
    }

    /// Back through dropout, in place, and the gradients by batch norm's weights and biases.
    private func dropAndSum(
        _ gradient: UnsafeMutablePointer<Float>, _ norm: NormBuffers, byWeight: UnsafeMutablePointer<Float>, byBias: UnsafeMutablePointer<Float>,
        count: Int
    ) {
        let width = norm.width
        let sums = norm.sums, products = norm.products
        sums.update(repeating: 0, count: width)
        products.update(repeating: 0, count: width)
        for row in 0..<count {
            let start = row * width
            let values = gradient + start, masks = norm.masks + start, normalized = norm.normalized + start
            for column in 0..<width {
                let value = values[column] * masks[column]
                values[column] = value
                sums[column] += value
                products[column] += value * normalized[column]
            }
        }
        byWeight.update(from: products, count: width)
        byBias.update(from: sums, count: width)
    }

    /// Back through batch norm, in place, given the sums of `dropAndSum`.
    private func normalizeBack(_ gradient: UnsafeMutablePointer<Float>, _ norm: NormBuffers, weight: UnsafeMutablePointer<Float>, count: Int) {
        let width = norm.width, share = 1 / Float(count)
        let sums = norm.sums, products = norm.products, inverse = norm.inverses
        for row in 0..<count {
            let start = row * width
            let values = gradient + start, normalized = norm.normalized + start
            for column in 0..<width {
                let centered = values[column] - (sums[column] + normalized[column] * products[column]) * share
                values[column] = weight[column] * inverse[column] * centered
            }
        }
    }
}

/// The logarithm of a sum of exponentials, safe from overflow.
struct LogSum {
    let value: Float

    init(_ values: UnsafePointer<Float>, count: Int) {
        var largest = values[0]
        for index in 1..<count { largest = max(largest, values[index]) }
        var sum: Float = 0
        for index in 0..<count { sum += exp(values[index] - largest) }
        value = largest + log(sum)
    }
}

extension Head {
    fileprivate mutating func withPointers<Result>(
        _ body: (_ parameters: UnsafeMutablePointer<Float>, _ statistics: UnsafeMutablePointer<Float>) -> Result
    ) -> Result {
        parameters.withUnsafeMutableBufferPointer { parameters in
            statistics.withUnsafeMutableBufferPointer { statistics in body(parameters.baseAddress!, statistics.baseAddress!) }
        }
    }
}
