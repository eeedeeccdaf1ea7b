import Basics
import Encoders
import Foundation
import GRDB
import Vectors

/// Fills a catalog that has just been made with what another one held: first its vectors, then all rows in one transaction, then vectors by
/// further encoders, files and arrangements. For one thread.
package final class CatalogArrival {
    private let catalog: Catalog
    private let encoder: EncoderIdentity
    private let writer: CatalogWriter

    /// - Parameters:
    ///   - catalog: empty.
    ///   - encoder: who made its own vectors.
    package init(_ catalog: Catalog, encoder: EncoderIdentity) throws(CatalogError) {
        (self.catalog, self.encoder) = (catalog, encoder)
        writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: encoder)
    }

    /// How many vectors there are; the next ones belong to the rows behind them.
    package var vectors: Int { writer.file.rows }

    /// Adds vectors by the catalog's own encoder, one row after another.
    package func append(_ vectors: [Float]) throws(CatalogError) {
        try writing { try writer.file.append(vectors) }
    }

    /// Brings the vectors to the disk.
    package func synchronize() throws(CatalogError) {
        try writing { try writer.file.synchronize() }
    }

    /// Takes the rows in, whose vectors are all there; the codes are made meanwhile.
    ///
    /// - Parameters:
    ///   - generation: the other catalog's, by which what was made from it knows that it is up to date.
    ///   - rows: hands over the rows of a table; called for each.
    package func takeRows(generation: Int, _ rows: (TravellingTable, RowInserter) throws -> Void) throws {
        try synchronize()
        let (count, url) = (vectors, writer.file.url)
        try inserting { note in
            try writer.commit { db in
                func take(_ table: TravellingTable) throws {
                    let inserter = RowInserter(table, db)
                    do { try rows(table, inserter) } catch { throw note(error) }
                    try inserter.finish()
                }
                try working {
                    let table = try VectorTable(contentsOf: url)
                    _ = try CompactCodes.update(at: Catalog.codesURL(table), for: table)
                } _: { wait in
                    for table in TravellingTable.all {
                        if table.name == "item" { try Finding.following(db, from: 0) { try take(table) } } else { try take(table) }
                    }
                    try wait()
                }
                try db.execute(sql: "UPDATE state SET rows = ?, generation = ?", arguments: [count, generation])
                try Catalog.requireRows(db, CatalogState.fetch(db))
            }
        }
    }

    /// Takes in what somebody stored.
    package func takeDocuments(_ rows: (RowInserter) throws -> Void) throws {
        try inserting { note in
            try catalog.write { db in
                let inserter = RowInserter(.documents, db)
                do { try rows(inserter) } catch { throw note(error) }
                try inserter.finish()
            }
        }
    }

    /// Calls `body`, and throws what went wrong elsewhere as it is instead of as a failure to write.
    private func inserting(_ body: (_ note: (any Error) -> any Error) throws -> Void) throws {
        var failure: (any Error)?
        do {
            try body { error in
                if !(error is DatabaseError) { failure = error }
                return error
            }
        } catch {
            throw failure ?? error
        }
    }

    /// Takes in vectors by a further encoder, once the rows are there.
    ///
    /// - Parameter vectors: hands over rows with their vectors.
    package func takeVectors(
        by encoder: EncoderIdentity, _ vectors: (_ set: (_ row: Int, _ vector: [Float]) throws -> Void) throws -> Void
    ) throws {
        let file = try EncodingWriter(catalog, encoder)
        var missing = Set(file.missing)
        var waiting = 0
        try vectors { row, vector in
            guard missing.remove(row) != nil, vector.count == encoder.dimensions else { return }
            try file.set(vector, at: row)
            waiting += vector.count
            guard waiting > 1 << 24 else { return }
            try file.synchronize()
            waiting = 0
        }
        try file.finish()
    }

    /// Keeps a part of a file, under the name that it travelled under; what no catalog has is left out.
    ///
    /// - Parameter offset: where the part belongs; 0 begins the file.
    package func take(_ part: UnsafeRawBufferPointer, ofFile name: String, at offset: Int) throws(CatalogError) {
        guard let url = catalog.place(ofTravelled: name) else { return }
        try write(part, to: url, at: offset)
    }

    /// Keeps a part of the file of an arrangement by an encoder's vectors.
    package func take(_ part: UnsafeRawBufferPointer, ofArrangementBy encoder: EncoderIdentity, at offset: Int) throws(CatalogError) {
        let name = try catalog.encodings().first { $0.encoder == encoder }?.name ?? encoder.name
        try write(part, to: ArrangementFile.url(beside: try catalog.by(encoder: name).vectors().url), at: offset)
    }

    /// The folder is a draft's, which nobody else writes.
    private func write(_ part: UnsafeRawBufferPointer, to url: URL, at offset: Int) throws(CatalogError) {
        do { try catalog.permissions.makeFolder(url.deletingLastPathComponent()) } catch {
            throw .cannotWrite(path: error.path, reason: error.reason)
        }
        let descriptor = openShared(url, permissions: catalog.permissions)
        guard descriptor >= 0 else { throw .cannotWrite(path: url.path, reason: systemReason()) }
        defer { close(descriptor) }
        var done = 0
        while done < part.count {
            let count = pwrite(descriptor, part.baseAddress! + done, part.count - done, off_t(offset + done))
            guard count > 0 || count < 0 && errno == EINTR else { throw .cannotWrite(path: url.path, reason: systemReason()) }
            done += max(0, count)
        }
    }

    private func writing(_ body: () throws -> Void) throws(CatalogError) {
        do { try body() } catch { throw .cannotWrite(path: catalog.folder.path, reason: plainReason(error)) }
    }
}
