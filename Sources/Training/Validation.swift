import Foundation
import Heads

/// What a head makes of pictures that it has not been trained on.
public struct Validation: Hashable, Sendable {
    /// The mean cross entropy, in nats.
    public private(set) var loss = 0.0
    /// The share of pictures whose class gets the largest logit.
    public private(set) var accuracy = 0.0
    /// The share of pictures whose class is among the five largest.
    public private(set) var topFive = 0.0
    /// `[actual][predicted]`: how many pictures.
    public private(set) var confusion: [[Int]]
    /// One per picture, in order.
    public private(set) var answers: [Answer] = []

    /// What the head said about one picture.
    public struct Answer: Codable, Hashable, Sendable {
        public let example: Int
        public let actual: Int
        public let predicted: Int
        /// The cross entropy, in nats.
        public let loss: Double
        /// The probability of the actual class.
        public let probability: Double
    }

    /// Cost: one pass of the examples, by batches.
    public init(_ head: Head, on examples: Examples) {
        let classes = head.shape.classes
        confusion = Array(repeating: Array(repeating: 0, count: classes), count: classes)
        var right = 0, nearlyRight = 0
        let batch = 512
        for start in stride(from: 0, to: examples.count, by: batch) {
            let range = start..<min(start + batch, examples.count)
            let logits = head.outputs(.logits, of: examples.features(range))
            for (place, example) in range.enumerated() {
                let values = Array(logits[place * classes..<(place + 1) * classes])
                let actual = examples.labels[example]
                let predicted = values.indices.max { values[$0] < values[$1] }!
                // Of equal logits none goes before the actual one's, as when they are sorted stably.
                let better = values.count { $0 > values[actual] }
                let loss = Double(LogSum(values, count: classes).value - values[actual])
                answers.append(
                    Answer(example: example, actual: actual, predicted: predicted, loss: loss, probability: min(1, exp(-loss))))
                confusion[actual][predicted] += 1
                right += predicted == actual ? 1 : 0
                nearlyRight += better < 5 ? 1 : 0
                self.loss += loss
            }
        }
        let count = Double(max(1, examples.count))
        loss /= count
        accuracy = Double(right) / count
        topFive = Double(nearlyRight) / count
    }

    /// The pictures with the largest losses, largest first.
    public func topLosses(_ count: Int) -> [Answer] {
        Array(answers.sorted { ($1.loss, $0.example) < ($0.loss, $1.example) }.prefix(count))
    }
}

/// Two classes that are taken for each other.
public struct Confused: Codable, Hashable, Sendable {
    public let actual: Int
    public let predicted: Int
    public let count: Int

    /// The most frequent mistakes of a confusion matrix, most frequent first.
    ///
    /// - Parameter atLeast: rarer ones are left out.
    public static func most(_ confusion: [[Int]], atLeast: Int = 1) -> [Confused] {
        var found: [Confused] = []
        for (actual, row) in confusion.enumerated() {
            for (predicted, count) in row.enumerated() where actual != predicted && count >= atLeast {
                found.append(Confused(actual: actual, predicted: predicted, count: count))
            }
        }
        return found.sorted { ($1.count, $0.actual, $0.predicted) < ($0.count, $1.actual, $1.predicted) }
    }
}
