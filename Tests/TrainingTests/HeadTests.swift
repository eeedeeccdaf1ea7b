import Basics
import Foundation
import Heads
import TestSupport
import Testing
import Vectors

@testable import Training

@Suite struct HeadTests {
    @Test(arguments: [(1, 9), (2, 3), (5, 2)])
    func gradientsAgreeWithFiniteDifferencesOfThePlainTwin(seed: Int, count: Int) throws {
        let shape = HeadShape(inputs: 5, hidden: 7, classes: 3)
        var head = randomHead(shape, seed: UInt64(seed))
        var random = SeededGenerator(seed: UInt64(seed))
        let features = (0..<count).map { _ in (0..<5).map { _ in Double(Float.random(in: -2...2, using: &random)) } }
        let labels = (0..<count).map { _ in Int.random(in: 0..<3, using: &random) }
        let before = head

        let pass = HeadPass(shape, capacity: count)
        for (index, value) in features.flatMap(\.self).enumerated() { pass.features[index] = Float(value) }
        var unused = SplitMix(1)
        let loss = pass.run(&head, labels: labels, dropout: false, random: &unused)
        #expect(abs(Double(loss) - PlainHead(before).loss(features, labels)) < 1e-5)

        let scale = pass.gradients.map(abs).max()!
        for index in pass.gradients.indices {
            func loss(_ change: Double) -> Double {
                var moved = PlainHead(before)
                moved.parameters[index] += change
                return moved.loss(features, labels)
            }
            let slope = (loss(1e-6) - loss(-1e-6)) / 2e-6
            #expect(abs(Double(pass.gradients[index]) - slope) < 1e-4 * Double(scale), "parameter \(index)")
        }
    }

    @Test func dropoutKeepsTheMeanAndDropsItsShare() {
        let shape = HeadShape(inputs: 400, hidden: 8, classes: 2)
        let pass = HeadPass(shape, capacity: 64)
        var head = Head(shape, seed: 1), random = SplitMix(5), generator = SeededGenerator(seed: 5)
        for index in 0..<64 * 400 { pass.features[index] = Float.random(in: -1...1, using: &generator) }
        let labels = (0..<64).map { $0 % 2 }
        let without = pass.run(&head, labels: labels, dropout: false, random: &random)
        var losses: Set<Float> = []
        for _ in 0..<4 { losses.insert(pass.run(&head, labels: labels, dropout: true, random: &random)) }
        #expect(losses.count == 4 && !losses.contains(without))
    }
}

/// PyTorch's numbers, written by assets/training/head_fixture.py.
@Suite struct PyTorchTests {
    private struct Fixture: Decodable {
        let inputs, hidden, classes: Int
        let features: [Float]
        let labels: [Int]
        let before, after: [String: [Float]]
        let batches: [[Int]]
        let losses, hiddenAfter, logitsAfter: [Float]
        let rates, momenta: [Double]
    }

    private let fixture: Fixture

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("head.json")
        fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }

    /// The largest difference, relative to the largest number.
    private func error(_ ours: [Float], _ theirs: [Float]) -> Float {
        zip(ours, theirs).map { abs($0 - $1) }.max()! / theirs.map(abs).max()!
    }

    @Test func fiftyStepsLeadToTheSameHead() throws {
        var head = Head(HeadShape(inputs: fixture.inputs, hidden: fixture.hidden, classes: fixture.classes), seed: 1)
        for tensor in Head.Tensor.allCases { head.set(tensor, fixture.before[tensor.rawValue]!) }
        var settings = HeadTrainer.Settings()
        settings.dropout = false
        let examples = Examples(fixture.features, labels: fixture.labels)
        settings.batch = fixture.batches[0].count
        let trainer = try HeadTrainer(head, training: examples, validation: examples, settings: settings)
        let schedule = OneCycle(steps: fixture.batches.count, maximum: settings.maximumRate)
        var random = SplitMix(1)
        for (step, batch) in fixture.batches.enumerated() {
            let rate = schedule.rate(at: step), momentum = schedule.momentum(at: step)
            #expect(abs(rate / fixture.rates[step] - 1) < 1e-9 && abs(momentum - fixture.momenta[step]) < 1e-9, "step \(step)")
            let loss = trainer.step(batch[...], rate: rate, momentum: momentum, random: &random)
            #expect(abs(loss / fixture.losses[step] - 1) < 1e-4, "step \(step)")
        }
        for tensor in Head.Tensor.allCases { #expect(error(trainer.head[tensor], fixture.after[tensor.rawValue]!) < 1e-4, "\(tensor.rawValue)") }
        for statistic in Head.Statistic.allCases {
            #expect(error(trainer.head[statistic], fixture.after[statistic.rawValue]!) < 1e-4, "\(statistic.rawValue)")
        }
        #expect(error(trainer.head.outputs(.firstLinear, of: fixture.features), fixture.hiddenAfter) < 1e-4)
        #expect(error(trainer.head.outputs(.logits, of: fixture.features), fixture.logitsAfter) < 1e-4)
    }
}
