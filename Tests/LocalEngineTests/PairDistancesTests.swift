import Basics
import Catalog
import Encoders
import Engine
import Foundation
import LocalEngine
import Pictures
import Taste
import TestSupport
import Testing
import Vectors

@Suite struct PairDistancesTests {
    let folder = try! TemporaryFolder()

    private func engine() throws -> LocalEngine {
        for number in 0..<9 {
            try folder.write(
                Fixtures.bitmap(width: 16, height: 16) { x, y in (UInt8(number * 25), UInt8(x * 15), UInt8((y * 15 + number * 40) % 256)) },
                to: "tees/tee-\(number).bmp")
        }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: Indexer.Options()).run(source: folder.path("tees")) { _ in }
        return LocalEngine(catalog)
    }

    private func query(_ id: String, balance: Double = 0, count: Int = 1) -> NeighborQuery {
        var query = NeighborQuery(subject: .item(id), metrics: Metric.allCases, count: count)
        query.taste.balance = balance
        return query
    }

    /// What a search says of the two, with nothing but some parts counting.
    private func neighbor(_ engine: LocalEngine, _ id: String, of query: NeighborQuery) throws -> [Float?] {
        try waitForAnswer { _ = engine.neighbors(query, $0) }.map { $0.matches.first { $0.item.id == id }?.distance }
    }

    @Test(arguments: [0, 0.4, -0.7])
    func theyAreThoseOfNeighbors(_ balance: Double) throws {
        let engine = try engine()
        let found = try waitForAnswer { _ = engine.distances(of: "tee-7", to: query("tee-2", balance: balance), $0) }
        #expect(found.metrics == Metric.allCases && found.rows.map(\.part) == [nil, "colour", "shape"])
        #expect(try found.rows[0].distances == neighbor(engine, "tee-7", of: query("tee-2", balance: balance, count: 9)))
        for (row, other) in [(1, "shape"), (2, "colour")] {
            // Of the part itself the balance takes something away, too.
            let own: Float = (row == 1) == (balance < 0) ? Float(1 - abs(balance)) : 1
            var asked = query("tee-2", count: 9)
            asked.partWeights = [other: 0, row == 1 ? "colour" : "shape": own]
            let single = try neighbor(engine, "tee-7", of: asked)
            for place in Metric.allCases.indices {
                let (a, b) = (try #require(found.rows[row].distances[place]), try #require(single[place]))
                #expect(abs(a - b) <= 1e-6 * max(1, abs(b)), "\(Metric.allCases[place]) of part \(row)")
            }
        }
        // Sums of the parts are the whole.
        let manhattan = found.rows.map { $0.distances[2] ?? .nan }, dot = found.rows.map { $0.distances[3] ?? .nan }
        #expect(abs(manhattan[1] + manhattan[2] - manhattan[0]) < 1e-4 && abs(dot[1] + dot[2] - dot[0]) < 1e-4)
        #expect(
            try waitForAnswer { _ = engine.distances(of: "tee-2", to: query("tee-7", balance: balance), $0) }.rows[0].distances[1]
                == found.rows[0].distances[1])
    }

    @Test func aPartThatCountsForNothingHasNone() throws {
        let engine = try engine()
        let found = try waitForAnswer { _ = engine.distances(of: "tee-7", to: query("tee-2", balance: 1), $0) }
        #expect(found.rows[2].distances.allSatisfy { $0 == nil } && found.rows[1].distances.allSatisfy { $0 != nil })
    }

    /// What is known at once comes before hamming, which takes a pass over all vectors.
    @Test func hammingMayComeLater() throws {
        let engine = try engine()
        let parts = Answers()
        let whole = try waitForAnswer { reply in
            _ = engine.distances(of: "tee-7", to: query("tee-2")) { answer in
                if case .part(let part) = answer { parts.add(part) }
                reply(answer)
            }
        }
        #expect(parts.all.count == 1 && parts.all[0].rows[0].distances[4] == nil && parts.all[0].rows[1].distances[0] == whole.rows[1].distances[0])
        #expect(whole.rows.allSatisfy { $0.distances[4] != nil })
    }

    @Test func picturesFromOutsideAndWhatThereIsNot() throws {
        let engine = try engine()
        let path = try folder.write(Fixtures.bitmap(width: 20, height: 20) { _, _ in (9, 200, 30) }, to: "outside.bmp")
        let there = try waitForAnswer { _ = engine.distances(of: path, to: query("tee-2"), $0) }
        let back = try waitForAnswer { _ = engine.distances(of: "tee-2", to: query(path), $0) }
        #expect(there.rows[0].distances.allSatisfy { $0 != nil } && there.rows[0].distances[1] == back.rows[0].distances[1])
        func refusal(_ id: String, _ other: String) -> String {
            do { return "\(try waitForAnswer(seconds: 60) { _ = engine.distances(of: id, to: query(other), $0) })" } catch { return "\(error)" }
        }
        #expect(refusal("tee-77", "tee-2").contains("tee-77") && refusal("tee-2", "tee-77").contains("nothing to compare tee-2 with"))
        let empty = LocalEngine(try Catalog(creating: folder.url.appendingPathComponent("empty")))
        #expect(throws: PlainError.self) { try waitForAnswer { _ = empty.distances(of: "tee-1", to: query("tee-2"), $0) } }
    }

    @Test func nobodyIsToldWhoHasMovedOn() throws {
        let engine = try engine()
        let parts = Answers()
        // The engine is held up by a question before it, so that this one is cancelled before its turn.
        engine.summary { _ in Thread.sleep(forTimeInterval: 0.2) }
        engine.distances(of: "tee-7", to: query("tee-2")) { if case .whole(let found) = $0 { parts.add(found) } }.cancel()
        _ = try waitForAnswer { engine.version($0) }
        engine.finish()
        #expect(parts.all.isEmpty)
    }
}

/// What was answered, on whatever thread.
private final class Answers: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [ItemDistances] = []

    var all: [ItemDistances] { lock.withLock { found } }
    func add(_ answer: ItemDistances) { lock.withLock { found.append(answer) } }
}
