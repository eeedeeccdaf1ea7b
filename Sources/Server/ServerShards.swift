import Basics
import Catalog
import Foundation
import Postgres

/// Spreads the vectors of a server's catalog over further servers: row r lies on the one whose number is r modulo how many there are.
///
/// Each has a schema of its own for them, and answers the catalog's server alone, as foreign tables by `postgres_fdw`. Who has the password for that is
/// the catalog's owner role, by user mappings; people read vectors through views, and write them by functions of that role. What is written there
/// and here in one transaction is committed there first: a catalog whose push ends at that very moment is whole again with the next one.
struct ServerShards {
    private static let schema = "vitrine_shard"

    let connection: Connection
    let roles: ServerSchema.Roles

    /// - Throws: an error in one line, such as where vectors are there already, or a server holds those of another catalog.
    /// - Returns: whether there was anything to do.
    func spread(over addresses: [ServerAddress]) throws -> Bool {
        let shards = try addresses.map { try Connection($0) }, places = shards.map(\.database)
        guard Set(places).count == places.count else { throw PlainError("a server is named twice; each holds a part of the vectors") }
        let known = try connection.rows("SELECT place FROM vitrine.shard ORDER BY number").map { sanitized(try $0.text(0) ?? "") }
        if try !known.isEmpty || connection.rows("SELECT 1 FROM vitrine.encoder").first != nil {
            guard known.elementsEqual(places, by: { $0.isExactly($1) }) else {
                throw PlainError(
                    "\(connection.place) keeps its vectors \(known.isEmpty ? "itself" : "on \(known.joined(separator: ", "))") already; "
                        + "spread those of a new database")
            }
            try connection.transaction { for shard in shards { try map(shard, isNew: false) } }
            return false
        }
        guard let identity = try connection.rows("SELECT identity::text FROM vitrine.state").first?.text(0) else { return false }
        for shard in shards { try prepare(shard, identity) }
        try connection.transaction {
            try connection.rows(
                "SELECT pg_advisory_xact_lock($1), pg_advisory_xact_lock($2)", [.integer(ServerSchema.setupLock), .integer(ServerSchema.pushLock)])
            guard try connection.rows("SELECT 1 FROM vitrine.encoder UNION ALL SELECT 1 FROM vitrine.shard").isEmpty else {
                throw PlainError("somebody else has set up or pushed to \(connection.place) meanwhile; try again")
            }
            try connection.run("CREATE EXTENSION IF NOT EXISTS postgres_fdw")
            for (number, shard) in shards.enumerated() {
                try map(shard, isNew: true)
                try addTables(number + 1, shard)
            }
            try connection.run(
                """
                SET LOCAL ROLE \(roles.owner); SET LOCAL search_path = vitrine, pg_temp;
                CREATE UNLOGGED TABLE arriving (row bigint NOT NULL, vector \(try vectorType()) NOT NULL, hash bigint NOT NULL, change bigint NOT NULL,
                  encoder integer NOT NULL);
                GRANT SELECT, INSERT, DELETE ON arriving TO \(roles.curator);
                """)
            // The catalog's server has to reach them, too, and by the same names.
            for number in shards.indices { try connection.rows("SELECT count(*) FROM shard_\(number + 1)") }
        }
        return true
    }

    private func vectorType(_ connection: Connection? = nil) throws -> String {
        let row = try (connection ?? self.connection).rows("SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'vector'").first
        guard let schema = try row?.text(0) else { throw PlainError("there is no pgvector") }
        return schema + ".vector"
    }

    /// Makes a server one that holds a part of the vectors.
    private func prepare(_ shard: Connection, _ identity: String) throws {
        try ServerSetup.requireServer(shard.serverVersion, shard.place)
        try ServerSetup.requireVectors(shard)
        try shard.transaction {
            try shard.run("CREATE EXTENSION IF NOT EXISTS vector; CREATE SCHEMA IF NOT EXISTS \(Self.schema)")
            try shard.run("SET LOCAL search_path = \(Self.schema), pg_temp; CREATE TABLE IF NOT EXISTS part (catalog uuid PRIMARY KEY)")
            let owner = try shard.rows("SELECT catalog::text FROM part").first?.text(0)
            if let owner, !owner.isExactly(identity) {
                throw PlainError("\(shard.place) holds a part of another catalog's vectors; name another database")
            }
            if owner != nil { return }
            let vector = try vectorType(shard)
            for name in ["small", "large"] {
                try shard.run(
                    """
                    CREATE TABLE \(name) (
                      encoder integer NOT NULL, row bigint NOT NULL, vector \(vector) NOT NULL, hash bigint NOT NULL, change bigint NOT NULL,
                      PRIMARY KEY (encoder, row, hash)
                    );
                    CREATE INDEX ON \(name) (encoder, hash);
                    """)
            }
            // More do not fit into a page.
            try shard.run("ALTER TABLE small ALTER COLUMN vector SET STORAGE PLAIN")
            try shard.rows("INSERT INTO part VALUES ($1::uuid)", [.text(identity)])
        }
    }

