import Basics
import Catalog
import Encoders
import Foundation
import Postgres
import Synchronization
import Vectors

/// A catalog's vectors on its server, of which this machine has codes alone: whatever else a search reads of them is asked for there.
///
/// The connection is made anew whenever it was lost. After another push questions fail until the catalog here has been brought in step; where
/// one of several servers with vectors is down, those that it has are lost until it is back.
package final class ServerVectors: DistantVectors, @unchecked Sendable {
    private let address: ServerAddress
    private let most: Int
    // Guards the connection, which is for one thread at a time.
    private let lock = NSLock()
    private var connection: ServerCatalog?
    /// What the connection was asked for last.
    private var asked: StoredVectors?
    // Guards the other one, so that no search waits for a server that does not answer.
    private let looking = NSLock()
    private var lookout: ServerCatalog?
    private let down = Mutex<[LostRows]>([])

    /// - Parameter most: how many bytes of vectors may be kept here.
    package init(_ address: ServerAddress, keeping most: Int) { (self.address, self.most) = (address, most) }

    package var lost: [LostRows] { down.withLock(\.self) }

    package func table(of catalog: Catalog, by encoder: EncoderIdentity, rows: Int, at url: URL) throws -> VectorTable {
        guard let holding = try KnownPushes.of(catalog).holding else {
            throw PlainError("\(catalog.folder.path) is not what was brought from a server")
        }
        return try VectorTable(
            from: Source(vectors: self, encoder: encoder, version: holding.version), rows: rows, dimensions: encoder.dimensions, keeping: most,
            url: url, stamp: StoredVectors.stamp(holding.version, rows: rows, dimensions: encoder.dimensions),
            lost: LostRows.all(lost, of: rows))
    }

    /// Those that one push left.
    private struct Source: RowSource {
        let vectors: ServerVectors
        let encoder: EncoderIdentity
        let version: String

        func vectors(of rows: [Int], _ take: (_ row: Int, _ vector: [Float]) throws -> Void) throws {
            do {
                try vectors.asking { try vectors.stored(by: encoder, version, on: $0).vectors(of: rows, take) }
            } catch is StoredVectors.Overtaken {
                throw PlainError("the catalog on the server has changed meanwhile; try again")
            } catch {
                if vectors.isConnected { vectors.look() }
                throw error
            }
        }
    }

    private func stored(by encoder: EncoderIdentity, _ version: String, on server: ServerCatalog) throws -> StoredVectors {
        if let asked, asked.version.isExactly(version), asked.encoder.identity == encoder { return asked }
        guard let stored = try server.encoders().first(where: { $0.identity == encoder }) else { throw StoredVectors.Overtaken() }
        let vectors = StoredVectors(server: server, encoder: stored, version: version, shards: try server.shardCount())
        asked = vectors
        return vectors
    }

    /// Looks which of several servers with vectors are down. Cost: a small question to each, or the wait for one that does not answer.
    package func look() {
        looking.withLock {
            do {
                if lookout?.connection.isLost ?? true { lookout = try ServerCatalog(address, isCancelled: { false }) }
                if let found = try lookout?.lostRows() { down.withLock { $0 = found } }
            } catch {
                // Whoever asks for vectors hears of it.
                lookout = nil
            }
        }
    }

    private var isConnected: Bool { lock.withLock { connection?.connection.isLost == false } }

    /// Calls `body` with a connection; once more with a new one where the old one turns out to be lost.
    private func asking<Value>(_ body: (ServerCatalog) throws -> Value) throws -> Value {
        try lock.withLock {
            if let connection, !connection.connection.isLost {
                do { return try body(connection) } catch  where connection.connection.isLost {}
            }
            let new = try ServerCatalog(address, isCancelled: { false })
            (connection, asked) = (new, nil)
            return try body(new)
        }
    }
}
