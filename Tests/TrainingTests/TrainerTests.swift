import Foundation
import Heads
import Saliency
import TestSupport
import Testing

@testable import Training

@Suite struct TrainerTests {
    private func trainer(
        _ settings: HeadTrainer.Settings, checkpoint: Checkpoint? = nil, training: Examples = clusters(600, classes: 6, dimensions: 12, seed: 1)
    ) throws -> HeadTrainer {
        let validation = clusters(120, classes: 6, dimensions: 12, seed: 2)
        let head = Head(HeadShape(inputs: 12, hidden: 32, classes: 6), seed: 3)
        return try HeadTrainer(head, training: training, validation: validation, settings: settings, checkpoint: checkpoint)
    }

    private func settings(epochs: Int) -> HeadTrainer.Settings {
        var settings = HeadTrainer.Settings()
        settings.epochs = epochs
        settings.batch = 32
        return settings
    }

    @Test func aHeadLearnsWhatCanBeTold() throws {
        let trainer = try trainer(settings(epochs: 5))
        while !trainer.isFinished { _ = try trainer.runEpoch() }
        let epochs = trainer.history.epochs
        #expect(epochs.count == 5 && trainer.history.losses.count == 5 * trainer.stepsPerEpoch)
        #expect(epochs.last!.accuracy > 0.95 && epochs.last!.topFive >= epochs.last!.accuracy)
        #expect(epochs.last!.validationLoss < epochs.first!.validationLoss)
        let best = Validation(trainer.best!, on: clusters(120, classes: 6, dimensions: 12, seed: 2))
        #expect(best.accuracy == epochs.map(\.accuracy).max()!)
        #expect(abs(best.loss - epochs[trainer.history.best!].validationLoss) < 1e-9)
    }

    @Test func goingOnFromAFileEndsWhereAnUnbrokenTrainingEnds() throws {
        let folder = try TemporaryFolder(), file = folder.url.appendingPathComponent("checkpoint.safetensors")
        let unbroken = try trainer(settings(epochs: 4))
        while !unbroken.isFinished { _ = try unbroken.runEpoch() }
        let first = try trainer(settings(epochs: 4))
        _ = try first.runEpoch()
        _ = try first.runEpoch()
        try first.checkpoint.write(to: file, key: "these settings")
        let second = try trainer(settings(epochs: 4), checkpoint: Checkpoint(contentsOf: file, key: "these settings"))
        while !second.isFinished { _ = try second.runEpoch() }
        #expect(second.head == unbroken.head && second.best == unbroken.best)
        #expect(second.history.losses == unbroken.history.losses)
        #expect { try Checkpoint(contentsOf: file, key: "others") } throws: { "\($0)".contains("other settings") }
    }

    @Test func aStoppedEpochKeepsTheBestSoFar() throws {
        let trainer = try trainer(settings(epochs: 3))
        #expect(try trainer.runEpoch() != nil)
        let kept = trainer.best
        var steps = 0
        #expect(try trainer.runEpoch(progress: { steps = $0 }, shouldStop: { steps == 5 }) == nil)
        #expect(steps == 5 && trainer.best == kept && trainer.history.epochs.count == 1)
    }

    @Test func badExamplesAreRefused() throws {
        func refused(_ training: Examples, _ error: TrainingError) {
            #expect(throws: error) { try trainer(settings(epochs: 1), training: training) }
        }
        let features = [Float](repeating: 1, count: 12)
        refused(Examples(features + features, labels: [2, 2]), .tooFewClasses(only: "2"))
        refused(Examples(features, labels: [2]), .tooFewPictures(training: 1, validation: 120))
        refused(Examples(features + features.dropLast() + [.nan], labels: [0, 1]), .notFinite(example: 1))
        refused(Examples(features + features.dropLast() + [.infinity], labels: [0, 1]), .notFinite(example: 1))
    }

    @Test func featuresThatNeverChangeAndTinySetsAreTrainedOn() throws {
        let training = Examples([Float](repeating: 1, count: 36), labels: [0, 1, 5])
        let trainer = try trainer(settings(epochs: 2), training: training)
        while !trainer.isFinished { _ = try trainer.runEpoch() }
        #expect(trainer.stepsPerEpoch == 1 && trainer.head.parameters.allSatisfy(\.isFinite))
    }

