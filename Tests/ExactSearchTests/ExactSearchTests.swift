import ExactSearch
import Foundation
import TestSupport
import Testing

@Suite struct ExactSearchTests {
    private let folder = try! TemporaryFolder()
    private var file: URL { folder.url.appendingPathComponent("vectors.npy") }

    @Test func theExampleFindsWhatThePlainTwinFinds() throws {
        let found = try nearestOfMany(in: folder.url)
        let table = try VectorTable(contentsOf: file)
        let odd = Set(stride(from: 1, to: table.rows, by: 2))
        for (metric, neighbors) in zip([Metric.cosine, .euclidean, .dot], found) {
            let expected = Reference.nearest(
                in: table, to: Query(table.vector(at: 42)), metric: metric, count: 5, excluding: odd.union([42]))
            #expect(neighbors.map(\.row) == expected.map(\.row), "\(metric)")
        }
        let example = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Example.swift"), encoding: .utf8)
        #expect(example.split(separator: "\n", omittingEmptySubsequences: false).count <= 31)
    }

    @Test func codesAreMadeBesideTheTableAndOnlyWhereWanted() throws {
        let table = try VectorTable(writing: (0..<600).map(Float.init), dimensions: 3, to: file)
        #expect(table.rows == 200 && table.vector(at: 1) == [3, 4, 5])
        let codes = folder.url.appendingPathComponent("vectors.codes").path
        let plain = try VectorIndex(contentsOf: file, usingCodes: false)
        #expect(plain.codes == nil && !FileManager.default.fileExists(atPath: codes))
        let index = try VectorIndex(contentsOf: file)
        #expect(index.codes?.rows == 200 && FileManager.default.fileExists(atPath: codes))
        for query in [[0, 1, 2], [599, 0, 300]] as [[Float]] {
            let found = try index.nearest(to: query, metrics: Metric.allCases, count: 4)
            #expect(try found == plain.nearest(to: query, metrics: Metric.allCases, count: 4))
        }
    }

    @Test func filesThatAreThereAreReplacedWholeAndBadOnesRefused() throws {
        let old = try VectorTable(writing: [1, 2], dimensions: 1, to: file)
        #expect(try VectorTable(writing: [3, 4, 5], dimensions: 1, to: file).rows == 3)
        #expect(old.rows == 2 && old.vector(at: 1) == [2])
        #expect(throws: VectorFileError.self) { try VectorTable(writing: [], dimensions: 0, to: file) }
        #expect(throws: VectorFileError.self) { try VectorIndex(contentsOf: folder.url.appendingPathComponent("none.npy")) }
        #expect(try VectorTable(contentsOf: file).rows == 3)
        #expect(throws: SearchError.dimensions(query: 2, table: 1)) {
            try VectorIndex(contentsOf: file).nearest(to: [1, 2] as [Float], metrics: [.cosine], count: 1)
        }
    }
}
