import Basics
import Foundation
import TestSupport
import Testing
import Vectors

@testable import Taste

@Suite struct ExplorationTests {
    private let folder = try! TemporaryFolder()

    private func index(_ rows: [[Float]]) throws -> VectorIndex {
        let url = folder.url.appendingPathComponent("\(UUID().uuidString).npy")
        let writer = try VectorFileWriter(creating: url, dimensions: rows[0].count)
        try writer.append(rows.flatMap { $0 })
        try writer.synchronize()
        return VectorIndex(try VectorTable(contentsOf: url))
    }

    /// Directions round a circle.
    private func circle(_ count: Int) -> [[Float]] {
        (0..<count).map { [cos(Float($0) * 6.283 / Float(count)), sin(Float($0) * 6.283 / Float(count))] }
    }

    @Test func isFarFromWhatIsKnownAmongWhatIsPlausible() throws {
        let rows = circle(40), index = try index(rows)
        var exploration = Exploration(in: index)
        try exploration.note([Example(rows[0], row: 0)], areLiked: true)
        // Of the others, those up to 16 steps to either side are plausible; of these the farthest.
        let first = try #require(exploration.next)
        #expect(first == 16 || first == 24)
        try exploration.note([Example(rows[first], row: first)], areLiked: false)
        let second = try #require(exploration.next)
        #expect(first == 16 ? (26...28).contains(second) : (12...14).contains(second))
        // Where nothing is liked all is plausible.
        var new = Exploration(in: index)
        try new.note([Example(rows[0], row: 0)], areLiked: false)
        #expect(new.next == 20)
    }

    @Test func everyItemComesOnce() throws {
        let rows = circle(15), index = try index(rows)
        var exploration = Exploration(in: index), shown: [Int] = []
        while let row = exploration.next {
            shown.append(row)
            try exploration.note([Example(rows[row], row: row)], areLiked: shown.count % 3 == 0)
        }
        #expect(shown.count == 15 && Set(shown).count == 15)
        var some = Exploration(in: index, among: RowSet(universe: 15, [3, 4]))
        #expect(some.next == 3 || some.next == 4)
        some.leaveOut(3)
        #expect(some.next == 4)
        some.leaveOut(4)
        #expect(some.next == nil)
    }

    @Test func whatHasNoVectorIsNeverChosen() throws {
        var rows = circle(10)
        rows[4] = [.nan, 1]
        let index = try index(rows)
        var exploration = Exploration(in: index)
        try exploration.note([Example(rows[0], row: 0)], areLiked: true)
        while let row = exploration.next {
            #expect(row != 4)
            exploration.leaveOut(row)
        }
    }
}
