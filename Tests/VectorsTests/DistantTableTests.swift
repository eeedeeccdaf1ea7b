import Basics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Vectors

/// Tables whose rows lie elsewhere: whatever is asked of them, they answer as those do that are here.
@Suite struct DistantTableTests {
    @Test(arguments: [Adversary.random, .clustered, .equalRows, .notNumbers, .hugeRange])
    func answersAreThoseOfATableThatIsHere(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory(), rows = kind.rows(2500, 200, seed: 21)
        let table = try directory.table(rows)
        let here = VectorIndex(table, codes: try CompactCodes.update(at: directory.file("here.codes"), for: table))
        let source = Elsewhere(rows), distant = try source.table(directory, keeping: 100 * 800)
        let there = VectorIndex(distant, codes: try CompactCodes.update(at: directory.file("there.codes"), for: distant))
        #expect(there.codes != nil && distant.failure == nil)

        let finite = rows.indices.filter { rows[$0].allSatisfy(\.isFinite) }
        let queries = [finite[3], finite[finite.count / 2]].map { Query(rows[$0]) }
        let few = RowSet(universe: 2500, stride(from: 1, to: 2500, by: 7))
        for metrics in [Metric.allCases, [.cosine], [.manhattan]] {
            for (count, allowed) in [(1, nil), (30, nil), (30, few), (2500, few)] as [(Int, RowSet?)] {
                #expect(
                    try there.nearest(to: queries, metrics: metrics, count: count, among: allowed)
                        == here.nearest(to: queries, metrics: metrics, count: count, among: allowed))
            }
            #expect(
                try there.costs(of: [queries], metrics: metrics, among: few).map { $0.map { $0.map(\.bitPattern) } }
                    == here.costs(of: [queries], metrics: metrics, among: few).map { $0.map { $0.map(\.bitPattern) } })
        }
        let balanced = [Query(rows[finite[5]], balance: [WeightedRange(0..<100, weight: 0.25)])]
        #expect(
            try there.nearest(to: balanced, metrics: [.cosine, .manhattan], count: 9)
                == here.nearest(to: balanced, metrics: [.cosine, .manhattan], count: 9))
        #expect(try there.hasOneLength() == here.hasOneLength())
        let units = (0..<300).map { seed in
            var random = Seeded(UInt64(seed))
            let vector = random.vector(200), length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
        for rows in [units, units.dropLast() + [units[299].map { $0 * 1.001 }], units.dropLast() + [units[299].map { $0 * .nan }]] {
            let source = Elsewhere(rows), distant = try source.table(directory, keeping: 0)
            let index = VectorIndex(distant, codes: try CompactCodes.update(at: directory.file("units.codes"), for: distant))
            #expect(try index.hasOneLength() == VectorIndex(directory.table(rows, name: "units.npy")).hasOneLength())
            try FileManager.default.removeItem(at: directory.file("units.codes"))
        }
        #expect(NearIdenticalRows.leaders(in: distant) == NearIdenticalRows.leaders(in: table))
        for row in finite.prefix(3) { #expect(distant.vector(at: row) == rows[row]) }
    }

    @Test func aSearchByCodesBringsFewRowsAndKeepsNoMoreThanThereIsRoomFor() throws {
        let directory = try TemporaryDirectory(), rows = Adversary.random.rows(20_000, 200, seed: 2)
        let source = Elsewhere(rows), table = try source.table(directory, keeping: 50 * 800)
        let index = VectorIndex(table, codes: try CompactCodes.update(at: directory.file("there.codes"), for: table))
        source.asked.withLock { $0 = 0 }
        _ = try index.nearest(to: [Query(rows[7])], metrics: [.cosine], count: 5)
        let first = source.asked.withLock(\.self)
        #expect(0 < first && first < 2000, "\(first)")
        _ = try index.nearest(to: [Query(rows[7])], metrics: [.cosine], count: 5)
        #expect(source.asked.withLock(\.self) - first <= first)

        let roomy = try source.table(directory, keeping: 1 << 30)
        let kept = VectorIndex(roomy, codes: index.codes)
        _ = try kept.nearest(to: [Query(rows[7])], metrics: [.cosine], count: 5)
        source.asked.withLock { $0 = 0 }
        _ = try kept.nearest(to: [Query(rows[7])], metrics: [.cosine], count: 5)
        #expect(source.asked.withLock(\.self) == 0, "what is here is not asked for again")
    }

    /// Of vectors of which few have changed, few are brought to make codes of them.
    @Test func codesOfWhatHasNotChangedAreKept() throws {
        let directory = try TemporaryDirectory(), url = directory.file("there.codes")
        var rows = Adversary.random.rows(20 * 1024, 64, seed: 6)
        let before = Elsewhere(rows)
        _ = try CompactCodes.update(at: url, for: before.table(directory, keeping: 0, state: 1))
        rows[5000] = rows[1]
        rows.append(rows[2])
        let after = Elsewhere(rows), table = try after.table(directory, keeping: 0, state: 2)
        var changes = VectorChanges(since: FileStamp(size: 1, seconds: 1, nanoseconds: 0), rows: 20 * 1024)
        changes.replace(5000)
        let codes = try CompactCodes.update(at: url, for: table, changes: changes)
        #expect(after.asked.withLock(\.self) == 1025)
        let here = try directory.table(rows, name: "here.npy")
        for row in [0, 4999, 5000, 20 * 1024] {
            let found = try VectorIndex(table, codes: codes).nearest(to: [Query(rows[row])], metrics: [.euclidean], count: 3)
            let expected = try VectorIndex(here).nearest(to: [Query(rows[row])], metrics: [.euclidean], count: 3)
            #expect(found == expected)
        }
    }

    /// Whatever is cut off, the answer is an error and never made of rows that are not here.
    @Test func whatCannotBeBroughtIsAnError() throws {
        let directory = try TemporaryDirectory(), rows = Adversary.clustered.rows(3000, 200, seed: 3)
        let source = Elsewhere(rows), table = try source.table(directory, keeping: 0)
        let codes = try CompactCodes.update(at: directory.file("there.codes"), for: table)
        for allowed in stride(from: 0, to: 400, by: 37) {
            let table = try source.table(directory, keeping: 0), index = VectorIndex(table, codes: codes)
            source.left.withLock { $0 = allowed }
            let found = Result { try index.nearest(to: [Query(rows[9])], metrics: [.cosine, .manhattan], count: 7) }
            switch found {
            case .success(let found):
                source.left.withLock { $0 = .max }
                #expect(try found == index.nearest(to: [Query(rows[9])], metrics: [.cosine, .manhattan], count: 7))
            case .failure(let error):
                #expect("\(error)" == "the line is cut" && table.failure == "the line is cut")
            }
        }
        source.left.withLock { $0 = 0 }
        let cut = try source.table(directory, keeping: 0)
        #expect(cut.vector(at: 4).allSatisfy(\.isNaN) && cut.failure != nil)
        #expect(throws: SearchError.distant("the line is cut")) { _ = try VectorIndex(cut).hasOneLength() }
        #expect(throws: SearchError.distant("the line is cut")) { _ = try MedianBits(cut) }
        #expect(throws: (any Error).self) { try CompactCodes.update(at: directory.file("cut.codes"), for: cut) }
        #expect(!FileManager.default.fileExists(atPath: directory.file("cut.codes").path))
        #expect(NearIdenticalRows.leaders(in: cut) == nil)
    }

    @Test func manyMayReadAtOnce() async throws {
        let directory = try TemporaryDirectory(), rows = Adversary.clustered.rows(4000, 64, seed: 4)
        let table = try Elsewhere(rows).table(directory, keeping: 10 * 256)
        let index = VectorIndex(table, codes: try CompactCodes.update(at: directory.file("there.codes"), for: table))
        let here = VectorIndex(try directory.table(rows))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<6 {
                group.addTask {
                    for row in stride(from: thread, to: 4000, by: 400) {
                        let query = Query(rows[row])
                        let found = try index.nearest(to: [query], metrics: [.euclidean], count: 8)
                        let expected = try here.nearest(to: [query], metrics: [.euclidean], count: 8)
                        #expect(found == expected)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Adversary.allCases)
    func mediansAreNumpys(_ kind: Adversary) throws {
        let directory = try TemporaryDirectory()
        for count in [1, 2, 37, 40] {
            let rows = kind.rows(count, 19, seed: UInt64(count)), table = try directory.table(rows, name: "\(count).npy")
            let medians = try ColumnMedians.of(table, threads: 2)
            for dimension in 0..<19 {
                let column = rows.map { $0[dimension] }.filter(\.isFinite).sorted()
                let expected =
                    column.isEmpty ? 0 : (Double(column[(column.count - 1) / 2]) + Double(column[column.count / 2])) / 2
                #expect(medians[dimension] == expected, "\(kind), \(count), \(dimension)")
            }
        }
    }
}

/// Rows that lie elsewhere, for as long as the line is not cut.
private final class Elsewhere: RowSource {
    private let rows: [[Float]]
    let asked = Mutex(0), left = Mutex(Int.max)

    init(_ rows: [[Float]]) { self.rows = rows }

    func table(_ directory: TemporaryDirectory, keeping most: Int, state: Int = 0) throws -> VectorTable {
        try VectorTable(
            from: self, rows: rows.count, dimensions: rows[0].count, keeping: most, url: directory.file("vectors.npy"),
            stamp: FileStamp(size: 1, seconds: state, nanoseconds: 0))
    }

    func vectors(of wanted: [Int], _ take: (Int, [Float]) throws -> Void) throws {
        #expect(!wanted.isEmpty && zip(wanted, wanted.dropFirst()).allSatisfy { $0 < $1 }, "ascending, each once")
        asked.withLock { $0 += wanted.count }
        for row in wanted.reversed() {
            try left.withLock { left in
                guard left > 0 else { throw PlainError("the line is cut") }
                left -= left == .max ? 0 : 1
            }
            try take(row, rows[row])
        }
    }
}
