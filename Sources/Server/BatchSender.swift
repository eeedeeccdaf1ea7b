import Basics
import Catalog
import Foundation
import Postgres
import Vectors

/// Sends vectors and files in batches, each of which stays; they count for readers once the catalog's change number is theirs.
struct BatchSender {
    /// What was sent, and the hashes of what is there and not wanted any more.
    typealias Sent = (count: Int, gone: Set<Int64>)

    private let server: ServerCatalog
    private let change: Int64
    private let isCancelled: () -> Bool

    init(_ server: ServerCatalog, change: Int, isCancelled: @escaping () -> Bool) {
        (self.server, self.change, self.isCancelled) = (server, Int64(change), isCancelled)
    }

    /// - Parameter blocks: those of `CompactCodes.blockRows` that may be different on the server; nil: all.
    func send(
        _ vectors: TravellingVectors, number: Int, blocks: Set<Int>? = nil, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> Sent {
        let rows = vectors.table.rows, size = CompactCodes.blockRows
        var condition = "true"
        if let blocks {
            // With what a push that was cut has left, wherever that is.
            condition = "row >= \(rows) OR change >= \(change) OR row / \(size) = ANY('{\(blocks.map(String.init).joined(separator: ","))}')"
        }
        let there = try server.hashes(of: "vectors_\(number)", where: condition), isSpread = try server.shardCount() > 0
        // Of a push that was cut.
        if isSpread { try server.connection.run("DELETE FROM arriving") }
        let table = isSpread ? "arriving (row, vector, hash, change, encoder)" : "vectors_\(number) (row, vector, hash, change)"
        return try send(to: table, there: there, count: rows, spreading: isSpread ? number : nil) { row, tuple in
            if (row + 1) % 1024 == 0 || row == rows - 1 { progress(row + 1, rows) }
            guard blocks?.contains(row / size) ?? true, vectors.rows?.contains(row) ?? true else { return false }
            tuple.add(Int64(row))
            let isFinite = vectors.table.withRow(row) { numbers in
                tuple.add(vector: numbers)
                return numbers.allSatisfy(\.isFinite)
            }
            guard isFinite else { throw PlainError("the vector of row \(row) by \(vectors.encoder.name) has values that are not finite") }
            return true
        }
    }

    func send(_ files: [(name: String, url: URL)], progress: (_ done: Int, _ total: Int) -> Void) throws -> Sent {
        var parts: [(file: Int, part: Int)] = []
        for (index, file) in files.enumerated() {
            var status = stat()
            guard stat(file.url.path, &status) == 0 else { continue }
            parts += (0..<max(1, (Int(status.st_size) + ServerCatalog.partSize - 1) / ServerCatalog.partSize)).map { (index, $0) }
        }
        return try send(to: "file (name, part, content, hash, change)", there: server.hashes(of: "file"), count: parts.count) { place, tuple in
            progress(place + 1, parts.count)
            let file = files[parts[place].file]
            try tuple.add(parts[place].part, ofFile: file.name, at: file.url)
            return true
        }
    }

    /// - Parameters:
    ///   - there: the hashes of what is there.
    ///   - count: how many rows there may be to send.
    ///   - encoder: whose vectors they are that go on to other servers; nil: none are.
    ///   - fill: adds a row's values; false: there is no such row.
    private func send(
        to table: String, there: Set<Int64>, count: Int, spreading encoder: Int? = nil, fill: (_ place: Int, _ tuple: inout CopyTuple) throws -> Bool
    ) throws -> Sent {
        var sent: Sent = (0, there), place = 0, tuple = CopyTuple()
        while place < count {
            try server.connection.copyIn("COPY \(table) FROM STDIN (FORMAT binary)") { add in
                var bytes = 0
                while place < count, bytes < Push.batchSize {
                    if isCancelled() { throw PostgresError.cancelled }
                    tuple.clear()
                    place += 1
                    guard try fill(place - 1, &tuple) else { continue }
                    let hash = tuple.hash
                    sent.gone.remove(hash)
                    guard !there.contains(hash) else { continue }
                    tuple.add(hash)
                    tuple.add(change)
                    if let encoder { tuple.add(Int32(encoder)) }
                    try add(tuple)
                    sent.count += 1
                    bytes += tuple.bytes.count
                }
            }
            if encoder != nil { try server.connection.run("SELECT take_arrived()") }
        }
        return sent
    }
}
