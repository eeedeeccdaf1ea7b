import CDistance
import Foundation
import TestSupport
import Testing

@testable import Vectors

private let metrics: [Metric] = [.cosine, .euclidean, .manhattan, .dot]

/// Checks a search's answers against the plain twin: the same rows in the same order, but for rows whose distances are equal
/// to the last bits.
private struct Judge {
    let table: VectorTable
    let query: Query
    let metric: Metric
    let all: [(row: Int, distance: Double)]
    let distances: [Int: Double]

    init(_ table: VectorTable, _ query: Query, _ metric: Metric, excluding: Set<Int>) {
        (self.table, self.query, self.metric) = (table, query, metric)
        all = Reference.nearest(in: table, to: query, metric: metric, count: .max, excluding: excluding)
        distances = Dictionary(uniqueKeysWithValues: all.map { ($0.row, $0.distance) })
    }

    func expect(_ found: [Neighbor], count: Int, _ note: String) {
        guard found.count == min(count, all.count) else {
            Issue.record("\(note) \(metric): \(found.count) neighbours instead of \(min(count, all.count))")
            return
        }
        #expect(Set(found.map(\.row)).count == found.count, "\(note) \(metric): a row twice")
        let length = query.vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for (i, neighbor) in found.enumerated() {
            let x = table.vector(at: neighbor.row).filter(\.isFinite).reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            guard let exact = distances[neighbor.row] else {
                Issue.record("\(note) \(metric): row \(neighbor.row) has no place here")
                continue
            }
            let slack = [.cosine: 1e-13, .dot: 1e-13 * x * length][metric] ?? 1e-13 * abs(exact)
            if abs(exact - all[i].distance) > slack {
                Issue.record("\(note) \(metric) place \(i): \(exact) instead of \(all[i].distance)")
            }
            let reported = max(-Float.greatestFiniteMagnitude, min(Float(exact), .greatestFiniteMagnitude))
            if abs(neighbor.distance - reported) > 1e-6 * abs(reported) + Float(slack) + 0x1p-149 {
                Issue.record("\(note) \(metric) place \(i): says \(neighbor.distance) instead of \(reported)")
            }
        }
    }
}

@Suite struct SearchTests {
    @Test(arguments: Adversary.allCases)
    func agreesWithThePlainTwin(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory()
        for (dimensions, count) in [(1, 70), (7, 120), (33, 200)] {
            let rows = kind.rows(count, dimensions, seed: UInt64(dimensions))
            let table = try directory.table(rows, name: "\(dimensions).npy")
            let index = VectorIndex(table, codes: try .update(at: directory.file("\(dimensions).codes"), for: table))
            var random = Seeded(9)
            let finite = rows.filter { $0.allSatisfy(\.isFinite) }
            let mean = (0..<dimensions).map { d in finite.prefix(12).reduce(0.0) { $0 + Double($1[d]) } / 12 }
            let queries = [
                Query(finite[3]), Query(mean), Query(random.vector(dimensions)), Query([Float](repeating: 0, count: dimensions)),
                Query(
                    finite[5],
                    balance: dimensions < 7
                        ? []
                        : [
                            WeightedRange(0..<3, weight: 0.25), WeightedRange(4..<7, weight: 0),
                        ]),
            ]
            let judges = queries.map { query in metrics.map { Judge(table, query, $0, excluding: [3, 64]) } }
            for k in [1, 5, 30, 1000] {
                let note = "\(kind) \(dimensions) k \(k)"
                let found = try index.nearest(
                    to: queries, metrics: metrics, count: k, excluding: [3, 64, -1, 99_999], usingCodes: false)
                for q in queries.indices {
                    for m in metrics.indices { judges[q][m].expect(found[q][m], count: k, "\(note) query \(q)") }
                    let coded = try index.nearest(
                        to: [queries[q]], metrics: metrics, count: k, excluding: [3, 64, -1, 99_999])
                    #expect(coded[0] == found[q], "\(note) query \(q): codes change nothing")
                }
            }
        }
    }

