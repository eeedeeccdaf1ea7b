import Basics
import GRDB

/// What finds an item's thumbnail.
package struct ThumbnailPlace: Sendable {
    package let id: String
    package let row: Int
    package let fingerprint: String
    /// The picture's mean colour as 0xRRGGBB.
    package let color: Int?
}

extension Catalog {
    /// What finds the thumbnails of some items; IDs that are not there are left out. Cost: a look-up each, without attributes.
    package func thumbnailPlaces(ids: [String]) throws(CatalogError) -> [ThumbnailPlace] {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT row, fingerprint, color FROM item WHERE id = ?")
            return try ids.compactMap { id in
                try Row.fetchOne(statement, arguments: [id]).map { row in
                    ThumbnailPlace(
                        id: id, row: try row.decode(atIndex: 0), fingerprint: try row.decode(atIndex: 1), color: try row.decode(atIndex: 2))
                }
            }
        }
    }

    /// The ID of each row. Cost: a pass over the items.
    ///
    /// - Parameter count: rows; one without an item has an empty ID.
    package func idsByRow(count: Int) throws(CatalogError) -> [String] {
        try read { db in
            var ids = [String](repeating: "", count: count)
            let cursor = try Row.fetchCursor(db, sql: "SELECT row, id FROM item WHERE row < ?", arguments: [count])
            while let record = try cursor.next() {
                let row: Int = try record.decode(atIndex: 0)
                if ids.indices.contains(row) { ids[row] = try record.decode(atIndex: 1) }
            }
            return ids
        }
    }
}
