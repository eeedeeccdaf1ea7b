import Basics
import Encoders
import Foundation
import Synchronization
import TestSupport
import Testing
import Vectors

@testable import Catalog
@testable import Postgres
@testable import Server

/// Catalogs that go to a real server and come back.
@Suite(.needsServer) struct PushTests {
    private let here: ServerFixture

    init() throws { here = try ServerFixture() }

    @Test func allComesBack() throws {
        let catalog = try here.makeCatalog()
        try FileManager.default.createDirectory(at: catalog.picturesFolder, withIntermediateDirectories: true)
        let large = Data((0..<9_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) })
        try large.write(to: catalog.picturesFolder.appendingPathComponent("train-1-2.idx"))
        try Data("nobody's".utf8).write(to: catalog.picturesFolder.appendingPathComponent("note.txt"))
        let report = try here.push(catalog)
        #expect(report.items == 40 && report.vectors == 72 && !report.isUnchanged)
        let pulled = try here.pull("pulled")
        #expect(try here.contents(pulled) == here.contents(catalog))
        #expect(try Data(contentsOf: pulled.picturesFolder.appendingPathComponent("train-1-2.idx")) == large)
        #expect(try !FileManager.default.fileExists(atPath: pulled.picturesFolder.path + "/note.txt") && pulled.index().table.rows == 40)
        // What a condition will ask.
        #expect(try here.server.run("SELECT count(*) FROM vitrine.item WHERE facts->>'price' = '9.50'", on: here.url) == "10")
    }

    @Test func aFurtherPushSendsWhatHasChanged() throws {
        let catalog = try here.makeCatalog()
        _ = try here.push(catalog)
        #expect(try here.push(catalog).isUnchanged)
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
            let item = NewItem(id: "new", locator: "new", fingerprint: "new", label: nil, attributes: "{}")
            try writer.replace([Replacement(row: 3, item: item)], vectors: [1, 2, 3], source: 1)
            try writer.remove(rows: [0, 1])
        }
        _ = try catalog.store(["likes": ["tee 2"]], as: "baskets")
        let report = try here.push(catalog)
        #expect(report.vectors < 10 && report.rows < 15 && !report.isUnchanged, "\(report)")
        let pulled = try here.pull("pulled")
        #expect(try here.contents(pulled) == here.contents(catalog))
        // From what was pulled one may go on, and then not from the other.
        _ = try pulled.store(["likes": ["tee 3"]], as: "baskets")
        #expect(try here.push(pulled).rows == 1)
        #expect(here.failure { _ = try here.push(catalog) }.contains("has not seen"))
        _ = try here.push(catalog, isForced: true)
        #expect(try here.contents(here.pull("again")) == here.contents(catalog))
    }

    /// What a person has stored on the server since gives way to an older basket only where that is asked for.
    @Test func aPushLeavesNewerBasketsAlone() throws {
        let catalog = try here.makeCatalog()
        _ = try here.push(catalog)
        let connection = try Connection(here.address())
        try connection.run("SET search_path = vitrine, pg_temp")
        try connection.put(#"{"likes":["on the server"]}"#, asDocument: "baskets")
        _ = try catalog.store(["likes": ["here"]], as: "baskets")
        let stored = "SELECT content FROM vitrine.document WHERE name = 'baskets'"
        #expect(try here.push(catalog).keptDocuments == 1 && here.server.run(stored, on: here.url) == #"{"likes":["on the server"]}"#)
        #expect(try here.push(catalog, isForced: true).keptDocuments == 0 && here.server.run(stored, on: here.url).contains("here"))
    }

    /// A reader sees nothing of it until all is there, and the next push sends what is missing.
    @Test(arguments: [3, 25]) func aPushThatIsCutGoesOn(cutAfter row: Int) throws {
        let catalog = try here.makeCatalog()
        _ = try here.push(here.makeCatalog("before", items: 12))
        let before = try here.contents(here.pull("first"))
        var push = Push(catalog, to: try here.address())
        push.isForced = true
        let asked = Mutex(0)
        push.isCancelled = {
            asked.withLock {
                $0 += 1
                return $0 > 30 + row
            }
        }
        #expect(here.failure { _ = try push.run() }.contains("interrupted"))
        #expect(try here.contents(here.pull("second")) == before)
        // A connection that is cut by the server.
        push.isCancelled = { false }
        push.progress = { [here] _ in
            _ = try? here.server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", on: here.url)
        }
        #expect(here.failure { _ = try push.run() }.contains("try again"))
        #expect(try here.contents(here.pull("third")) == before)
        push.progress = { _ in }
        _ = try push.run()
        #expect(try here.contents(here.pull("fourth")) == here.contents(catalog))
        #expect(try here.server.run("SELECT count(*) FROM vitrine.vectors_1", on: here.url) == "40")
    }

    @Test func aPullThatIsCutLeavesNothing() throws {
        _ = try here.push(here.makeCatalog())
        var pull = Pull(try here.address(), into: here.folder("cut"))
        pull.progress = { [here] _, _ in
            _ = try? here.server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", on: here.url)
        }
        #expect(here.failure { _ = try pull.run() }.contains("try again"))
        pull.progress = { _, _ in }
        pull.isCancelled = { true }
        #expect(here.failure { _ = try pull.run() }.contains("interrupted"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: here.temporary.url.path) == ["catalog"])
        #expect(try here.pull("cut").state().items == 40)
        #expect(here.failure { _ = try here.pull("cut") }.contains("already"))
        try here.temporary.write([1], to: "other/file")
        #expect(here.failure { _ = try here.pull("other") }.contains("something else"))
    }

    @Test func whatPostgresCannotHoldIsRefused() throws {
        var tuple = CopyTuple()
        let table = TravellingTable.documents
        #expect(here.failure { try tuple.add([.text("a\u{0}b"), .text("{}")], of: table) }.contains("NUL character in its \(table.columns[0].name)"))
    }
}