    @Test func aRateFarTooHighIsSaid() throws {
        var settings = settings(epochs: 3)
        settings.maximumRate = 1e38
        let trainer = try trainer(settings)
        #expect { while !trainer.isFinished { _ = try trainer.runEpoch() } } throws: { "\($0)".contains("--find-lr") }
    }

    @Test func augmentedVersionsAreSeen() throws {
        final class Seen: @unchecked Sendable { var versions: Set<Int> = [] }
        let seen = Seen(), plain = clusters(64, classes: 2, dimensions: 12, seed: 4)
        let training = Examples(labels: plain.labels, dimensions: 12, versions: 3) { example, version, target in
            seen.versions.insert(version)
            for (index, value) in plain.features(example..<example + 1).enumerated() { target[index] = value }
        }
        let trainer = try trainer(settings(epochs: 1), training: training)
        seen.versions = []
        _ = try trainer.runEpoch()
        #expect(seen.versions == [0, 1, 2])
    }
}

@Suite struct MeasureTests {
    /// A head whose logits are its features.
    private func passing(_ classes: Int) -> Head {
        var head = Head(HeadShape(inputs: classes, hidden: classes, classes: classes), seed: 1)
        let identity = (0..<classes * classes).map { Float($0 / classes == $0 % classes ? 1 : 0) }
        head.set(.linear1Weight, identity)
        head.set(.linear2Weight, identity)
        for variance in [Head.Statistic.variance1, .variance2] { head.set(variance, [Float](repeating: 1 - 1e-5, count: classes)) }
        return head
    }

    @Test func accuracyTopFiveAndConfusionAreCounted() {
        // Class 0 comes first, sixth and fifth.
        let features: [Float] = [9, 1, 1, 1, 1, 1, 1] + [1, 7, 6, 5, 4, 3, 0] + [2, 7, 6, 5, 4, 1, 0]
        let validation = Validation(passing(7), on: Examples(features, labels: [0, 0, 0]))
        #expect(validation.accuracy == 1 / 3.0 && validation.topFive == 2 / 3.0)
        #expect(validation.confusion[0] == [1, 2, 0, 0, 0, 0, 0])
        #expect(Confused.most(validation.confusion) == [Confused(actual: 0, predicted: 1, count: 2)])
        let worst = validation.topLosses(1)[0]
        #expect(worst.example == 1 && worst.predicted == 1 && abs(worst.probability - exp(-worst.loss)) < 1e-9)
        #expect(abs(validation.loss - validation.answers.map(\.loss).reduce(0, +) / 3) < 1e-9)
    }

    @Test func neighboursVoteByCosine() {
        let known = Examples([1, 0, 0.9, 0.1, 0, 1, 0.1, 0.9, 0, 2], labels: [0, 0, 1, 1, 1])
        let asked = Examples([5, 0.1, 0.1, 5, 5, 0], labels: [0, 1, 1])
        #expect(NeighborVote.accuracy(of: asked, among: known, neighbors: 3) == 2 / 3.0)
        let crowd = clusters(700, classes: 5, dimensions: 9, seed: 1), others = clusters(300, classes: 5, dimensions: 9, seed: 2)
        #expect(NeighborVote.accuracy(of: others, among: crowd) > 0.9)
    }