    /// Says how a server is reached, and by whom.
    ///
    /// In a transaction.
    private func map(_ shard: Connection, isNew: Bool) throws {
        let options = shard.options
        guard let user = options["user"], let password = options["password"] else {
            throw PlainError("\(shard.place) asks for no password, but the catalog's server must give one; have it ask for one")
        }
        // The password is part of a statement, which no log shall show.
        try connection.run(
            "SET LOCAL log_statement = 'none'; SET LOCAL log_min_error_statement = 'panic'; SET LOCAL log_min_duration_statement = -1")
        let reach = ["host", "hostaddr", "port", "dbname", "sslmode", "sslrootcert"].filter { options[$0] != nil }
        let standing = [
            ("extensions", "vector"), ("async_capable", "true"), ("fetch_size", "500"), ("batch_size", "500"), ("connect_timeout", "5"),
            ("keepalives_idle", "20"), ("tcp_user_timeout", "10000"),
        ]
        let all = standing + reach.map { ($0, options[$0]!) }
        if isNew {
            try runFormatted(
                "CREATE SERVER %I FOREIGN DATA WRAPPER postgres_fdw OPTIONS (" + all.map { _ in "%I %L" }.joined(separator: ", ") + ")",
                [shard.database] + all.flatMap { [$0.0, $0.1] })
            try runFormatted("GRANT USAGE ON FOREIGN SERVER %I TO \(roles.owner)", [shard.database])
        }
        try runFormatted(
            isNew
                ? "CREATE USER MAPPING FOR \(roles.owner) SERVER %I OPTIONS (user %L, password %L)"
                : "ALTER USER MAPPING FOR \(roles.owner) SERVER %I OPTIONS (SET user %L, SET password %L)", [shard.database, user, password])
    }

    /// Runs a statement with names (`%I`) and texts (`%L`) in their places, which the server quotes.
    private func runFormatted(_ statement: String, _ values: [String]) throws {
        let places = values.indices.map { "$\($0 + 2)::text" }.joined(separator: ", ")
        guard let text = try connection.rows("SELECT format($1::text, \(places))", [.text(statement)] + values.map { .text($0) }).first?.text(0)
        else { return }
        try connection.run(text)
    }

    private func addTables(_ number: Int, _ shard: Connection) throws {
        try connection.run("SET LOCAL ROLE \(roles.owner); SET LOCAL search_path = vitrine, pg_temp")
        let vector = try vectorType()
        for name in ["small", "large"] {
            try runFormatted(
                """
                CREATE FOREIGN TABLE shard_\(number)_\(name) (
                  encoder integer NOT NULL, row bigint NOT NULL, vector \(vector) NOT NULL, hash bigint NOT NULL, change bigint NOT NULL
                ) SERVER %I OPTIONS (schema_name '\(Self.schema)', table_name '\(name)')
                """, [shard.database])
        }
        try connection.run(
            """
            CREATE VIEW shard_\(number) AS SELECT encoder FROM shard_\(number)_small LIMIT 1;
            GRANT SELECT ON shard_\(number) TO \(roles.curator), \(roles.shopper);
            """)
        try connection.rows("INSERT INTO shard VALUES ($1::bigint, $2)", [.integer(number), .text(shard.database)])
        try connection.run("RESET ROLE")
    }
}

extension ServerCatalog {
    /// How many servers the vectors are spread over; 0 where they are on this one.
    func shardCount() throws -> Int {
        guard let count = try connection.rows("SELECT count(*) FROM shard").first?.integer(0), (0...Self.mostShards).contains(count) else {
            throw senseless
        }
        return count
    }

    private static let mostShards = 1000

    /// What servers have that hold vectors and are down; none where this one holds them all.
    ///
    /// - Throws: where this one itself cannot be asked.
    func lostRows() throws -> [LostRows] {
        let shards = try connection.rows("SELECT number, place FROM shard ORDER BY number LIMIT \(Self.mostShards)")
        return try shards.compactMap { row in
            guard let number = try row.integer(0), number > 0, let place = try row.text(1) else { throw senseless }
            do {
                try connection.rows("SELECT count(*) FROM shard_\(number)")
                return nil
            } catch  where !connection.isLost {
                return LostRows(place: sanitized(place), first: number - 1, modulus: shards.count)
            }
        }
    }
}
