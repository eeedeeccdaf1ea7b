import CDistance
import Foundation
import Testing

@testable import Vectors

@Suite struct SearchTests {
    /// The search's answer is the plain twin's: same rows in the same order, but for rows whose distances are equal to the last bits.
    private func expectTwin(
        _ found: [Neighbor], _ table: VectorTable, _ query: Query, _ metric: Metric, count: Int, excluding: Set<Int> = [],
        _ note: String
    ) {
        let all = Reference.nearest(in: table, to: query, metric: metric, count: .max, excluding: excluding)
        let distances = Dictionary(uniqueKeysWithValues: all.map { ($0.row, $0.distance) })
        guard found.count == min(count, all.count) else {
            Issue.record("\(note) \(metric): \(found.count) neighbours")
            return
        }
        #expect(Set(found.map(\.row)).count == found.count, "\(note) \(metric): a row twice")
        for (i, neighbor) in found.enumerated() {
            guard let exact = distances[neighbor.row] else {
                Issue.record("\(note) \(metric): row \(neighbor.row) has no place here")
                continue
            }
            let slack = metric == .cosine ? 1e-13 : 1e-13 * abs(exact)
            #expect(abs(exact - all[i].distance) <= slack, "\(note) \(metric) place \(i): \(exact) instead of \(all[i].distance)")
            let reported = min(Float(exact), .greatestFiniteMagnitude)
            #expect(abs(neighbor.distance - reported) <= 1e-6 * abs(reported) + (metric == .cosine ? 1e-13 : 0x1p-149))
        }
    }

    @Test(arguments: Adversary.allCases)
    func agreesWithThePlainTwin(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory()
        for (dimensions, count) in [(1, 70), (7, 200), (16, 64), (33, 300), (100, 130)] {
            let rows = kind.rows(count, dimensions, seed: UInt64(dimensions))
            let table = try directory.table(rows, name: "\(dimensions).npy")
            var random = Seeded(9)
            let finite = rows.filter { $0.allSatisfy(\.isFinite) }
            let mean = (0..<dimensions).map { d in finite.prefix(12).reduce(0.0) { $0 + Double($1[d]) } / 12 }
            let queries = [
                Query(finite[3]), Query(mean), Query(random.vector(dimensions)), Query([Float](repeating: 0, count: dimensions)),
                Query(finite[5], balance: dimensions < 7 ? [] : [
                    WeightedRange(0..<3, weight: 0.25), WeightedRange(4..<7, weight: 0)]),
            ]
            for k in [1, 5, 30, 1000] {
                let found = try table.nearest(to: queries, metrics: Metric.allCases, count: k, excluding: [3, 64, -1, 99_999])
                for (q, query) in queries.enumerated() {
                    for (m, metric) in Metric.allCases.enumerated() {
                        expectTwin(found[q][m], table, query, metric, count: k, excluding: [3, 64], "\(kind) \(dimensions) query \(q) k \(k)")
                    }
                }
            }
        }
    }

    @Test func breaksTiesByRowWhateverTheThreads() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table(Adversary.equalRows.rows(3000, 64, seed: 1))
        for threads in [1, 2, 5] {
            let found = try table.nearest(to: [Query([Float](repeating: 1, count: 64))], metrics: Metric.allCases, count: 4, threads: threads)
            #expect(found[0][1].map(\.row) == [1, 4, 7, 10])
            #expect(found[0][2].map(\.row) == [1, 4, 7, 10])
            #expect(found[0][0].map(\.row) == [1, 2, 4, 5], "cosine knows no length")
            #expect(found[0][0].allSatisfy { $0.distance == 0 })
        }
    }

    @Test func findsOnlyAllowedRows() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table(Adversary.random.rows(500, 20, seed: 2))
        let allowed = RowSet(universe: 500, stride(from: 3, to: 500, by: 17))
        let found = try table.nearest(to: table.vector(at: 20), metrics: [.euclidean], count: 100, among: allowed, excluding: [20])
        #expect(found[0].count == allowed.count - 1)
        #expect(found[0].allSatisfy { allowed.contains($0.row) && $0.row != 20 })
        let none = try table.nearest(to: table.vector(at: 20), metrics: [.euclidean], count: 5, among: RowSet(universe: 500))
        #expect(none == [[]])
        #expect(try table.nearest(to: table.vector(at: 20), metrics: [.cosine], count: 0) == [[]])
        #expect(try table.nearest(to: table.vector(at: 20), metrics: [], count: 3) == [])
    }

    @Test func zeroVectorsAreAtCosineDistanceOne() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table([[0, 0], [-1, 0], [2, 0]])
        let found = try table.nearest(to: [1, 0], metrics: [.cosine], count: 3)[0]
        #expect(found == [Neighbor(row: 2, distance: 0), Neighbor(row: 0, distance: 1), Neighbor(row: 1, distance: 2)])
        #expect(try table.nearest(to: [0, 0], metrics: [.cosine], count: 3)[0].map(\.distance) == [1, 1, 1])
    }

    @Test func refusesQueriesThatDoNotFit() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table([[0, 0], [1, 0]])
        #expect(throws: SearchError.dimensions(query: 3, table: 2)) { try table.nearest(to: [1, 2, 3], metrics: [.cosine], count: 1) }
        #expect(throws: SearchError.queryNotFinite) { try table.nearest(to: [.nan, 0], metrics: [.cosine], count: 1) }
        #expect(throws: SearchError.queryNotFinite) { try table.nearest(to: [Query([1e300, 0.0])], metrics: [.cosine], count: 1) }
        for bad in [[WeightedRange(0..<3, weight: 1)], [WeightedRange(0..<1, weight: -1)], [WeightedRange(0..<1, weight: .nan)],
            [WeightedRange(0..<2, weight: 1), WeightedRange(1..<2, weight: 1)]] {
            #expect(throws: SearchError.balance) { try table.nearest(to: [Query([1.0, 0], balance: bad)], metrics: [.cosine], count: 1) }
        }
    }

    @Test func searchesAnEmptyTable() throws {
        let directory = try TemporaryDirectory()
        let table = try directory.table([], dimensions: 3)
        #expect(try table.nearest(to: [1, 2, 3], metrics: Metric.allCases, count: 5) == Metric.allCases.map { _ in [] })
    }

    /// The float32 sums keep within the error that `Threshold` relies on.
    @Test(arguments: [1, 15, 16, 17, 100, 1024, 4099])
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
