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
                let coded = CodeQuery(codes)
                #expect(coded.take(query))
                let block = CodeBlock()
                for row in 0..<table.rows {
                    let sums = query.sums(of: table.start + row * dimensions)
                    for depth in [CodeBlock.Depth.coarse, .fine] {
                        var list = UInt32(row)
                        withUnsafePointer(to: &list) { block.fill(codes, UnsafeBufferPointer(start: $0, count: 1), coded, depth) }
                        for metric in [Metric.cosine, .euclidean, .manhattan, .dot] {
                            let cost = sums.cost(metric, queryNorm: query.norm)
                            var bounds = CodeBounds(metric, coded, depth)
                            let (lower, upper) = bounds.bounds(block.dots[0], block.differences[0], block.fit(0))
                            guard cost.isFinite else { continue }
                            if !(lower <= cost && cost <= upper) {
                                Issue.record("\(kind) \(metric) \(depth) row \(row): \(cost) not in \(lower)...\(upper)")
                            }
                            bounds.tighten(to: cost)
                            if bounds.undecided(block) != 1 { Issue.record("\(kind) \(metric) \(depth): row \(row) is lost at its own cost") }
                        }
                    }
                }
            }
        }
    }

    /// The limits, which are checked for many rows at once, leave every row that the bounds leave, and hardly any other.
    @Test(arguments: Adversary.allCases, [CodeBlock.Depth.coarse, .fine])
    func limitsAgreeWithTheBounds(_ kind: Adversary, _ depth: CodeBlock.Depth) throws {
        let directory = try TemporaryDirectory()
        let (dimensions, count) = (40, 60)
        let rows = kind.rows(100, dimensions, seed: 5)
        let table = try directory.table(rows)
        let codes = try CompactCodes.update(at: directory.file("codes"), for: table)
        var random = Seeded(13)
        let vector = random.vector(dimensions)
        let query = try PreparedQuery(Query(vector), dimensions: dimensions)
        let coded = CodeQuery(codes)
        #expect(coded.take(query))
        var list = (0..<100).map(UInt32.init)
        list.shuffle(using: &random)
        let (block, sums) = (CodeBlock(), SumsBlock())
        list.withUnsafeBufferPointer {
            block.fill(codes, UnsafeBufferPointer(rebasing: $0[..<count]), coded, depth)
        }
        sums.fill(table, rows: list, count: count, query: query, wants: 7)
        for metric in [Metric.cosine, .euclidean, .manhattan, .dot] {
            var (byCodes, byFloats) = (CodeBounds(metric, coded, depth), FloatBounds(metric, query))
            #expect(byCodes.undecided(block) == 1 << UInt64(count) - 1, "no row is out before there is a limit")
            let codeBounds = (0..<count).map { byCodes.bounds(block.dots[$0], block.differences[$0], block.fit($0)) }
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
        let rows = (0..<23).map(UInt32.init).shuffled(using: &random)
        for half in [32, 64, 96, 512, 4096] {
            for extreme in [-1, 0, 1] as [Int] {
                func numbers(_ count: Int, _ range: ClosedRange<Int>) -> [Int] {
                    (0..<count).map { _ in
                        extreme == 0 ? Int.random(in: range, using: &random) : range.lowerBound < 0 ? extreme * range.upperBound : range.upperBound
                    }
                }
                let codes = (0..<23).map { _ in numbers(2 * half, 0...255) }
                var (coarse, fine) = ([UInt8](repeating: 0, count: 23 * half), [UInt8](repeating: 0, count: 23 * half))
                coarse.withUnsafeMutableBufferPointer { coarse in
                    fine.withUnsafeMutableBufferPointer { fine in
                        for (row, codes) in codes.enumerated() {
                            vd_split_codes(codes.map { UInt8($0) }, half, coarse.baseAddress! + row * half, fine.baseAddress! + row * half)
                        }
                    }
                }
                let largest = (Int(CodeQuery.largestWeight(half)), Int(CodeQuery.largestCoarseWeight(half)))
                let weights = (fine: numbers(2 * half, -largest.0...largest.0), coarse: numbers(2 * half, -largest.1...largest.1))
                let levels = extreme == 0 ? numbers(2 * half, 0...255) : [Int](repeating: 0, count: 2 * half)
                let low = weights.fine.map { Int8(truncatingIfNeeded: $0) }
                let high = zip(weights.fine, low).map { Int8(($0 - Int($1)) / 256) }
                let coarseLevels = levels.map { max(0, $0 - 8) }
                let query = QueryArrays(
                    weights.fine.map { Int16($0) }, high, low, weights.coarse.map { Int8($0) }, levels.map { UInt8($0) },
                    coarseLevels.map { UInt8($0) })
                func expected(_ weights: [Int], _ levels: [Int], _ factor: (Int) -> Int, _ code: (Int) -> Int) -> Sums {
                    Sums(
                        dots: rows.map { row in Double(zip(codes[Int(row)], weights).reduce(0) { $0 + factor($1.0) * $1.1 }) },
                        differences: rows.map { row in Double(zip(codes[Int(row)], levels).reduce(0) { $0 + abs(code($1.0) - $1.1) }) })
                }
                let coarsely = expected(weights.coarse, coarseLevels, { $0 >> 4 }) { $0 & 0xF0 }
                for level in 0...vd_code_level() {
                    var found = Sums()
                    for wants in [VD_PRODUCTS, VD_DIFFERENCES, VD_PRODUCTS | VD_DIFFERENCES] {
                        found = Sums()
                        vd_coarse_sums(level, coarse, half, 0, rows, 23, &query.arrays, UInt32(wants), &found.dots, &found.differences)
                        #expect(found.dots == (wants & VD_PRODUCTS != 0 ? coarsely.dots : Sums().dots), "coarse, level \(level), half \(half)")
                        #expect(found.differences == (wants & VD_DIFFERENCES != 0 ? coarsely.differences : Sums().differences))
                        let wholly = expected(weights.fine, levels, { $0 }) { $0 }
                        found = Sums()
                        vd_fine_sums(level, coarse, fine, half, 0, rows, 23, &query.arrays, UInt32(wants), &found.dots, &found.differences)
                        #expect(found.dots == (wants & VD_PRODUCTS != 0 ? wholly.dots : Sums().dots), "fine, level \(level), half \(half)")
                        #expect(found.differences == (wants & VD_DIFFERENCES != 0 ? wholly.differences : Sums().differences))
                    }
                    var tail = Sums()
                    vd_coarse_sums(level, Array(coarse[(5 * half)...]), half, 5, [9, 5], 2, &query.arrays, 3, &tail.dots, &tail.differences)
                    let places = [9, 5].map { rows.firstIndex(of: $0)! }
                    #expect(Array(tail.dots[..<2]) == places.map { coarsely.dots[$0] }, "counted from row 5")
                }
            }
        }
    }

    private struct Sums: Equatable {
        var dots = [Double](repeating: 0, count: 23)
        var differences = [Double](repeating: 0, count: 23)
    }

    /// A query's arrays for the kernels, kept as long as this lives.
    private final class QueryArrays {
        var arrays: vd_code_query

        init(_ weights: [Int16], _ high: [Int8], _ low: [Int8], _ coarse: [Int8], _ levels: [UInt8], _ coarseLevels: [UInt8]) {
            func copy<Number>(_ numbers: [Number]) -> UnsafePointer<Number> {
                let start = UnsafeMutablePointer<Number>.allocate(capacity: numbers.count)
                start.initialize(from: numbers, count: numbers.count)
                return UnsafePointer(start)
            }
            arrays = vd_code_query(
                weights: copy(weights), high: copy(high), low: copy(low), coarse: copy(coarse), levels: copy(levels),
                coarse_levels: copy(coarseLevels))
        }

        deinit {
            for bytes in [arrays.high, arrays.low, arrays.coarse] { bytes?.deallocate() }
            arrays.weights.deallocate()
            for bytes in [arrays.levels, arrays.coarse_levels] { bytes?.deallocate() }
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
        let sums = try 4096 + #require(CompactCodes(contentsOf: url, for: table)).layout.sumsOffset
        for place in [0, 8, 40, 90, 4096, 4096 + 32 * 150, 4096 + 2 * 32 * 1024 + 16 * 299, sums - 1, sums + 7, sums + 8] {
            var bad = whole
            bad[place] ^= 0x10
            try bad.write(to: url)
            let codes = CompactCodes(contentsOf: url, for: table)
            let isSourceSum = place >= sums + 8
            #expect(codes == nil || codes?.isIntact == isSourceSum, "byte \(place)")
            let query = Query(table.vector(at: 9))
            let found = try VectorIndex(table, codes: codes).nearest(to: [query], metrics: [.cosine], count: 3)
            #expect(try found == VectorIndex(table).nearest(to: [query], metrics: [.cosine], count: 3))
            #expect(try CompactCodes.update(at: url, for: table).isIntact)
        }
        for length in [0, 100, 4095, 4096, whole.count - 1] {
            try whole.prefix(length).write(to: url)
            #expect(CompactCodes(contentsOf: url, for: table) == nil)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).count == 2, "no drafts stay behind")
        #expect(throws: VectorFileError.self) { try CompactCodes.update(at: directory.file("none/codes"), for: table) }
    }

    /// Where it is known what has changed, the codes follow in place, and are those that a look at everything would give.
    @Test func followKnownChangesInPlace() throws {
        let directory = try TemporaryDirectory()
        let (vectors, url) = (directory.file("vectors.npy"), directory.file("codes"))
        _ = try CompactCodes.update(at: url, for: directory.table(Adversary.random.rows(9000, 8, seed: 1)))
        let file = try FileManager.default.attributesOfItem(atPath: url.path)[.systemFileNumber] as? Int
        var random = Seeded(2)
        for (count, change) in [
            (9000, { try $0.overwrite(row: 3, with: random.vector(8)) }),
            (9030, { try $0.append((0..<30).flatMap { _ in random.vector(8) }) }),
            (8800, { try $0.shorten(to: 8800) }),
            (
                8801,
                { writer in
                    try writer.shorten(to: 8600)
                    for row in [7, 8599] { try writer.overwrite(row: row, with: random.vector(8)) }
                    try writer.append((0..<201).flatMap { _ in random.vector(8) })
                }
            ),
            (8192, { try $0.shorten(to: 8192) }),
            (8193, { try $0.append(random.vector(8)) }),
        ] as [(Int, (VectorFileWriter) throws -> Void)] {
            let writer = try VectorFileWriter(appendingTo: vectors, rows: VectorTable(contentsOf: vectors).rows)
            try change(writer)
            try writer.synchronize()
            let table = try VectorTable(contentsOf: vectors)
            let codes = try CompactCodes.update(at: url, for: table, changes: writer.changes)
            #expect(codes.rows == count && table.rows == count && codes.isIntact)
            #expect(try FileManager.default.attributesOfItem(atPath: url.path)[.systemFileNumber] as? Int == file, "the same file")
            let anew = try CompactCodes.update(at: directory.file("anew"), for: table)
            for row in [3, 7, 8191, count - 1] {
                let query = Query(table.vector(at: row))
                let found = try VectorIndex(table, codes: codes).nearest(to: [query], metrics: Metric.standard, count: 20)
                #expect(try found == VectorIndex(table, codes: anew).nearest(to: [query], metrics: Metric.standard, count: 20))
                #expect(try found == VectorIndex(table).nearest(to: [query], metrics: Metric.standard, count: 20))
            }
        }
    }

    /// Damage in a block that nobody has changed is mended too.
    @Test func areMendedWhenDamagedWhateverHasChanged() throws {
        let directory = try TemporaryDirectory()
        let (vectors, url) = (directory.file("vectors.npy"), directory.file("codes"))
        let codes = try CompactCodes.update(at: url, for: directory.table(Adversary.random.rows(5000, 8, seed: 1)))
        for row in [nil, 4500] as [Int?] {
            var bytes = try Data(contentsOf: url)
            bytes[codes.layout.offset(block: 1) + 40] ^= 1
            try bytes.write(to: url)
            let writer = try VectorFileWriter(appendingTo: vectors, rows: 5000)
            if let row { try writer.overwrite(row: row, with: Array(repeating: 0.5, count: 8)) }
            try writer.synchronize()
            let table = try VectorTable(contentsOf: vectors)
            #expect(try CompactCodes.update(at: url, for: table, changes: writer.changes).isIntact)
            #expect(CompactCodes(contentsOf: url, for: table)?.isIntact == true)
        }
    }

    /// Changes to a state that the codes were not made from are not believed, nor is a file that a killed writer left half way.
    @Test func lookAtEverythingWhenChangesDoNotFollowFromTheirState() throws {
        let directory = try TemporaryDirectory()
        let (vectors, url) = (directory.file("vectors.npy"), directory.file("codes"))
        _ = try CompactCodes.update(at: url, for: directory.table(Adversary.random.rows(3000, 8, seed: 1)))
        func change(row: Int) throws -> VectorChanges? {
            let writer = try VectorFileWriter(appendingTo: vectors, rows: 3000)
            try writer.overwrite(row: row, with: Array(repeating: 0.25, count: 8))
            try writer.synchronize()
            return writer.changes
        }
        _ = try change(row: 5)
        let later = try change(row: 2500)
        let table = try VectorTable(contentsOf: vectors)
        let codes = try CompactCodes.update(at: url, for: table, changes: later)
        let query = Query([Float](repeating: 0.25, count: 8))
        let (found, report) = try VectorIndex(table, codes: codes).search([query], metrics: [.euclidean], count: 2)
        #expect(report.usedCodes && found[0][0].map(\.row) == [5, 2500])
    }
}

extension CodeTests {
    /// A right checksum says who wrote it as little as anything else.
    @Test func headersThatLieDoNotOpen() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("vectors.npy"), codes = directory.file("vectors.codes")
        try SyntheticVectors(rows: 100, dimensions: 16).write(to: url)
        let table = try VectorTable(contentsOf: url)
        _ = try CompactCodes.update(at: codes, for: table)
        let bytes = try Data(contentsOf: codes)
        for place in 1...12 {
            for lie in [UInt64.max, 1 << 63, 1 << 62, 1 << 40, 0] {
                var words = bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt64.self).prefix(14)) }
                guard words[place] != lie else { continue }
                words[place] = lie
                words[13] = words[..<13].withUnsafeBytes { vd_checksum($0.baseAddress!, $0.count, 2) }
                try (words.withUnsafeBytes { Data($0) } + bytes.dropFirst(112)).write(to: codes)
                // Whatever it says, nothing ends; and but for the numbers that the codes are made by, the answer is right.
                let index = VectorIndex(table, codes: CompactCodes(contentsOf: codes, for: table))
                let found = try index.nearest(to: [Query(table.vector(at: 7))], metrics: [.euclidean], count: 1)
                #expect(found[0][0].first?.row == 7 || [3, 4].contains(place), "word \(place) is \(lie)")
                _ = try CompactCodes.update(at: codes, for: table)
                #expect(CompactCodes(contentsOf: codes, for: table) != nil)
            }
        }
    }
}
