import Encoders
import Foundation
import GRDB
import Vectors

/// What is and what is not well in a catalog, found without changing it.
public struct CatalogHealth: Sendable {
    /// How many the database counts.
    public let items: Int
    /// Whose vectors it holds.
    public let encoder: EncoderIdentity?
    /// What is wrong with the database or the vectors, in a line; nil if both can be used.
    public let damage: String?
    /// Whether the compact codes fit the vectors. Without them searches read the whole table.
    public let hasFreshCodes: Bool
    /// Of a sample of the items with a picture file: how many were looked for, and which were not found.
    public let checkedPictures: Int
    public let missingPictures: [String]
    /// Whether somebody writes the catalog now.
    public let isBeingWritten: Bool

    /// Cost: one pass over the database, and a look at 200 files.
    public init(_ catalog: Catalog) {
        var damage: String?
        var state: CatalogState?
        var table: VectorTable?
        do throws(CatalogError) {
            state = try catalog.state()
            let answer = try catalog.read { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
            if let answer, answer != "ok" { damage = "the database says: \(answer)" }
            table = try catalog.generation().frozen?.table
        } catch {
            damage = damage ?? error.description
        }
        items = state?.items ?? 0
        encoder = state?.encoder
        self.damage = damage
        hasFreshCodes = table.map { CompactCodes(contentsOf: Catalog.codesURL($0), for: $0) != nil } ?? false
        let step = max(1, items / 200)
        let files = stride(from: 0, to: items, by: step).compactMap { row -> String? in
            guard let item = try? catalog.items(rows: row..<row + 1).first, case .file(let path) = try? catalog.picture(of: item) else { return nil }
            return path
        }
        checkedPictures = files.count
        missingPictures = files.filter { !FileManager.default.isReadableFile(atPath: $0) }
        isBeingWritten = WriterLock.isHeld(in: catalog.folder)
    }
}

/// The database library at hand.
public enum DatabaseLibrary {
    /// Its version, and whether it has the full-text search that finding needs.
    public static func describe() -> (version: String, hasFullTextSearch: Bool) {
        let row = try? DatabaseQueue().read { db in
            try Row.fetchOne(db, sql: "SELECT sqlite_version(), EXISTS (SELECT 1 FROM pragma_module_list WHERE name = 'fts5')")
        }
        return (row?[0] ?? "unknown", row?[1] ?? false)
    }
}
