import Basics
import Engine
import Foundation
import LocalEngine
import Postgres
import Synchronization
import Taste
import TestSupport
import Testing
import Vectors

@testable import Catalog
@testable import Server

/// Catalogs whose vectors stay on the server, or on several, and of which codes are here.
@Suite(.needsServer) struct DistantMirrorTests {
    /// A catalog of clustered vectors, some items of which changed in other ways between pushes.
    private func makeCatalog(_ here: ServerFixture, items: Int, seed: UInt64) throws -> Catalog {
        let catalog = try Catalog(creating: here.folder("shop"))
        let source = try catalog.write { db in try SourceRecord.ensure(db, kind: .vectors, path: "") }
        let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
        let new = (0..<items).map { number in
            NewItem(id: "tee \(number)", locator: "\(number)", fingerprint: "\(number)", label: nil, attributes: #"{"size":"\#(number % 3)"}"#)
        }
        var random = SplitMix(seed)
        try writer.append(new, vectors: (0..<items * 3).map { _ in Float.random(in: -1...1, using: &random) }, source: source.id)
        try writer.updateCodes()
        return catalog
    }

    private func change(_ catalog: Catalog, _ here: ServerFixture, seed: Int) throws {
        let count = try catalog.state().items
        let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
        func item(_ name: String) -> NewItem {
            NewItem(id: "\(name) \(seed)", locator: "\(name) \(seed)", fingerprint: "\(seed)", label: nil, attributes: "{}")
        }
        try writer.replace([Replacement(row: seed * 7 % count, item: item("replaced"))], vectors: [Float(seed), -1, 2], source: 1)
        try writer.append([item("new"), item("newer")], vectors: [0.3, Float(seed), 0.5, 0.6, 0.7, Float(seed)], source: 1)
        if seed % 2 == 0 { try writer.remove(rows: [(seed + 2) % count, (seed + 3) % count, count / 2]) }
        try writer.updateCodes()
    }

    private func opened(_ here: ServerFixture, keeping most: Int = 0) throws -> (catalog: Catalog, vectors: ServerVectors) {
        let address = try here.address(), folders = here.folder("mirrors")
        let folder = try Mirror(address, in: folders, keeping: most).refresh()
        #expect(try Mirror.isWithoutVectors(folder))
        let vectors = ServerVectors(address, keeping: most)
        vectors.look()
        return (try Catalog(opening: folder).with(vectors), vectors)
    }

    private func expectEqual(_ there: Catalog, _ here: Catalog) throws {
        let (a, b) = (try there.index(), try here.index())
        #expect(a.codes != nil && a.table.isDistant && !b.table.isDistant && a.table.rows == b.table.rows)
        for row in stride(from: 3, to: b.table.rows, by: max(1, b.table.rows / 5)) {
            let vector = b.table.vector(at: row)
            #expect(a.table.vector(at: row).map(\.bitPattern) == vector.map(\.bitPattern))
            for metrics in [Metric.allCases, [.cosine], [.manhattan]] {
                let found = try a.nearest(to: [Query(vector)], metrics: metrics, count: 9)
                let expected = try b.nearest(to: [Query(vector)], metrics: metrics, count: 9)
                #expect(found == expected)
            }
        }
        #expect(a.table.failure == nil)
        #expect(try there.items(rows: 0..<a.table.rows) == here.items(rows: 0..<b.table.rows))
    }

    /// With vectors on one server, and on three.
    @Test(arguments: [0, 3]) func itFollowsAndAnswersAsTheCatalogDoes(_ shards: Int) throws {
        let here = try ServerFixture(spreadOver: shards), catalog = try makeCatalog(here, items: 3000, seed: 9)
        _ = try here.push(catalog)
        let mirrored = try opened(here).catalog
        #expect(!FileManager.default.fileExists(atPath: mirrored.folder.appendingPathComponent("pictures").path))
        let bytes = try FileManager.default.attributesOfItem(atPath: mirrored.folder.appendingPathComponent("vectors.npy").path)[.size] as? Int
        #expect(bytes ?? 0 < 1000, "no vectors are here")
        try expectEqual(mirrored, catalog)
        for seed in 1...4 {
            try change(catalog, here, seed: seed)
            let before = try mirrored.generation()
            let kept = try before.vectors()
            _ = kept.vector(at: 1)
            _ = try here.push(catalog)
            try expectEqual(try opened(here).catalog, catalog)
            #expect(try before.vectors().rows == before.state().items, "who reads keeps what there was")
            _ = kept.vector(at: 2)
            #expect(kept.failure != nil, "but what was overtaken is not there any more")
        }
        // Codes that are missing, or of what was to come when it was cut, are made anew.
        try FileManager.default.removeItem(at: mirrored.folder.appendingPathComponent("vectors.codes"))
        try expectEqual(try opened(here).catalog, catalog)
        // A pull takes everything, and so does whoever changes it.
        #expect(try here.contents(here.pull("pulled")) == here.contents(catalog))
        let count = try catalog.state().items
        let changed = try Mirror(here.address(), in: here.folder("mirrors"), keeping: 0).change { whole in
            try change(whole, here, seed: 11)
            return try whole.state().items
        }
        #expect(changed == count + 2)
        let whole = try Catalog(opening: Mirror(here.address(), in: here.folder("whole")).refresh())
        let address = try here.address(), folder = try Mirror(address, in: here.folder("mirrors"), keeping: 0).refresh(withoutVectors: true)
        #expect(try Mirror.isWithoutVectors(folder))
        try expectEqual(Catalog(opening: folder).with(ServerVectors(address, keeping: 1 << 20)), whole)
    }

    /// What the engine says, question by question, is what it says over the catalog itself, also after a push by somebody else.
    @Test func theEngineAnswersAlike() throws {
        let here = try ServerFixture(), catalog = try makeCatalog(here, items: 2500, seed: 4)
        _ = try here.push(catalog)
        let there = LocalEngine(try opened(here, keeping: 4000).catalog), local = LocalEngine(catalog)
        func compare() throws {
            for mode in GhostMode.allCases {
                let basket = Basket(entries: ["tee 3", "tee 40", "tee 500"].map { Basket.Entry(item: $0) })
                for filter in [nil, "size = 2"] {
                    var query = NeighborQuery(subject: .ghost(basket), metrics: Metric.allCases, count: 12)
                    query.taste.mode = mode
                    query.filter = filter
                    let found = try waitForAnswer { _ = there.neighbors(query, $0) }, expected = try waitForAnswer { _ = local.neighbors(query, $0) }
                    #expect(found.map { $0.matches } == expected.map { $0.matches })
                    #expect(found.map(\.equivalents) == expected.map(\.equivalents))
                }
            }
        }
        try compare()
        try change(catalog, here, seed: 5)
        _ = try here.push(catalog)
        #expect(here.failure { try compare() }.contains("try again"), "until it is here")
        _ = try opened(here, keeping: 4000)
        try compare()
        there.finish()
        local.finish()
    }

    /// One of three servers goes, and comes back.
    @Test func whatOneServerHasIsLostUntilItIsBack() throws {
        let folder = try TemporaryFolder(), third = try LoopbackServer(in: folder.url)
        let here = try ServerFixture(spreadOver: 2, and: third.address), catalog = try makeCatalog(here, items: 1500, seed: 3)
        _ = try here.push(catalog)
        let (mirrored, vectors) = try opened(here), engine = LocalEngine(mirrored)
        #expect(try waitForAnswer { engine.version($0) }.missing.isEmpty)
        var query = NeighborQuery(subject: .item("tee 1"), metrics: [.cosine, .manhattan], count: 20)
        query.includesExamples = true
        let whole = try waitForAnswer { _ = engine.neighbors(query, $0) }
        third.stop()
        let partial = try waitForAnswer { _ = engine.neighbors(query, $0) }
        let place = try #require(try waitForAnswer { engine.version($0) }.missing.first)
        #expect(place.contains("/shop") && !place.contains("keeper"))
        let left = RowSet(universe: 1500, (0..<1500).filter { $0 % 3 != 2 })
        let index = try catalog.index()
        let expected = try index.nearest(to: [Query(index.table.vector(at: 1))], metrics: [.cosine, .manhattan], count: 20, among: left)[0]
        #expect(partial.map { $0.matches.map(\.position) } == expected.map { $0.map(\.row) })
        query.metrics = Metric.allCases
        #expect(try waitForAnswer { _ = engine.neighbors(query, $0) }.allSatisfy { $0.matches.allSatisfy { $0.position % 3 != 2 } })
        let basket = Basket(entries: ["tee 3", "tee 4", "tee 0", "tee 1"].map { Basket.Entry(item: $0) })
        query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine], count: 5)
        #expect(try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches.count == 5, "rows next to each other, and next to lost ones")
        query = NeighborQuery(subject: .item("tee 2"), metrics: [.cosine, .manhattan], count: 20)
        query.includesExamples = true
        #expect(here.failure { _ = try waitForAnswer { _ = engine.neighbors(query, $0) } }.contains("cannot be reached"))
        #expect(here.failure { _ = try here.pull("pulled") }.contains(place), "a whole catalog is not made of a part")
        let again = try LoopbackServer(in: folder.url)
        vectors.look()
        #expect(try waitForAnswer { engine.version($0) }.missing.isEmpty)
        query.subject = .item("tee 1")
        #expect(try waitForAnswer { _ = engine.neighbors(query, $0) }.map(\.matches) == whole.map(\.matches))
        engine.finish()
        again.stop()
    }

    /// Who sees what: people reach vectors by views alone, and nobody but the owner's role the other servers.
    @Test func rightsOverShards() throws {
        let here = try ServerFixture(spreadOver: 2)
        _ = try here.push(makeCatalog(here, items: 60, seed: 8))
        let anna = try here.server.address(here.url, of: "shard_anna")
        let database = here.url.components(separatedBy: "/")[3].components(separatedBy: "?")[0]
        try here.server.run("GRANT \"\(database)_shopper\" TO shard_anna")
        #expect(try here.server.run("SELECT count(*) FROM vitrine.vectors_1", on: anna) == "60")
        for statement in [
            "SELECT * FROM vitrine.shard_1_small", "INSERT INTO vitrine.shard_1_small VALUES (1, 1, '[1]', 1, 1)", "DELETE FROM vitrine.vectors_1",
            "SELECT vitrine.delete_vectors(1, NULL)", "SELECT vitrine.take_arrived()", "SELECT vitrine.add_local_encoder('x', 3)",
            "SELECT umoptions FROM pg_user_mapping", "TRUNCATE vitrine.shard",
        ] {
            #expect(throws: LoopbackServer.Refusal.self, "\(statement)") { try here.server.run(statement, on: anna) }
        }
        #expect(try here.server.run("SELECT count(*) FROM pg_user_mappings WHERE umoptions IS NOT NULL", on: anna) == "0")
        // Setting up again changes nothing, and over others is refused.
        let shards = try here.shards.map { try ServerAddress($0) }
        #expect(try ServerSetup(here.address()).run(shards: shards).steps == 0)
        #expect(here.failure { _ = try ServerSetup(here.address()).run(shards: [shards[0]]) }.contains("already"))
        let other = try ServerFixture()
        #expect(here.failure { _ = try ServerSetup(other.address()).run(shards: shards) }.contains("another catalog"))
    }
}
