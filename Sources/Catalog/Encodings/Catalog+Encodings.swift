import Basics
import Encoders
import Foundation
import GRDB
import Vectors

/// The vectors that a catalog has by one encoder.
public struct CatalogEncoding: Hashable, Sendable {
    /// What `--encoder` takes for it: the encoder's name, and of an earlier version also that, `vitrine-tee@1f2e3d`.
    public let name: String
    /// Who made the vectors.
    public let encoder: EncoderIdentity
    /// How many items have one.
    public let encoded: Int
    /// Whether these are the catalog's own: those that new items come in with, and that are meant where no encoder is named.
    public let isOwn: Bool
    /// On disk, with what makes searching fast.
    public let bytes: Int
}

extension Catalog {
    /// The encoders whose vectors the catalog has, its own first. Cost: a look at the files, and a pass over the items for an encoder whose
    /// vectors are not of what the items are now.
    public func encodings() throws(CatalogError) -> [CatalogEncoding] {
        let (state, records, counts) = try read { db in
            let state = try CatalogState.fetch(db), records = try EncodingRecord.all(db)
            return (state, records, try records.map { record in try encodedCount(record, state, db) })
        }
        guard let own = state.encoder, let file = state.vectorFile else { return [] }
        let tables = [(own, file, state.items)] + zip(records, counts).map { ($0.encoder, $0.vectorFile, $1) }
        return tables.enumerated().map { index, table in
            // The one that is meant by the name alone is the first.
            let isShadowed = tables[..<index].contains { $0.0.name == table.0.name }
            return CatalogEncoding(
                name: isShadowed ? "\(table.0.name)@\(table.0.version.prefix(6))" : table.0.name, encoder: table.0, encoded: table.2,
                isOwn: index == 0, bytes: CatalogFiles.bytes(ofVectors: table.1, in: folder))
        }
    }

    /// The same catalog by another encoder's vectors. Items that have none are found by none, and find none.
    ///
    /// - Parameter name: as `encodings()` has it.
    /// - Throws: `CatalogError.noEncoding` with the names that there are.
    public func by(encoder name: String) throws(CatalogError) -> Catalog {
        let encodings = try encodings()
        guard let found = encodings.first(where: { $0.name.isExactly(name) }) else {
            throw .noEncoding(name, path: folder.path, there: encodings.map(\.name))
        }
        let catalog = Catalog(self, by: found.isOwn ? nil : found.encoder)
        return frozen == nil ? catalog : try catalog.generation()
    }

    /// Removes a further encoder's vectors.
    ///
    /// - Returns: how many bytes that frees.
    /// - Throws: `CatalogError.noEncoding`; `.ownEncoding` for the catalog's own; `.busy`.
    public func removeEncoding(named name: String) throws(CatalogError) -> Int {
        let lock = try WriterLock(folder: folder)
        defer { withExtendedLifetime(lock) {} }
        let encodings = try encodings()
        guard let found = encodings.first(where: { $0.name.isExactly(name) }) else {
            throw .noEncoding(name, path: folder.path, there: encodings.map(\.name))
        }
        guard !found.isOwn else { throw .ownEncoding(name, path: folder.path) }
        try write { db in try EncodingRecord.remove(found.encoder, db) }
        CatalogFiles.removeVectors(in: folder, besides: try vectorFiles())
        return found.bytes
    }

    /// The rows that have a vector by the encoder; nil: all. In a `generation()`.
    public var encodedRows: RowSet? { frozen?.encodedRows }

    /// The catalog by its own vectors.
    var withOwnVectors: Catalog { chosen == nil ? self : Catalog(self, by: nil) }

    /// The names of all tables of vectors that the catalog has.
    func vectorFiles() throws(CatalogError) -> [String] {
        try read { db in [try CatalogState.fetch(db).vectorFile].compactMap(\.self) + (try EncodingRecord.all(db)).map(\.vectorFile) }
    }

    /// What there is of the chosen encoder; nil where these are the catalog's own vectors, as they may have become meanwhile.
    func encoding(_ db: Database, _ own: CatalogState) throws -> EncodingRecord? {
        guard let chosen, chosen != own.encoder else { return nil }
        guard let record = try EncodingRecord.of(chosen, db) else {
            throw CatalogError.noEncoding(chosen.name, path: folder.path, there: [own.encoder?.name].compactMap(\.self))
        }
        return record
    }

    /// How many items have a vector that is of their picture.
    private func encodedCount(_ record: EncodingRecord, _ own: CatalogState, _ db: Database) throws -> Int {
        let count = min(record.rows, own.items)
        guard record.generation != own.generation else { return min(record.encoded, count) }
        let url = folder.appendingPathComponent(record.vectorFile)
        guard (try? VectorTable(contentsOf: url, rows: count)) != nil else { return 0 }
        return zip(RowKeys.read(beside: url, count: count), try RowKeys.current(db, count: count)).count { $0 != 0 && $0 == $1 }
    }

    /// Maps a further encoder's vectors, and finds out which rows have one.
    func furtherTable(_ record: EncodingRecord, _ own: CatalogState, _ reader: any DatabaseReader) throws -> (table: VectorTable, rows: RowSet?) {
        let url = folder.appendingPathComponent(record.vectorFile), count = min(record.rows, own.items)
        // What is said of rows that are not there costs nothing.
        _ = try VectorTable(contentsOf: url, rows: count)
        // Before the table: a row that gets its key now has its vector by then.
        let keys = RowKeys.read(beside: url, count: count)
        let table = try VectorTable(contentsOf: url, rows: count)
        guard table.dimensions == record.encoder.dimensions else {
            throw CatalogError.damaged(
                path: folder.path, reason: "\(record.vectorFile) has \(table.dimensions) dimensions, its encoder \(record.encoder.dimensions)")
        }
        let isCurrent = record.generation == own.generation
        let wanted = isCurrent ? keys : try reader.unsafeRead { db in try RowKeys.current(db, count: count) }
        let rows = RowSet(universe: count, (0..<count).filter { keys[$0] != 0 && keys[$0] == wanted[$0] })
        return (table, count == own.items && (0..<count).allSatisfy(rows.contains) ? nil : rows)
    }
}
