import Basics
import Encoders
import GRDB

/// Vectors of a catalog's items by a further encoder, beside the catalog's own: a table whose rows are the items' rows.
///
/// `rows` of its file are meant; `encoded` of them have a vector, and `RowKeys` beside the file say which picture each is of. As long as
/// `generation` is the catalog's, these are the items' pictures.
struct EncodingRecord: FetchableRecord {
    let encoder: EncoderIdentity
    let vectorFile: String
    let rows: Int
    let encoded: Int
    let generation: Int

    /// Checks what it reads: a catalog may come from anybody.
    init(row: Row) throws {
        encoder = try JSON.decode(EncoderIdentity.self, from: row.decode(String.self, forColumn: "encoder"))
        vectorFile = try row.decode(forColumn: "vectors")
        rows = try row.decode(forColumn: "rows")
        encoded = try row.decode(forColumn: "encoded")
        generation = try row.decode(forColumn: "generation")
        guard (0...Int(UInt32.max)).contains(rows), (0...rows).contains(encoded) else {
            throw DatabaseError(message: "it says that it has \(encoded) vectors in \(rows) rows by a further encoder")
        }
        try CatalogState.require(vectorFile: vectorFile, encoder: encoder)
    }

    /// - Throws: where two encoders are said to have one file, which the one would overwrite for the other.
    static func all(_ db: Database) throws -> [EncodingRecord] {
        let records = try fetchAll(db, sql: "SELECT * FROM encoding ORDER BY rowid")
        var files = Set([try CatalogState.fetch(db).vectorFile].compactMap(\.self).map(ExactText.init))
        for record in records where !files.insert(record.vectorFile) {
            throw DatabaseError(message: "the vectors of two encoders are said to be in \(record.vectorFile)")
        }
        return records
    }

    static func of(_ encoder: EncoderIdentity, _ db: Database) throws -> EncodingRecord? { try all(db).first { $0.encoder == encoder } }

    /// Stores what is known of an encoder's vectors, in place of what was.
    static func store(
        _ db: Database, encoder: EncoderIdentity, vectorFile: String, rows: Int, encoded: Int, generation: Int
    ) throws {
        try remove(encoder, db)
        try db.execute(
            sql: "INSERT INTO encoding (encoder, vectors, rows, encoded, generation) VALUES (?, ?, ?, ?, ?)",
            arguments: [try JSON.text(encoder), vectorFile, rows, encoded, generation])
    }

    static func remove(_ encoder: EncoderIdentity, _ db: Database) throws {
        guard let record = try of(encoder, db) else { return }
        try db.execute(sql: "DELETE FROM encoding WHERE vectors = ?", arguments: [record.vectorFile])
    }

    static func create(_ db: Database) throws { try db.execute(sql: table) }

    /// An empty table for a connection to a catalog of an earlier version that cannot be brought up to date, because nothing can be written.
    static func standIn(_ db: Database) throws {
        guard try db.tableExists("item"), try !db.tableExists("encoding") else { return }
        try db.execute(sql: table.replacingOccurrences(of: "CREATE TABLE", with: "CREATE TEMP TABLE"))
    }

    private static let table = """
        CREATE TABLE encoding (
          encoder TEXT NOT NULL,
          vectors TEXT NOT NULL UNIQUE,
          rows INTEGER NOT NULL,
          encoded INTEGER NOT NULL,
          generation INTEGER NOT NULL
        );
        """
}
