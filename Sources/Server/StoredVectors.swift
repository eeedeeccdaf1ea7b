import Basics
import Foundation
import Postgres
import Vectors

/// Vectors on a server by their rows, as one push left them, over one connection: for one thread at a time, as those see to that ask for rows.
struct StoredVectors: RowSource, @unchecked Sendable {
    /// A later push has taken their place.
    struct Overtaken: Error {}

    let server: ServerCatalog
    let encoder: ServerCatalog.StoredEncoder
    /// The push.
    let version: String
    /// How many servers they are spread over; 0: this one has them.
    let shards: Int
    /// Told how many more have come.
    var progress: (_ more: Int) -> Void = { _ in }

    /// What codes say that they were made of.
    static func stamp(_ version: String, rows: Int, dimensions: Int) -> FileStamp {
        var tuple = CopyTuple()
        tuple.add(version)
        return FileStamp(size: rows * dimensions * MemoryLayout<Float>.size, seconds: Int(tuple.hash), nanoseconds: 0)
    }

    /// - Throws: `Overtaken`, or an error in one line.
    func vectors(of rows: [Int], _ take: (_ row: Int, _ vector: [Float]) throws -> Void) throws {
        // It is part of a statement.
        guard version.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit || $0 == UInt8(ascii: "-") }) else { throw server.senseless }
        // Each server is asked for its own rows, all at the same time; one that has none of them may be down.
        let parts =
            shards == 0
            ? [(encoder.table, rows)]
            : (0..<shards).map { shard in
                ("\(encoder.table)_of_\(shard + 1)", rows.filter { $0 % shards == shard })
            }
        let queries = parts.filter { !$0.1.isEmpty }.map { table, rows in
            "SELECT row, vector FROM \(table) WHERE row = ANY('{\(rows.map(String.init).joined(separator: ","))}') AND change <= (SELECT change FROM now)"
        }
        var missing = Set(rows)
        try server.connection.copyOut(
            "COPY (WITH now AS MATERIALIZED (SELECT change FROM state WHERE version = '\(version)') \(queries.joined(separator: " UNION ALL "))) "
                + "TO STDOUT (FORMAT binary)"
        ) { row in
            var vector: [Float] = []
            guard row.count == 2, let place = row.integer(0).flatMap({ Int(exactly: $0) }), missing.remove(place) != nil,
                row.appendVector(1, dimensions: encoder.identity.dimensions, to: &vector)
            else { throw server.senseless }
            try take(place, vector)
        }
        progress(rows.count - missing.count)
        // Over several servers a push shows on one before the other.
        guard missing.isEmpty else {
            throw try shards == 0 && server.state().version.isExactly(version) ? server.senseless : Overtaken() as any Error
        }
    }
}
