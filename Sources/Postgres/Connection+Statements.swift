import CPostgres
import Foundation

extension Connection {
    /// Runs one statement with values bound to `$1`, `$2` and so on.
    ///
    /// Cost: a round trip, and memory for all rows.
    @discardableResult
    package func rows(_ statement: String, _ parameters: [Parameter] = []) throws(PostgresError) -> [ResultRow] {
        let isSent = Parameter.withPointers(parameters) { types, values, lengths, formats in
            PQsendQueryParams(handle, statement, Int32(parameters.count), types, values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw failure(nil) }
        return try results()
    }

    /// Runs statements with semicolons between them, which take no values.
    package func run(_ statements: String) throws(PostgresError) {
        guard PQsendQuery(handle, statements) == 1 else { throw failure(nil) }
        _ = try results()
    }

    /// Calls `body` in a transaction, which is undone where it throws.
    ///
    /// - Parameter begin: how it begins, such as `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`.
    package func transaction<Value>(_ begin: String = "BEGIN", _ body: () throws -> Value) throws -> Value {
        do {
            try run(begin)
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            try? uncancelled { try run("ROLLBACK") }
            throw error
        }
    }

    /// A name as a statement has it.
    package static func quoted(_ name: String) -> String {
        "\"" + name.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    /// Reads all results to their end, and throws the first error among them.
    func results() throws(PostgresError) -> [ResultRow] {
        var (rows, first): ([ResultRow], PostgresError?) = ([], nil)
        while let result = try next() {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK: rows = ResultRow.all(of: result, at: place)
            case PGRES_COMMAND_OK: break
            default:
                if first == nil { first = failure(result) }
            }
        }
        if let first { throw first }
        if PQstatus(handle) == CONNECTION_BAD { throw failure(nil) }
        return rows
    }
}

/// A row of a statement's result, in binary formats.
package struct ResultRow: Sendable {
    private let values: [[UInt8]?]
    private let place: String

    static func all(of result: OpaquePointer, at place: String) -> [ResultRow] {
        let columns = PQnfields(result)
        return (0..<PQntuples(result)).map { row in
            ResultRow(
                values: (0..<columns).map { column -> [UInt8]? in
                    guard PQgetisnull(result, row, column) == 0 else { return nil }
                    return Array(UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column))))
                }, place: place)
        }
    }

    /// A whole number or a truth value; nil for NULL.
    ///
    /// - Throws: `PostgresError` for a column that does not exist, or that holds no such thing.
    package func integer(_ column: Int) throws(PostgresError) -> Int? {
        guard let bytes = try bytes(column) else { return nil }
        guard let number = bytes.withUnsafeBytes(wholeNumber) else { throw .senseless(place) }
        return Int(number)
    }

    /// A text as it is; nil for NULL.
    package func text(_ column: Int) throws(PostgresError) -> String? {
        try bytes(column).map { String(decoding: $0, as: UTF8.self) }
    }

    private func bytes(_ column: Int) throws(PostgresError) -> [UInt8]? {
        guard values.indices.contains(column) else { throw .senseless(place) }
        return values[column]
    }
}

/// What a value of `bigint`, `integer`, `smallint` or `boolean` stands for; nil for one of another length.
func wholeNumber(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    switch bytes.count {
    case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case 1: Int64(bytes[0])
    default: nil
    }
}
