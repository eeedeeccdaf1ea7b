import Basics
import Catalog
import Engine
import Foundation
import LocalEngine
import Postgres
import Server
import Taste

/// Neighbours where vectors stay on the server, or on several, beside what one needs to find them by statements.
extension ServerBenchmark {
    /// Codes are made in a folder that is removed at the end.
    func vectorsOnTheServer(_ baskets: [Basket]) throws -> [Figure] {
        let folders = FileManager.default.temporaryDirectory.appendingPathComponent("vitrine-\(UUID().uuidString)"), address = address
        defer { try? FileManager.default.removeItem(at: folders) }
        var folder = folders
        let made = try time { folder = try Mirror(address, in: folders, keeping: 0).refresh() }
        // None stay here from one question to the next, so that each that is measured has to ask for its own.
        let vectors = ServerVectors(address, keeping: 0)
        let catalog = try Catalog(opening: folder).with(vectors), engine = LocalEngine(catalog)
        func ask(_ basket: Basket) throws -> Double {
            let query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine, .euclidean, .manhattan], count: 30)
            return try time { _ = try waitForAnswer { _ = engine.neighbors(query, $0) } }
        }
        _ = try ask(baskets[0])
        let asked = try baskets.map(ask)
        engine.finish()
        let figures = [Figure("codes of vectors on the server made", [made]), Figure("neighbours, vectors on the server", asked)]
        guard let statements = try PlainStatements(address) else { return figures }
        let table = try catalog.vectors()
        var random = SplitMix(2)
        let plain = try (0..<5).map { _ in
            let vectors = (0..<12).map { _ in table.vector(at: Int.random(in: 0..<table.rows, using: &random)) }
            let centroid = (0..<table.dimensions).map { place in vectors.reduce(0) { $0 + $1[place] } / Float(vectors.count) }
            return try time { try statements.run(centroid) }
        }
        return figures + [Figure("the statements for one ghost alone", plain)]
    }
}

/// The exact neighbours of one vector by statements: the 30 nearest under each of three metrics.
private struct PlainStatements {
    private let connection: Connection
    private let table: String

    /// nil where there are no vectors, or several servers have them, which would send all of them here to be ordered.
    init?(_ address: ServerAddress) throws {
        connection = try Connection(address)
        guard let schema = try connection.rows("SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'vector'").first?.text(0)
        else {
            return nil
        }
        try connection.run("SET search_path = vitrine, \(schema), pg_temp; SET statement_timeout = 0")
        guard let number = try connection.rows("SELECT number FROM encoder WHERE place = 0").first?.integer(0) else { return nil }
        guard try connection.rows("SELECT 1 FROM shard").isEmpty else { return nil }
        table = "vectors_\(number)"
    }

    func run(_ vector: [Float]) throws {
        let text = "[" + vector.map { "\($0)" }.joined(separator: ",") + "]"
        for metric in ["<=>", "<->", "<+>"] {
            try connection.rows("SELECT row, vector \(metric) $1::vector AS distance FROM \(table) ORDER BY distance LIMIT 30", [.text(text)])
        }
    }
}
