import Basics
import Foundation
import GRDB
import Pictures

extension Catalog {
    /// The items of a range of rows, in order. Cost: one query over the range.
    public func items(rows: Range<Int>) throws(CatalogError) -> [Item] {
        try read { db in
            try Item.fetchAll(
                db, sql: "SELECT * FROM item WHERE row >= ? AND row < ? ORDER BY row", arguments: [rows.lowerBound, rows.upperBound])
        }
    }

    /// The items of some rows, in the rows' order; rows without an item are left out.
    public func items(rows: [Int]) throws(CatalogError) -> [Item] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT item.* FROM json_each(?) AS wanted CROSS JOIN item ON item.row = wanted.value ORDER BY wanted.key")
            return try Item.fetchAll(statement, arguments: [try JSON.text(rows)])
        }
    }

    /// The item with an ID.
    ///
    /// - Throws: `CatalogError.unknownItem` with the closest IDs that there are.
    public func item(id: String) throws(CatalogError) -> Item {
        let item = try read { db in try Item.fetchOne(db, sql: "SELECT * FROM item WHERE id = ?", arguments: [id]) }
        if let item { return item }
        throw .unknownItem(id, closest: try closestIDs(to: id))
    }

    /// The rows of some IDs; IDs that are not there (any more) are left out.
    public func rows(ids: [String]) throws(CatalogError) -> ExactDictionary<Int> {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT row FROM item WHERE id = ?")
            var rows: ExactDictionary<Int> = [:]
            for id in ids { rows[id] = try Int.fetchOne(statement, arguments: [id]) }
            return rows
        }
    }

    /// Items by their IDs; IDs that are not there (any more) are left out.
    public func items(ids: [String]) throws(CatalogError) -> [Item] {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM item WHERE id = ?")
            return try ids.compactMap { try Item.fetchOne(statement, arguments: [$0]) }
        }
    }

    /// The IDs of all items in the order of their rows, one after another.
    public func forEachID(_ body: (String) throws -> Void) throws(CatalogError) {
        try read { db in
            let cursor = try String.fetchCursor(db, sql: "SELECT id FROM item ORDER BY row")
            while let id = try cursor.next() { try body(id) }
        }
    }

    /// The IDs that begin with a text, in order: at most `limit` of them, and then the last one that there is, so that these have no more in common
    /// than all of them. Cost: a look at the index for each.
    public func ids(beginning text: String, limit: Int) throws(CatalogError) -> [String] {
        try read { db in
            let range: StatementArguments = [text, text + "\u{10FFFF}"]
            let first = try String.fetchAll(
                db, sql: "SELECT id FROM item WHERE id >= ? AND id < ? ORDER BY id LIMIT \(limit)", arguments: range)
            guard first.count == limit else { return first }
            let last = try String.fetchAll(db, sql: "SELECT id FROM item WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1", arguments: range)
            return (first + last).unique
        }
    }

    /// Each label with the number of its items, most frequent first.
    public func labels() throws(CatalogError) -> [(label: String, items: Int)] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT label, COUNT(*) FROM item WHERE label IS NOT NULL GROUP BY label ORDER BY COUNT(*) DESC, label"
            ).map { (try $0.decode(atIndex: 0), try $0.decode(atIndex: 1)) }
        }
    }

    /// Where an item's pixels come from; nil for an item without a picture.
    public func picture(of item: Item) throws(CatalogError) -> PictureReference? { try pictures(of: [item])[0] }

    /// Where items' pixels come from, in their order. Cost: one query for each source.
    public func pictures(of items: [Item]) throws(CatalogError) -> [PictureReference?] {
        let sources = try read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM source WHERE id = ?")
            var sources: [Int64: SourceRecord] = [:]
            for source in Set(items.map(\.source)) { sources[source] = try SourceRecord.fetchOne(statement, arguments: [source]) }
            return sources
        }
        return items.map { item in
            sources[item.source]?.picture(locator: item.locator, fingerprint: item.fingerprint, picturesFolder: picturesFolder)
        }
    }

    /// Where the pixels of an item come from; nil where there is no such picture (any more). Cost: one query.
    ///
    /// - Parameter fingerprint: that of the picture that is meant; the item may have another one by now.
    public func picture(id: String, fingerprint: String) throws(CatalogError) -> PictureReference? {
        try read { db -> PictureReference? in
            let statement = try db.cachedStatement(
                sql: "SELECT source.*, locator FROM item JOIN source ON source.id = item.source WHERE item.id = ? AND fingerprint = ?")
            guard let record = try Row.fetchOne(statement, arguments: [id, fingerprint]) else { return nil }
            return try SourceRecord(row: record).picture(
                locator: record.decode(forColumn: "locator"), fingerprint: fingerprint, picturesFolder: picturesFolder)
        }
    }

    /// The IDs nearest to one that does not exist, by edit distance; at most three, and only believable ones.
    public func closestIDs(to id: String) throws(CatalogError) -> [String] {
        var nearest = NearestNames(to: id)
        try forEachID { nearest.consider($0) }
        return nearest.names
    }
}
