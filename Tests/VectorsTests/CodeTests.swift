import CDistance
import Foundation
import Testing

@testable import Vectors

@Suite struct CodeTests {
    /// The proof of the bounds, tried on everything: no row's cost is ever outside them.
    @Test(arguments: Adversary.allCases)
    func boundsHold(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory()
        for dimensions in [1, 40] {
            let rows = kind.rows(80, dimensions, seed: 3)
            let table = try directory.table(rows, name: "\(dimensions).npy")
            let codes = try CompactCodes.update(at: directory.file("\(dimensions).codes"), for: table)
            var random = Seeded(7)
            let wild = random.vector(dimensions).map { $0 * 50 }
            for vector in [rows[4], random.vector(dimensions), wild, [Float](repeating: 0, count: dimensions)] {
                let query = try PreparedQuery(Query(vector.map { $0.isFinite ? $0 : 0 }), dimensions: dimensions)
                let coded = try #require(CodeQuery(query, codes))
                for row in 0..<table.rows {
                    var list = UInt32(row)
                    var dot: Int64 = 0
                    var apart: UInt32 = 0
                    vd_code_sums(codes.codes, codes.layout.stride, &list, 1, coded.weights, coded.levels, &dot, &apart)
                    let sums = query.sums(of: table.start + row * dimensions)
                    for metric in [Metric.cosine, .euclidean, .manhattan, .dot] {
                        let cost = sums.cost(metric, queryNorm: query.norm)
                        var bounds = CodeBounds(metric, coded)
                        let (lower, upper) = bounds.bounds(dot, apart, codes.fits[row])
                        guard cost.isFinite else { continue }
                        if !(lower <= cost && cost <= upper) {
                            Issue.record("\(kind) \(metric) row \(row): \(cost) not in \(lower)...\(upper)")
                        }
                        bounds.tighten(to: cost)
                        let bits = withUnsafePointer(to: list) {
                            bounds.undecided(UnsafeBufferPointer(start: $0, count: 1), &dot, &apart, codes.fits)
                        }
                        if bits != 1 { Issue.record("\(kind) \(metric): row \(row) is lost at its own cost") }
                    }
                }
            }
        }
    }

    @Test func kernelAgreesWithThePlainOne() {
        var random = Seeded(11)
        for stride in [32, 64, 512, 4096] {
            for extreme in [false, true] {
                let codes = (0..<20 * stride).map { _ in extreme ? 255 : UInt8.random(in: 0...255, using: &random) }
                let largest = Int16(min(32767, Double(Int32.max / 255) / Double(stride / 16 + 1)))
                let weights = (0..<stride).map { _ in extreme ? largest : Int16.random(in: -largest...largest, using: &random) }
                let levels = (0..<stride).map { _ in extreme ? 0 : UInt8.random(in: 0...255, using: &random) }
                let rows: [UInt32] = (0..<20).shuffled(using: &random)
                var fast = ([Int64](repeating: 0, count: 20), [UInt32](repeating: 0, count: 20))
                var plain = fast
                vd_code_sums(codes, stride, rows, 20, weights, levels, &fast.0, &fast.1)
                vd_plain_code_sums(codes, stride, rows, 20, weights, levels, &plain.0, &plain.1)
                #expect(fast == plain)
                let row = Int(rows[3]) * stride
                #expect(plain.0[3] == (0..<stride).reduce(0) { $0 + Int64(codes[row + $1]) * Int64(weights[$1]) })
                #expect(plain.1[3] == (0..<stride).reduce(0) { $0 + UInt32(abs(Int(codes[row + $1]) - Int(levels[$1]))) })
            }
        }
    }

