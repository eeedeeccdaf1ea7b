import Basics
import Encoders
import Foundation
import GRDB
import Vectors

/// Brings a catalog in step with what another one holds, while others may read it: its own vectors and all rows in one transaction, then
/// vectors by further encoders. For one thread.
package final class CatalogArrival {
    /// Rows that no catalog can have.
    package struct MakesNoSense: Error {}

    private let catalog: Catalog
    private let writer: CatalogWriter
    /// What the catalog held before.
    private let before: CatalogState
    /// The catalog's own vectors; nil where they lie elsewhere.
    package let vectors: VectorArrival?

    /// Keeps other writers out while this lives.
    ///
    /// - Parameters:
    ///   - encoder: who made the catalog's own vectors.
    ///   - rows: how many items there will be.
    ///   - synchronizingAfter: as `VectorArrival` has it.
    ///   - withVectors: whether they are to lie in the catalog's folder.
    /// - Throws: `CatalogError`, such as `.busy`, or `.otherEncoder` for a catalog with items by another one.
    package init(
        _ catalog: Catalog, encoder: EncoderIdentity, rows: Int, synchronizingAfter: Int? = nil, withVectors: Bool = true
    ) throws(CatalogError) {
        self.catalog = catalog
        let lock = try WriterLock(folder: catalog.folder)
        before = try catalog.state()
        writer = try CatalogWriter(catalog, holding: lock, encoder: encoder, resuming: true, withoutVectors: !withVectors)
        do { vectors = withVectors ? try VectorArrival(catalog, writer, rows: rows, synchronizingAfter: synchronizingAfter) : nil } catch {
            throw error as? CatalogError ?? .cannotWrite(path: catalog.folder.path, reason: plainReason(error))
        }
    }

    /// Whether the catalog has no items yet.
    package var isNew: Bool { before.items == 0 }

    /// Makes the vectors and the rows valid.
    ///
    /// - Parameters:
    ///   - count: how many items there are then.
    ///   - generation: the other catalog's, by which what was made from it knows that it is up to date.
    ///   - document: the name of a document that is changed with them.
    ///   - change: is handed what is stored under that name.
    ///   - aside: brings vectors, on another thread; only where the catalog is new. The codes are made there too.
    ///   - distant: where the vectors lie elsewhere, those that there are then, and what has changed about them; the codes are made of them.
    ///   - rows: brings the rows of a table in step; called for each.
    /// - Throws: what the functions throw; `MakesNoSense`; `CatalogError`.
    package func takeRows<Value: Codable>(
        count: Int, generation: Int, updating document: String, _ change: (Value?) -> Value, aside: (() throws -> Void)? = nil,
        distant: (table: VectorTable, changes: VectorChanges?)? = nil, rows: (TravellingTable, RowWriter) throws -> Void
    ) throws {
        try Self.inserting { note in
            try writer.commit { db in
                try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
                var changes = 0
                func take() throws {
                    for table in TravellingTable.all {
                        let writer = RowWriter(table, db)
                        do { try rows(table, writer) } catch { throw note(error) }
                        changes += writer.changes
                    }
                }
                if let aside {
                    try working {
                        try aside()
                        try writing {
                            try vectors?.finish()
                            let url = writer.file.url
                            _ = try CompactCodes.update(
                                at: url.deletingPathExtension().appendingPathExtension("codes"), for: VectorTable(contentsOf: url))
                        }
                    } _: { wait in
                        try take()
                        do { try wait() } catch { throw note(error) }
                    }
                } else {
                    try take()
                    do {
                        if let vectors { try writing(vectors.finish) }
                        if let distant {
                            _ = try CompactCodes.update(at: Catalog.codesURL(distant.table), for: distant.table, changes: distant.changes)
                        }
                    } catch {
                        throw note(error)
                    }
                }
                try Catalog.update(document, in: db, change)
                guard changes > 0 || vectors?.isChanged ?? true else { return }
                try db.execute(
                    sql: "UPDATE state SET vectors = ?, rows = ?, generation = ?",
                    arguments: [writer.file.url.lastPathComponent, count, isNew ? generation : max(before.generation + 1, generation)])
                guard try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM item") == count else { throw note(MakesNoSense()) }
                do {
                    try Catalog.requireRows(db, CatalogState.fetch(db))
                    try db.checkForeignKeys()
                } catch {
                    throw note(MakesNoSense())
                }
            }
        }
        guard let vectors, vectors.isChanged, aside == nil else { return }
        try writing {
            try vectors.shorten()
            CatalogFiles.removeVectors(in: catalog.folder, besides: try catalog.vectorFiles())
            try writer.updateCodes()
        }
    }

    private func writing(_ body: () throws -> Void) throws(CatalogError) {
        do { try body() } catch { throw error as? CatalogError ?? .cannotWrite(path: catalog.folder.path, reason: plainReason(error)) }
    }

    /// Calls `body`, and throws what went wrong elsewhere as it is instead of as a failure to write.
    fileprivate static func inserting(_ body: (_ note: (any Error) -> any Error) throws -> Void) throws {
        var failure: (any Error)?
        do {
            try body { error in
                guard let known = error as? DatabaseError else {
                    failure = error
                    return error
                }
                if known.resultCode == .SQLITE_CONSTRAINT { failure = MakesNoSense() }
                return error
            }
        } catch {
            throw failure ?? error
        }
    }

    /// The rows that have a vector by a further encoder.
    package func rows(by encoder: EncoderIdentity) throws(CatalogError) -> Set<Int> {
        guard let record = try catalog.read({ db in try EncodingRecord.of(encoder, db) }) else { return [] }
        let count = min(record.rows, try catalog.state().items)
        let keys = RowKeys.read(beside: catalog.folder.appendingPathComponent(record.vectorFile), count: count)
        let wanted = try catalog.read { db in try RowKeys.current(db, count: count) }
        return Set((0..<count).filter { keys[$0] != 0 && keys[$0] == wanted[$0] })
    }

    /// Takes in vectors by a further encoder, once the rows are there.
    ///
    /// - Parameters:
    ///   - kept: the rows whose vectors stay.
    ///   - vectors: hands over rows with their vectors.
    package func takeVectors(
        by encoder: EncoderIdentity, keeping kept: Set<Int>, synchronizingAfter: Int? = nil,
        _ vectors: (_ set: (_ row: Int, _ vector: [Float]) throws -> Void) throws -> Void
    ) throws {
        let file = try EncodingWriter(catalog, encoder, keeping: kept)
        var missing = Set(file.missing)
        var waiting = 0
        try vectors { row, vector in
            guard missing.remove(row) != nil, vector.count == encoder.dimensions else { return }
            try file.set(vector, at: row)
            waiting += vector.count
            guard waiting >= synchronizingAfter ?? VectorArrival.mostUnsynchronized else { return }
            try file.synchronize()
            waiting = 0
        }
        try file.finish()
    }

    /// Removes the vectors by further encoders that are not among these.
    package func removeEncodings(besides encoders: [EncoderIdentity]) throws(CatalogError) {
        let gone = try catalog.read { db in try EncodingRecord.all(db) }.map(\.encoder).filter { !encoders.contains($0) }
        guard !gone.isEmpty else { return }
        try catalog.write { db in for encoder in gone { try EncodingRecord.remove(encoder, db) } }
        CatalogFiles.removeVectors(in: catalog.folder, besides: try catalog.vectorFiles())
    }
}

extension Catalog {
    /// Takes in what somebody stored.
    package func takeDocuments(_ rows: (_ add: ([TravellingValue]) throws -> Void) throws -> Void) throws {
        try CatalogArrival.inserting { note in
            try write { db in
                do { try RowWriter(.documents, db).insert(rows) } catch { throw note(error) }
            }
        }
    }

    /// Whether vectors have reached the disk, be it of a catalog that has no items yet.
    package var hasVectors: Bool {
        guard let file = try? read(CatalogState.fetch).vectorFile, let table = try? NpyFile(contentsOf: folder.appendingPathComponent(file)) else {
            return false
        }
        return table.rows > 0
    }
}
