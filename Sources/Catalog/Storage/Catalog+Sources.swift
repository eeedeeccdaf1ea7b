import GRDB

/// A place that a catalog's pictures come from.
public struct PictureFolder: Hashable, Sendable {
    /// A folder.
    public let path: String
    /// How many come from it.
    public let items: Int
    /// How many of these lie outside the folder all the same, because their place leads upwards.
    public let outside: Int
}

extension Catalog {
    /// The folders that pictures come from, those of the most items first.
    public func pictureFolders() throws(CatalogError) -> [PictureFolder] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT source.path, COUNT(*) AS items, SUM(instr('/' || locator || '/', '/../') > 0) AS outside
                    FROM item JOIN source ON source.id = item.source WHERE source.path <> '' GROUP BY source.path ORDER BY items DESC, source.path
                    """
            ).map { PictureFolder(path: $0["path"], items: $0["items"], outside: $0["outside"]) }
        }
    }
}