    @Test func breaksTiesByRowWhateverTheThreads() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table(Adversary.equalRows.rows(3000, 64, seed: 1))
        for threads in [1, 2, 5] {
            let found = try VectorIndex(table).nearest(
                to: [Query([Float](repeating: 1, count: 64))], metrics: metrics, count: 4, threads: threads)
            #expect(found[0][1].map(\.row) == [1, 4, 7, 10])
            #expect(found[0][2].map(\.row) == [1, 4, 7, 10])
            #expect(found[0][3].map(\.row) == [2, 5, 8, 11] && found[0][3][0].distance == 128, "dot is a score")
            #expect(found[0][0].map(\.row) == [1, 2, 4, 5], "cosine knows no length")
            #expect(found[0][0].allSatisfy { $0.distance == 0 })
        }
    }

    @Test func findsOnlyAllowedRows() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table(Adversary.random.rows(500, 20, seed: 2))
        let allowed = RowSet(universe: 500, stride(from: 3, to: 500, by: 17))
        let found = try VectorIndex(table).nearest(to: table.vector(at: 20), metrics: [.euclidean], count: 100, among: allowed, excluding: [20])
        #expect(found[0].count == (0..<500).count(where: allowed.contains) - 1)
        #expect(found[0].allSatisfy { allowed.contains($0.row) && $0.row != 20 })
        let none = try VectorIndex(table).nearest(to: table.vector(at: 20), metrics: [.euclidean], count: 5, among: RowSet(universe: 500))
        #expect(none == [[]])
        #expect(try VectorIndex(table).nearest(to: table.vector(at: 20), metrics: [.cosine], count: 0) == [[]])
        #expect(try VectorIndex(table).nearest(to: table.vector(at: 20), metrics: [], count: 3) == [])
    }

    @Test func zeroVectorsAreAtCosineDistanceOne() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table([[0, 0], [-1, 0], [2, 0]])
        let found = try VectorIndex(table).nearest(to: [1, 0], metrics: [.cosine], count: 3)[0]
        #expect(found == [Neighbor(row: 2, distance: 0), Neighbor(row: 0, distance: 1), Neighbor(row: 1, distance: 2)])
        #expect(try VectorIndex(table).nearest(to: [0, 0], metrics: [.cosine], count: 3)[0].map(\.distance) == [1, 1, 1])
    }

    @Test func refusesQueriesThatDoNotFit() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table([[0, 0], [1, 0]])
        #expect(throws: SearchError.dimensions(query: 3, table: 2)) {
            try VectorIndex(table).nearest(to: [1, 2, 3], metrics: [.cosine], count: 1)
        }
        #expect(throws: SearchError.queryNotFinite) { try VectorIndex(table).nearest(to: [.nan, 0], metrics: [.cosine], count: 1) }
        #expect(throws: SearchError.queryNotFinite) { try VectorIndex(table).nearest(to: [Query([1e300, 0.0])], metrics: [.cosine], count: 1) }
        for bad in [
            [WeightedRange(0..<3, weight: 1)], [WeightedRange(0..<1, weight: -1)], [WeightedRange(0..<1, weight: .nan)],
            [WeightedRange(0..<2, weight: 1), WeightedRange(1..<2, weight: 1)],
        ] {
            #expect(throws: SearchError.balance) {
                try VectorIndex(table).nearest(to: [Query([1.0, 0], balance: bad)], metrics: [.cosine], count: 1)
            }
        }
    }

    @Test func searchesAnEmptyTable() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table([], dimensions: 3)
        let index = VectorIndex(table, codes: try .update(at: directory.file("codes"), for: table))
        #expect(
            try index.nearest(to: [Query([1.0, 2, 3])], metrics: Metric.allCases, count: 5) == [Metric.allCases.map { _ in [] }])
    }

    /// Hamming distance: the share of dimensions in which one is above numpy's median and the other is not.
    @Test func hammingComparesWithTheMedians() throws {
        let directory = try TemporaryDirectory()
        for (dimensions, count) in [(3, 5), (70, 64), (130, 301)] {
            var rows = Adversary.sparse.rows(count, dimensions, seed: 5)
            rows[1][0] = .nan
            let table = try directory.table(rows, name: "\(dimensions).npy")
            let medians = (0..<dimensions).map { d -> Double in
                let sorted = rows.map { $0[d] }.filter(\.isFinite).sorted().map(Double.init)
                return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
            }
            let made = try MedianBits(table)
            #expect(made.medians == medians)
            let balance = [WeightedRange(0..<2, weight: 0.5)]
            for query in [Query(rows[2]), Query(rows[2], balance: balance)] {
                let weights = (0..<dimensions).map { $0 < 2 && !query.balance.isEmpty ? 0.5 : 1.0 }
                let plain = rows.indices.filter { $0 != 1 }.map { row -> (Double, Int) in
                    let apart = (0..<dimensions).filter {
                        (Double(rows[row][$0]) > medians[$0]) != (query.vector[$0] > medians[$0])
                    }
                    return (apart.reduce(0) { $0 + weights[$1] } / weights.reduce(0, +), row)
                }.sorted { $0 < $1 }
                let found = try VectorIndex(table).nearest(to: [query], metrics: [.euclidean, .hamming, .cosine], count: 50)[0]
                #expect(found[1].map(\.row) == plain.prefix(50).map(\.1))
                #expect(found[1].map(\.distance) == plain.prefix(50).map { Float($0.0) })
                #expect(found[0].count == found[1].count && found[2].count == found[1].count)
            }
        }
    }

    /// Bits are kept for the next process, and not believed when the table or the file has changed.
    @Test func medianBitsAreKept() throws {
        let directory = try TemporaryDirectory()
        let url = directory.file("bits")
        var random = Seeded(9)
        var rows = (0..<70).map { _ in random.vector(65) }
        rows[5][3] = .nan
        let table = try directory.table(rows)
        func found(_ table: VectorTable, keeping url: URL?) throws -> [Neighbor] {
            try VectorIndex(table, bitsURL: url).nearest(to: [Query(rows[0])], metrics: [.hamming], count: 80)[0][0]
        }
        let plain = try found(table, keeping: nil)
        #expect(plain.count == 69 && MedianBits(contentsOf: url, for: table) == nil)
        #expect(try found(table, keeping: url) == plain, "made and kept")
        let made = try MedianBits(table)
        #expect(try #require(MedianBits(contentsOf: url, for: table)).medians == made.medians)
        #expect(try found(table, keeping: url) == plain, "opened")
        let whole = try Data(contentsOf: url)
        for place in stride(from: 0, to: whole.count, by: 41) {
            var damaged = whole
            damaged[place] ^= 4
            try damaged.write(to: url)
            #expect(MedianBits(contentsOf: url, for: table) == nil, "byte \(place)")
            #expect(try found(table, keeping: url) == plain)
        }
        for length in [0, 1, 63, 64, whole.count - 1] {
            try whole.prefix(length).write(to: url)
            #expect(MedianBits(contentsOf: url, for: table) == nil, "cut to \(length)")
        }
        #expect(try found(table, keeping: directory.file("none/bits")) == plain, "nowhere to keep them")
        try whole.write(to: url)
        rows.append(random.vector(65))
        let grown = try directory.table(rows)
        #expect(MedianBits(contentsOf: url, for: grown) == nil, "out of date")
        #expect(try found(grown, keeping: url).count == 70)
    }

    /// The float32 sums keep within the error that `FloatBounds` relies on.
    @Test(arguments: [1, 15, 16, 17, 33, 100, 1024, 4099])
    func floatSumsAreWithinTheirBound(_ dimensions: Int) throws {
        let directory = try TemporaryDirectory()
        var random = Seeded(UInt64(dimensions))
        let rows = (0..<40).map { _ in random.vector(dimensions) }
        let table = try directory.table(rows)
        let query = try PreparedQuery(Query(random.vector(dimensions)), dimensions: dimensions)
        let block = SumsBlock()
        var list = (0..<40).map(UInt32.init)
        list.shuffle(using: &random)
        block.fill(table, rows: list, count: 40, query: query, wants: 7)
        let gamma = (Double(dimensions) / 32 + 16) * 0x1p-24
        for (i, row) in list.enumerated() {
            let exact = query.sums(of: table.start + Int(row) * dimensions)
            let vector = rows[Int(row)]
            for metric in Metric.allCases where metric != .hamming {
                let wanted = query.sums(of: table.start + Int(row) * dimensions, wants: metric.wantsExactly)
                #expect(wanted.cost(metric, queryNorm: query.norm) == exact.cost(metric, queryNorm: query.norm))
            }
            #expect(abs(exact.absolutes - Reference.distance(.manhattan, vector, (0..<dimensions).map { query.exact[$0] })) < 1e-9)
            #expect(abs(Double(block.norms[i]) - exact.norm) <= gamma * exact.norm)
            #expect(abs(Double(block.squares[i]) - exact.squares) <= gamma * exact.squares)
            #expect(abs(Double(block.absolutes[i]) - exact.absolutes) <= gamma * exact.absolutes)
        }
    }

    @Test func keepsTheCheapest() {
        var random = Seeded(4)
        for capacity in [0, 1, 3, 50] {
            var top = TopK(capacity: capacity)
            var all: [TopK.Entry] = []
            for row in 0..<500 as Range<UInt32> {
                let cost = Double(Int.random(in: 0..<40, using: &random))
                top.offer(cost: cost, row: row)
                all.append(TopK.Entry(cost: cost, row: row))
            }
            top.offer(cost: .nan, row: 1000)
            #expect(top.entries.sorted() == Array(all.sorted().prefix(capacity)))
        }
    }
}
