import Basics
import Foundation
import Heads
import Vectors

/// Trains a head on examples, epoch by epoch, by the one-cycle policy.
///
/// All that is random follows from the seed and the epoch's number, so a training that goes on from a checkpoint takes the same
/// steps as one that was never stopped.
public final class HeadTrainer {
    public struct Settings: Codable, Hashable, Sendable {
        public var epochs = 10
        public var maximumRate = 1e-2
        public var batch = 64
        public var seed: UInt64 = 1
        /// Off only to compare steps with another implementation.
        public var dropout = true

        public init() {}
    }

    public let settings: Settings
    public let schedule: OneCycle
    public private(set) var head: Head
    /// The head after the best epoch so far.
    public private(set) var best: Head?
    public private(set) var history: TrainingHistory
    private var adam: Adam
    private let training: Examples
    private let validation: Examples
    private let pass: HeadPass
    private let batch: Int

    /// - Parameters:
    ///   - head: what to begin with.
    ///   - checkpoint: where to go on instead; of a training with the same settings and shape.
    /// - Throws: `TrainingError.tooFewClasses`, `.tooFewPictures` or `.notFinite`. Cost: one pass of the features.
    public init(_ head: Head, training: Examples, validation: Examples, settings: Settings, checkpoint: Checkpoint? = nil) throws(TrainingError) {
        guard training.count >= 2, validation.count >= 1 else {
            throw .tooFewPictures(training: training.count, validation: validation.count)
        }
        guard Set(training.labels).count >= 2 else { throw .tooFewClasses(only: training.labels.first.map { "\($0)" }) }
        precondition(training.dimensions == head.shape.inputs && validation.dimensions == head.shape.inputs, "examples for another head")
        try Self.requireFinite(training)
        try Self.requireFinite(validation)
        self.settings = settings
        self.training = training
        self.validation = validation
        batch = min(max(2, settings.batch), training.count)
        let stepsPerEpoch = training.count / batch
        schedule = OneCycle(steps: stepsPerEpoch * settings.epochs, maximum: settings.maximumRate)
        pass = HeadPass(head.shape, capacity: batch)
        if let checkpoint {
            (self.head, best, adam, history) = (checkpoint.head, checkpoint.best, checkpoint.adam, checkpoint.history)
        } else {
            (self.head, best, adam) = (head, nil, Adam(count: head.parameters.count))
            history = TrainingHistory(stepsPerEpoch: stepsPerEpoch)
        }
    }

    public var stepsPerEpoch: Int { training.count / batch }
    var batchSize: Int { batch }
    var exampleCount: Int { training.count }
    public var isFinished: Bool { history.epochs.count >= settings.epochs }

    /// Where training stands between two epochs.
    public var checkpoint: Checkpoint { Checkpoint(head: head, best: best, adam: adam, history: history) }

    /// Trains one epoch, the last incomplete batch left out, and validates.
    ///
    /// - Parameters:
    ///   - progress: called after each step with the number of steps done.
    ///   - shouldStop: asked before each step.
    /// - Returns: the epoch, or nil if it was stopped; the best head is then that of the epochs before.
    /// - Throws: `TrainingError.diverged`.
    public func runEpoch(
        progress: (Int) -> Void = { _ in }, shouldStop: () -> Bool = { false }
    ) throws(TrainingError) -> TrainingHistory.Epoch? {
        let start = ContinuousClock.now
        let epoch = history.epochs.count
        var random = Self.random(settings.seed, epoch: epoch)
        let order = random.order(training.count)
        var losses: [Float] = []
        for step in 0..<stepsPerEpoch {
            if shouldStop() { return nil }
            let chosen = order[step * batch..<(step + 1) * batch]
            let place = epoch * stepsPerEpoch + step
            let rate = schedule.rate(at: place)
            let loss = self.step(chosen, rate: rate, momentum: schedule.momentum(at: place), random: &random)
            guard loss.isFinite else { throw .diverged(epoch: epoch + 1, rate: rate) }
            losses.append(loss)
            progress(step + 1)
        }
        let result = Validation(head, on: validation)
        guard result.loss.isFinite else { throw .diverged(epoch: epoch + 1, rate: schedule.rate(at: (epoch + 1) * stepsPerEpoch - 1)) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let record = TrainingHistory.Epoch(
            trainingLoss: Double(losses.reduce(0, +)) / Double(losses.count), validationLoss: result.loss, accuracy: result.accuracy,
            topFive: result.topFive, seconds: seconds)
        history.epochs.append(record)
        if history.best == epoch { best = head }
        history.losses += losses
        return record
    }

    /// One step on some of the training examples; returns their loss before it.
    func step(_ chosen: ArraySlice<Int>, rate: Double, momentum: Double, random: inout SplitMix) -> Float {
        for (place, example) in chosen.enumerated() {
            let version = training.versions > 1 ? random.index(below: training.versions) : 0
            training.copy(example, version: version, to: pass.features + place * training.dimensions)
        }
        let labels = chosen.map { training.labels[$0] }
        let loss = pass.run(&head, labels: labels, dropout: settings.dropout, random: &random)
        adam.step(&head.parameters, gradients: pass.gradients, rate: rate, momentum: momentum)
        return loss
    }

    static func random(_ seed: UInt64, epoch: Int) -> SplitMix {
        var mixed = SplitMix(seed ^ UInt64(epoch + 1) &* 0xD1B5_4A32_D192_ED03)
        return SplitMix(mixed.next())
    }

    private static func requireFinite(_ examples: Examples) throws(TrainingError) {
        var values = [Float](repeating: 0, count: examples.dimensions)
        for example in 0..<examples.count {
            for version in 0..<examples.versions {
                examples.copy(example, version: version, to: &values)
                // Zero times anything finite is zero.
                var sum: Float = 0
                for value in values { sum += value * 0 }
                guard sum == 0 else { throw .notFinite(example: example) }
            }
        }
    }
}

/// What happened in a training, epoch by epoch and step by step.
public struct TrainingHistory: Codable, Hashable, Sendable {
    public struct Epoch: Codable, Hashable, Sendable {
        /// The mean of the steps' losses.
        public let trainingLoss: Double
        public let validationLoss: Double
        public let accuracy: Double
        public let topFive: Double
        public let seconds: Double
    }

    public let stepsPerEpoch: Int
    public internal(set) var epochs: [Epoch] = []
    /// One per step.
    public internal(set) var losses: [Float] = []

    init(stepsPerEpoch: Int) { self.stepsPerEpoch = stepsPerEpoch }

    /// The epoch of the highest accuracy, of equal ones that of the smallest validation loss, counted from 0; nil before the first is
    /// over. Not by the loss alone: of kinds that are hard, it grows by certainty while more and more is told right.
    public var best: Int? {
        epochs.indices.min { (epochs[$1].accuracy, epochs[$0].validationLoss) < (epochs[$0].accuracy, epochs[$1].validationLoss) }
    }
}
