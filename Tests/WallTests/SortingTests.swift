import Basics
import TestSupport
import Testing
import Vectors

@testable import Wall

@Suite struct SortingTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func features(_ vectors: [[Float]]) -> Features {
        let features = Features(count: vectors.count, dimensions: vectors[0].count)
        for (item, vector) in vectors.enumerated() { for (number, value) in vector.enumerated() { features[item][number] = value } }
        return features
    }

    @Test(arguments: [(1, 1), (7, 7), (7, 3), (12, 4), (13, 4), (30, 7), (61, 11)], [1, 2, 5, 40])
    func blurIsThePlainBlur(_ grid: (count: Int, columns: Int), _ radius: Int) {
        var random = SeededGenerator(seed: 3)
        let shape = GridShape(count: grid.count, columns: grid.columns)
        let vectors = (0..<grid.count).map { _ in random.vector(5) }
        let plain = PlainSorting.blurred(vectors, shape: shape, radius: radius)
        for threads in 1...3 {
            // From any order.
            let order = random.order(grid.count).map { Int32($0) }
            let items = features(vectors)
            for (place, item) in order.enumerated() { for number in 0..<5 { items[Int(item)][number] = vectors[place][number] } }
            let board = Board(items, shape: shape, order: order, threads: threads)
            #expect(board.order == order)
            board.blur(radius: radius)
            for place in 0..<grid.count {
                for number in 0..<5 { #expect(abs(board.blurred[place * 5 + number] - plain[place][number]) < 1e-5, "\(place)") }
            }
        }
    }

    @Test func everyItemHasAPlaceAndEveryPlaceAnItem() throws {
        for count in [1, 2, 3, 10, 97, 500] {
            let table = try folder.table(clusters(count, dimensions: 20))
            let arrangement = try #require(Arrangement(sorting: table, rows: Array(0..<count), seed: 1))
            #expect(arrangement.isWhole && arrangement.items.count == count)
            #expect(arrangement.shape.columns * arrangement.shape.rows - count < arrangement.shape.columns)
        }
        let empty = try #require(Arrangement(sorting: folder.table([[1]]), rows: [], seed: 1))
        #expect(empty.items.isEmpty && empty.shape.rows == 0)
    }

    @Test func theSameComesOutOnAnyNumberOfThreads() throws {
        let table = try folder.table(clusters(700, dimensions: 40)), rows = Array(stride(from: 1, to: 700, by: 2))
        let first = try #require(Arrangement(sorting: table, rows: rows, seed: 5, threads: 1))
        for threads in [2, 3, 8] { #expect(Arrangement(sorting: table, rows: rows, seed: 5, threads: threads) == first) }
        #expect(Arrangement(sorting: table, rows: rows, seed: 6) != first)
    }

    @Test func vectorsThatAreNoneDisturbNobody() throws {
        var vectors = clusters(120, dimensions: 12)
        for (item, value) in [(3, Float.nan), (40, .infinity), (41, 0), (99, -.infinity), (100, 3e38)] {
            vectors[item] = [Float](repeating: value, count: 12)
        }
        let arrangement = try #require(Arrangement(sorting: folder.table(vectors), rows: Array(0..<120), seed: 1))
        #expect(arrangement.isWhole)
        let same = try #require(Arrangement(sorting: folder.table([[Float]](repeating: [1, 2], count: 50)), rows: Array(0..<50), seed: 1))
        #expect(same.isWhole)
        let none = try #require(Arrangement(sorting: folder.table([[Float]](repeating: [.nan, 2], count: 50)), rows: Array(0..<50), seed: 1))
        #expect(none.isWhole)
        let partly = try #require(Arrangement(sorting: folder.table(clusters(90, dimensions: 3)), rows: Array(0..<90), isKnown: { $0 < 60 }, seed: 1))
        #expect(partly.isWhole)
    }

    @Test func tellsHowFarItIsAndStopsWhenAsked() throws {
        let table = try folder.table(clusters(200, dimensions: 8)), rows = Array(0..<200)
        var told: [Int] = [], total = 0
        _ = Arrangement(sorting: table, rows: rows, seed: 1) {
            told.append($0); total = $1
        }
        #expect(told == Array(0...total) && total > 10)
        var asked = 0
        #expect(
            Arrangement(
                sorting: table, rows: rows, seed: 1,
                isCancelled: {
                    asked += 1; return asked > 5
                }) == nil)
    }

    @Test(arguments: [UInt64(1), 2, 3]) func isAsGoodAsTheExactSortingOfSmallGrids(_ seed: UInt64) throws {
        let vectors = clusters(150, dimensions: 16, seed: seed), table = try folder.table(vectors), rows = Array(0..<150)
        let fast = try #require(Arrangement(sorting: table, rows: rows, seed: seed))
        var random = SeededGenerator(seed: seed)
        let units = vectors.map { vector in
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
        let plain = PlainSorting.sort(units, shape: fast.shape, order: random.order(150)).map(Int32.init)
        func quality(_ items: [Int32]) -> Double {
            DistancePreservation(Arrangement(shape: fast.shape, items: items), of: table, rows: rows).quality
        }
        let best = quality(plain), chance = quality(random.order(150).map(Int32.init))
        #expect(quality(fast.items) >= 0.95 * best && best > 0.4 && chance < 0.15, "\(quality(fast.items)) \(best) \(chance)")
    }
}
