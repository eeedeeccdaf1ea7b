import Foundation

/// Adam with weight decay beside the gradient instead of in it (Kingma and Ba 2015; Loshchilov and Hutter 2019), as PyTorch's `AdamW`.
public struct Adam: Hashable, Sendable {
    public internal(set) var firstMoments: [Float]
    public internal(set) var secondMoments: [Float]
    public internal(set) var steps = 0
    /// Decay of the mean of squares.
    public static let squareDecay = 0.99
    public static let weightDecay = 0.01
    private static let epsilon: Float = 1e-8

    /// - Parameter count: how many parameters there are.
    public init(count: Int) {
        firstMoments = [Float](repeating: 0, count: count)
        secondMoments = firstMoments
    }

    /// One step of all parameters. Cost: one pass over parameters, gradients and moments.
    ///
    /// - Parameter momentum: decay of the mean of gradients.
    mutating func step(_ parameters: inout [Float], gradients: UnsafeMutableBufferPointer<Float>, rate: Double, momentum: Double) {
        precondition(parameters.count == firstMoments.count && gradients.count == firstMoments.count, "parameters of another head")
        steps += 1
        let factors = Factors(rate: rate, momentum: momentum, step: steps)
        parameters.withUnsafeMutableBufferPointer { parameters in
            firstMoments.withUnsafeMutableBufferPointer { first in
                secondMoments.withUnsafeMutableBufferPointer { second in
                    Self.move(
                        parameters.baseAddress!, by: gradients.baseAddress!, first.baseAddress!, second.baseAddress!, count: parameters.count, factors
                    )
                }
            }
        }
    }

    /// What is the same for all parameters of a step.
    private struct Factors {
        let kept, size, rootScale, decay, squareDecay, fresh, freshSquare: Float

        init(rate: Double, momentum: Double, step: Int) {
            kept = Float(1 - rate * Adam.weightDecay)
            size = Float(rate / (1 - pow(momentum, Double(step))))
            rootScale = Float(1 / (1 - pow(Adam.squareDecay, Double(step))).squareRoot())
            (decay, squareDecay) = (Float(momentum), Float(Adam.squareDecay))
            (fresh, freshSquare) = (Float(1 - momentum), Float(1 - Adam.squareDecay))
        }
    }

    @inline(never)
    private static func move(
        _ parameter: UnsafeMutablePointer<Float>, by gradient: UnsafeMutablePointer<Float>, _ mean: UnsafeMutablePointer<Float>,
        _ square: UnsafeMutablePointer<Float>, count: Int, _ factors: Factors
    ) {
        for index in 0..<count {
            let slope = gradient[index]
            let newMean = factors.decay * mean[index] + factors.fresh * slope
            let newSquare = factors.squareDecay * square[index] + factors.freshSquare * slope * slope
            mean[index] = newMean
            square[index] = newSquare
            parameter[index] = parameter[index] * factors.kept - factors.size * newMean / (newSquare.squareRoot() * factors.rootScale + epsilon)
        }
    }
}
