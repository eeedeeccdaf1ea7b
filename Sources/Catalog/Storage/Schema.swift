import GRDB

/// The database's tables, version by version. Migrations are only ever added.
///
/// - `source`: where items come from: a folder, IDX files, imported vectors.
/// - `item`: one per picture; `row` is its row in the vector table, `locator` its place in its source, `fingerprint` tells whether
///   the picture has changed, `attributes` is a JSON object of strings or lists of strings,
///   `color` is its mean colour (0xRRGGBB).
/// - `state`: one row: the vector file in use, how many of its rows are valid, and the encoder that made them. It changes in the
///   same transaction as the items, so that both always agree.
/// - `finding`: a full-text index over each item's ID, label and attributes but its URL, folded as `Finding` says; triggers keep it in
///   step with `item`, whoever writes.
/// - `visit`, `offer`, `observation`: what shops said of their items, as `ShopTables` says.
/// - `encoding`: vectors by further encoders, as `EncodingRecord` says.
/// - `document`: what the browser keeps, such as baskets and the place last seen, as JSON by name.
enum Schema {
    /// How many items a migration or a new index is going to go through; 0 where there is nothing to be done.
    static func itemsToMigrate(_ db: Database) throws -> Int {
        guard try db.tableExists("item"), try !migrator.hasCompletedMigrations(db) || Finding.isOutdated(db) else { return 0 }
        return try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM item") ?? 0
    }

    /// Whether all is there that is read, or stood in for where nothing can be written.
    static func isReadable(_ db: Database) throws -> Bool {
        try migrator.completedMigrations(db).contains { $0 == "2 finding" }
    }

    /// Empty tables for what a catalog of an earlier version does not have, where nothing can be written.
    static func standIn(_ db: Database) throws {
        try ShopTables.standIn(db)
        try EncodingRecord.standIn(db)
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 items, sources, documents") { db in
            try db.create(table: "source") { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("kind", .text).notNull()
                table.column("path", .text).notNull()
                table.uniqueKey(["kind", "path"])
            }
            try db.create(table: "item") { table in
                table.primaryKey("row", .integer)
                table.column("id", .text).notNull().unique()
                table.column("source", .integer).notNull().references("source")
                table.column("locator", .text).notNull()
                table.column("fingerprint", .text).notNull()
                table.column("label", .text)
                table.column("attributes", .text).notNull().defaults(to: "{}")
                table.column("color", .integer)
                table.uniqueKey(["source", "locator"])
            }
            try db.create(table: "state") { table in
                table.primaryKey("id", .integer).check { $0 == 1 }
                table.column("vectors", .text)
                table.column("rows", .integer).notNull()
                table.column("encoder", .text)
                table.column("generation", .integer).notNull()
            }
            try db.execute(sql: "INSERT INTO state (id, rows, generation) VALUES (1, 0, 0)")
            try db.create(table: "document") { table in
                table.primaryKey("name", .text)
                table.column("content", .text).notNull()
            }
        }
        migrator.registerMigration("2 finding", migrate: Finding.createIndex)
        migrator.registerMigration("3 shops", migrate: ShopTables.create)
        migrator.registerMigration("4 encodings", migrate: EncodingRecord.create)
        return migrator
    }
}
