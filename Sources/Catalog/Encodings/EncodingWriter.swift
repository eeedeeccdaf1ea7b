import Basics
import Encoders
import Foundation
import GRDB
import Vectors

/// Writes a further encoder's vectors, a row for each item, so that a catalog opens whenever its writer is killed: a vector is on the
/// disk before its row's key says that it is there, and rows that readers may use are never overwritten; where one would have to be, a new
/// file takes the old one's place.
///
/// For whoever holds the catalog's writer lock.
final class EncodingWriter {
    private let catalog: Catalog
    private let encoder: EncoderIdentity
    private let state: CatalogState
    private let name: String
    private let file: VectorFileWriter
    private let stored: RowKeyWriter
    /// The keys as the items are now.
    private let wanted: [UInt64]
    /// Rows whose vectors have not reached the disk yet.
    private var waiting: [Int] = []

    /// Brings the table's rows in step with the items' rows; those that are new have no vector yet.
    ///
    /// - Parameter kept: the only rows whose vectors still count, whatever they are of; nil: all.
    init(_ catalog: Catalog, _ encoder: EncoderIdentity, keeping kept: Set<Int>? = nil) throws(CatalogError) {
        (self.catalog, self.encoder) = (catalog, encoder)
        let state = try catalog.state(), folder = catalog.folder, permissions = catalog.permissions
        self.state = state
        let (record, wanted) = try catalog.read { db in
            (try EncodingRecord.of(encoder, db), try RowKeys.current(db, count: state.items))
        }
        self.wanted = wanted
        // A file that is lost or damaged is made anew.
        let old = record.flatMap { Self.table($0, in: folder) }
        var oldKeys = old.map { RowKeys.read(beside: $0.url, count: $0.rows) } ?? []
        // A key that is no item's: somebody may be reading the row, so it is not written over.
        if let kept { for row in oldKeys.indices where oldKeys[row] != 0 && !kept.contains(row) { oldKeys[row] = ~oldKeys[row] } }
        do {
            if let record, let old, old.rows <= state.items, zip(oldKeys, wanted).allSatisfy({ $0 == 0 || $0 == $1 }) {
                name = record.vectorFile
                file = try VectorFileWriter(appendingTo: old.url, rows: old.rows)
                let new = state.items - old.rows
                try Self.addEmptyRows(new, to: file)
                stored = try RowKeyWriter(oldKeys + [UInt64](repeating: 0, count: new), beside: old.url, permissions: permissions)
            } else {
                name = CatalogFiles.newVectorFile(in: folder, besides: try catalog.vectorFiles())
                let url = folder.appendingPathComponent(name)
                file = try VectorFileWriter(creating: url, dimensions: encoder.dimensions, permissions: permissions)
                let keys = try Self.copy(old, oldKeys, to: file, wanted)
                stored = try RowKeyWriter(keys, beside: url, permissions: permissions)
            }
        } catch {
            throw error as? CatalogError ?? .cannotWrite(path: folder.path, reason: plainReason(error))
        }
        try store()
        CatalogFiles.removeVectors(in: folder, besides: try catalog.vectorFiles())
    }

    /// An encoder's table; nil for one that is not as its record says, or that a link leads to, which may be anybody's.
    private static func table(_ record: EncodingRecord, in folder: URL) -> VectorTable? {
        let url = folder.appendingPathComponent(record.vectorFile)
        var status = stat()
        guard lstat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        guard let table = try? VectorTable(contentsOf: url, rows: record.rows), table.dimensions == record.encoder.dimensions else { return nil }
        return table
    }

    /// Rows without a vector, or with that of another picture.
    var missing: [Int] { wanted.indices.filter { stored.keys[$0] != wanted[$0] } }

    /// Precondition: the row is missing.
    func set(_ vector: [Float], at row: Int) throws {
        try file.overwrite(row: row, with: vector)
        waiting.append(row)
    }

    /// Makes what was set valid.
    func synchronize() throws {
        guard !waiting.isEmpty else { return }
        try file.synchronize()
        for row in waiting { stored.set(wanted[row], at: row) }
        try stored.synchronize()
        waiting = []
        try store()
    }

    /// Makes all valid, and the codes with it.
    func finish() throws {
        try synchronize()
        let table = try VectorTable(contentsOf: file.url)
        _ = try CompactCodes.update(at: Catalog.codesURL(table), for: table, changes: file.changes)
    }

    /// Makes these the catalog's own vectors; those that were its own stay as further ones. Precondition: no row is missing.
    func makeOwn() throws(CatalogError) {
        let earlier = try catalog.state(), folder = catalog.folder
        guard let encoder = earlier.encoder, let vectorFile = earlier.vectorFile else { throw .noVectors(path: folder.path) }
        do { _ = try RowKeyWriter(wanted, beside: folder.appendingPathComponent(vectorFile), permissions: catalog.permissions) } catch {
            throw .cannotWrite(path: error.path, reason: error.reason)
        }
        let identity = try! JSON.text(self.encoder)
        try catalog.write { db in
            try EncodingRecord.remove(self.encoder, db)
            try db.execute(sql: "UPDATE state SET vectors = ?, encoder = ?, generation = generation + 1", arguments: [name, identity])
            try EncodingRecord.store(
                db, encoder: encoder, vectorFile: vectorFile, rows: earlier.items, encoded: earlier.items, generation: earlier.generation + 1)
        }
        unlink(RowKeys.url(file.url).path)
    }

    private func store() throws(CatalogError) {
        let encoded = zip(stored.keys, wanted).count { $0 == $1 }
        try catalog.write { db in
            try EncodingRecord.store(
                db, encoder: encoder, vectorFile: name, rows: state.items, encoded: encoded, generation: state.generation)
        }
    }

    /// Writes a row for each item: the vector that there is of its picture, or nothing yet.
    ///
    /// - Returns: the rows' keys.
    private static func copy(_ old: VectorTable?, _ oldKeys: [UInt64], to file: VectorFileWriter, _ wanted: [UInt64]) throws -> [UInt64] {
        let rows = Dictionary(oldKeys.enumerated().map { ($1, $0) }) { first, _ in first }
        let empty = [Float](repeating: 0, count: file.dimensions)
        var keys: [UInt64] = []
        for key in wanted {
            let row = rows[key]
            try file.append(row.flatMap { old?.vector(at: $0) } ?? empty)
            keys.append(row == nil ? 0 : key)
        }
        try file.synchronize()
        return keys
    }

    private static func addEmptyRows(_ count: Int, to file: VectorFileWriter) throws {
        let empty = [Float](repeating: 0, count: file.dimensions)
        for _ in 0..<count { try file.append(empty) }
        try file.synchronize()
    }
}
