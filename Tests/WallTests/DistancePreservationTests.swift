import Basics
import Foundation
import TestSupport
import Testing
import Vectors

@testable import Wall

@Suite struct DistancePreservationTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The definition, word for word.
    private func plain(_ vectors: [[Float]], _ shape: GridShape, _ items: [Int32]) -> Double {
        let units = items.map { item -> [Double] in
            let vector = vectors[Int(item)].map(Double.init), length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
        let count = units.count
        func distance(_ a: Int, _ b: Int) -> Double { zip(units[a], units[b]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot() }
        func square(_ a: Int, _ b: Int) -> Int {
            let (one, other) = (shape.position(a), shape.position(b))
            return (one.column - other.column) * (one.column - other.column) + (one.row - other.row) * (one.row - other.row)
        }
        let mean = (0..<count).flatMap { a in (0..<count).filter { $0 != a }.map { distance(a, $0) } }.reduce(0, +) / Double(count * (count - 1))
        func gains(_ list: (Int) -> [Double]) -> [Double] {
            let lists = (0..<count).map(list)
            return (1..<count).map { k in
                let means = lists.map { $0.prefix(k).reduce(0, +) / Double(k) }
                return max(0, (mean - means.reduce(0, +) / Double(count)) / mean)
            }
        }
        let near = gains { place in
            let others = (0..<count).filter { $0 != place }
            return others.sorted { (square(place, $0), $0) < (square(place, $1), $1) }.map { other in
                let same = others.filter { square(place, $0) == square(place, other) }
                return same.map { distance(place, $0) }.reduce(0, +) / Double(same.count)
            }
        }
        let nearest = gains { place in (0..<count).filter { $0 != place }.map { distance(place, $0) }.sorted() }
        func norm(_ gains: [Double]) -> Double { pow(gains.map { pow($0, 16) }.reduce(0, +), 1 / 16) }
        return norm(near) / norm(nearest)
    }

    @Test(arguments: [UInt64(1), 2, 3]) func isWhatItIsDefinedToBe(_ seed: UInt64) throws {
        let vectors = clusters(37, dimensions: 6, seed: seed), table = try folder.table(vectors)
        let shape = GridShape(count: 37, columns: 8)
        var random = SeededGenerator(seed: seed)
        let sorted = try #require(Arrangement(sorting: table, rows: Array(0..<37), shape: shape, seed: seed))
        for items in [sorted.items, random.order(37).map(Int32.init)] {
            let quality = DistancePreservation(Arrangement(shape: shape, items: items), of: table, rows: Array(0..<37)).quality
            #expect(abs(quality - plain(vectors, shape, items)) < 1e-3)
        }
    }

    @Test func whatIsAllTheSameHasNone() throws {
        let table = try folder.table([[Float]](repeating: [1, 1], count: 6))
        let same = DistancePreservation(Arrangement(shape: GridShape(count: 6), items: [0, 1, 2, 3, 4, 5]), of: table, rows: Array(0..<6))
        #expect(same.quality == 0)
        let one = DistancePreservation(Arrangement(shape: GridShape(count: 1), items: [0]), of: table, rows: [0])
        #expect(one.quality == 0 && one.mean == 0)
    }
}
