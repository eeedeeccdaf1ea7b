import Basics
import Encoders
import Foundation
import Postgres
import TestSupport

@testable import Catalog
@testable import Server

/// A database of a real server, and a folder for catalogs that go there and come back.
struct ServerFixture {
    let server: LoopbackServer
    let temporary: TemporaryFolder
    let url: String
    let own = EncoderIdentity(name: "own", version: "1", dimensions: 3)
    let further = EncoderIdentity(name: "further", version: "2", dimensions: 2)

    /// The addresses of databases that hold the vectors; none: its own does.
    let shards: [String]

    /// - Parameters:
    ///   - count: over how many databases of the same server the vectors are spread.
    ///   - further: one more.
    init(_ server: LoopbackServer? = nil, spreadOver count: Int = 0, and further: String? = nil) throws {
        let server = try server ?? LoopbackServer.shared.get()
        self.server = server
        temporary = try TemporaryFolder()
        url = try server.newDatabase()
        shards = try (0..<count).map { _ in try server.newDatabase() } + [further].compactMap(\.self)
        _ = try ServerSetup(ServerAddress(url)).run(shards: shards.map { try ServerAddress($0) })
    }

    func folder(_ name: String) -> URL { temporary.url.appendingPathComponent(name) }

    func address() throws -> ServerAddress { try ServerAddress(url) }

    /// Items of a shop with awkward texts, vectors with awkward bits by two encoders, a basket, and an arrangement.
    func makeCatalog(_ name: String = "catalog", items: Int = 40) throws -> Catalog {
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

    func push(_ catalog: Catalog, isForced: Bool = false) throws -> Push.Report {
        var push = Push(catalog, to: try address())
        push.isForced = isForced
        return try push.run()
    }

    func pull(_ name: String) throws -> Catalog {
        _ = try Pull(address(), into: folder(name)).run()
        return try Catalog(opening: folder(name))
    }

    /// All that a catalog holds, as lines.
    func contents(_ catalog: Catalog) throws -> [String] {
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

    func failure(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "nothing failed"
    }
}
