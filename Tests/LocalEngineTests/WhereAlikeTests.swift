import Basics
import Catalog
import Encoders
import Engine
import Foundation
import LocalEngine
import Pictures
import Saliency
import Synchronization
import Taste
import TestSupport
import Testing

@Suite struct WhereAlikeTests {
    let folder = try! TemporaryFolder()

    /// Dark pictures with one bright cell of an 8 x 8 grid each: tee-N has cell N.
    private func engine(_ cells: [Int] = [9, 9 + 64, 54]) throws -> LocalEngine {
        for cell in cells {
            try folder.write(
                Fixtures.bitmap(width: 32, height: 32) { x, y in y / 4 * 8 + x / 4 == cell % 64 ? (250, 240, 200) : (20, 30, 40) },
                to: "tees/tee-\(cell).bmp")
        }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: Indexer.Options()).run(source: folder.path("tees")) { _ in }
        return LocalEngine(catalog)
    }

    private func query(_ subject: NeighborQuery.Subject) -> NeighborQuery { NeighborQuery(subject: subject, metrics: [.cosine], count: 1) }

    @Test func aPictureIsLikeAnotherWhereBothAreBright() throws {
        let engine = try engine()
        let maps = try waitForAnswer { _ = engine.whereAlike("tee-9", to: query(.item("tee-73")), $0) }
        #expect(maps.maps.map(\.part) == [nil, "colour", "shape"] && maps.seen == .all)
        #expect(maps.maps[0].heat.values.firstIndex(of: 1) == 9 && abs(maps.maps[0].similarity - 1) < 1e-5)
        // Asked again, it is the same; the ghost of one is that one.
        #expect(try waitForAnswer { _ = engine.whereAlike("tee-9", to: query(.item("tee-73")), $0) } == maps)
        #expect(try waitForAnswer { _ = engine.whereAlike("tee-9", to: query(.ghost(Basket(entries: [.init(item: "tee-73")]))), $0) } == maps)
    }

    /// Of several interests it is the one that the picture is nearest to, not what lies between them.
    @Test func ofSeveralLikesTheNearestInterestCounts() throws {
        let engine = try engine()
        var asked = query(.ghost(Basket(entries: [.init(item: "tee-73"), .init(item: "tee-54")])))
        asked.taste.mode = .best
        let best = try waitForAnswer { _ = engine.whereAlike("tee-9", to: asked, $0) }
        #expect(abs(best.maps[0].similarity - 1) < 1e-5)
        asked.taste.mode = .centroid
        let centroid = try waitForAnswer { _ = engine.whereAlike("tee-9", to: asked, $0) }
        #expect(centroid.maps[0].similarity < best.maps[0].similarity - 0.001)
    }

    @Test func theBalanceWeighsTheWhole() throws {
        let engine = try engine()
        var asked = query(.item("tee-54"))
        asked.partWeights = ["shape": 0]
        let maps = try waitForAnswer { _ = engine.whereAlike("tee-9", to: asked, $0) }
        #expect(abs(maps.maps[0].similarity - maps.maps[1].similarity) < 1e-5)
    }

    @Test func aPictureFromOutsideGoesByItsPath() throws {
        let engine = try engine()
        let path = try folder.write(Fixtures.bitmap(width: 40, height: 40) { _, _ in (9, 200, 30) }, to: "outside.bmp")
        let maps = try waitForAnswer { _ = engine.whereAlike(path, to: query(.item("tee-54")), $0) }
        #expect(maps.maps.count == 3)
        #expect(try waitForAnswer { _ = engine.whereAlike("tee-54", to: query(.item(path)), $0) }.maps.count == 3)
        #expect(throws: PlainError.self) { try waitForAnswer { _ = engine.whereAlike(folder.path("none.bmp"), to: query(.item("tee-54")), $0) } }
    }

    @Test func whatCannotBeShownIsSaidInOneLine() throws {
        let engine = try engine()
        func refusal(_ id: String, _ asked: NeighborQuery) -> String {
            do { return "\(try waitForAnswer(seconds: 60) { _ = engine.whereAlike(id, to: asked, $0) })" } catch { return "\(error)" }
        }
        #expect(refusal("tee-7", query(.item("tee-54"))).contains("tee-7"))
        #expect(refusal("tee-9", query(.item("nothing"))) == "nothing is liked that pictures could be like")
        #expect(refusal("tee-9", query(.ghost(Basket()))) == "nothing is liked that pictures could be like")
        try FileManager.default.removeItem(atPath: folder.path("tees/tee-73.bmp"))
        #expect(refusal("tee-73", query(.item("tee-54"))).hasPrefix("the picture of tee-73 cannot be read"))
        var other = query(.item("tee-54"))
        other.encoder = "nobody"
        #expect(!refusal("tee-9", other).utf8.contains(10))
    }

    @Test func importedVectorsSayThatItCannotBeShown() throws {
        _ = try engine()
        let source = try Catalog(opening: folder.url.appendingPathComponent("catalog"))
        let files = (vectors: folder.url.appendingPathComponent("v.npy"), ids: folder.url.appendingPathComponent("ids.txt"))
        _ = try VectorExchange.export(source, vectors: files.vectors, ids: files.ids)
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("imported"))
        _ = try VectorExchange.import(vectors: files.vectors, ids: files.ids, into: catalog, encoderName: "mine", pictures: folder.path("tees"))
        let engine = LocalEngine(catalog)
        #expect {
            try waitForAnswer { _ = engine.whereAlike("tee-9", to: query(.item("tee-54")), $0) }
        } throws: {
            "\($0)".contains("the vectors by mine were imported") && !"\($0)".utf8.contains(10)
        }
    }

    /// Who moves on has no map made that nobody waits for.
    @Test func whatIsOvertakenIsNotMade() throws {
        let engine = try engine()
        let overtaken = Mutex(0)
        for _ in 0..<20 {
            engine.whereAlike("tee-9", to: query(.item("tee-54"))) { _ in overtaken.withLock { $0 += 1 } }.cancel()
        }
        let maps = try waitForAnswer { _ = engine.whereAlike("tee-54", to: query(.item("tee-9")), $0) }
        #expect(maps.maps.count == 3)
        // One that was begun at once may still have come.
        #expect(overtaken.withLock { $0 } <= 1)
    }

    @Test func anEmptyCatalogSaysSo() throws {
        let engine = LocalEngine(try Catalog(creating: folder.url.appendingPathComponent("empty")))
        #expect(throws: PlainError.self) { try waitForAnswer { _ = engine.whereAlike("tee-9", to: query(.item("tee-54")), $0) } }
    }
}
