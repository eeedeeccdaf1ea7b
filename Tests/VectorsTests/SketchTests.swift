import CDistance
import Foundation
import Testing

@testable import Vectors

@Suite struct SketchTests {
    /// Tables in which sketches and what they say go wrong most easily.
    enum Hurtful: String, CaseIterable, Sendable {
        case alike, farRow, heavyTails, fewDirections, longAndShort, opposite, nearlyAlike

        func rows(_ count: Int, seed: UInt64) -> [[Float]] {
            var random = Seeded(seed)
            let base = (0..<4).map { _ in random.vector(dimensions) }
            return (0..<count).map { i in
                var row = random.vector(dimensions)
                switch self {
                case .alike: row = base[0]
                case .farRow: row = zip(base[i % 4], row).map { i == count / 2 ? 1e6 * $1 : $0 + 0.01 * $1 }
                case .heavyTails: row = row.map { 0.02 / ($0 == 0 ? 1 : $0) }
                case .fewDirections:
                    let shares = random.vector(4)
                    row = (0..<dimensions).map { d in (0..<4).reduce(0) { $0 + shares[$1] * base[$1][d] } }
                case .longAndShort: row = zip(base[i % 4], row).map { ($0 + 0.1 * $1) * Float(sign: .plus, exponent: i % 50 - 25, significand: 1) }
                case .opposite: row = zip(base[i / 2 % 4], row).map { (i % 2 == 0 ? 1 : -1) * $0 + 0.05 * $1 }
                case .nearlyAlike: row = zip(base[0], row).map { $0 + 1e-6 * $1 }
                }
                return row
            }
        }
    }

    /// A table's directions, whether they are worth while or not.
    private func directions(_ table: VectorTable) throws -> SketchDirections {
        let sample = (0..<table.rows).compactMap { row -> [Float]? in
            let vector = table.vector(at: row), length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            return length > 0 && length.isFinite ? vector.map { Float(Double($0) / length) } : nil
        }
        return try #require(SketchDirections(shares: MainDirections.of(sample, dimensions: table.dimensions, count: 32), count: 32))
    }

    private func tables() throws -> [(String, VectorTable, TemporaryDirectory)] {
        try Adversary.allCases.map { ($0.rawValue, $0.rows(64, dimensions, seed: 3)) }.map(table)
            + Hurtful.allCases.map { ($0.rawValue, $0.rows(64, seed: 3)) }.map(table)
    }

    private func table(_ name: String, _ rows: [[Float]]) throws -> (String, VectorTable, TemporaryDirectory) {
        let directory = try TemporaryDirectory()
        return (name, try directory.table(rows), directory)
    }

    private let file = SketchFile(count: 32)

    private func group(_ table: VectorTable, _ directions: SketchDirections) -> UnsafeMutableRawPointer {
        let group = UnsafeMutableRawPointer.allocate(byteCount: file.groupSize, alignment: 64)
        for row in 0..<table.rows {
            let vector = table.vector(at: row)
            let norm = vector.allSatisfy(\.isFinite) ? vector.reduce(0) { $0 + Double($1) * Double($1) } : nil
            vector.withUnsafeBufferPointer {
                file.write($0.baseAddress!, norm: norm, table.dimensions, directions, to: group, row)
            }
        }
        return group
    }

    private func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

    /// What is said of no row is nearer than the row is, under any metric, and hardly farther than it has to be.
    @Test func boundsHold() throws {
        for (name, table, directory) in try tables() {
            let directions = try directions(table), group = group(table, directions)
            defer { group.deallocate() }
            var random = Seeded(7)
            let finite = (0..<table.rows).map(table.vector).filter { $0.allSatisfy(\.isFinite) }
            let mean = (0..<dimensions).map { d in finite.prefix(12).reduce(0.0) { $0 + Double($1[d]) } / 12 }
            let share = (0..<dimensions).map { Double(directions.shares[$0 * directions.count]) }
            for vector in [finite[3].map(Double.init), mean, random.vector(dimensions).map(Double.init), share, finite[5].map { -3 * Double($0) }] {
                let query = try PreparedQuery(Query(vector), dimensions: dimensions)
                guard SketchQuery.takes(query) else { continue }
                let sketched = SketchQuery()
                sketched.take(query, directions)
                for level in 0...vd_code_level() {
                    var values = sketched.values
                    var (likeness, costs) = ([Float](repeating: 0, count: 64), [Float](repeating: 0, count: 64))
                    vd_sketch_likeness(level, file.numbers(group), &values, &likeness)
                    for row in 0..<table.rows {
                        let sums = query.sums(of: table.start + row * dimensions)
                        for metric in Metric.allCases where metric.hasSketches {
                            let cost = sums.cost(metric, queryNorm: query.norm)
                            guard cost.isFinite else { continue }
                            var limit = sketched.limit(metric)
                            limit.most = sketched.most(metric, cost: cost)
                            let bits = vd_sketch_within(level, &limit, likeness, file.lengths(group), &costs)
                            if bits >> UInt64(row) & 1 == 0 { Issue.record("\(name) \(metric) level \(level): row \(row) is lost at its own cost") }
                        }
                        let x = table.vector(at: row).map(Double.init), lengths = (product(x, x) * query.norm).squareRoot()
                        guard likeness[row].isFinite else { continue }
                        let cosine = product(x, vector) / lengths
                        if Double(likeness[row]) < cosine { Issue.record("\(name) level \(level): row \(row)") }
                        // A query along a direction leaves nothing for what sketches do not tell.
                        if vector == share && Double(likeness[row]) > cosine + 0.03 { Issue.record("\(name): row \(row) is told too little") }
                    }
                }
            }
            withExtendedLifetime(directory) {}
        }
    }