    @Test func theOneCycleHasItsCornersAndItsEnds() {
        let cycle = OneCycle(steps: 100, maximum: 0.01)
        #expect(abs(cycle.rate(at: 0) - 0.01 / 25) < 1e-12 && abs(cycle.rate(at: 29) - 0.01) < 1e-12 && abs(cycle.rate(at: 99) - 4e-8) < 1e-12)
        #expect(abs(cycle.momentum(at: 0) - 0.95) < 1e-12 && abs(cycle.momentum(at: 29) - 0.85) < 1e-12)
        for steps in 1...8 {
            for step in 0..<steps { #expect((4e-8...0.01 + 1e-12).contains(OneCycle(steps: steps, maximum: 0.01).rate(at: step))) }
        }
    }

    @Test func theFinderStopsAndSuggests() throws {
        var finder = RateFinder()
        // Falls fastest around step 60, is smallest at 70, then explodes.
        var goesOn = true
        var step = 0
        while goesOn {
            let loss = step < 70 ? 4 - 3 / (1 + exp(-(Double(step) - 60) / 3)) : exp(Double(step - 70))
            goesOn = finder.add(Float(loss))
            step += 1
        }
        #expect(finder.losses.count < RateFinder.steps && finder.losses.last! > 4 * finder.losses.min()!)
        let steepest = try #require(finder.steepest), tenth = try #require(finder.tenthOfMinimum)
        #expect((RateFinder.rate(at: 55)...RateFinder.rate(at: 75)).contains(steepest))
        #expect(tenth < RateFinder.rate(at: 75) / 5)
        #expect(abs(RateFinder.rate(at: 0) / 1e-7 - 1) < 1e-9 && abs(RateFinder.rate(at: 99) / 10 - 1) < 1e-9)
        var lost = RateFinder()
        #expect(!lost.add(.nan) && lost.steepest == nil && lost.tenthOfMinimum == nil)
    }

    @Test func findingARateOnRealExamplesEndsWithOne() throws {
        var settings = HeadTrainer.Settings()
        settings.batch = 32
        let examples = clusters(300, classes: 4, dimensions: 10, seed: 6)
        let trainer = try HeadTrainer(
            Head(HeadShape(inputs: 10, hidden: 24, classes: 4), seed: 1), training: examples, validation: examples, settings: settings)
        let finder = trainer.findRate()
        #expect(finder.losses.count > 20)
        #expect(finder.rates.contains(try #require(finder.steepest)))
    }
}

@Suite struct HeatMapTests {
    @Test func channelWeightsAreTheMeansOfTheGradientByPlace() throws {
        let (channels, width, height) = (3, 4, 2)
        let head = randomHead(HeadShape(inputs: 2 * channels, hidden: 12, classes: 3), seed: 8)
        var random = SeededGenerator(seed: 9)
        let map = (0..<channels * width * height).map { _ in Float.random(in: 0...3, using: &random) }
        for label in 0..<3 {
            // By differences: each place moved on its own.
            var weights = [Double](repeating: 0, count: channels)
            for index in map.indices {
                func logit(_ change: Float) -> Double {
                    var moved = map
                    moved[index] += change
                    return Double(head.outputs(.logits, of: HeatMap.pooled(moved, channels: channels))[label])
                }
                weights[index / (width * height)] += (logit(2e-3) - logit(-2e-3)) / 4e-3 / Double(width * height)
            }
            var heat = (0..<width * height).map { place in
                max(0, (0..<channels).map { weights[$0] * Double(map[$0 * width * height + place]) }.reduce(0, +))
            }
            let largest = heat.max()!
            if largest > 0 { heat = heat.map { $0 / largest } }
            let found = try #require(HeatMap(map, width: width, height: height, head: head, label: label))
            for (a, b) in zip(found.values, heat) { #expect(abs(Double(a) - b) < 0.01) }
        }
    }

    @Test func valuesAreBilinearAndNothingLiesOutside() throws {
        var head = randomHead(HeadShape(inputs: 2, hidden: 4, classes: 2), seed: 1)
        // All that is there speaks for the class.
        head.set(.norm1Weight, [1, 1])
        head.set(.linear1Weight, [Float](repeating: 1, count: 8))
        head.set(.linear1Bias, [Float](repeating: 100, count: 4))
        head.set(.norm2Weight, [Float](repeating: 1, count: 4))
        head.set(.linear2Weight, [Float](repeating: 1, count: 8))
        let map = try #require(HeatMap([0, 1, 2, 3], width: 2, height: 2, head: head, label: 0) ?? nil)
        #expect(abs(map.value(atX: 0.5, y: 0.5) - 0.5) < 1e-6)
        #expect(map.value(atX: 0.25, y: 0.25) == map.values[0] && map.value(atX: 1, y: 1) == map.values[3])
        #expect(map.value(atX: -0.01, y: 0.5) == 0 && map.value(atX: 0.5, y: 1.01) == 0)
        #expect(!map.isEmpty)
        head.set(.linear2Weight, [Float](repeating: -1, count: 8))
        #expect(try #require(HeatMap([0, 1, 2, 3], width: 2, height: 2, head: head, label: 0)).isEmpty)
        #expect(HeatMap([0, 1, 2], width: 2, height: 2, head: head, label: 0) == nil)
    }
}
