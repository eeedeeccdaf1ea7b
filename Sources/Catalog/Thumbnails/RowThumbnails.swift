import Basics
import GRDB
import Pictures

/// The thumbnails of a generation's items by their rows, without a look at the database. Safe to use from several threads.
public final class RowThumbnails: Sendable {
    private let thumbnails: Thumbnails
    private let keys: [UInt64]

    init(_ thumbnails: Thumbnails, keys: [UInt64]) { (self.thumbnails, self.keys) = (thumbnails, keys) }

    /// A row's thumbnail; nil where none has been made, or the item there has got another picture since. Cost: microseconds.
    public subscript(row: Int) -> Thumbnail? {
        guard keys.indices.contains(row), keys[row] != 0 else { return nil }
        return thumbnails.thumbnail(keys[row], row: row)
    }
}

extension Catalog {
    /// Its thumbnails by row, as its items are now. Cost: a pass over the items, and 8 bytes for each.
    public func thumbnailsByRow() throws(CatalogError) -> RowThumbnails {
        let now = try generation(), count = try now.state().items
        return RowThumbnails(now.thumbnails(), keys: try now.read { db in try RowKeys.current(db, count: count) })
    }
}