    /// The fits are those that plain sums in double give.
    @Test func fitsAreThoseOfPlainSums() throws {
        for (name, table, directory) in try tables() {
            let directions = try directions(table), group = group(table, directions)
            defer { group.deallocate() }
            let fits = file.fits(group), numbers = file.numbers(group)
            let places = (0..<directions.count).map { j in
                (0..<dimensions).map { Double(directions.shares[$0 * directions.count + j]) }
            }
            for row in 0..<table.rows where !fits[64 + row].isNaN {
                let x = table.vector(at: row).map(Double.init), length = product(x, x).squareRoot()
                let sketch = (0..<directions.count).map {
                    Double(fits[row]) * length * Double(numbers[$0 / 2 * 128 + 2 * row + $0 % 2])
                }
                #expect(product(sketch, sketch).squareRoot() <= 32767 * Double(fits[row]) * length * (1 + 1e-6))
                let left = (0..<dimensions).map { d in x[d] - (0..<directions.count).reduce(0) { $0 + sketch[$1] * places[$1][d] } }
                let along = places.map { product($0, left) }
                let exact = (product(left, left) + 65536 * product(along, along)).squareRoot() / length
                let rest = Double(fits[64 + row])
                #expect(rest >= exact * (1 - 1e-5) && rest <= exact + 0.05, "\(name) row \(row): \(rest), exactly \(exact)")
                #expect(abs(Double(fits[128 + row]) - length) <= 1e-6 * length)
            }
            withExtendedLifetime(directory) {}
        }
    }

    /// Every level of instructions gives nearly the same numbers, and the same rows but for rounding.
    @Test func kernelsAgree() throws {
        var random = Seeded(5)
        for count in [32, 64] {
            let file = SketchFile(count: count), group = UnsafeMutableRawPointer.allocate(byteCount: file.groupSize, alignment: 64)
            defer { group.deallocate() }
            let numbers = UnsafeMutablePointer(mutating: file.numbers(group)), fits = UnsafeMutablePointer(mutating: file.fits(group))
            for place in 0..<64 * count { numbers[place] = Int16.random(in: -4087...4087, using: &random) }
            for place in 0..<192 { fits[place] = Float.random(in: 0...1, using: &random) }
            let weights = (0..<count).map { _ in Int16.random(in: -4087...4087, using: &random) }
            let expected = (0..<64).map { row in
                let sum = (0..<count).reduce(0) { $0 + Int(numbers[$1 / 2 * 128 + 2 * row + $1 % 2]) * Int(weights[$1]) }
                return fits[row] * (0x1p-20 * Float(sum) + 0.25) + (fits[64 + row] * 0.5 + 0x1p-18)
            }
            for level in 0...vd_code_level() {
                var likeness = [Float](repeating: 0, count: 64), costs = likeness
                weights.withUnsafeBufferPointer {
                    var query = vd_sketch_query(numbers: $0.baseAddress!, count: count, unit: 0x1p-20, reach: 0.25, rest: 0.5)
                    vd_sketch_likeness(level, numbers, &query, &likeness)
                }
                #expect(zip(likeness, expected).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($1)) })
                likeness[9] = .nan
                var limit = vd_sketch_limit(scale: 2, base: 0.5, bend: 1.5, turn: 0.25, slope: 2, most: 1)
                let bits = vd_sketch_within(level, &limit, likeness, file.lengths(group), &costs)
                for row in 0..<64 {
                    let x = 2 * fits[128 + row], cost = 0.5 + 1.5 * x * x - (0.25 + 2 * x) * likeness[row]
                    #expect(row == 9 || abs(costs[row] - cost) <= 1e-4 * max(1, abs(cost)))
                    #expect(bits >> UInt64(row) & 1 == (costs[row] > 1 ? 0 : 1))
                }
            }
        }
    }

