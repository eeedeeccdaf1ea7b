import Basics
import Postgres

/// Makes a database one that a catalog can be pushed to, or brings it up to date.
package struct ServerSetup {
    /// What there was to do.
    package struct Report: Sendable {
        /// The server and the database, for people.
        package let place: String
        /// Whether nothing was there before.
        package let isNew: Bool
        /// How many steps brought it up to date.
        package let steps: Int
        /// The names of the roles that people are given.
        package let curator, shopper: String
    }

    private let connection: Connection

    package init(_ address: ServerAddress, isCancelled: @escaping () -> Bool = { false }) throws {
        connection = try Connection(address, isCancelled: isCancelled)
    }

    /// Does what there is to do, each step whole or not at all; nobody else does the same at the same time.
    ///
    /// - Throws: an error in one line, such as for a server that is too old, that has no pgvector, or a role without rights.
    ///
    /// - Parameter shards: the servers that the vectors are spread over; none: this one keeps them.
    package func run(shards: [ServerAddress] = []) throws -> Report {
        try Self.requireServer(connection.serverVersion, connection.place)
        guard let database = try connection.rows("SELECT current_database()::text").first?.text(0) else { throw unreadable }
        guard database.utf8.count <= 55 else { throw PlainError("\(connection.place): the database's name is longer than 55 bytes") }
        guard try connection.rows("SELECT current_setting('server_encoding')").first?.text(0) == "UTF8" else {
            throw PlainError("\(connection.place): the database is not in UTF-8; make one with ENCODING 'UTF8'")
        }
        try Self.requireVectors(connection)
        let names = ["owner", "curator", "shopper"].map { "\(database)_\($0)" }
        let roles = ServerSchema.Roles(
            owner: Connection.quoted(names[0]), curator: Connection.quoted(names[1]), shopper: Connection.quoted(names[2]))
        let isNew = try prepare(names, roles)
        var steps = 0
        for (index, migration) in ServerSchema.migrations.enumerated() where try apply(index + 1, migration(roles), roles) { steps += 1 }
        if !shards.isEmpty, try ServerShards(connection: connection, roles: roles).spread(over: shards) { steps += 1 }
        try limitStatements(database)
        return Report(place: connection.place, isNew: isNew, steps: steps, curator: names[1], shopper: names[2])
    }

    /// - Parameter version: as libpq has it.
    static func requireServer(_ version: Int, _ place: String) throws(PlainError) {
        guard version < ServerSchema.leastServer else { return }
        throw PlainError(
            "\(place) is PostgreSQL \(version / 10_000).\(version % 10_000); \(ServerSchema.leastServer / 10_000) at least is needed")
    }

    /// - Parameter version: pgvector's, such as `0.8.0`; nil: there is none.
    static func requireVectors(_ version: String?, isInstalled: Bool, _ place: String) throws(PlainError) {
        guard let version else {
            throw PlainError("\(place) has no pgvector; install it there, as the package postgresql-…-pgvector, or see assets/server/setup.sh")
        }
        let numbers = version.parts(separatedBy: ".").map { Int($0) ?? 0 }
        guard numbers.lexicographicallyPrecedes(ServerSchema.leastVectors) else { return }
        throw PlainError(
            "\(place) has pgvector \(sanitized(version)); \(ServerSchema.leastVectors.map(String.init).joined(separator: ".")) at least is needed"
                + (isInstalled ? "; ALTER EXTENSION vector UPDATE brings a newer one that is installed" : ""))
    }

    private var unreadable: PlainError { PlainError("\(connection.place) does not answer as PostgreSQL does") }

    static func requireVectors(_ connection: Connection) throws {
        let found = try connection.rows("SELECT extversion::text FROM pg_extension WHERE extname = 'vector'").first?.text(0)
        let offered = try connection.rows("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'").first?.text(0)
        try requireVectors(found ?? offered, isInstalled: found != nil, connection.place)
    }

    /// Makes the roles, the schema and the table of migrations.
    ///
    /// - Returns: whether there was none of it.
    private func prepare(_ names: [String], _ roles: ServerSchema.Roles) throws -> Bool {
        if try ServerCatalog.version(connection) != nil { return false }
        return try connection.transaction {
            try connection.rows("SELECT pg_advisory_xact_lock($1)", [.integer(ServerSchema.setupLock)])
            if try ServerCatalog.version(connection) != nil { return false }
            for (name, role) in zip(names, [roles.owner, roles.curator, roles.shopper])
            where try connection.rows("SELECT 1 FROM pg_roles WHERE rolname = $1", [.text(name)]).isEmpty {
                try connection.run("CREATE ROLE \(role)")
            }
            try connection.run(
                """
                GRANT \(roles.owner) TO CURRENT_USER;
                CREATE EXTENSION IF NOT EXISTS vector;
                CREATE SCHEMA \(ServerSchema.name) AUTHORIZATION \(roles.owner);
                SET LOCAL ROLE \(roles.owner);
                CREATE TABLE \(ServerSchema.name).migration (number integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now());
                """)
            return true
        }
    }

    /// - Returns: false where it was applied before.
    private func apply(_ number: Int, _ migration: String, _ roles: ServerSchema.Roles) throws -> Bool {
        try connection.transaction {
            try connection.rows("SELECT pg_advisory_xact_lock($1)", [.integer(ServerSchema.setupLock)])
            let version = try ServerCatalog.version(connection) ?? 0
            if version > ServerSchema.migrations.count { throw ServerCatalog.newer(connection.place) }
            guard version < number else { return false }
            try connection.run("SET LOCAL ROLE \(roles.owner); SET LOCAL search_path = \(ServerSchema.name), pg_temp;\n\(migration)")
            try connection.rows("INSERT INTO migration (number) VALUES ($1)", [.integer(number)])
            return true
        }
    }

    /// Limits how long a statement may take for everybody on this database, unless somebody has said otherwise. Members of a role would not
    /// inherit a limit of its.
    private func limitStatements(_ database: String) throws {
        let isSet = try connection.rows(
            """
            SELECT 1 FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase, unnest(setconfig) AS setting
            WHERE datname = current_database() AND setrole = 0 AND setting LIKE 'statement\\_timeout=%'
            """)
        if isSet.isEmpty { try connection.run("ALTER DATABASE \(Connection.quoted(database)) SET statement_timeout = '30s'") }
    }
}
