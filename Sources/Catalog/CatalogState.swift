import Encoders
import Foundation
import GRDB
import Vectors

/// What a catalog holds at one moment.
public struct CatalogState: Hashable, Sendable {
    /// How many items, and how many rows of the vector file are valid.
    public let items: Int
    /// The encoder that made the vectors; nil while the catalog is empty.
    public let encoder: EncoderIdentity?
    /// Counts up whenever rows are renumbered or rewritten, so that whoever keeps rows knows that they are stale.
    public let generation: Int
    let vectorFile: String?
}

extension CatalogState: FetchableRecord {
    public init(row: Row) throws {
        items = row["rows"]
        generation = row["generation"]
        vectorFile = row["vectors"]
        encoder = try (row["encoder"] as String?).map { try JSONDecoder().decode(EncoderIdentity.self, from: Data($0.utf8)) }
    }

    static func fetch(_ db: Database) throws -> CatalogState {
        guard let state = try CatalogState.fetchOne(db, sql: "SELECT * FROM state") else {
            throw DatabaseError(message: "its state is missing")
        }
        return state
    }
}

extension Catalog {
    /// What the catalog holds now. Cost: one small query.
    public func state() throws(CatalogError) -> CatalogState {
        try read(CatalogState.fetch)
    }

    /// Maps the vectors of all items; nothing is read before it is asked for.
    ///
    /// - Throws: `CatalogError.noVectors` while the catalog is empty, `.damaged` when the file does not fit the database.
    public func vectors() throws(CatalogError) -> VectorTable {
        let state = try state()
        do throws(CatalogError) { return try vectors(of: state) } catch {
            // A writer may have removed rows since; then the file fits what the database says now.
            let now = try self.state()
            if now == state { throw error }
            return try vectors(of: now)
        }
    }

    private func vectors(of state: CatalogState) throws(CatalogError) -> VectorTable {
        guard state.items > 0, let file = state.vectorFile, let encoder = state.encoder else { throw .noVectors(path: folder.path) }
        let table: VectorTable
        do {
            table = try VectorTable(contentsOf: folder.appendingPathComponent(file), rows: state.items)
        } catch {
            throw .damaged(path: folder.path, reason: "\(error)")
        }
        guard table.dimensions == encoder.dimensions else {
            throw .damaged(path: folder.path, reason: "\(file) has \(table.dimensions) dimensions, its encoder \(encoder.dimensions)")
        }
        return table
    }

    /// The vectors with all that makes searching them fast. Codes that are missing or out of date are made anew where nobody else is
    /// writing; without them a search reads the whole table. Median bits are made at the first hamming search after a change, and
    /// kept.
    ///
    /// - Throws: as `vectors()`.
    public func index() throws(CatalogError) -> VectorIndex {
        let table = try vectors()
        let url = Self.codesURL(table)
        let bits = url.deletingPathExtension().appendingPathExtension("bits")
        if let codes = CompactCodes(contentsOf: url, for: table) { return VectorIndex(table, codes: codes, bitsURL: bits) }
        let canWrite = (try? WriterLock(folder: folder)) != nil
        return VectorIndex(table, codes: canWrite ? try? CompactCodes.update(at: url, for: table) : nil, bitsURL: bits)
    }

    static func codesURL(_ table: VectorTable) -> URL { table.url.deletingPathExtension().appendingPathExtension("codes") }

    func read<Value>(_ query: (Database) throws -> Value) throws(CatalogError) -> Value {
        do {
            return try database.read(query)
        } catch let error as CatalogError {
            throw error
        } catch {
            throw .damaged(path: folder.path, reason: plainReason(error))
        }
    }

    func write<Value>(_ change: (Database) throws -> Value) throws(CatalogError) -> Value {
        do {
            return try database.write(change)
        } catch let error as CatalogError {
            throw error
        } catch {
            throw .cannotWrite(path: folder.path, reason: plainReason(error))
        }
    }
}
