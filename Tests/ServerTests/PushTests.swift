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
    private let server: LoopbackServer
    private let temporary: TemporaryFolder
    private let url: String
    private let own = EncoderIdentity(name: "own", version: "1", dimensions: 3)
    private let further = EncoderIdentity(name: "further", version: "2", dimensions: 2)

    init() throws {
        server = try LoopbackServer.shared.get()
        temporary = try TemporaryFolder()
        url = try server.newDatabase()
        _ = try ServerSetup(ServerAddress(url)).run()
    }

    private func folder(_ name: String) -> URL { temporary.url.appendingPathComponent(name) }

    private func address() throws -> ServerAddress { try ServerAddress(url) }

    /// Items of a shop with awkward texts, vectors with awkward bits by two encoders, a basket, and an arrangement.
    private func makeCatalog(_ name: String = "catalog", items: Int = 40) throws -> Catalog {
        let catalog = try Catalog(creating: folder(name))
        let source = try catalog.write { db in try SourceRecord.ensure(db, kind: .vectors, path: "") }
        let awkward = ["{}", #"{"title":"a\u0000b\\u0000\u0000"}"#, #"{"tags":["x","y, z"],"été":"\"\\/"}"#, #"{"a":"\u001b[31m","price":"9.50"}"#]
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: own)
            let new = (0..<items).map { number in
                NewItem(
                    id: "tee \(number) e\u{301}", locator: "\(number)", fingerprint: "f\(number)", label: number % 3 == 0 ? "a'b" : nil,
                    attributes: awkward[number % 4], color: number % 2 == 0 ? nil : 0xFF00FF)
            }
            let vectors: [Float] = (0..<items).flatMap { row -> [Float] in [Float(bitPattern: UInt32(row + 1)), -0.0, Float(row) / 3] }
            try writer.append(new, vectors: vectors, source: source.id)
            try writer.updateCodes()
        }
        try catalog.write { db in
            try db.execute(
                sql: """
                    UPDATE source SET shop = '{"requests":[]}';
                    INSERT INTO visit (id, source, began, ended, is_complete) VALUES (7, 1, 1000, NULL, 0);
                    INSERT INTO offer VALUES ('tee 1 é', 1, 'p', 'red', '', 7, 1000, 7, 1000, 0, 0, 1, 0.1, '["https://x.example/1.png"]');
                    INSERT INTO observation VALUES ('tee 1 é', 1000, '9.50', NULL, 'EUR', '["S"]', 1, 0);
                    """)
        }
        let table = try EncodingWriter(catalog, further)
        for row in 0..<items where row % 5 != 0 { try table.set([Float(row), .leastNonzeroMagnitude], at: row) }
        try table.finish()
        _ = try catalog.arrangement()
        _ = try catalog.store(["likes": ["tee 1"]], as: "baskets")
        return catalog
    }

    private func push(_ catalog: Catalog, isForced: Bool = false) throws -> Push.Report {
        var push = Push(catalog, to: try address())
        push.isForced = isForced
        return try push.run()
    }

    private func pull(_ name: String) throws -> Catalog {
        _ = try Pull(address(), into: folder(name)).run()
        return try Catalog(opening: folder(name))
    }

    /// All that a catalog holds, as lines.
    private func contents(_ catalog: Catalog) throws -> [String] {
        let now = try catalog.generation()
        var lines: [String] = []
        for table in TravellingTable.all + [.documents] {
            try now.forEachRow(of: table) { row in
                guard row[0] != .text("server") else { return }
                // Scalars, for Swift takes equivalent texts for equal.
                lines.append("\(table.name) \("\(row)".unicodeScalars.map(\.value))")
            }
        }
        for vectors in try now.travellingVectors() {
            for row in 0..<vectors.table.rows where vectors.rows?.contains(row) ?? true {
                lines.append("\(vectors.encoder.name) \(row) \(vectors.table.vector(at: row).map(\.bitPattern))")
            }
            lines.append("arrangement \(try vectors.arrangement.map { try Data(contentsOf: $0).base64EncodedString() } ?? "none")")
        }
        for file in now.travellingFiles() { lines.append("\(file.name) \(try Data(contentsOf: file.url).base64EncodedString())") }
        return lines + ["generation \(try now.state().generation)"]
    }

    private func failure(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "nothing failed"
    }

    @Test func allComesBack() throws {
        let catalog = try makeCatalog()
        try FileManager.default.createDirectory(at: catalog.picturesFolder, withIntermediateDirectories: true)
        let large = Data((0..<9_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) })
        try large.write(to: catalog.picturesFolder.appendingPathComponent("train-1-2.idx"))
        try Data("nobody's".utf8).write(to: catalog.picturesFolder.appendingPathComponent("note.txt"))
        let report = try push(catalog)
        #expect(report.items == 40 && report.vectors == 72 && !report.isUnchanged)
        let pulled = try pull("pulled")
        #expect(try contents(pulled) == contents(catalog))
        #expect(try Data(contentsOf: pulled.picturesFolder.appendingPathComponent("train-1-2.idx")) == large)
        #expect(try !FileManager.default.fileExists(atPath: pulled.picturesFolder.path + "/note.txt") && pulled.index().table.rows == 40)
        // What a condition will ask.
        #expect(try server.run("SELECT count(*) FROM vitrine.item WHERE facts->>'price' = '9.50'", on: url) == "10")
    }

    @Test func aFurtherPushSendsWhatHasChanged() throws {
        let catalog = try makeCatalog()
        _ = try push(catalog)
        #expect(try push(catalog).isUnchanged)
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: own)
            let item = NewItem(id: "new", locator: "new", fingerprint: "new", label: nil, attributes: "{}")
            try writer.replace([Replacement(row: 3, item: item)], vectors: [1, 2, 3], source: 1)
            try writer.remove(rows: [0, 1])
        }
        _ = try catalog.store(["likes": ["tee 2"]], as: "baskets")
        let report = try push(catalog)
        #expect(report.vectors < 10 && report.rows < 15 && !report.isUnchanged, "\(report)")
        let pulled = try pull("pulled")
        #expect(try contents(pulled) == contents(catalog))
        // From what was pulled one may go on, and then not from the other.
        _ = try pulled.store(["likes": ["tee 3"]], as: "baskets")
        #expect(try push(pulled).rows == 1)
        #expect(failure { _ = try push(catalog) }.contains("has not seen"))
        _ = try push(catalog, isForced: true)
        #expect(try contents(pull("again")) == contents(catalog))
    }

    /// A reader sees nothing of it until all is there, and the next push sends what is missing.
    @Test(arguments: [3, 25]) func aPushThatIsCutGoesOn(cutAfter row: Int) throws {
        let catalog = try makeCatalog()
        _ = try push(makeCatalog("before", items: 12))
        let before = try contents(pull("first"))
        var push = Push(catalog, to: try address())
        push.isForced = true
        let asked = Mutex(0)
        push.isCancelled = {
            asked.withLock {
                $0 += 1
                return $0 > 30 + row
            }
        }
        #expect(failure { _ = try push.run() }.contains("interrupted"))
        #expect(try contents(pull("second")) == before)
        // A connection that is cut by the server.
        push.isCancelled = { false }
        push.progress = { [server, url] _ in
            _ = try? server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", on: url)
        }
        #expect(failure { _ = try push.run() }.contains("try again"))
        #expect(try contents(pull("third")) == before)
        push.progress = { _ in }
        _ = try push.run()
        #expect(try contents(pull("fourth")) == contents(catalog))
        #expect(try server.run("SELECT count(*) FROM vitrine.vectors_1", on: url) == "40")
    }

    @Test func aPullThatIsCutLeavesNothing() throws {
        _ = try push(makeCatalog())
        var pull = Pull(try address(), into: folder("cut"))
        pull.progress = { [server, url] _, _ in
            _ = try? server.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", on: url)
        }
        #expect(failure { _ = try pull.run() }.contains("try again"))
        pull.progress = { _, _ in }
        pull.isCancelled = { true }
        #expect(failure { _ = try pull.run() }.contains("interrupted"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.url.path) == ["catalog"])
        #expect(try self.pull("cut").state().items == 40)
        #expect(failure { _ = try self.pull("cut") }.contains("already"))
        try temporary.write([1], to: "other/file")
        #expect(failure { _ = try self.pull("other") }.contains("something else"))
    }

    @Test func whatPostgresCannotHoldIsRefused() throws {
        var tuple = CopyTuple()
        let table = TravellingTable.documents
        #expect(failure { try tuple.add([.text("a\u{0}b"), .text("{}")], of: table) }.contains("NUL character in its \(table.columns[0].name)"))
    }
}
