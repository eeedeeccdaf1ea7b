import Basics
import TestSupport
import Testing
import Vectors

@testable import Wall

@Suite struct ChangesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func check(_ tenancy: Tenancy, _ expected: Set<Int32>) {
        #expect(tenancy.items.count == expected.count && Set(tenancy.items) == expected && tenancy.free.isEmpty)
        #expect(tenancy.isChanged.count == tenancy.items.count)
    }

    @Test(arguments: [1, 3, 7, 10]) func placesThatBecomeFreeAreTaken(_ columns: Int) {
        var random = SeededGenerator(seed: UInt64(columns))
        for count in 1...40 {
            for _ in 0..<20 {
                let gone = Set(random.sample(random.index(below: count + 1), of: Array(0..<count)))
                var tenancy = Tenancy((0..<count).map { gone.contains($0) ? -1 : Int32($0) }, columns: columns)
                let new = random.index(below: 6)
                if gone.count < count { for item in 0..<new { tenancy.add(Int32(100 + item), at: random.index(below: count)) } }
                tenancy.close()
                let came = gone.count < count ? Set((0..<new).map { Int32(100 + $0) }) : []
                check(tenancy, Set((0..<count).filter { !gone.contains($0) }.map(Int32.init)).union(came))
            }
        }
    }

    @Test func nobodyMovesFar() {
        let columns = 9
        var tenancy = Tenancy((0..<76).map { $0 == 20 ? -1 : Int32($0) }, columns: columns)
        tenancy.close()
        func steps(_ a: Int, _ b: Int) -> Int { abs(a % columns - b % columns) + abs(a / columns - b / columns) }
        for (place, item) in tenancy.items.enumerated() { #expect(steps(place, Int(item)) <= (place % columns > 3 || place >= 72 ? 2 : 1)) }
        var grown = Tenancy((0..<76).map(Int32.init), columns: columns)
        grown.add(200, at: 13)
        grown.close()
        #expect(grown.items[13] == 200)
        for (place, item) in grown.items.enumerated() where item != 200 { #expect(steps(place, Int(item)) <= 1) }
        var filled = Tenancy((0..<76).map { $0 == 40 ? -1 : Int32($0) }, columns: columns)
        filled.add(200, at: 42)
        #expect(filled.items[40...42] == [41, 42, 200] && filled.items.count == 76)
    }

    @Test func theNearestIsFound() {
        var random = SeededGenerator(seed: 8)
        let features = Features(count: 300, dimensions: 6)
        for at in 0..<1800 { features.start[at] = random.normal() }
        let found = NearestItems.find(Array(0..<90), among: Array(90..<300), features)
        for item in 0..<90 {
            func distance(_ other: Int) -> Float {
                (0..<6).reduce(0) { $0 + (features[item][$1] - features[other][$1]) * (features[item][$1] - features[other][$1]) }
            }
            let least = (90..<300).map(distance).min()!
            #expect(abs(distance(found[item]) - least) < 1e-4)
        }
    }

    @Test func whatComesAndGoesLeavesTheRestAndTheQuality() throws {
        let vectors = clusters(640, dimensions: 24), table = try folder.table(vectors)
        let old = try #require(Arrangement(sorting: table, rows: Array(0..<600), seed: 1))
        // Items 0..<20 have gone, 600..<640 have come.
        let rows = Array(20..<640)
        let before = old.items.map { $0 < 20 ? nil : Int($0) - 20 }
        let changed = try #require(Arrangement(changing: before, columns: old.shape.columns, to: table, rows: rows, seed: 1, threads: 1))
        #expect(changed.isWhole && changed.items.count == 620 && changed.shape.columns == old.shape.columns)
        #expect(Arrangement(changing: before, columns: old.shape.columns, to: table, rows: rows, seed: 1, threads: 3) == changed)
        let anew = try #require(Arrangement(sorting: table, rows: rows, shape: changed.shape, seed: 1))
        func quality(_ arrangement: Arrangement) -> Double { DistancePreservation(arrangement, of: table, rows: rows).quality }
        #expect(quality(changed) >= 0.93 * quality(anew), "\(quality(changed)) \(quality(anew))")
        // Most stay near where they were.
        let places = changed.places, columns = old.shape.columns
        let steps = before.enumerated().compactMap { place, item -> Int? in
            guard let item else { return nil }
            let now = Int(places[item])
            return max(abs(now % columns - place % columns), abs(now / columns - place / columns))
        }.sorted()
        #expect(steps[steps.count / 2] <= 3)
    }

    @Test func nothingChangedChangesNothing() throws {
        let table = try folder.table(clusters(100, dimensions: 8)), rows = Array(0..<100)
        let old = try #require(Arrangement(sorting: table, rows: rows, seed: 1))
        #expect(Arrangement(changing: old.items.map { Int($0) }, columns: old.shape.columns, to: table, rows: rows, seed: 9) == old)
        // Where all has changed, all is made anew.
        let anew = Arrangement(changing: [nil, nil], columns: 2, to: table, rows: rows, seed: 1)
        #expect(anew == old)
    }
}
