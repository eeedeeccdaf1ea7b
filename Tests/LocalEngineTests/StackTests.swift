import Basics
import Encoders
import Engine
import Foundation
import Taste
import TestSupport
import Testing
import Vectors

@testable import Catalog
@testable import LocalEngine

/// What the engine makes of designs and of pictures that are near-identical.
@Suite struct StackTests {
    private let folder = try! TemporaryFolder()

    /// Items with these attributes and vectors, `a` to `z`.
    private func catalog(_ attributes: [String], _ vectors: [[Float]]? = nil) throws -> Catalog {
        let ids = attributes.indices.map { String(UnicodeScalar(UInt8(97 + $0))) }
        let vectors = vectors ?? attributes.indices.map { [cos(Float($0)), sin(Float($0))] }
        let table = folder.url.appendingPathComponent("v.npy"), names = folder.url.appendingPathComponent("v.txt")
        let writer = try VectorFileWriter(creating: table, dimensions: 2)
        try writer.append(vectors.flatMap { $0 })
        try writer.synchronize()
        try Data(ids.map { $0 + "\n" }.joined().utf8).write(to: names)
        let file = try folder.write(
            Array((["id,design,colour,price"] + zip(ids, attributes).map { "\($0),\($1)" }).joined(separator: "\n").utf8), to: "a.csv")
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try VectorExchange.import(
            vectors: table, ids: names, into: catalog, encoderName: "test", pictures: nil, attributes: AttributesFile(path: file)
        ) { _ in }
        return catalog
    }

    /// a, c and e are one design; b and f another; d is alone.
    private func designs(_ vectors: [[Float]]? = nil) throws -> Catalog {
        try catalog(["cat,navy,10", "dog,white,20", "cat,white,30", ",red,40", "cat,black,50", "dog,white,60"], vectors)
    }

    private func open(_ engine: LocalEngine, _ listing: Listing = Listing(), keep: String? = nil) throws -> OpenedListing {
        try waitForAnswer { _ = engine.open(listing, query: nil, keep: keep, $0) }
    }

    private func page(_ engine: LocalEngine) throws -> [ItemSummary] { try waitForAnswer { _ = engine.items(at: 0..<99, $0) }.items }
    private func ids(_ engine: LocalEngine) throws -> String { try page(engine).map(\.id).joined() }

    @Test func designsAreOneTile() throws {
        let engine = LocalEngine(try designs())
        let opened = try open(engine, keep: "e")
        #expect(opened.count == 3 && opened.items == 6 && opened.stacks != 0 && opened.position == 0)
        let page = try page(engine)
        #expect(page.map(\.id) == ["a", "b", "d"])
        #expect(page[0].stack == ItemStack(key: "a", count: 3, variety: .colors(3)) && page[2].stack == nil)
        #expect(page[1].stack == ItemStack(key: "b", count: 2, variety: .versions), "both are white")
        #expect(try waitForAnswer { engine.stack(of: "e", $0) }.map(\.id) == ["a", "c", "e"])
        #expect(try waitForAnswer { engine.stack(of: "d", $0) } == [] && waitForAnswer { engine.stack(of: "z", $0) } == [])
        #expect(try waitForAnswer { engine.items(ids: ["e", "d"], $0) }.map { $0.stack?.key } == ["a", nil])
    }

    @Test func conditionsAndOrderComeBeforeFolding() throws {
        let engine = LocalEngine(try designs())
        let opened = try open(engine, Listing(order: .attribute("price", descending: true), filter: "price > 20"), keep: "c")
        #expect(try opened.count == 3 && opened.items == 4 && ids(engine) == "fed" && opened.position == 1)
        #expect(try page(engine).map { $0.stack?.count } == [nil, 2, nil])
        #expect(try open(engine, Listing(text: "navy")).count == 1 && page(engine)[0].stack == nil)
        #expect(try open(engine, Listing().folded(false)) == OpenedListing(count: 6, stacks: opened.stacks, position: nil))
        #expect(try page(engine).allSatisfy { $0.stack == nil })
    }

    @Test func openStacksFollowTheirFirst() throws {
        let engine = LocalEngine(try designs())
        _ = try open(engine, Listing(order: .attribute("price", descending: true)))
        #expect(try ids(engine) == "fed")
        var listing = Listing()
        listing.opened = ["c", "nobody"]
        let opened = try waitForAnswer { _ = engine.fold(listing, keep: "a", $0) }
        #expect(try ids(engine) == "fecad" && opened.position == 3 && opened.items == 6, "in the order that stands")
        #expect(try page(engine).map { $0.stack?.place } == [nil, 1, 2, 3, nil])
        #expect(try waitForAnswer { _ = engine.position(of: .id("b"), $0) } == 0, "inside a closed stack")
        #expect(try waitForAnswer { _ = engine.position(of: .text("white", from: 0, forward: true), $0) } == 2)
        #expect(try waitForAnswer { _ = engine.position(of: .text("white", from: 2, forward: true), $0) } == 0)
        _ = try waitForAnswer { _ = engine.fold(Listing(), keep: nil, $0) }
        #expect(try ids(engine) == "fed")
    }

