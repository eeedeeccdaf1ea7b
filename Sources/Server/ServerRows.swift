import Basics
import Catalog
import Encoders
import Postgres

/// What a catalog on a server holds at one moment, in a transaction that sees that moment. A server may be anybody's, so what makes no sense is
/// an error.
struct ServerRows {
    /// A part of a file.
    struct FilePart {
        let name: String
        let number: Int
        let hash: Int64
        let size: Int
        /// Whether it came after the change that was asked for.
        let isNew: Bool
    }

    let server: ServerCatalog
    let state: ServerCatalog.State
    /// Those whose vectors are there, the catalog's own first.
    let encoders: [ServerCatalog.StoredEncoder]
    private let isCancelled: () -> Bool

    /// Calls `body` with what is there now.
    ///
    /// - Throws: what `body` throws; a `PlainError` where there is no catalog.
    static func reading<Value>(_ server: ServerCatalog, isCancelled: @escaping () -> Bool, _ body: (ServerRows) throws -> Value) throws -> Value {
        try server.connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            let state = try server.state(), encoders = try server.encoders()
            guard state.rows > 0, !encoders.isEmpty else {
                throw server.empty
            }
            guard Set(encoders.map(\.identity)).count == encoders.count else { throw server.senseless }
            return try body(ServerRows(server: server, state: state, encoders: encoders, isCancelled: isCancelled))
        }
    }

    /// Calls `body` with the same, to be read on another thread by a connection of its own.
    func aside<Value>(_ address: ServerAddress, isCancelled: @escaping () -> Bool, _ body: (ServerRows) throws -> Value) throws -> Value {
        guard let name = try server.connection.rows("SELECT pg_export_snapshot()").first?.text(0), !name.utf8.contains(UInt8(ascii: "'")) else {
            throw server.senseless
        }
        let other = try ServerCatalog(address, isCancelled: isCancelled)
        return try other.connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") {
            try other.connection.run("SET TRANSACTION SNAPSHOT '\(name)'")
            return try body(ServerRows(server: other, state: state, encoders: encoders, isCancelled: isCancelled))
        }
    }

    /// The vectors of the rows from one on, of which none may be missing, in pieces of whole rows.
    func vectors(_ encoder: ServerCatalog.StoredEncoder, from first: Int, _ body: (_ next: Int, _ piece: [Float]) throws -> Void) throws {
        // Rows lie in their order nearly always: sorting all vectors would take far longer than following the index.
        try server.connection.run("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
        defer { try? server.connection.run("SET LOCAL enable_sort = on; SET LOCAL enable_seqscan = on") }
        let dimensions = encoder.identity.dimensions
        var next = first, piece: [Float] = []
        try copy("SELECT row, vector FROM \(encoder.table) WHERE change <= \(state.change) AND row >= \(first) ORDER BY row") { row in
            guard row.count == 2, row.integer(0) == Int64(next), next < state.rows, row.appendVector(1, dimensions: dimensions, to: &piece) else {
                throw server.senseless
            }
            next += 1
            guard piece.count >= 1 << 18 else { return }
            try body(next, piece)
            piece.removeAll(keepingCapacity: true)
        }
        if !piece.isEmpty { try body(next, piece) }
    }

    /// The vectors of some rows, in their order.
    ///
    /// - Parameter condition: which, in SQL.
    func vectors(_ encoder: ServerCatalog.StoredEncoder, where condition: String, _ body: (_ row: Int, _ vector: [Float]) throws -> Void) throws {
        let dimensions = encoder.identity.dimensions
        var last = -1
        try copy("SELECT row, vector FROM \(encoder.table) WHERE change <= \(state.change) AND \(condition) ORDER BY row") { row in
            var vector: [Float] = []
            guard row.count == 2, let place = row.integer(0), (Int64(last + 1)..<Int64(state.rows)).contains(place),
                row.appendVector(1, dimensions: dimensions, to: &vector)
            else { throw server.senseless }
            last = Int(place)
            try body(last, vector)
        }
    }

    /// The rows that have a vector, and whether it came after a change.
    func rows(by encoder: ServerCatalog.StoredEncoder, since change: Int, _ body: (_ row: Int, _ isNew: Bool) throws -> Void) throws {
        try copy("SELECT row, change > \(change) FROM \(encoder.table) WHERE change <= \(state.change)") { row in
            guard row.count == 2, let place = row.integer(0), (0..<Int64(state.rows)).contains(place), let isNew = row.integer(1) else {
                throw server.senseless
            }
            try body(Int(place), isNew == 1)
        }
    }

    func hashes(of table: TravellingTable) throws -> Set<Int64> { try server.hashes(of: table.name) }

    func rows(of table: TravellingTable, _ body: ([TravellingValue]) throws -> Void) throws {
        try rows("SELECT \(table.columnList) FROM \(table.name) ORDER BY \(table.columns[0].name)", of: table, body)
    }

    /// Some rows of a table, by their hashes.
    func rows(of table: TravellingTable, hashes: Set<Int64>, _ body: ([TravellingValue]) throws -> Void) throws {
        try Self.forEachList(of: hashes.sorted()) { list in
            try rows("SELECT \(table.columnList) FROM \(table.name) WHERE hash = ANY('\(list)')", of: table, body)
        }
    }

    /// What the person who asks has stored.
    func documents(_ body: ([TravellingValue]) throws -> Void) throws {
        let table = TravellingTable.documents
        try rows("SELECT \(table.columnList) FROM document WHERE owner = current_user ORDER BY name", of: table) { values in
            if values[0] != .text(KnownPushes.document) { try body(values) }
        }
    }

    /// The parts of all files, in their order.
    func fileParts(since change: Int) throws -> [FilePart] {
        var parts: [FilePart] = []
        try copy(
            "SELECT name, part, hash, octet_length(content), change > \(change) FROM file WHERE change <= \(state.change) ORDER BY name, part"
        ) { row in
            guard row.count == 5, let name = row.text(0), let number = row.integer(1), let hash = row.integer(2), let size = row.integer(3),
                let isNew = row.integer(4), (0..<1 << 30).contains(number), (0...Int64(ServerCatalog.partSize)).contains(size)
            else { throw server.senseless }
            parts.append(FilePart(name: name, number: Int(number), hash: hash, size: Int(size), isNew: isNew == 1))
        }
        return parts
    }

    /// What is in parts of files, in their order.
    func contents(of parts: [FilePart], _ body: (_ part: FilePart, _ content: UnsafeRawBufferPointer) throws -> Void) throws {
        var next = parts[...]
        try Self.forEachList(of: parts.map(\.hash)) { list in
            try copy(
                "SELECT name, part, content FROM file WHERE change <= \(state.change) AND hash = ANY('\(list)') ORDER BY name, part"
            ) { row in
                guard row.count == 3, let part = next.popFirst(), let name = row.text(0), name.isExactly(part.name),
                    row.integer(1) == Int64(part.number), let content = row.bytes(2), content.count == part.size
                else { throw server.senseless }
                try body(part, content)
            }
        }
        guard next.isEmpty else { throw server.senseless }
    }

    /// Calls `body` with numbers as a `bigint[]`, so many at a time as a statement takes well.
    private static func forEachList(of numbers: [Int64], _ body: (String) throws -> Void) throws {
        for start in stride(from: 0, to: numbers.count, by: 1000) {
            try body("{" + numbers[start..<min(start + 1000, numbers.count)].map(String.init).joined(separator: ",") + "}")
        }
    }

    private func rows(_ query: String, of table: TravellingTable, _ body: ([TravellingValue]) throws -> Void) throws {
        try copy(query) { row in
            guard let values = row.values(of: table) else { throw server.senseless }
            try body(values)
        }
    }

    private func copy(_ query: String, _ body: (CopiedRow) throws -> Void) throws {
        try server.connection.copyOut("COPY (\(query)) TO STDOUT (FORMAT binary)") { row in
            if isCancelled() { throw PostgresError.cancelled }
            try body(row)
        }
    }
}
