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
    public mutating func step(_ parameters: inout [Float], gradients: [Float], rate: Double, momentum: Double) {
        precondition(parameters.count == firstMoments.count && gradients.count == firstMoments.count, "parameters of another head")
        steps += 1
        let kept = Float(1 - rate * Self.weightDecay)
        let size = Float(rate / (1 - pow(momentum, Double(steps))))
        let rootScale = Float(1 / (1 - pow(Self.squareDecay, Double(steps))).squareRoot())
        let (decay, squareDecay) = (Float(momentum), Float(Self.squareDecay))
        let (fresh, freshSquare) = (Float(1 - momentum), Float(1 - Self.squareDecay))
        let count = parameters.count
        parameters.withUnsafeMutableBufferPointer { parameters in
            gradients.withUnsafeBufferPointer { gradients in
                firstMoments.withUnsafeMutableBufferPointer { first in
                    secondMoments.withUnsafeMutableBufferPointer { second in
                        let parameter = parameters.baseAddress!, gradient = gradients.baseAddress!
                        let mean = first.baseAddress!, square = second.baseAddress!
                        for index in 0..<count {
                            let slope = gradient[index]
                            let newMean = decay * mean[index] + fresh * slope
                            let newSquare = squareDecay * square[index] + freshSquare * slope * slope
                            mean[index] = newMean
                            square[index] = newSquare
                            parameter[index] = parameter[index] * kept - size * newMean / (newSquare.squareRoot() * rootScale + Self.epsilon)
                        }
                    }
                }
            }
        }
    }
}