    @Test func neighboursFoldWhereTheyAreAskedTo() throws {
        let engine = LocalEngine(try designs())
        _ = try open(engine)
        var query = NeighborQuery(subject: .item("d"), metrics: [.cosine, .euclidean], count: 2)
        func found() throws -> [[String]] { try waitForAnswer { _ = engine.neighbors(query, $0) }.map { $0.matches.map(\.item.id) } }
        let all = try found()
        #expect(all[0].count == 2)
        query.foldsStacks = true
        for ids in try found() { #expect(ids.count == 2 && Set(ids.map { "ace".contains($0) }).count == 2, "one of each design") }
        let matches = try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches
        #expect(matches.contains { $0.item.stack?.count == 3 } && matches.contains { $0.item.stack?.count == 2 })
        (query.foldsStacks, query.collapsesDuplicates) = (false, true)
        #expect(
            try found()[0].count == 2 && found()[0] != all[0] && waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches[0].item.stack == nil)
        // Of a liked one the other colours are near, too.
        query = NeighborQuery(subject: .item("a"), metrics: [.cosine], count: 9)
        query.foldsStacks = true
        #expect(try found()[0].count == 3)
    }

    @Test func nearIdenticalPicturesFoldFromTheNextListingOn() throws {
        let near: [[Float]] = [[1, 0], [0, 1], [1, 0.001], [-1, 0], [1, 0.002], [0, -1], [0, 0], [0, 0]]
        let catalog = try catalog((0..<8).map { ",navy,\($0)" }, near), engine = LocalEngine(catalog)
        #expect(try open(engine) == OpenedListing(count: 8, position: nil))
        // Somebody looks after the catalog twice, and it has not changed.
        for _ in 0..<2 { _ = try waitForAnswer { engine.version($0) } }
        engine.stackStore.wait()
        #expect(try ids(engine) == "abcdefgh", "nothing moves under a shopper's eyes")
        let opened = try open(engine)
        #expect(try opened.count == 6 && opened.items == 8 && opened.stacks != 0 && ids(engine) == "abdfgh")
        #expect(try page(engine)[0].stack == ItemStack(key: "a", count: 3, variety: .alike))
        // The next browser knows it from the first page on, if it is true.
        #expect(try open(LocalEngine(Catalog(opening: catalog.folder))) == OpenedListing(count: 6, items: 8, stacks: 1, position: nil))
        let lie = KeptLeaders([0, 0, 0, 3, 4, 4, 9, 2], encoder: try #require(try catalog.state().encoder), generation: 0)
        lie.keep(in: catalog)
        #expect(try open(LocalEngine(Catalog(opening: catalog.folder))).count == 7, "only c is near-identical to a")
        // An item that comes changes nothing; one whose vector is another is alone at once.
        _ = try catalog.write { db in try db.execute(sql: "UPDATE state SET generation = generation + 1") }
        #expect(try open(engine).count == 6 && open(engine).stacks == opened.stacks)
    }

    @Test func pictureAndDesignTogether() throws {
        let engine = LocalEngine(try designs([[1, 0], [0, 1], [1, 1], [1, 0], [-1, 0], [0, -1]]))
        _ = try open(engine)
        for _ in 0..<2 { _ = try waitForAnswer { engine.version($0) } }
        engine.stackStore.wait()
        let opened = try open(engine)
        #expect(
            try opened.count == 2 && page(engine)[0].stack == ItemStack(key: "a", count: 4, variety: .colors(3)),
            "d looks like a, and tells no colour as a design does")
    }

    @Test func designsOfDifferentSourcesAreDifferent() throws {
        let catalog = try designs()
        try catalog.write { db in
            try db.execute(sql: "INSERT INTO source (kind, path) VALUES ('folder', '/elsewhere')")
            try db.execute(sql: "UPDATE item SET source = (SELECT MAX(id) FROM source) WHERE row = 4")
        }
        let columns = try #require(try DesignColumns(catalog))
        #expect(columns.designs == [0, 1, 0, -1, 2, 1] && columns.colors == [0, 1, 1, -1, 2, 1])
        try catalog.write { db in try db.execute(sql: "UPDATE item SET attributes = '{\"design\": 5}' WHERE row = 0") }
        #expect(try DesignColumns(catalog)?.designs[0] == -1, "what cannot be read has no design")
        try catalog.write { db in try db.execute(sql: "UPDATE item SET attributes = '{}'") }
        #expect(try DesignColumns(catalog) == nil)
    }
}
