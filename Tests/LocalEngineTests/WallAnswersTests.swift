import Basics
import Encoders
import Engine
import Foundation
import Pictures
import TestSupport
import Testing

@testable import Catalog
@testable import LocalEngine

/// Walls and thumbnails as the engine answers them.
@Suite struct WallAnswersTests {
    private let folder = try! TemporaryFolder()

    private func engine(_ count: Int) throws -> LocalEngine {
        var attributes = "id,price\n"
        for number in 1...count {
            let color = (UInt8(number * 37 % 251), UInt8(number * 91 % 241), UInt8(number * 53 % 239))
            try folder.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in color }, to: "pictures/\(number).bmp")
            attributes += "\(number),\(number)\n"
        }
        var options = Indexer.Options()
        options.attributes = try AttributesFile(path: folder.write(Array(attributes.utf8), to: "a.csv"))
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: options).run(source: folder.path("pictures"))
        return LocalEngine(catalog)
    }

    private func wall(_ engine: LocalEngine, _ listing: Listing = Listing(), _ query: NeighborQuery? = nil) throws -> ItemWall {
        try waitForAnswer { _ = engine.wall(of: listing, query: query, encoder: nil, $0) }
    }

    @Test func everyListedItemHasAPlace() throws {
        let engine = try engine(60), all = try wall(engine)
        #expect(all.items.sorted() == (1...60).map(String.init).sorted() && all.progress == 1)
        #expect(all.columns * (all.rows - 1) < 60 && all.columns * all.rows >= 60)
        #expect(try wall(engine) == all && wall(engine, Listing(order: .shuffled(seed: 3))) == all)
        let cheap = try wall(engine, Listing(filter: "price < 20"))
        #expect(Set(cheap.items) == Set((1..<20).map(String.init)))
        #expect(try wall(engine, Listing(filter: "price < 55")).items.count == 54)
        #expect(try wall(engine, Listing(filter: "price < 0")).items.isEmpty)
        #expect(throws: (any Error).self) { try wall(engine, Listing(filter: "nonsense = 1")) }
        let query = NeighborQuery(subject: .item("7"), metrics: [.cosine], count: 1)
        let near = try wall(engine, Listing(within: 0.2), query)
        #expect(near.items.contains("7") && near.items.count < 60)
    }

    @Test func thumbnailsComeInTheirOrder() throws {
        let engine = try engine(12)
        let ids = ["5", "nobody", "12", "1"]
        let found = try waitForAnswer { engine.thumbnails(of: ids, $0) }
        #expect(found.map(\.picture.item) == ["5", "12", "1"])
        #expect(found.allSatisfy { $0.raster?.width == 8 && $0.color != nil })
        let made = try waitForAnswer { _ = engine.makeThumbnails($0) }
        #expect(made == ThumbnailsMade(done: 0, total: 0))
        try FileManager.default.removeItem(at: ThumbnailFile.url(in: engine.catalog.folder))
        let later = LocalEngine(try Catalog(opening: engine.catalog.folder))
        #expect(try waitForAnswer { later.thumbnails(of: ["5"], $0) }[0].raster == nil)
        #expect(try waitForAnswer { _ = later.makeThumbnails($0) } == ThumbnailsMade(done: 12, total: 12))
        #expect(try waitForAnswer { later.thumbnails(of: ["5"], $0) }[0].raster == found[0].raster)
    }
}
