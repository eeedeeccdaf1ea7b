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

/// Catalogs that are kept as a real server's is, and through which that one is changed.
@Suite(.needsServer) struct MirrorTests {
    private let here: ServerFixture

    init() throws { here = try ServerFixture() }

    private func mirror(_ name: String = "mirrors") throws -> Mirror { Mirror(try here.address(), in: here.folder(name)) }

    /// What is in the mirror, but for what each catalog counts by itself.
    private func mirrored(_ name: String = "mirrors") throws -> [String] {
        try lines(Catalog(opening: mirror(name).refresh()))
    }

    private func lines(_ catalog: Catalog) throws -> [String] {
        try here.contents(catalog).filter { !$0.hasPrefix("generation") && !$0.hasPrefix("document") && !$0.hasPrefix("arrangement") }
    }

    private struct Contents: Equatable {
        let items: [Item]
        let vectors: [[Float]]

        init(_ catalog: Catalog) throws {
            let table = try catalog.vectors()
            items = try catalog.items(rows: 0..<table.rows)
            vectors = (0..<table.rows).map(table.vector)
        }
    }

    /// Changes a catalog in every way that there is.
    private func change(_ catalog: Catalog, seed: Int) throws {
        let count = try catalog.state().items
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
            func item(_ name: String) -> NewItem {
                NewItem(id: "\(name) \(seed)", locator: "\(name) \(seed)", fingerprint: "\(seed)", label: nil, attributes: "{}")
            }
            try writer.replace([Replacement(row: seed % count, item: item("replaced"))], vectors: [Float(seed), 1, 2], source: 1)
            try writer.append([item("new"), item("newer")], vectors: [3, Float(seed), 5, 6, 7, Float(seed)], source: 1)
            try writer.update([Relabelling(row: (seed + 5) % count, label: "relabelled", attributes: #"{"title":"\#(seed)"}"#)])
            try writer.remove(rows: [(seed + 2) % count, (seed + 3) % count])
            try writer.updateCodes()
        }
        try catalog.write { db in
            try db.execute(
                sql: "INSERT INTO observation VALUES ('tee 1 é', ?, '8.50', NULL, 'EUR', '[]', 1, 0)", arguments: [2000 + seed])
            try db.execute(sql: "UPDATE source SET shop = ?", arguments: [#"{"requests":[\#(seed)]}"#])
        }
        let table = try EncodingWriter(catalog, here.further)
        for row in table.missing where row % 7 != 0 { try table.set([Float(row), Float(seed)], at: row) }
        try table.finish()
        let pictures = catalog.picturesFolder
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        try Data("picture \(seed)".utf8).write(to: pictures.appendingPathComponent("train-1-2.idx"))
        try Data("picture \(seed)".utf8).write(to: pictures.appendingPathComponent("train-\(seed + 2)-2.idx"))
        try? FileManager.default.removeItem(at: pictures.appendingPathComponent("train-\(seed + 1)-2.idx"))
    }

    @Test func aMirrorFollows() throws {
        let catalog = try here.makeCatalog()
        #expect(here.failure { _ = try mirror().refresh() }.contains("no catalog"))
        _ = try here.push(catalog)
        let folder = try mirror().refresh()
        #expect(try lines(Catalog(opening: folder)) == lines(catalog))
        for seed in 1...6 {
            try change(catalog, seed: seed)
            _ = try here.push(catalog)
            let reader = try Catalog(opening: folder).generation(), before = try Contents(reader), generation = try reader.state().generation
            #expect(try mirror().refresh() == folder)
            // Who reads keeps what there was.
            #expect(try Contents(reader) == before)
            let now = try Catalog(opening: folder)
            #expect(try lines(now) == lines(catalog) && now.state().generation > generation)
            #expect(try now.index().table.rows == catalog.state().items)
            #expect(try now.rows(containing: "relabelled") == catalog.rows(containing: "relabelled"))
        }
        // Nothing to do, and nothing but what a push of nothing changes.
        #expect(try here.push(catalog).isUnchanged && mirrored() == lines(catalog))
        // Another one's catalog, with less and other things in it.
        let other = try here.makeCatalog("other", items: 7)
        _ = try here.push(other, isForced: true)
        #expect(try mirrored() == lines(other))
        _ = try here.push(catalog, isForced: true)
        #expect(try mirrored() == lines(catalog))
        _ = try catalog.removeEncoding(named: "further")
        _ = try here.push(catalog)
        #expect(try mirrored() == lines(catalog))
    }

    @Test func anotherEncoderHasAnotherFolder() throws {
        _ = try here.push(here.makeCatalog())
        let folder = try mirror().refresh()
        let catalog = try Catalog(creating: here.folder("else"))
        do {
            let writer = try CatalogWriter(
                catalog, holding: WriterLock(folder: catalog.folder), encoder: EncoderIdentity(name: "own", version: "9", dimensions: 3))
            try writer.append(
                [NewItem(id: "a", locator: "a", fingerprint: "a", label: nil, attributes: "{}")], vectors: [1, 2, 3],
                source: catalog.write { db in try SourceRecord.ensure(db, kind: .vectors, path: "") }.id)
        }
        _ = try here.push(catalog, isForced: true)
        let other = try mirror().refresh()
        #expect(other != folder && Catalog.exists(at: folder))
        #expect(try lines(Catalog(opening: other)) == lines(catalog))
    }

    /// Vectors by a further encoder that change under the same key, and files that change without another length.
    @Test func whatIsTheSameByNameFollowsToo() throws {
        let catalog = try here.makeCatalog()
        _ = try here.push(catalog)
        _ = try mirror().refresh()
        let twin = try here.makeCatalog("twin")
        _ = try twin.removeEncoding(named: "further")
        do {
            let table = try EncodingWriter(twin, here.further)
            for row in 0..<40 where row % 3 != 0 { try table.set([-1, Float(row)], at: row) }
            try table.finish()
        }
        _ = try here.push(twin, isForced: true)
        #expect(try mirrored() == lines(twin))
    }

    @Test func whatIsDoneThroughAMirrorIsOnTheServer() throws {
        // An empty server, whose catalog is made by what is done.
        struct Failed: Error {}
        #expect(throws: Failed.self) { try mirror().change { _ in throw Failed() } }
        #expect(try FileManager.default.contentsOfDirectory(atPath: here.folder("mirrors").path) == [])
        let first = try here.makeCatalog()
        try mirror().change { catalog in
            #expect(try catalog.state().items == 0)
            let source = try catalog.write { db in try SourceRecord.ensure(db, kind: .vectors, path: "") }
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
            let items = try first.items(rows: Array(0..<40)).map {
                NewItem(id: $0.id, locator: $0.id, fingerprint: $0.fingerprint, label: $0.label, attributes: "{}")
            }
            try writer.append(items, vectors: (0..<120).map(Float.init), source: source.id)
        }
        let folder = try mirror().refresh()
        #expect(try FileManager.default.contentsOfDirectory(atPath: here.folder("mirrors").path).count == 1)
        #expect(try mirrored("others") == lines(Catalog(opening: folder)))
        // What is done until something goes wrong counts.
        for seed in 1...3 {
            #expect(throws: Failed.self) {
                try mirror().change { catalog in
                    try change(catalog, seed: seed)
                    #expect(here.failure { try mirror("others").change { _ in } }.contains("somebody else"))
                    throw Failed()
                }
            }
            #expect(try mirrored("others") == lines(Catalog(opening: folder)))
        }
        try mirror("others").change { try change($0, seed: 4) }
        #expect(try mirrored() == mirrored("others"))
        #expect(try KnownPushes.of(Catalog(opening: folder)).holding?.isChanged == false)
        let documents = try here.server.run("SELECT count(*) FROM vitrine.document", on: here.url)
        #expect(documents == "0")
    }

    /// Of many vectors few are looked at, and yet what a push that was cut has left among the others does not come to count.
    @Test func ofManyFewAreSent() throws {
        let catalog = try Catalog(creating: here.folder("many"))
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
            let items = (0..<3000).map { NewItem(id: "\($0)", locator: "\($0)", fingerprint: "", label: nil, attributes: "{}") }
            let source = try catalog.write { db in try SourceRecord.ensure(db, kind: .vectors, path: "") }
            try writer.append(items, vectors: (0..<9000).map(Float.init), source: source.id)
        }
        _ = try here.push(catalog)
        let folder = try mirror().refresh()
        for (row, gone) in [(2500, [7]), (5, [2990, 2991, 2992])] {
            try here.server.run(
                "INSERT INTO vitrine.vectors_1 SELECT 1500, '[7,7,7]', \(row), change + 1 FROM vitrine.state", on: here.url)
            try mirror().change { catalog in
                let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
                let item = NewItem(id: "new \(row)", locator: "new \(row)", fingerprint: "", label: nil, attributes: "{}")
                try writer.replace([Replacement(row: row, item: item)], vectors: [1, 2, Float(row)], source: 1)
                try writer.remove(rows: Set(gone))
                try writer.updateCodes()
            }
            #expect(try mirrored("others") == lines(Catalog(opening: folder)))
            #expect(try here.server.run("SELECT count(*) = count(DISTINCT row) FROM vitrine.vectors_1", on: here.url) == "t")
        }
        let now = try Catalog(opening: folder)
        #expect(try now.vectorChecksums()?.count == 3 && now.state().items == 2996)
    }

    @Test func whatCouldNotBeSentIsKept() throws {
        _ = try here.push(here.makeCatalog())
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        let database = try here.server.run("SELECT current_database()", on: here.url)
        func accept(_ isOpen: Bool) throws { try here.server.run("ALTER DATABASE \(database) ALLOW_CONNECTIONS \(isOpen)") }
        func changeAndFail(_ seed: Int) throws -> String {
            let message = here.failure {
                try mirror().change { catalog in
                    try change(catalog, seed: seed)
                    try accept(false)
                    try here.server.run(cut.replacingOccurrences(of: "current_database()", with: "'\(database)'"))
                }
            }
            try accept(true)
            return message
        }
        let message = try changeAndFail(1)
        #expect(message.contains("are kept in") && message.contains("next time"), "\(message)")
        // Whoever comes next sends it.
        let folder = try mirror().refresh()
        #expect(try mirrored("others") == lines(Catalog(opening: folder)))
        #expect(try changeAndFail(2).contains("are kept in"))
        try mirror().change { try change($0, seed: 3) }
        #expect(try mirrored("others") == lines(Catalog(opening: folder)))
        // Not over what somebody else has brought, and that not over it.
        #expect(try changeAndFail(4).contains("are kept in"))
        let kept = try lines(Catalog(opening: folder))
        try mirror("others").change { try change($0, seed: 5) }
        for _ in 0..<2 {
            #expect(here.failure { _ = try mirror().refresh() }.contains("--force"))
            #expect(here.failure { try mirror().change { _ in } }.contains("--force"))
        }
        #expect(try lines(Catalog(opening: folder)) == kept)
        var push = Push(try Catalog(opening: folder), to: try here.address())
        push.isForced = true
        _ = try push.run()
        #expect(try mirrored() == kept && mirrored("others") == kept)
    }

    /// The work goes on, nobody sends half of it meanwhile, and all of it is sent over another connection.
    @Test func aConnectionThatIsCutInTheMiddleOfAChangeIsMadeAnew() throws {
        _ = try here.push(here.makeCatalog())
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        var folder: URL?
        try mirror().change { catalog in
            try change(catalog, seed: 1)
            try here.server.run(cut, on: here.url)
            folder = try mirror().refresh()
            #expect(try KnownPushes.of(Catalog(opening: folder!)).holding?.isChanged == true)
            try change(catalog, seed: 2)
        }
        #expect(try mirrored("others") == lines(Catalog(opening: folder!)))
    }

    @Test func severalRefreshAtOnce() async throws {
        let catalog = try here.makeCatalog(items: 400)
        _ = try here.push(catalog)
        for seed in 1...3 {
            await withTaskGroup(of: String.self) { group in
                for _ in 0..<4 { group.addTask { here.failure { _ = try mirror().refresh() } } }
                for await failure in group { #expect(failure == "nothing failed") }
            }
            #expect(try mirrored() == lines(catalog))
            try change(catalog, seed: seed)
            _ = try here.push(catalog)
        }
    }

    /// What makes no sense is refused in one line, and leaves the mirror as it was.
    @Test(arguments: [
        "UPDATE vitrine.state SET version = 'x', rows = 41", "UPDATE vitrine.state SET version = 'x', rows = 39, change = 9",
        "UPDATE vitrine.state SET version = 'x'; UPDATE vitrine.item SET row = 99, hash = 1 WHERE row = 3",
        "UPDATE vitrine.state SET version = 'x'; UPDATE vitrine.item SET source = 9, hash = 1 WHERE row = 3",
        "UPDATE vitrine.state SET version = 'x', change = 2; UPDATE vitrine.vectors_1 SET vector = '[1,2,3]', change = 2, row = 50 WHERE row = 3",
        "UPDATE vitrine.state SET version = 'x', change = 2; INSERT INTO vitrine.file VALUES ('pictures/train-1-2.idx', 1, 'x', 5, 2)",
    ]) func senselessServersAreRefused(statement: String) throws {
        _ = try here.push(here.makeCatalog())
        let before = try mirrored()
        let folder = try mirror().refresh()
        try here.server.run(statement, on: here.url)
        #expect(here.failure { _ = try mirror().refresh() }.contains("makes no sense"))
        #expect(try lines(Catalog(opening: folder)) == before)
        #expect(here.failure { _ = try here.pull("pulled") }.contains("makes no sense"))
        #expect(!Catalog.exists(at: here.folder("pulled")))
    }

    @Test func whereNothingCanBeWrittenReadingGoesOn() throws {
        let catalog = try here.makeCatalog()
        _ = try here.push(catalog)
        let database = try here.server.run("SELECT current_database()", on: here.url)
        try here.server.run("ALTER DATABASE \(database) SET default_transaction_read_only = on")
        try change(catalog, seed: 1)
        #expect(here.failure { _ = try here.push(catalog) }.contains("name its primary"))
        let before = try mirrored()
        #expect(before.count > 40)
        #expect(here.failure { try mirror().change { _ in _ = Issue.record("nobody can change anything") } }.contains("name its primary"))
        #expect(try mirrored() == before)
    }
}
