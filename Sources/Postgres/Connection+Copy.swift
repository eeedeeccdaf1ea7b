import CPostgres

extension Connection {
    /// Brings rows into a table: `COPY … FROM STDIN (FORMAT binary)`, all or none of them.
    ///
    /// - Parameter body: hands the rows over to the function that it is given.
    package func copyIn(_ statement: String, _ body: (_ add: (CopyTuple) throws -> Void) throws -> Void) throws {
        try begin(statement, PGRES_COPY_IN)
        var buffer = Self.header
        do {
            try body { tuple in
                buffer += tuple.bytes
                guard buffer.count >= Self.pieceSize else { return }
                try put(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
            try put(buffer + [0xFF, 0xFF])
        } catch {
            // What was sent is forgotten by the server.
            if PQstatus(handle) == CONNECTION_OK { uncancelled { try? end("stopped") } }
            throw error
        }
        try end(nil)
    }

    /// Hands over the rows of `COPY … TO STDOUT (FORMAT binary)` as they come.
    package func copyOut(_ statement: String, _ body: (CopiedRow) throws -> Void) throws {
        try begin(statement, PGRES_COPY_OUT)
        var reader = CopyReader()
        do {
            var piece: UnsafeMutablePointer<CChar>?
            while true {
                let count = PQgetCopyData(handle, &piece, 1)
                defer {
                    PQfreemem(piece)
                    piece = nil
                }
                if count == 0 { try wait() } else if count < 0 { break }
                if count > 0 { try reader.take(UnsafeRawBufferPointer(start: piece, count: Int(count)), body) }
            }
        } catch {
            cancel()
            throw error is CopyReader.Malformed ? PostgresError.senseless(place) : error
        }
        _ = try results()
        guard reader.isAtEnd else { throw PostgresError.senseless(place) }
    }

    private static let pieceSize = 1 << 18
    private static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    private func begin(_ statement: String, _ wanted: ExecStatusType) throws(PostgresError) {
        guard PQsendQuery(handle, statement) == 1 else { throw failure(nil) }
        guard let result = try next() else { throw failure(nil) }
        defer { PQclear(result) }
        guard PQresultStatus(result) == wanted else {
            let failure = failure(result)
            try drain()
            throw failure
        }
    }

    private func put(_ bytes: [UInt8]) throws(PostgresError) {
        while true {
            let isTaken = bytes.withUnsafeBytes { PQputCopyData(handle, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count)) }
            guard isTaken >= 0 else { throw failure(nil) }
            try flush()
            if isTaken == 1 { return }
        }
    }

    /// Ends what goes in.
    ///
    /// - Parameter reason: why nothing of it shall count; nil: all is there.
    private func end(_ reason: String?) throws(PostgresError) {
        while true {
            let isTaken = PQputCopyEnd(handle, reason)
            guard isTaken >= 0 else { throw failure(nil) }
            if isTaken == 1 { break }
            try flush()
        }
        _ = try results()
    }
}
