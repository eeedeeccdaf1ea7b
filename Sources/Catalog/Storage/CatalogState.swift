import Basics
import Encoders
import Foundation
import GRDB
import Vectors

/// What a catalog holds at one moment.
public struct CatalogState: Hashable, Sendable {
    /// How many items, and how many rows of the vector file are valid.
    public let items: Int
    /// The encoder that made the vectors; nil while the catalog is empty.
    public private(set) var encoder: EncoderIdentity?
    /// Counts up whenever an item gets another row, picture, label or attribute, so that whoever keeps one knows that it is stale.
    public let generation: Int
    private(set) var vectorFile: String?
    /// How many of the items have a vector by the encoder.
    public private(set) var encoded: Int

    /// The same with the vectors of a further encoder.
    func seen(by record: EncodingRecord) -> CatalogState {
        var state = self
        (state.encoder, state.vectorFile, state.encoded) = (record.encoder, record.vectorFile, min(record.encoded, items))
        return state
    }
}

extension CatalogState: FetchableRecord {
    /// Checks what it reads: a catalog may come from anybody.
    public init(row: Row) throws {
        items = try row.decode(forColumn: "rows")
        generation = try row.decode(forColumn: "generation")
        vectorFile = try row.decode(forColumn: "vectors")
        let identity: String? = try row.decode(forColumn: "encoder")
        encoder = try identity.map { try JSON.decode(EncoderIdentity.self, from: $0) }
        encoded = items
        guard (0...Int(UInt32.max)).contains(items), (0..<Int.max / 2).contains(generation) else {
            throw DatabaseError(message: "it says that it has \(items) items")
        }
        try Self.require(vectorFile: vectorFile, encoder: encoder)
    }

    /// Checks the place and the shape of vectors.
    static func require(vectorFile: String?, encoder: EncoderIdentity?) throws {
        if let vectorFile, !isVectorFile(vectorFile) { throw DatabaseError(message: "its vectors are said to be in \(vectorFile)") }
        let parts = encoder?.parts ?? []
        guard parts.allSatisfy({ 0 <= $0.from && $0.from < $0.to && $0.to <= encoder!.dimensions }) else {
            throw DatabaseError(message: "its encoder has parts outside its vectors")
        }
    }

    /// Whether a file's name is one that vectors get: `vectors.npy`, or `vectors-7.npy`.
    static func isVectorFile(_ name: String) -> Bool { CatalogFiles.vectorStem(name)?.utf8.elementsEqual(name.utf8.dropLast(4)) ?? false }

    static func fetch(_ db: Database) throws -> CatalogState {
        guard let state = try CatalogState.fetchOne(db.cachedStatement(sql: "SELECT * FROM state")) else {
            throw DatabaseError(message: "its state is missing")
        }
        return state
    }
}

extension Catalog {
    /// What the catalog holds now. Cost: one small query.
    public func state() throws(CatalogError) -> CatalogState {
        if let frozen { return frozen.state }
        return try read(state)
    }

    /// The state as the chosen encoder's vectors have it.
    func state(_ db: Database) throws -> CatalogState {
        let state = try CatalogState.fetch(db)
        return try encoding(db, state).map(state.seen) ?? state
    }

    /// Maps the vectors of all items; nothing is read before it is asked for.
    ///
    /// - Throws: `CatalogError.noVectors` while the catalog is empty, `.damaged` when the file does not fit the database.
    public func vectors() throws(CatalogError) -> VectorTable {
        guard let table = try generation().frozen?.table else { throw .noVectors(path: folder.path) }
        return table
    }

    /// The vectors with all that makes searching them fast. Codes that are missing or out of date are made anew where nobody else is
    /// writing; without them a search reads the whole table. Median bits are made at the first hamming search after a change, and
    /// kept.
    ///
    /// - Throws: as `vectors()`.
    public func index() throws(CatalogError) -> VectorIndex {
        let now = try generation()
        let table = try now.vectors()
        let url = Self.codesURL(table)
        let bits = url.deletingPathExtension().appendingPathExtension("bits")
        if let codes = CompactCodes(contentsOf: url, for: table) { return VectorIndex(table, codes: codes, bitsURL: bits) }
        return VectorIndex(table, codes: now.newCodes(url, table), bitsURL: bits)
    }

    /// Makes codes, where nobody else writes and this is the generation that is valid.
    private func newCodes(_ url: URL, _ table: VectorTable) -> CompactCodes? {
        // Those of vectors that lie elsewhere come with what they belong to.
        guard let frozen, !isReadOnly, !table.isDistant, let lock = try? WriterLock(folder: folder, for: .codes) else { return nil }
        return withExtendedLifetime(lock) {
            guard (try? database.read(state)) == frozen.state else { return nil }
            return try? CompactCodes.update(at: url, for: table)
        }
    }

    static func codesURL(_ table: VectorTable) -> URL { table.url.deletingPathExtension().appendingPathExtension("codes") }

    func read<Value>(_ query: (Database) throws -> Value) throws(CatalogError) -> Value {
        do {
            return try frozen.map { try $0.reader.unsafeRead(query) } ?? database.read(query)
        } catch {
            throw .reading(folder, error)
        }
    }

    func write<Value>(_ change: (Database) throws -> Value) throws(CatalogError) -> Value {
        guard !isReadOnly else { throw .readOnly(path: folder.path) }
        do {
            return try database.write(change)
        } catch {
            throw .writing(folder, error)
        }
    }
}
