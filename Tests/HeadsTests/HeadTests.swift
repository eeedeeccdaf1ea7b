import Heads
import TestSupport
import Testing

@Suite struct HeadTests {
    @Test func logitGradientsAgreeWithFiniteDifferences() {
        let head = randomHead(HeadShape(inputs: 6, hidden: 16, classes: 4), seed: 3)
        let features: [Float] = [0.3, -1.2, 0.7, 2, -0.4, 0.1]
        for label in 0..<4 {
            let gradient = head.gradient(ofLogit: label, at: features)
            for index in features.indices {
                func logit(_ change: Float) -> Float {
                    var moved = features
                    moved[index] += change
                    return head.outputs(.logits, of: moved)[label]
                }
                let slope = (logit(1e-3) - logit(-1e-3)) / 2e-3
                #expect(abs(gradient[index] - slope) < 0.01, "class \(label), feature \(index)")
            }
        }
    }

    @Test func headsStartAsHeInitialisedThem() {
        let head = Head(HeadShape(inputs: 200, hidden: 300, classes: 5), seed: 4)
        let weights = head[.linear1Weight]
        let variance = weights.map { $0 * $0 }.reduce(0, +) / Float(weights.count)
        #expect(abs(variance - 2.0 / 200) < 0.0005 && abs(weights.reduce(0, +) / Float(weights.count)) < 0.002)
        #expect(head[.linear1Bias].allSatisfy { $0 == 0 } && head[.norm2Weight].allSatisfy { $0 == 1 } && head[.variance1].allSatisfy { $0 == 1 })
        #expect(head == Head(HeadShape(inputs: 200, hidden: 300, classes: 5), seed: 4))
    }
}
