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
                let block = CodeBlock()
                for row in 0..<table.rows {
                    var list = UInt32(row)
                    withUnsafePointer(to: &list) {
                        let rows = UnsafeBufferPointer(start: $0, count: 1)
                        block.gather(codes, rows)
                        coded.fill(block, rows)
                    }
                    let sums = query.sums(of: table.start + row * dimensions)
                    for metric in [Metric.cosine, .euclidean, .manhattan, .dot] {
                        let cost = sums.cost(metric, queryNorm: query.norm)
                        var bounds = CodeBounds(metric, coded)
                        let (lower, upper) = bounds.bounds(block.dots[0], block.apart[0], codes.fits[row])
                        guard cost.isFinite else { continue }
                        if !(lower <= cost && cost <= upper) {
                            Issue.record("\(kind) \(metric) row \(row): \(cost) not in \(lower)...\(upper)")
                        }
                        bounds.tighten(to: cost)
                        if bounds.undecided(block) != 1 { Issue.record("\(kind) \(metric): row \(row) is lost at its own cost") }
                    }
                }
            }
        }
    }

    /// The limits, which are checked for many rows at once, leave every row that the bounds leave, and hardly any other.
    @Test(arguments: Adversary.allCases)
    func limitsAgreeWithTheBounds(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory()
        let (dimensions, count) = (40, 60)
        let rows = kind.rows(100, dimensions, seed: 5)
        let table = try directory.table(rows)
        let codes = try CompactCodes.update(at: directory.file("codes"), for: table)
        var random = Seeded(13)
        let vector = random.vector(dimensions)
        let query = try PreparedQuery(Query(vector), dimensions: dimensions)
        let coded = try #require(CodeQuery(query, codes))
        var list = (0..<100).map(UInt32.init)
        list.shuffle(using: &random)
        let (block, sums) = (CodeBlock(), SumsBlock())
        list.withUnsafeBufferPointer {
            let places = UnsafeBufferPointer(rebasing: $0[..<count])
            block.gather(codes, places)
            coded.fill(block, places)
        }
        sums.fill(table, rows: list, count: count, query: query, wants: 7)
        for metric in [Metric.cosine, .euclidean, .manhattan, .dot] {
            var (byCodes, byFloats) = (CodeBounds(metric, coded), FloatBounds(metric, query))
            #expect(byCodes.undecided(block) == 1 << UInt64(count) - 1, "no row is out before there is a limit")
            let codeBounds = (0..<count).map { byCodes.bounds(block.dots[$0], block.apart[$0], codes.fits[Int(list[$0])]) }
            let floatBounds = (0..<count).map { byFloats.bounds(sums, $0) }
            for limit in codeBounds.map(\.upper).filter(\.isFinite).sorted().prefix(20) {
                byCodes.tighten(to: limit)
                byFloats.tighten(to: limit)
                let (left, leftByFloats) = (byCodes.undecided(block), byFloats.undecided(sums, count: count))
                for i in 0..<count {
                    #expect(left >> UInt64(i) & 1 == 1 || codeBounds[i].lower > limit, "\(kind) \(metric) place \(i)")
                    // A row that is no number at all may be out without bounds.
                    guard rows[Int(list[i])].allSatisfy(\.isFinite) else { continue }
                    let lower = floatBounds[i]?.lower ?? -.infinity
                    #expect(leftByFloats >> UInt64(i) & 1 == 1 || lower > limit, "\(kind) \(metric) place \(i)")
                }
                let needed = codeBounds.count { !($0.lower > limit) }
                if kind == .random { #expect(left.nonzeroBitCount <= needed + 3, "\(metric)") }
            }
        }
    }

    /// Every level of instructions that this processor has gives the same integers as plain loops in Swift.
    @Test func kernelsAgree() {
        var random = Seeded(11)
        for stride in [32, 64, 96, 512, 4096] {
            for extreme in [-1, 0, 1] as [Int16] {
                let codes = (0..<23 * stride).map { _ in extreme != 0 ? 255 : UInt8.random(in: 0...255, using: &random) }
                let largest = Int16(min(CodeQuery.largestWeight, Double(Int32.max / 255) / Double(stride / 16 + 1)))
                let weights = (0..<stride).map { _ in extreme != 0 ? extreme * largest : Int16.random(in: -largest...largest, using: &random) }
                let levels = (0..<stride).map { _ in extreme != 0 ? 0 : UInt8.random(in: 0...255, using: &random) }
                let low = weights.map { Int8(truncatingIfNeeded: $0) }
                let high = zip(weights, low).map { Int8((Int($0) - Int($1)) / 256) }
                let rows = (0..<23).map(UInt32.init).shuffled(using: &random)
                let dots = rows.map { row in weights.indices.reduce(0) { $0 + Int64(codes[Int(row) * stride + $1]) * Int64(weights[$1]) } }
                let apart = rows.map { row in
                    levels.indices.reduce(0) { $0 + UInt32(abs(Int(codes[Int(row) * stride + $1]) - Int(levels[$1]))) }
                }
                weights.withUnsafeBufferPointer { weights in
                    high.withUnsafeBufferPointer { high in
                        low.withUnsafeBufferPointer { low in
                            levels.withUnsafeBufferPointer { levels in
                                var query = vd_code_query(
                                    weights: weights.baseAddress!, high: high.baseAddress!, low: low.baseAddress!,
                                    levels: levels.baseAddress!)
                                for level in 0...vd_code_level() {
                                    var found = ([Int64](repeating: 0, count: 23), [UInt32](repeating: 0, count: 23))
                                    vd_code_sums(level, codes, stride, rows, 23, &query, &found.0, &found.1)
                                    #expect(found.0 == dots && found.1 == apart, "level \(level), stride \(stride)")
                                }
                            }
                        }
                    }
                }
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
