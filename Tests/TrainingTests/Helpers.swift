import Foundation
import Heads
import TestSupport
import Vectors

@testable import Training

/// The head in double precision, layer by layer, as one would write it down: the twin that the fast one has to agree with.
struct PlainHead {
    let shape: HeadShape
    /// In the head's order.
    var parameters: [Double]

    init(_ head: Head) { (shape, parameters) = (head.shape, head.parameters.map(Double.init)) }

    private subscript(tensor: Head.Tensor) -> ArraySlice<Double> { parameters[shape.range(tensor)] }

    /// The mean cross entropy of a batch in training, without dropout.
    func loss(_ features: [[Double]], _ labels: [Int]) -> Double {
        let hidden = linear(norm(features, .norm1Weight, .norm1Bias), .linear1Weight, .linear1Bias).map { $0.map { max(0, $0) } }
        let logits = linear(norm(hidden, .norm2Weight, .norm2Bias), .linear2Weight, .linear2Bias)
        return zip(logits, labels).map { row, label in
            log(row.map { exp($0 - row.max()!) }.reduce(0, +)) + row.max()! - row[label]
        }.reduce(0, +) / Double(labels.count)
    }

    private func norm(_ rows: [[Double]], _ weight: Head.Tensor, _ bias: Head.Tensor) -> [[Double]] {
        var result = rows
        for column in rows[0].indices {
            let values = rows.map { $0[column] }
            let mean = values.reduce(0, +) / Double(rows.count)
            let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(rows.count)
            for row in rows.indices {
                let normalized = (rows[row][column] - mean) / (variance + 1e-5).squareRoot()
                result[row][column] = normalized * Array(self[weight])[column] + Array(self[bias])[column]
            }
        }
        return result
    }

    private func linear(_ rows: [[Double]], _ weight: Head.Tensor, _ bias: Head.Tensor) -> [[Double]] {
        let weights = Array(self[weight]), biases = Array(self[bias])
        return rows.map { row in
            biases.indices.map { output in
                row.indices.reduce(biases[output]) { $0 + row[$1] * weights[output * row.count + $1] }
            }
        }
    }
}

/// Examples of some classes around a centre each, which a head can learn.
func clusters(_ count: Int, classes: Int, dimensions: Int, seed: UInt64, spread: Float = 0.5) -> Examples {
    var centers = SeededGenerator(seed: 99), random = SeededGenerator(seed: seed)
    let center = (0..<classes * dimensions).map { _ in Float.random(in: -1...1, using: &centers) }
    let labels = (0..<count).map { $0 % classes }
    let features = labels.flatMap { label in
        (0..<dimensions).map { center[label * dimensions + $0] + Float.random(in: -spread...spread, using: &random) }
    }
    return Examples(features, labels: labels)
}

extension Examples {
    /// Examples whose features lie in memory, one after another.
    init(_ features: [Float], labels: [Int]) {
        let dimensions = features.count / labels.count
        self.init(labels: labels, dimensions: dimensions) { example, _, target in
            features.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + example * dimensions, count: dimensions) }
        }
    }
}
