import Encoders
import Pictures
import Saliency
import Testing

@testable import Benchmarks

@Suite struct WhereBenchmarkTests {
    @Test func heatIsMeasuredBesideThePrint() {
        // The upper half is hot, the left half printed.
        let heat = HeatMap(width: 1, height: 2, shares: [1, 0]), side = 20
        let left = (0..<side * side).map { $0 % side < side / 2 }
        let across = PrintHeat(heat, seen: .all, printed: left)
        #expect(abs(across.onPrint - 0.5) < 1e-9 && across.area == 0.5)
        let upper = PrintHeat(heat, seen: .all, printed: (0..<side * side).map { $0 < side * side / 2 })
        #expect(upper.onPrint > 0.7 && upper.area == 0.5)
        let cold = PrintHeat(HeatMap(width: 1, height: 1, shares: [0]), seen: .all, printed: left)
        #expect(cold.onPrint == 0)
    }

    @Test func anEncoderIsMeasuredAlikeTwice() throws {
        func figures() throws -> WhereFigures {
            try WhereBenchmark(DescriptorEncoder(), occlusion: .standard, prints: 6, seed: 2).run { _, _ in }
        }
        let first = try figures(), second = try figures()
        #expect(first.prints == 6 && first.encoder == "descriptor" && first.part == "colour" && first.lines.count == 5)
        for mean in [first.heatOnPrint, first.area, first.timesArea, first.deletionGain, first.insertionGain] {
            #expect(mean.low <= mean.mean && mean.mean <= mean.high)
        }
        #expect((0...1).contains(first.heatOnPrint.mean) && (0.001...0.5).contains(first.area.mean))
        #expect(first.deletion.mean == second.deletion.mean && first.randomInsertion.mean == second.randomInsertion.mean)
    }
}