    /// With sketches the answer is what it is without codes, to the last bit, and little is read.
    @Test(arguments: Hurtful.allCases, [1, 700, 2100])
    func changeNoAnswer(_ kind: Hurtful, _ count: Int) throws {
        let directory = try TemporaryDirectory()
        let rows = kind.rows(count, seed: 11), table = try directory.table(rows)
        let index = VectorIndex(table, codes: try .update(at: directory.file("codes"), for: table))
        var random = Seeded(2)
        let mean = (0..<dimensions).map { d in rows.prefix(12).reduce(0.0) { $0 + Double($1[d]) } / 12 }
        let queries = [Query(rows[0]), Query(mean), Query(random.vector(dimensions)), Query(rows[count / 2].map { -$0 })]
        let most = RowSet(universe: count, (0..<count).filter { $0 % 5 != 1 })
        for metrics in [[Metric.cosine], [.euclidean, .dot], [.manhattan, .cosine, .euclidean], Metric.allCases] {
            for (k, allowed) in [(1, nil), (30, nil), (30, most), (100, RowSet(universe: count, 0..<min(count, 40)))] as [(Int, RowSet?)] {
                let plain = try index.nearest(to: queries, metrics: metrics, count: k, among: allowed, excluding: [3], usingCodes: false)
                let found = try index.nearest(to: queries, metrics: metrics, count: k, among: allowed, excluding: [3])
                #expect(found == plain, "\(kind) \(metrics) \(k)")
            }
        }
    }

    @Test func ruleOutNearlyAllRowsOfClusters() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("vectors.npy")
        try SyntheticVectors(rows: 6000, dimensions: 256).write(to: url)
        let table = try VectorTable(contentsOf: url)
        let codes = try CompactCodes.update(at: directory.file("codes"), for: table)
        #expect(codes.directions != nil)
        let (found, report) = try VectorIndex(table, codes: codes).search([Query(table.vector(at: 7))], metrics: [.cosine], count: 5)
        #expect(report.usedCodes && report.bytesRead < codes.byteCount * 3 / 4)
        #expect(try found == VectorIndex(table).nearest(to: [Query(table.vector(at: 7))], metrics: [.cosine], count: 5))
    }

    @Test func areNotKeptWhereTheyTellLittle() throws {
        let directory = try TemporaryDirectory()
        for rows in [Adversary.random.rows(3000, 256, seed: 1), Adversary.constant.rows(300, 20, seed: 1)] {
            #expect(try CompactCodes.update(at: directory.file("codes"), for: directory.table(rows)).directions == nil)
        }
    }

    @Test func followTheirTableAndAreNotBelievedWhenDamaged() throws {
        let directory = try TemporaryDirectory()
        let (vectors, url) = (directory.file("vectors.npy"), directory.file("codes"))
        let first = try CompactCodes.update(at: url, for: directory.table(Hurtful.opposite.rows(4000, seed: 1)))
        let writer = try VectorFileWriter(appendingTo: vectors, rows: 4000)
        try writer.append(Hurtful.heavyTails.rows(60, seed: 2).flatMap(\.self))
        try writer.synchronize()
        let table = try VectorTable(contentsOf: vectors)
        let codes = try CompactCodes.update(at: url, for: table, changes: writer.changes)
        #expect(codes.directions?.shares == first.directions?.shares && codes.directions != nil && codes.isIntact)
        let query = Query(table.vector(at: 4030))
        let plain = try VectorIndex(table).nearest(to: [query], metrics: Metric.standard, count: 20)
        #expect(try VectorIndex(table, codes: codes).nearest(to: [query], metrics: Metric.standard, count: 20) == plain)
        let whole = try Data(contentsOf: url)
        for place in [4096, 4096 + codes.layout.directionsSize - 1, codes.layout.offset(block: 2) + codes.layout.sketchesOffset + 17] {
            var bad = whole
            bad[place] ^= 0x40
            try bad.write(to: url)
            let opened = CompactCodes(contentsOf: url, for: table)
            #expect(opened == nil || opened?.isIntact == false, "byte \(place)")
            #expect(try VectorIndex(table, codes: opened).nearest(to: [query], metrics: Metric.standard, count: 20) == plain)
            #expect(try CompactCodes.update(at: url, for: table).isIntact)
        }
    }
}

private let dimensions = 200
