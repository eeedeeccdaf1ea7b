import Benchmarks
import Encoders
import Foundation
import TestSupport
import Testing
import Vectors

@Suite struct MeasuringTests {
    let folder = try! TemporaryFolder()

    @Test func searchesInMadeUpVectorsAsATable() throws {
        var benchmark = SearchBenchmark()
        (benchmark.rounds, benchmark.metrics, benchmark.threads) = (2, [.cosine], 1)
        let result = try benchmark.runSynthetic(items: 300, dimensions: 16)
        let table = result.table
        #expect(table.count == 3 + result.lines.count && table[0] == "300 x 16, cosine, k 30, 1 threads")
        #expect(table.dropFirst(3).allSatisfy { $0.contains(" ms") && ($0.hasPrefix("item ") || $0.hasPrefix("basket ")) })
    }

    @Test func anEncoderIsMeasuredOverAFoldersPictures() throws {
        try folder.write(Fixtures.bitmap(width: 8, height: 8) { x, y in (9, UInt8(x), UInt8(y)) }, to: "tees/a.bmp")
        try folder.write(Array("text".utf8), to: "tees/readme.txt")
        let rate = try EncodeRate.measure(DescriptorEncoder(), pictures: 3, of: URL(fileURLWithPath: folder.path("tees")))
        #expect(rate.pictures == 3 && rate.endToEnd > 0 && rate.line.hasPrefix("descriptor: "))
        try folder.write(Array("text".utf8), to: "empty/readme.txt")
        #expect { try EncodeRate.measure(DescriptorEncoder(), pictures: 3, of: URL(fileURLWithPath: folder.path("empty"))) } throws: {
            "\($0)".contains("there are no pictures in it")
        }
    }
}
