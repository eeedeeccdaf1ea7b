import Basics
import Foundation
import TestSupport
import Testing
import Vectors

@testable import Taste

/// Ranks beside their plain twin: all distances, sorted.
@Suite struct RankTests {
    private let folder = try! TemporaryFolder()
    private let metrics = Metric.allCases

    /// - Parameter vectors: few numbers, so that many rows are at one distance.
    private func index(_ vectors: [[Float]]) throws -> VectorIndex {
        let file = folder.url.appendingPathComponent("\(UUID().uuidString).npy")
        let writer = try VectorFileWriter(creating: file, dimensions: vectors[0].count)
        for vector in vectors { try writer.append(vector) }
        try writer.synchronize()
        return VectorIndex(try VectorTable(contentsOf: file))
    }

    /// Corners of a cube, many of them several times, a few that no search can find, and one without length.
    private func corners(_ count: Int, seed: UInt64) throws -> VectorIndex {
        var random = SplitMix(seed)
        var vectors = (0..<count).map { _ in (0..<4).map { _ in Float(random.next() % 3) - 1 } }
        vectors[7] = [.nan, 0, 1, 0]
        vectors[11] = [.infinity, 0, 1, 0]
        vectors[13] = [0, 0, 0, 0]
        return try index(vectors)
    }

    private func examples(_ rows: [Int], in index: VectorIndex) -> [Example] { rows.map { Example(index.table.vector(at: $0), row: $0) } }

