import Basics
import Catalog
import Postgres

/// Reads what a catalog on a server holds, in a transaction that sees one moment. A server may be anybody's, so what makes no sense is an error.
struct ServerRows {
    private let server: ServerCatalog
    private let state: ServerCatalog.State
    private let isCancelled: () -> Bool

    init(_ server: ServerCatalog, _ state: ServerCatalog.State, isCancelled: @escaping () -> Bool) {
        (self.server, self.state, self.isCancelled) = (server, state, isCancelled)
    }

    /// The vectors of all rows, which are on the disk every now and then.
    func ownVectors(_ encoder: ServerCatalog.StoredEncoder, to arrival: CatalogArrival, progress: (Int, Int) -> Void) throws {
        var next = arrival.vectors, chunk: [Float] = []
        try copy("SELECT row, vector FROM \(encoder.table) WHERE change <= \(state.change) AND row >= \(next) ORDER BY row") { row in
            guard row.count == 2, row.integer(0) == Int64(next), row.appendVector(1, dimensions: encoder.identity.dimensions, to: &chunk) else {
                throw server.senseless
            }
            next += 1
            guard chunk.count >= 1 << 18 else { return }
            guard chunk.allSatisfy(\.isFinite) else { throw server.senseless }
            try arrival.append(chunk)
            chunk.removeAll(keepingCapacity: true)
            progress(next, state.rows)
        }
        guard next == state.rows, chunk.allSatisfy(\.isFinite) else { throw server.senseless }
        try arrival.append(chunk)
        progress(next, state.rows)
    }

    /// The vectors of some rows.
    func vectors(_ encoder: ServerCatalog.StoredEncoder, _ body: (Int, [Float]) throws -> Void) throws {
        var vector: [Float] = []
        try copy("SELECT row, vector FROM \(encoder.table) WHERE change <= \(state.change) ORDER BY row") { row in
            vector.removeAll(keepingCapacity: true)
            guard row.count == 2, let place = row.integer(0), row.appendVector(1, dimensions: encoder.identity.dimensions, to: &vector),
                vector.allSatisfy(\.isFinite)
            else { throw server.senseless }
            try body(Int(place), vector)
        }
    }

    func rows(of table: TravellingTable, _ body: ([TravellingValue]) throws -> Void) throws {
        try copy("SELECT \(table.columnList) FROM \(table.name) ORDER BY \(table.columns[0].name)") { row in
            guard let values = row.values(of: table) else { throw server.senseless }
            try body(values)
        }
    }

    /// What the person who asks has stored.
    func documents(_ body: ([TravellingValue]) throws -> Void) throws {
        let table = TravellingTable.documents
        try copy("SELECT \(table.columnList) FROM document WHERE owner = current_user ORDER BY name") { row in
            guard let values = row.values(of: table) else { throw server.senseless }
            if values[0] != .text(KnownPushes.document) { try body(values) }
        }
    }

    func files(_ encoders: [ServerCatalog.StoredEncoder], to arrival: CatalogArrival) throws {
        try copy("SELECT name, part, content FROM file WHERE change <= \(state.change) ORDER BY name, part") { row in
            guard row.count == 3, let name = row.text(0), let part = row.integer(1), (0..<1 << 30).contains(part), let content = row.bytes(2),
                content.count <= ServerCatalog.partSize
            else { throw server.senseless }
            let offset = Int(part) * ServerCatalog.partSize
            if let encoder = encoders.first(where: { ServerCatalog.arrangementName($0.number).isExactly(name) }) {
                try arrival.take(content, ofArrangementBy: encoder.identity, at: offset)
            } else {
                try arrival.take(content, ofFile: name, at: offset)
            }
        }
    }

    private func copy(_ query: String, _ body: (CopiedRow) throws -> Void) throws {
        try server.connection.copyOut("COPY (\(query)) TO STDOUT (FORMAT binary)") { row in
            if isCancelled() { throw PostgresError.cancelled }
            try body(row)
        }
    }
}
