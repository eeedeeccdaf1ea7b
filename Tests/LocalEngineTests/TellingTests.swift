import Basics
import Encoders
import Engine
import Foundation
import GRDB
import LocalEngine
import Pictures
import Taste
import TestSupport
import Testing
import Vectors

@testable import Catalog

/// What ghosts are about, in words.
@Suite struct TellingTests {
    private let folder = try! TemporaryFolder()

    /// Takes pictures of three reds for cats, boats and flowers.
    private static func threeThings() throws -> WordEncoder { try WordEncoder { ["cat", "sailing boat", "flower"][min(2, $0 / 60)] } }

    private func id(_ kind: Int, _ number: Int) -> String { "tee-\(kind)-\(number)" }

    private func write(_ kind: Int, _ number: Int, to folderName: String = "tees") throws {
        let red = UInt8(kind * 60 + number)
        try folder.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in (red, 9, 9) }, to: "\(folderName)/\(id(kind, number)).bmp")
    }

    private func catalog(_ encoder: any Encoder) throws -> Catalog {
        for kind in 0..<3 { for number in 0..<6 { try write(kind, number) } }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: encoder).run(source: folder.path("tees"))
        return catalog
    }

    private func ranking(_ entries: [Basket.Entry], in catalog: Catalog, mode: GhostMode = .interests) throws -> Ranking {
        let engine = LocalEngine(catalog)
        var query = NeighborQuery(subject: .ghost(Basket(entries: entries)), metrics: [.cosine], count: 3)
        query.taste.mode = mode
        return try waitForAnswer { _ = engine.neighbors(query, $0) }[0]
    }

    private func likes(_ ids: [String]) -> [Basket.Entry] { ids.map { Basket.Entry(item: $0) } }

    @Test func aGhostIsToldByWhatItsPicturesHaveInCommon() throws {
        let catalog = try catalog(Self.threeThings())
        let cats = likes([id(0, 0), id(0, 1), id(0, 2)]), boat = likes([id(1, 0)])
        for mode in GhostMode.allCases { #expect(try ranking(cats, in: catalog, mode: mode).about.first == "cat") }
        let one = try ranking(cats, in: catalog)
        #expect(one.interests.map(\.about) == [one.about])
        let both = try ranking(cats + boat, in: catalog)
        #expect(both.interests.count == 2 && both.interests[0].about.first == "cat" && both.about.contains("cat"))
        #expect(both.interests[1].about.contains { $0.contains("boat") } && !both.interests[1].about.contains("cat"))
        #expect(try ranking(cats + boat, in: catalog, mode: .centroid).interests.isEmpty)
        // Wishes say nothing of themselves, and what is passed is not said.
        #expect(try ranking(likes([Wish.id(of: "cat")]), in: catalog).about.isEmpty)
        #expect(try ranking(cats + likes([Wish.id(of: "flower")]), in: catalog, mode: .centroid).about.first == "cat")
        let passed = try ranking(cats + [Basket.Entry(item: id(0, 4), opinion: .passed)], in: catalog)
        #expect(passed.about.first == "cat")
        let unwished = try ranking(cats + [Basket.Entry(item: Wish.id(of: "cat"), opinion: .passed)], in: catalog)
        #expect(try unwished.about == ranking(cats, in: catalog).about)
        #expect(try ranking([], in: catalog).about.isEmpty)
    }

    @Test func anItemIsTold() throws {
        let engine = LocalEngine(try catalog(Self.threeThings()))
        let query = NeighborQuery(subject: .item(id(2, 1)), metrics: [.cosine], count: 2)
        #expect(try waitForAnswer { _ = engine.neighbors(query, $0) }[0].about.first == "flower")
    }

    @Test func anEncoderWithoutWordsSaysNothing() throws {
        let catalog = try catalog(DescriptorEncoder())
        let found = try ranking(likes([id(0, 0), id(1, 1), id(2, 2)]), in: catalog)
        #expect(found.about.isEmpty && found.interests.allSatisfy(\.about.isEmpty) && found.matches.count == 3)
    }

    /// A catalog that was made before there could be several encoders in one.
    @Test func aCatalogFromBeforeTakesWordsAndIsTold() throws {
        let place: URL
        do {
            let catalog = try catalog(Self.threeThings())
            place = catalog.folder
            try catalog.database.write { db in
                try db.execute(sql: "DROP TABLE encoding; DELETE FROM grdb_migrations WHERE identifier LIKE '4%'")
            }
            try catalog.database.close()
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: place.path)
        #expect(!files.contains { $0.hasSuffix(".keys") })
        let reopened = try Catalog(opening: place)
        #expect(try ranking(likes([id(0, 0), id(0, 1)]), in: reopened).about.first == "cat")
        #expect(try ranking(likes([Wish.id(of: "sailing boat")]), in: reopened).matches.allSatisfy { $0.item.id.hasPrefix("tee-1") })
        #expect(try reopened.encodings().map(\.isOwn) == [true])
    }
}
