import Basics
import Foundation
import GRDB

/// Finding items by what is typed: an SQLite FTS5 index of trigrams, so that any part of a word or an ID finds.
///
/// Both the index and what is typed are folded first, so that what a person leaves out while typing does not count.
enum Finding {
    /// Shorter words are no trigram, so the index cannot look them up.
    private static let indexedLength = 3
    /// More characters are nobody's search, and their words might be more than a query can have.
    private static let longest = 600

    /// What is looked for in the place of a text.
    static func folded(_ text: String) -> String {
        // A NUL would end the text for SQLite.
        guard text.utf8.contains(0) else { return text.folded }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? " " : $0 })).folded
    }

    static let foldFunction = DatabaseFunction("vitrine_finding", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(folded)
    }

    /// A query for the rows of the items that contain all words of a text. Nil for a text without words.
    static func sql(_ text: String) -> SQL? {
        let text = folded(String(text.unicodeScalars.prefix(longest)))
        let words = Set(text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }).sorted()
        guard !words.isEmpty else { return nil }
        let (long, short) = (
            words.filter { $0.unicodeScalars.count >= indexedLength }, words.filter { $0.unicodeScalars.count < indexedLength }
        )
        // In quotes every character stands for itself, whatever it means in a query.
        let query = long.map { "\"" + $0.parts(separatedBy: "\"").joined(separator: "\"\"") + "\"" }.joined(separator: " AND ")
        var parts: [SQL] = short.map { "INSTR(finding.text, \($0)) > 0" }
        if !query.isEmpty { parts.append("finding MATCH \(query)") }
        return "SELECT finding.rowid FROM finding WHERE \(parts.joined(separator: " AND "))"
    }

    /// Which way of folding an index was made by; SQLite's `user_version` keeps it. Another one does not keep an older program out.
    private static let folding = 2

    /// Whether the index was folded in another way than what is looked for.
    static func isOutdated(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 < folding && db.tableExists("finding")
    }

    /// Makes the index anew where that is so.
    static func bringUpToDate(_ db: Database) throws {
        guard try isOutdated(db) else { return }
        try db.execute(
            sql: """
                DROP TRIGGER finding_insert; DROP TRIGGER finding_delete; DROP TRIGGER finding_update; DROP TABLE finding;
                """)
        try createIndex(db)
        try db.execute(sql: "PRAGMA user_version = \(folding)")
    }

    /// Makes the index, fills it with the items that there are, and has it follow them from now on.
    static func createIndex(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE VIRTUAL TABLE finding USING fts5(text, tokenize = 'trigram');
                INSERT INTO finding (rowid, text) SELECT item.row, \(text(of: "item")) FROM item;
                \(insertTrigger)
                CREATE TRIGGER finding_delete AFTER DELETE ON item BEGIN
                  DELETE FROM finding WHERE rowid = old.row;
                END;
                CREATE TRIGGER finding_update AFTER UPDATE OF row, id, label, attributes ON item BEGIN
                  DELETE FROM finding WHERE rowid = old.row;
                  INSERT INTO finding (rowid, text) VALUES (new.row, \(text(of: "new")));
                END;
                """)
    }

    /// Inserts many items, which the index follows in one statement instead of after each few: a third of the time. In a transaction.
    ///
    /// - Parameters:
    ///   - row: the first that `insert` fills; from there on no row is an item's before.
    ///   - insert: inserts the items.
    static func following(_ db: Database, from row: Int, _ insert: () throws -> Void) throws {
        // What is changed again and again on the way shall be written once.
        let size = try Int.fetchOne(db, sql: "PRAGMA cache_size") ?? -2000
        try db.execute(sql: "PRAGMA cache_size = -262144")
        defer { try? db.execute(sql: "PRAGMA cache_size = \(size)") }
        try db.execute(sql: "DROP TRIGGER IF EXISTS finding_insert")
        try insert()
        try db.execute(
            sql: "INSERT INTO finding (rowid, text) SELECT item.row, \(text(of: "item")) FROM item WHERE row >= ? ORDER BY row", arguments: [row])
        try db.execute(sql: insertTrigger)
    }

    private static let insertTrigger = """
        CREATE TRIGGER finding_insert AFTER INSERT ON item BEGIN
          INSERT INTO finding (rowid, text) VALUES (new.row, \(text(of: "new")));
        END;
        """

    /// What is indexed of an item, which is a table or a row of it.
    private static func text(of item: String) -> String {
        """
        vitrine_finding(\(item).id || char(10) || ifnull(\(item).label, '') || char(10) || CASE \(item).attributes WHEN '{}' THEN '' ELSE ifnull(( \
        SELECT group_concat(value, char(10)) FROM json_each(\(item).attributes) WHERE key <> 'url'), '') END)
        """
    }
}
