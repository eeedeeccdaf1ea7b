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

    /// The wall of a listing, and the IDs on its places.
    private func wall(
        _ engine: LocalEngine, _ listing: Listing = Listing(), _ query: NeighborQuery? = nil
    ) throws -> (wall: OpenedWall, ids: [String]) {
        _ = try waitForAnswer { _ = engine.open(listing, query: query, keep: nil, $0) }
        guard case .standing(let wall, nil) = try waitForAnswer({ _ = engine.wall(encoder: nil, keep: "7", $0) }) else { throw NoWall() }
        let items = try waitForAnswer { _ = engine.items(onWall: wall.number, at: Array(-1...wall.count), $0) }
        #expect(Set(items.keys) == Set(0..<wall.count))
        return (wall, (0..<wall.count).compactMap { items[$0]?.id })
    }

    private struct NoWall: Error {}

    @Test func everyListedItemHasAPlace() throws {
        let engine = try engine(60), (all, ids) = try wall(engine)
        #expect(ids.sorted() == (1...60).map(String.init).sorted() && all.place == ids.firstIndex(of: "7"))
        #expect(all.columns * (all.rows - 1) < 60 && all.columns * all.rows >= 60)
        #expect(try wall(engine).ids == ids && wall(engine, Listing(order: .shuffled(seed: 3))).ids == ids)
        let cheap = try wall(engine, Listing(filter: "price < 20"))
        #expect(Set(cheap.ids) == Set((1..<20).map(String.init)))
        #expect(try wall(engine, Listing(filter: "price < 55")).ids.count == 54)
        #expect(try wall(engine, Listing(filter: "price < 0")).ids.isEmpty)
        #expect(throws: (any Error).self) { try wall(engine, Listing(filter: "nonsense = 1")) }
        let query = NeighborQuery(subject: .item("7"), metrics: [.cosine], count: 1)
        let near = try wall(engine, Listing(order: .item("7"), within: 0.2), query).ids
        #expect(near.contains("7") && near.count < 60)
        #expect(try waitForAnswer { _ = engine.places(onWall: all.number, of: ["7", "nobody"], $0) }.count == 2)
    }

    @Test func thumbnailsComeInTheirOrder() throws {
        func thumbnails(_ engine: LocalEngine) throws -> [String: Thumbnail?] {
            let (wall, ids) = try wall(engine)
            return Dictionary(uniqueKeysWithValues: zip(ids, engine.thumbnails(onWall: wall.number, at: 0..<wall.count)))
        }
        let engine = try engine(12), catalog = engine.catalog.folder, found = try thumbnails(engine)
        #expect(found.count == 12 && found.values.allSatisfy { $0?.width == 8 })
        #expect(engine.thumbnails(onWall: 77, at: 3..<5) == [nil, nil])
        // An older catalog gets them, all of them.
        try FileManager.default.removeItem(at: ThumbnailFile.url(in: catalog))
        let later = LocalEngine(try Catalog(opening: catalog))
        #expect(try thumbnails(later) == found)
        #expect(FileManager.default.fileExists(atPath: ThumbnailFile.url(in: catalog).path))
        // Without its picture an item has its colour.
        try FileManager.default.removeItem(at: ThumbnailFile.url(in: catalog))
        try FileManager.default.removeItem(atPath: folder.path("pictures/5.bmp"))
        let without = try thumbnails(LocalEngine(try Catalog(opening: catalog)))
        #expect(without["5"]??.width == 1 && without["5"]??.pixels.prefix(3) == found["5"]??.pixels.prefix(3) && without["6"] == found["6"])
    }
}
