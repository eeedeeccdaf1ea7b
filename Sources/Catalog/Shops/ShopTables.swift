import Foundation
import GRDB

/// The tables of what shops say.
///
/// - `source.shop`: of a shop, what it is called and how it is visited, as JSON (`ShopRecord`).
/// - `visit`: one for each time that a shop was visited; one that was interrupted has no end, and is gone on with.
/// - `offer`: what belongs to an item of a shop beside its attributes, and what changed at the latest visit. An item that is pruned takes its
///   own along.
/// - `observation`: price and sizes of an item from a moment on; there is one only where something had changed.
enum ShopTables {
    static func create(_ db: Database) throws {
        try db.execute(sql: "ALTER TABLE source ADD COLUMN shop TEXT")
        try db.execute(sql: tables)
        try db.execute(
            sql: """
                CREATE INDEX visit_source ON visit (source, id);
                CREATE INDEX offer_gone ON offer (is_gone) WHERE is_gone;
                CREATE TRIGGER offer_delete AFTER DELETE ON item BEGIN
                  DELETE FROM offer WHERE item = old.id;
                  DELETE FROM observation WHERE item = old.id;
                END;
                """)
    }

    /// Empty tables for a connection to a catalog of an earlier version that cannot be brought up to date, because nothing can be written.
    static func standIn(_ db: Database) throws {
        guard try db.tableExists("item"), try !db.tableExists("offer") else { return }
        try createEmpty(db)
    }

    /// The tables as temporary ones.
    static func createEmpty(_ db: Database) throws {
        try db.execute(sql: tables.replacingOccurrences(of: "CREATE TABLE", with: "CREATE TEMP TABLE"))
    }

    private static let tables = """
        CREATE TABLE visit (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          source INTEGER NOT NULL REFERENCES source (id),
          began INTEGER NOT NULL,
          ended INTEGER,
          is_complete INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE offer (
          item TEXT PRIMARY KEY,
          source INTEGER NOT NULL REFERENCES source (id),
          product TEXT NOT NULL,
          colour TEXT NOT NULL,
          scope TEXT NOT NULL,
          first_visit INTEGER NOT NULL,
          first_seen INTEGER NOT NULL,
          last_visit INTEGER NOT NULL,
          last_seen INTEGER NOT NULL,
          is_later INTEGER NOT NULL,
          is_gone INTEGER NOT NULL DEFAULT 0,
          is_available INTEGER NOT NULL,
          price_drop REAL,
          pictures TEXT NOT NULL,
          UNIQUE (source, product, colour)
        );
        CREATE TABLE observation (
          item TEXT NOT NULL,
          seen INTEGER NOT NULL,
          price TEXT,
          price_before TEXT,
          currency TEXT,
          in_stock TEXT NOT NULL,
          is_available INTEGER NOT NULL,
          is_gone INTEGER NOT NULL,
          PRIMARY KEY (item, seen)
        ) WITHOUT ROWID;
        """
}
