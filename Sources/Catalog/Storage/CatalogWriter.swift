import Basics
import Encoders
import Foundation
import GRDB
import Pictures
import Vectors

/// An item as an importer describes it, before it has a row.
struct NewItem: Sendable {
    var id: String
    var locator: String
    var fingerprint: String
    var label: String?
    /// As they are stored.
    var attributes: String
    var color: Int?
    /// Of its picture, where that was decoded.
    private(set) var thumbnail: Thumbnail?

    init(id: String, locator: String, fingerprint: String, label: String?, attributes: String, color: Int? = nil) {
        (self.id, self.locator, self.fingerprint) = (id, locator, fingerprint)
        (self.label, self.attributes, self.color) = (label, attributes, color)
    }

    /// Takes what was seen of its picture.
    mutating func see(_ glance: Glance?) {
        color = glance?.color ?? color
        thumbnail = glance?.thumbnail
    }
}

/// An item that takes the place of the one in its row.
struct Replacement: Sendable {
    let row: Int
    let item: NewItem
}

/// What is new about an item whose picture stayed.
struct Relabelling: Sendable {
    let row: Int
    let label: String?
    /// As they are stored.
    let attributes: String
}

/// Writes items and their vectors so that a catalog opens whenever its writer is killed.
///
/// New vectors go to the end of the vector file and reach the disk before one transaction makes their items and the row count
/// valid; rows beyond that count are written over by the next writer. What a row held is kept before it is overwritten in place, so that
/// whoever reads keeps its generation, and the next writer can put back what one that died has left half done.
final class CatalogWriter {
    let catalog: Catalog
    private let lock: WriterLock
    let readers: ReaderLock
    var file: VectorFileWriter
    private lazy var thumbnails = ThumbnailWriter(in: catalog.folder, permissions: catalog.permissions)

    /// Opens a catalog's vector file for writing, and puts back what a writer that died has left half done.
    ///
    /// - Parameters:
    ///   - lock: the catalog's, which is held until this goes.
    ///   - resuming: whether vectors that are there already of a catalog without items are gone on with.
    ///   - withoutVectors: whether they lie elsewhere: then the file has no rows, and none are written.
    /// - Throws: `CatalogError`, such as `.otherEncoder` when the catalog's vectors come from another encoder.
    init(_ catalog: Catalog, holding lock: WriterLock, encoder: EncoderIdentity, resuming: Bool = false, withoutVectors: Bool = false)
        throws(CatalogError)
    {
        let catalog = catalog.withOwnVectors
        (self.catalog, self.lock) = (catalog, lock)
        let lockURL = catalog.folder.appendingPathComponent(CatalogFiles.readerLock)
        guard let readers = ReaderLock(lockURL, permissions: catalog.permissions) else {
            throw .cannotWrite(path: lockURL.path, reason: systemReason())
        }
        self.readers = readers
        let state = try catalog.state()
        if state.items > 0 {
            guard let existing = state.encoder else {
                throw .damaged(path: catalog.folder.path, reason: "it does not say which encoder made its vectors")
            }
            guard existing == encoder else {
                throw .otherEncoder(
                    catalog: existing.name + existing.versionNote(beside: encoder),
                    given: encoder.name + encoder.versionNote(beside: existing))
            }
        }
        let name = state.vectorFile ?? "vectors.npy"
        let url = catalog.folder.appendingPathComponent(name)
        CatalogFiles.removeVectors(in: catalog.folder, besides: try catalog.vectorFiles() + [name])
        try catalog.read { db in try Catalog.requireRows(db, state) }
        DraftName.removeAbandoned(in: catalog.folder)
        do {
            let begun = resuming && state.encoder == encoder ? try? NpyFile(contentsOf: url) : nil
            if !withoutVectors, state.items > 0 || begun?.dimensions == encoder.dimensions {
                let rows = state.items > 0 ? state.items : begun!.rows
                file = try VectorFileWriter(appendingTo: url, rows: rows, generation: state.generation, lock: readers)
            } else {
                file = try VectorFileWriter(creating: url, dimensions: encoder.dimensions, permissions: catalog.permissions, lock: readers)
            }
        } catch {
            throw state.items > 0 ? .damaged(path: catalog.folder.path, reason: "\(error)") : .cannotWrite(path: url.path, reason: "\(error)")
        }
        let identity = try! JSON.text(encoder)
        try catalog.write { db in
            try db.execute(sql: "UPDATE state SET vectors = ?, encoder = ?", arguments: [name, identity])
        }
    }

    /// Adds items with their vectors (`items.count * dimensions` values) after the last row.
    ///
    /// - Parameter also: what belongs into the same transaction.
    func append(
        _ items: [NewItem], vectors: [Float], source: Int64, also: (Database) throws -> Void = { _ in }
    ) throws(CatalogError) {
        try append(items, chunks: { try $0(vectors) }, source: source, also: also)
    }

    /// Adds items whose vectors come in chunks of whole rows, so that no table has to fit in memory; all or none come in.
    ///
    /// - Parameters:
    ///   - chunks: hands the vectors over, on another thread, while the items go into the database.
    ///   - withCodes: whether the compact codes are made there too, as soon as the vectors are on the disk.
    func append(
        _ items: some Collection<NewItem>, chunks: (_ add: ([Float]) throws -> Void) throws -> Void, source: Int64, withCodes: Bool = false,
        also: (Database) throws -> Void = { _ in }
    ) throws(CatalogError) {
        guard !items.isEmpty else { return }
        let state = try catalog.state()
        let isReused: Bool
        do {
            // Rows that were removed may still be read by somebody.
            isReused = try file.beginOverwriting(state.items..<state.items + items.count, generation: state.generation)
        } catch {
            throw .cannotWrite(path: catalog.folder.path, reason: "\(error)")
        }
        func bringVectors() throws(CatalogError) {
            do {
                try chunks { try file.append($0) }
                try file.synchronize()
                if withCodes { try updateCodes(of: VectorTable(contentsOf: file.url)) }
            } catch {
                throw .cannotWrite(path: catalog.folder.path, reason: "\(error)")
            }
        }
        try commit { db in
            try working(aside: bringVectors) { wait in
                try NewItem.insert(items, db, row: state.items, source: source)
                // On the disk before any of them is valid.
                try wait()
            }
            try db.execute(sql: "UPDATE state SET rows = rows + ?, generation = generation + ?", arguments: [items.count, isReused ? 1 : 0])
            try also(db)
        }
        if items.first?.thumbnail != nil { store(thumbnailsOf: zip(state.items..., items)) }
    }

