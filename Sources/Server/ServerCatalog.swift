import Basics
import Encoders
import Foundation
import Postgres

/// A catalog on a server, over one connection.
struct ServerCatalog {
    /// What is there at one moment.
    struct State {
        /// Names the push that brought it; empty where there was none.
        let version: String
        /// Counts pushes.
        let change: Int
        let rows: Int
        let generation: Int
        /// Of the catalog, whatever address leads to it.
        let identity: UUID
    }

    /// Who made vectors that are there.
    struct StoredEncoder {
        let number: Int
        let identity: EncoderIdentity

        var table: String { "vectors_\(number)" }
    }

    let connection: Connection

    /// Connects, and checks that there is a catalog of this version.
    ///
    /// - Throws: an error in one line.
    init(_ address: ServerAddress, isCancelled: @escaping () -> Bool) throws {
        connection = try Connection(address, isCancelled: isCancelled)
        try ServerSetup.requireServer(connection.serverVersion, connection.place)
        guard let version = try Self.version(connection) else {
            throw PlainError("\(connection.place) is not set up for a catalog; `vitrine server init` does that")
        }
        if version > ServerSchema.migrations.count { throw Self.newer(connection.place) }
        if version < ServerSchema.migrations.count {
            throw PlainError("\(connection.place) was set up by an earlier vitrine; `vitrine server init` brings it up to date")
        }
        let vectors = try connection.rows("SELECT extversion::text FROM pg_extension WHERE extname = 'vector'").first?.text(0)
        try ServerSetup.requireVectors(vectors, isInstalled: true, connection.place)
        // What moves a whole catalog takes as long as it takes.
        try connection.run(
            "SET search_path = \(ServerSchema.name), pg_temp; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; "
                + ServerSchema.keepAlive)
    }

    static func newer(_ place: String) -> PlainError { PlainError("\(place) was set up by a newer vitrine; update vitrine to use it") }

    /// The version of the schema; nil where there is none.
    static func version(_ connection: Connection) throws -> Int? {
        let exists = try connection.rows("SELECT to_regclass('\(ServerSchema.name).migration') IS NOT NULL").first?.integer(0) == 1
        return exists ? try connection.rows("SELECT coalesce(max(number), 0) FROM \(ServerSchema.name).migration").first?.integer(0) : nil
    }

    /// - Parameter isForUpdate: whether nobody else may change it until the transaction ends.
    func state(isForUpdate: Bool = false) throws -> State {
        let row = try connection.rows("SELECT version, change, rows, generation, identity::text FROM state" + (isForUpdate ? " FOR UPDATE" : ""))
            .first
        guard let row, let version = try row.text(0), let change = try row.integer(1), let rows = try row.integer(2),
            let generation = try row.integer(3), let identity = try row.text(4).flatMap(UUID.init), (0..<Int.max / 2).contains(change),
            (0...Int(UInt32.max)).contains(rows),
            (0..<Int.max / 2).contains(generation)
        else { throw senseless }
        return State(version: version, change: change, rows: rows, generation: generation, identity: identity)
    }

    /// The encoders whose vectors are there, the catalog's own first.
    func encoders() throws -> [StoredEncoder] {
        try connection.rows("SELECT number, identity FROM encoder WHERE place IS NOT NULL ORDER BY place").map { row in
            guard let number = try row.integer(0), let text = try row.text(1),
                let identity = try? JSON.decode(EncoderIdentity.self, from: text), (1...Self.mostDimensions).contains(identity.dimensions)
            else { throw senseless }
            return StoredEncoder(number: number, identity: identity)
        }
    }

    /// pgvector's limit.
    static let mostDimensions = 16_000

    /// Bytes in a part of a file.
    static let partSize = 1 << 22

    /// The name of the file of an arrangement by an encoder's vectors.
    static func arrangementName(_ encoder: Int) -> String { "arrangements/\(encoder)" }

    var empty: PlainError { PlainError("there is no catalog at \(connection.place) yet; `vitrine push CATALOG URL` brings one there") }

    var senseless: PlainError {
        PlainError("\(connection.place) holds a catalog that makes no sense; try again, and if that does not help, push one again with --force")
    }
}
