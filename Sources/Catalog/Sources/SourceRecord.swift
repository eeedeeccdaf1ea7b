import Foundation
import GRDB
import Pictures

/// A row of the `source` table.
struct SourceRecord: FetchableRecord, Hashable {
    enum Kind: String {
        case folder, idx, vectors, deepFashion, shop
    }

    let id: Int64
    let kind: Kind
    let path: String

    init(row: Row) throws {
        id = try row.decode(forColumn: "id")
        path = try row.decode(forColumn: "path")
        guard let kind = Kind(rawValue: try row.decode(forColumn: "kind")) else { throw DatabaseError(message: "unknown kind of source") }
        self.kind = kind
    }

    /// The record of a source, made where there is none.
    static func ensure(_ db: Database, kind: Kind, path: String) throws -> SourceRecord {
        try db.execute(sql: "INSERT OR IGNORE INTO source (kind, path) VALUES (?, ?)", arguments: [kind.rawValue, path])
        return try SourceRecord.fetchOne(db, sql: "SELECT * FROM source WHERE kind = ? AND path = ?", arguments: [kind.rawValue, path])!
    }

    /// The picture at a place in this source.
    func picture(locator: String, fingerprint: String, picturesFolder: URL) -> PictureReference? {
        // Else each picture's place would be looked up on the disk.
        var file: String { picturesFolder.appendingPathComponent(fingerprint, isDirectory: false).path }
        switch kind {
        case .folder, .deepFashion: return .file(path: path + "/" + locator)
        case .shop: return ShopPictures.isFile(fingerprint) ? .file(path: file) : nil
        case .vectors: return path.isEmpty || fingerprint.isEmpty ? nil : .file(path: path + "/" + locator)
        case .idx:
            guard let index = locator.utf8.split(separator: UInt8(ascii: ":")).last.flatMap({ Int(Substring($0)) }) else { return nil }
            return .idx(path: file, index: index)
        }
    }
}
