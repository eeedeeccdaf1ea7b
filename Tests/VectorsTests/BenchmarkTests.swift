import Basics
import Foundation
import Testing

@testable import Vectors

@Suite struct BenchmarkTests {
    @Test func measuresAllPaths() throws {
        let directory = try TemporaryDirectory()
        let vectors = SyntheticVectors(rows: 800, dimensions: 24)
        try vectors.write(to: directory.file("v.npy"))
        let table = try VectorTable(contentsOf: directory.file("v.npy"))
        #expect(table.rows == 800 && table.vector(at: 500) == vectors[500])
        let index = VectorIndex(table, codes: try .update(at: directory.file("codes"), for: table))
        var benchmark = SearchBenchmark()
        (benchmark.rounds, benchmark.count) = (3, 5)
        var rounds = 0
        let result = try benchmark.run(index) { _ in rounds += 1 }
        #expect(rounds == 4 && result.lines.count == 4 && result.plainReadOfCodes != nil)
        #expect(Set(result.lines.map { $0.query + $0.path }) == ["itemfloat32", "itemcodes", "basketfloat32", "basketcodes"])
        #expect(result.lines.allSatisfy { $0.milliseconds.median > 0 && $0.milliseconds.p99 >= $0.milliseconds.median })
        #expect(result.lines.filter { $0.path == "float32" }.allSatisfy { $0.rowsRead == 800 && $0.codesUsed == 0 })
        #expect(result.lines.first { $0.query == "item" && $0.path == "codes" }!.rowsRead < 800)
        #expect(try benchmark.run(VectorIndex(table)).lines.count == 2, "without codes there is one path")
    }

    @Test func syntheticVectorsAreRepeatableAndClustered() {
        let a = SyntheticVectors(rows: 1000, dimensions: 16, seed: 3)
        let b = SyntheticVectors(rows: 1000, dimensions: 16, seed: 3)
        #expect(a[7] == b[7] && a[7] != a[8] && a[7] != SyntheticVectors(rows: 1000, dimensions: 16, seed: 4)[7])
        var random = SplitMix(1)
        let numbers = (0..<4000).map { _ in Double(random.normal()) }
        let mean = numbers.reduce(0, +) / 4000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
        #expect(abs(mean) < 0.08 && abs(variance - 1) < 0.1)
    }
}