    /// The plain twin for one vector that is searched for.
    private func plain(_ query: Query, _ metric: Metric, in index: VectorIndex, without excluded: Set<Int>) -> [Int: Int] {
        let nearest = Reference.nearest(in: index.table, to: query, metric: metric, count: .max, excluding: excluded)
        return Dictionary(nearest.enumerated().map { ($0.element.row, $0.offset + 1) }) { first, _ in first }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func aRankIsAPlaceAmongAllByDistanceThenRow(_ seed: UInt64) throws {
        let index = try corners(300, seed: seed), all = Array(0..<300)
        for balance in [[], [WeightedRange(0..<2, weight: 0.5)], [WeightedRange(2..<4, weight: 0)]] {
            // The mean of two is exact, so that what is tied is tied for the twin, too.
            var ghost = Ghost(liked: examples([3, 20], in: index))
            ghost.balance = balance
            let query = Query(ghost.vectors(of: [])[0], balance: balance)
            let ranks = try ghost.ranks(of: all, in: index, metrics: metrics)
            for (metric, found) in zip(metrics, ranks) where metric != .hamming {
                #expect(found == plain(query, metric, in: index, without: [3, 20]), "\(metric) \(balance)")
            }
        }
    }

    /// Whatever the mode, the neighbour at a place has that rank, however many are shown, and under any filter.
    @Test(arguments: GhostMode.allCases) func neighboursHaveTheRanksOfTheirPlaces(_ mode: GhostMode) throws {
        for seed in [4, 5] as [UInt64] {
            let index = try corners(260, seed: seed)
            let filter = RowSet(universe: 260, (0..<260).filter { $0 % 3 != 1 })
            let words = Example([2, -1, 0.5, 1], isWords: true)
            for (liked, passed) in [
                (examples([0, 2], in: index), []), (examples([0, 2, 40, 41, 42], in: index), examples([9, 60], in: index)),
                (examples([5], in: index) + [words], examples([9], in: index)), ([words], []),
            ] {
                var ghost = Ghost(liked: liked, passed: passed, mode: mode)
                for allowed in [nil, filter] {
                    for count in [1, 4, 33, 260] {
                        let found = try ghost.neighbors(in: index, metrics: metrics, count: count, among: allowed)
                        let ranks = try ghost.ranks(of: Array(0..<260), in: index, metrics: metrics, among: allowed)
                        for (m, metric) in metrics.enumerated() {
                            #expect(found[m].map { ranks[m][$0.row] ?? 0 } == Array(1..<found[m].count + 1), "\(metric) \(count) \(passed.count)")
                            if count == 260 { #expect(Set(ranks[m].keys) == Set(found[m].map(\.row))) }
                        }
                    }
                }
                let few = try ghost.ranks(of: [50, 51, 9], in: index, metrics: [.manhattan])[0]
                let whole = try ghost.ranks(of: Array(0..<260), in: index, metrics: [.manhattan])[0]
                #expect(few == whole.filter { [50, 51, 9].contains($0.key) })
                ghost.diversity = 0.5
                #expect(try ghost.ranks(of: [50, 51, 9], in: index, metrics: [.manhattan])[0] == few, "variety counts for nothing")
            }
        }
        #expect(try Ghost(liked: []).ranks(of: [1], in: corners(20, seed: 1), metrics: [.cosine]) == [[:]])
    }

    /// Of a stack the nearest stands for all, in lists and in ranks.
    @Test(arguments: GhostMode.allCases) func aStackHasOneRank(_ mode: GhostMode) throws {
        let index = try corners(260, seed: 12)
        let designs = (0..<260).map { $0 % 5 == 0 ? Int32(-1) : Int32($0 % 61) }
        let stacks = RowStacks(rows: 260, designs: designs, leaders: nil)
        let ghost = Ghost(liked: examples([0, 2, 40, 41, 42], in: index), passed: examples([9, 60], in: index), mode: mode)
        let found = try ghost.find(in: index, metrics: metrics, count: 260, folding: stacks).found.map(\.neighbors)
        let ranks = try ghost.ranks(of: Array(0..<260), in: index, metrics: metrics, folding: stacks)
        for (list, ranks) in zip(found, ranks) {
            #expect(list.map { ranks[$0.row] ?? 0 } == Array(1..<list.count + 1))
            let places = Dictionary(list.enumerated().map { (stacks.first(of: $0.element.row), $0.offset + 1) }) { first, _ in first }
            for (row, rank) in ranks { #expect(rank == places[stacks.first(of: row)], "what is not shown itself has its stack's") }
        }
        let few = try ghost.ranks(of: [50, 51, 9], in: index, metrics: [.dot], folding: stacks)[0]
        #expect(few == ranks[3].filter { [50, 51, 9].contains($0.key) })
    }

    @Test func aRankThatNobodyWaitsForIsGivenUp() throws {
        let index = try corners(300, seed: 9)
        #expect(try Ghost(liked: examples([0], in: index)).ranks(of: [1], in: index, metrics: [.cosine]) { false } == [[:]])
    }

    // MARK: Metrics that must agree

    @Test func lengthsAreMeasured() throws {
        var random = SplitMix(3)
        func vector(_ length: Float) -> [Float] {
            let numbers = (0..<6).map { _ in Float(random.next() % 1000) / 500 - 1 + 0.001 }
            return numbers.direction.map { $0 * length }
        }
        let unit = (0..<5000).map { _ in vector(3) }
        #expect(try index(unit).hasOneLength())
        #expect(try !index(unit + [vector(3.001)]).hasOneLength())
        #expect(try !index([vector(2.9)] + unit).hasOneLength())
        let other = try index(unit + [vector(1)])
        #expect(try other.hasOneLength(among: RowSet(universe: 5001, 0..<5000)), "what is not compared does not count")
        #expect(try index(unit + [[.nan, 0, 0, 0, 0, 0]]).hasOneLength(), "and neither does what nobody finds")
        #expect(try !index(unit).hasOneLength(balance: [WeightedRange(0..<3, weight: 0.5)]))
        let parts = (0..<50).map { _ in vector(2) + vector(5) }
        #expect(try index(parts).hasOneLength(balance: [WeightedRange(6..<12, weight: 0.25)]), "parts of one length each")
    }

    @Test func metricsAgreeOnlyWhereTheyMust() throws {
        var random = SplitMix(8)
        let unit = (0..<200).map { _ in (0..<6).map { _ in Float(random.next() % 1000) / 500 - 1 + 0.001 }.direction }
        let index = try index(unit), all: [Metric] = [.cosine, .euclidean, .manhattan, .dot, .hamming]
        for mode in GhostMode.allCases {
            var ghost = Ghost(liked: examples([0, 1, 2, 3], in: index), mode: mode)
            #expect(try ghost.equivalents(among: all) { true } == [.cosine, .euclidean, .dot])
            let found = try ghost.neighbors(in: index, metrics: [.cosine, .euclidean, .dot], count: 40)
            #expect(found[0].map(\.row) == found[1].map(\.row) && found[0].map(\.row) == found[2].map(\.row), "\(mode)")
            #expect(try ghost.equivalents(among: all) { false }.isEmpty && ghost.equivalents(among: [.cosine, .manhattan]) { true }.isEmpty)
            ghost.passed = examples([9], in: index)
            #expect(try ghost.equivalents(among: all) { true }.isEmpty == (mode == .best), "a push is not the same by each")
            ghost.diversity = 0.2
            #expect(try ghost.equivalents(among: all) { true }.isEmpty)
        }
        let longer = Example([3, 0, 0, 0, 0, 0])
        #expect(try Ghost(liked: examples([0], in: index) + [longer], mode: .best).equivalents(among: all) { true }.isEmpty)
    }

    // MARK: Agreement

    /// The plain twin of `averageOverlap`, depth by depth.
    private func plain(_ a: [Int], _ b: [Int]) -> Double {
        let depth = max(a.count, b.count)
        guard depth > 0 else { return 0 }
        return (1...depth).reduce(0.0) { $0 + Double(Set(a.prefix($1)).intersection(b.prefix($1)).count) / Double($1) } / Double(depth)
    }

    @Test func averageOverlapIsTheMeanOfWhatIsShared() {
        #expect(averageOverlap([1, 2, 3], [1, 2, 3]) == 1)
        #expect(averageOverlap([1, 2], [2, 1]) == 0.5)
        #expect(averageOverlap([1, 2, 3], [4, 5, 6]) == 0)
        #expect(averageOverlap([Int](), []) == 0)
        #expect(averageOverlap([1, 2, 3, 4], [1, 2, 4, 3]) > averageOverlap([1, 2, 3, 4], [2, 1, 3, 4]), "what comes first counts most")
        var random = SplitMix(2)
        for _ in 0..<200 {
            let a = (0..<Int(random.next() % 9)).map { $0 }.shuffled(using: &random),
                b = (0..<Int(random.next() % 9)).map { $0 }.shuffled(using: &random)
            #expect(abs(averageOverlap(a, b) - plain(a, b)) < 1e-12)
        }
    }
}