    @Test func ruleOutNearlyAllRowsOfClusters() throws {
        let directory = try TemporaryDirectory()
        var random = Seeded(1)
        let centers = (0..<40).map { _ in random.vector(64) }
        let rows = (0..<4000).map { i in zip(centers[i % 40], random.vector(64)).map { $0 + 0.2 * $1 } }
        let table = try directory.table(rows)
        let index = VectorIndex(table, codes: try .update(at: directory.file("codes"), for: table))
        let (found, report) = try index.search([Query(rows[7])], metrics: Metric.standard, count: 5)
        #expect(report.usedCodes && report.rowsRead < 400)
        #expect(report.bytesRead < table.byteCount / 2)
        #expect(try found == index.nearest(to: [Query(rows[7])], metrics: Metric.standard, count: 5, usingCodes: false))
    }

    @Test func giveWayWhenTheyRuleOutTooLittle() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table(Adversary.constant.rows(1000, 20, seed: 1))
        let index = VectorIndex(table, codes: try .update(at: directory.file("codes"), for: table))
        let (found, report) = try index.search([Query(table.vector(at: 0))], metrics: [.euclidean], count: 3)
        #expect(!report.usedCodes && report.rowsRead == 1000)
        #expect(found[0][0].map(\.row) == [0, 1, 2])
    }

    @Test func areExtendedWhenRowsCome() throws {
        let directory = try TemporaryDirectory()
        var rows = Adversary.random.rows(2500, 8, seed: 1)
        let url = directory.file("codes")
        let first = try CompactCodes.update(at: url, for: directory.table(rows))
        #expect(CompactCodes(contentsOf: url, for: try VectorTable(contentsOf: directory.file("vectors.npy"))) != nil)
        rows += Adversary.random.rows(300, 8, seed: 2).map { $0.map { 3 * $0 } }
        rows[2100][0] = 0.5
        let table = try directory.table(rows)
        #expect(CompactCodes(contentsOf: url, for: table) == nil, "out of date")
        let second = try CompactCodes.update(at: url, for: table)
        #expect(second.rows == 2800 && second.quantizer == first.quantizer && second.layout.fittedRows == 2500)
        let index = VectorIndex(table, codes: second)
        for row in [2100, 2600] {
            let query = Query(rows[row])
            let (found, report) = try index.search([query], metrics: [.euclidean, .manhattan], count: 4)
            #expect(report.usedCodes == (row == 2100) && found[0][0][0] == Neighbor(row: row, distance: 0))
            #expect(try found == index.nearest(to: [query], metrics: [.euclidean, .manhattan], count: 4, usingCodes: false))
        }
        let grown = try directory.table(rows + Adversary.random.rows(3000, 8, seed: 4))
        #expect(try CompactCodes.update(at: url, for: grown).layout.fittedRows == 5800, "fitted anew")
        let shrunk = try directory.table(Array(rows.prefix(10)))
        #expect(try CompactCodes.update(at: url, for: shrunk).rows == 10)
    }

    @Test func areNotBelievedWhenDamaged() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("codes")
        let table = try directory.table(Adversary.random.rows(300, 8, seed: 1))
        _ = try CompactCodes.update(at: url, for: table)
        let whole = try Data(contentsOf: url)
        for place in [0, 8, 40, 90, 4096, 4096 + 32 * 150, whole.count - 20, whole.count - 1] {
            var bad = whole
            bad[place] ^= 0x10
            try bad.write(to: url)
            let codes = CompactCodes(contentsOf: url, for: table)
            let isSourceSum = place >= whole.count - 8
            #expect(codes == nil || codes?.isIntact == isSourceSum, "byte \(place)")
            let query = Query(table.vector(at: 9))
            let found = try VectorIndex(table, codes: codes).nearest(to: [query], metrics: [.cosine], count: 3)
            #expect(try found == table.nearest(to: [query], metrics: [.cosine], count: 3))
            #expect(try CompactCodes.update(at: url, for: table).isIntact)
        }
        for length in [0, 100, 4095, 4096, whole.count - 1] {
            try whole.prefix(length).write(to: url)
            #expect(CompactCodes(contentsOf: url, for: table) == nil)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).count == 2, "no drafts stay behind")
        #expect(throws: VectorFileError.self) { try CompactCodes.update(at: directory.file("none/codes"), for: table) }
    }
}