    /// Replaces items and their vectors in the rows that they have.
    ///
    /// - Parameter also: what belongs into the same transaction.
    func replace(
        _ items: [Replacement], vectors: [Float], source: Int64, also: (Database) throws -> Void = { _ in }
    ) throws(CatalogError) {
        guard !items.isEmpty else { return }
        let state = try catalog.state()
        let dimensions = vectors.count / items.count
        do {
            try file.beginOverwriting(items.map(\.row), generation: state.generation)
            for (index, item) in items.enumerated() {
                try file.overwrite(row: item.row, with: Array(vectors[index * dimensions..<(index + 1) * dimensions]))
            }
            try file.synchronize()
        } catch {
            throw .cannotWrite(path: catalog.folder.path, reason: "\(error)")
        }
        try commit { db in
            for replacement in items { try replacement.item.replace(db, row: replacement.row, source: source) }
            try db.execute(sql: "UPDATE state SET generation = generation + 1")
            try also(db)
        }
        store(thumbnailsOf: items.lazy.map { ($0.row, $0.item) })
    }

    /// Keeps the thumbnails of items that have one, in their rows.
    private func store(thumbnailsOf items: some Sequence<(Int, NewItem)>) {
        for (row, item) in items {
            guard let thumbnail = item.thumbnail, let thumbnails else { continue }
            thumbnails.set(thumbnail, id: item.id, fingerprint: item.fingerprint, row: row)
        }
    }

    /// Makes what was written to the vector file valid, and lets readers that waited for that go on.
    func commit(_ change: (Database) throws -> Void) throws(CatalogError) {
        defer { file.endOverwriting() }
        try catalog.write(change)
    }

    /// Brings the compact codes up to date with the vectors. Cost: that of what this writer has changed, if the codes were up to date
    /// before.
    func updateCodes() throws(CatalogError) {
        guard try catalog.state().items > 0 else { return }
        let table = try catalog.vectors()
        do {
            try updateCodes(of: table)
            try file.forgetGenerations()
            // The file's date tells whether codes are of it: the next change shall have another one, however soon it comes.
            usleep(10_000)
        } catch {
            throw .cannotWrite(path: catalog.folder.path, reason: "\(error)")
        }
    }

    private func updateCodes(of table: VectorTable) throws {
        _ = try CompactCodes.update(at: Catalog.codesURL(table), for: table, changes: file.changes)
    }

    /// Changes labels and attributes only.
    func update(_ items: [Relabelling]) throws(CatalogError) {
        guard !items.isEmpty else { return }
        try catalog.write { db in
            for item in items {
                try db.execute(
                    sql: "UPDATE item SET label = ?, attributes = ? WHERE row = ?",
                    arguments: [item.label, item.attributes, item.row])
            }
            try db.execute(sql: "UPDATE state SET generation = generation + 1")
        }
    }
}

extension NewItem {
    /// As many as go into the table by one statement: the full-text index is written to the file after each.
    private static let rowsAtOnce = 64
    /// From so many on the index follows all of them at once.
    private static let many = 4096

    /// Inserts items into rows that follow each other, behind all that there are.
    static func insert(_ items: some Collection<NewItem>, _ db: Database, row: Int, source: Int64) throws {
        guard items.count >= many else { return try insertRows(items, db, row: row, source: source) }
        try Finding.following(db, from: row) { try insertRows(items, db, row: row, source: source) }
    }

    private static func insertRows(_ items: some Collection<NewItem>, _ db: Database, row: Int, source: Int64) throws {
        var (rest, row) = (items[...], row)
        while !rest.isEmpty {
            let count = rest.prefix(rowsAtOnce).count < rowsAtOnce ? 1 : rowsAtOnce
            let values = Array(repeating: "(?, ?, ?, ?, ?, ?, ?, ?)", count: count).joined(separator: ", ")
            let statement = try db.cachedStatement(
                sql: "INSERT INTO item (id, source, locator, fingerprint, label, attributes, color, row) VALUES " + values)
            var arguments: [(any DatabaseValueConvertible)?] = []
            for item in rest.prefix(count) {
                arguments += [item.id, source, item.locator, item.fingerprint, item.label, item.attributes, item.color, row]
                row += 1
            }
            try statement.execute(arguments: StatementArguments(arguments))
            rest = rest.dropFirst(count)
        }
    }

    func replace(_ db: Database, row: Int, source: Int64) throws {
        try db.cachedStatement(
            sql: """
                UPDATE item SET id = ?, source = ?, locator = ?, fingerprint = ?, label = ?, attributes = ?, color = ? WHERE row = ?
                """
        ).execute(arguments: [id, source, locator, fingerprint, label, attributes, color, row])
    }
}

extension EncoderIdentity {
    /// The version, where the names alone would not tell two encoders apart.
    fileprivate func versionNote(beside other: EncoderIdentity) -> String { name == other.name ? " (\(version))" : "" }
}
