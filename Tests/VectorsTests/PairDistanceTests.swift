import TestSupport
import Testing

@testable import Vectors

/// The distance of one vector from a query is what a search reports of it, and what the plain twin computes.
@Suite struct PairDistanceTests {
    @Test(arguments: Adversary.allCases)
    func isWhatASearchReports(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory(), dimensions = 33
        let rows = kind.rows(90, dimensions, seed: 4)
        let table = try directory.table(rows, name: "table.npy"), index = VectorIndex(table)
        guard let asked = rows.firstIndex(where: { $0.allSatisfy(\.isFinite) }) else { return }
        let balances: [[WeightedRange]] = [
            [], [WeightedRange(0..<10, weight: 0.3)], [WeightedRange(0..<5, weight: 0), WeightedRange(12..<33, weight: 0)],
        ]
        for balance in balances {
            let query = Query(rows[asked], balance: balance)
            let found = try index.nearest(to: [query], metrics: Metric.allCases, count: rows.count)[0]
            let weights = (0..<dimensions).map { d in balance.first { $0.range.contains(d) }.map { Double($0.weight) } ?? 1 }
            for row in rows.indices {
                let distances = try index.distances(from: query, to: rows[row], metrics: Metric.allCases)
                for (place, metric) in Metric.allCases.enumerated() {
                    #expect(distances[place] == found[place].first { $0.row == row }?.distance, "\(kind) \(metric) \(row)")
                    guard metric != .hamming, let distance = distances[place] else { continue }
                    let plain = Reference.distance(metric, rows[row], query.vector, weights: weights)
                    let size = max(1, abs(plain), metric == .dot ? rows[row].reduce(0.0) { $0 + Double(abs($1)) } : 1)
                    #expect(
                        abs(Double(distance) - max(-3.4e38, min(plain, 3.4028235e38))) <= 1e-5 * size || plain.magnitude > 3.4e38, "\(metric) \(row)")
                }
            }
        }
    }

    @Test func aVectorOfAnotherEncoderIsRefused() throws {
        let directory = try TemporaryDirectory()
        let index = VectorIndex(try directory.table([[1, 2], [3, 4]], name: "table.npy"))
        #expect(throws: SearchError.dimensions(query: 3, table: 2)) {
            try index.distances(from: Query([1.0, 2]), to: [1, 2, 3], metrics: [.cosine])
        }
        #expect(!index.hasMedianBits)
        #expect(try index.distances(from: Query([1.0, 2]), to: [3, 4], metrics: [.manhattan, .hamming]) == [4, 1])
        #expect(index.hasMedianBits)
    }
}
