import Foundation
import GRDB
import Vectors

/// What a catalog is frozen at.
struct Frozen: Sendable {
    let reader: any DatabaseReader
    let state: CatalogState
    /// nil while the catalog is empty.
    let table: VectorTable?
    /// The rows that have a vector by the encoder; nil: all.
    let encodedRows: RowSet?
    /// What keeps vectors that could not be had then.
    var lost: [LostRows] = []
    /// Tells the writer that somebody reads.
    let lock: ReaderLock?
}

extension Catalog {
    /// How long a catalog that keeps changing is tried to be opened.
    private static let patience = Duration.seconds(5)

    /// The catalog as it is now, whatever is written from now on: items, attributes, state and vectors belong together for as long as the
    /// result lives. Documents, such as baskets, are not frozen.
    ///
    /// Cost: a connection to the database, about a millisecond. While it lives the database's log cannot be cut short, so nobody should
    /// keep one that is out of date.
    /// - Throws: `CatalogError.damaged` when vectors and items do not fit each other.
    public func generation() throws(CatalogError) -> Catalog {
        if frozen != nil { return self }
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let before = try? database.read(state)
            do throws(CatalogError) { return Catalog(self, frozenAt: try freeze()) } catch {
                // What does not fit while a writer is at work may fit at the next try.
                guard case .damaged = error, ContinuousClock.now < deadline,
                    WriterLock.isHeld(in: folder) || (try? database.read(state)) != before
                else { throw error }
            }
        }
    }

    private func freeze() throws(CatalogError) -> Frozen {
        // The lock comes first, so that the writer keeps what this generation will have to look back for.
        let lock = ReaderLock(folder.appendingPathComponent(CatalogFiles.readerLock), permissions: permissions)
        lock?.read()
        do {
            let reader = try CatalogDatabase.snapshot(folder, of: database)
            let own = try reader.unsafeRead(CatalogState.fetch)
            try reader.unsafeRead { db in try Self.requireRows(db, own) }
            guard own.items > 0 else { return Frozen(reader: reader, state: own, table: nil, encodedRows: nil, lock: lock) }
            guard let record = try reader.unsafeRead({ db in try encoding(db, own) }) else {
                let lost = distant?.lost ?? []
                return Frozen(
                    reader: reader, state: own, table: try table(of: own, lock: lock), encodedRows: Self.rows(besides: lost, of: own.items),
                    lost: lost, lock: lock)
            }
            let further = try furtherTable(record, own, reader)
            return Frozen(reader: reader, state: own.seen(by: record), table: further.table, encodedRows: further.rows, lock: lock)
        } catch {
            throw .reading(folder, error)
        }
    }

    /// Checks that the items are those that the state speaks of. Cost: two look-ups.
    static func requireRows(_ db: Database, _ state: CatalogState) throws {
        let least = try Int.fetchOne(db, sql: "SELECT MIN(row) FROM item"), most = try Int.fetchOne(db, sql: "SELECT MAX(row) FROM item")
        guard (least ?? 0) >= 0, (most ?? -1) < state.items, state.items == 0 || most != nil else {
            throw DatabaseError(message: "its items have rows outside the \(state.items) that there are")
        }
    }

    private func table(of state: CatalogState, lock: ReaderLock?) throws(CatalogError) -> VectorTable {
        guard let file = state.vectorFile, let encoder = state.encoder else {
            throw .damaged(path: folder.path, reason: "it has items but no vectors")
        }
        let url = folder.appendingPathComponent(file)
        do {
            if let distant {
                let table = try distant.table(of: self, by: encoder, rows: state.items, at: url)
                // What belongs to the catalog as it is now may not belong to what was frozen a moment ago.
                guard try database.read(CatalogState.fetch).generation == state.generation else {
                    throw CatalogError.damaged(path: folder.path, reason: "it was changed")
                }
                return table
            }
            let generation = lock.map {
                TableGeneration(state.generation, of: url, dimensions: encoder.dimensions, lock: $0)
            }
            let table = try VectorTable(contentsOf: url, rows: state.items, generation: generation)
            guard table.dimensions == encoder.dimensions else {
                throw CatalogError.damaged(path: folder.path, reason: "\(file) has \(table.dimensions) dimensions, its encoder \(encoder.dimensions)")
            }
            // A writer that switches to another file removes this one with its log, which may have been before they were opened.
            guard try database.read(CatalogState.fetch).vectorFile == file else {
                throw CatalogError.damaged(path: folder.path, reason: "\(file) was replaced")
            }
            return table
        } catch {
            throw .reading(folder, error)
        }
    }
}
