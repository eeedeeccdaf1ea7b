import GRDB

/// Brings the rows of a table in step with what another catalog has, in a transaction.
package final class RowWriter {
    /// As many as go into a table by one statement: the full-text index is written to the file after each.
    private static let most = 64

    private let table: TravellingTable
    private let db: Database
    private var waiting: [(any DatabaseValueConvertible)?] = []
    /// The statement of so many.
    private var full: Statement?
    /// How many rows have come or gone.
    private(set) var changes = 0

    init(_ table: TravellingTable, _ db: Database) { (self.table, self.db) = (table, db) }

    /// Whether the table has no rows.
    package func isEmpty() throws -> Bool { try Row.fetchOne(db, sql: "SELECT 1 FROM \(table.name) LIMIT 1") == nil }

    /// Deletes rows. Cost: a pass over all.
    package func remove(where isUnwanted: ([TravellingValue]) throws -> Bool) throws {
        var unwanted: [[TravellingValue]] = []
        try table.forEachRow(db) { row in
            if try isUnwanted(row) { unwanted.append(Array(row[..<table.keys])) }
        }
        let condition = table.columns[..<table.keys].map { "\($0.name) = ?" }.joined(separator: " AND ")
        let delete = try db.makeStatement(sql: "DELETE FROM \(table.name) WHERE \(condition)")
        for keys in unwanted { try delete.execute(arguments: StatementArguments(keys)) }
        changes += unwanted.count
    }

    /// Inserts the rows that `rows` hands over. Precondition: as many values in each as the table has columns.
    package func insert(_ rows: (_ add: ([TravellingValue]) throws -> Void) throws -> Void) throws {
        func insert() throws {
            try rows { row in
                for value in row { waiting.append(value) }
                if waiting.count == Self.most * table.columns.count { try write() }
            }
            try write()
        }
        if table.name == "item", try isEmpty() { try Finding.following(db, from: 0, insert) } else { try insert() }
    }

    private func write() throws {
        guard !waiting.isEmpty else { return }
        let rows = waiting.count / table.columns.count
        let statement = try rows == Self.most ? full ?? insertion(of: rows) : insertion(of: rows)
        if rows == Self.most { full = statement }
        try statement.execute(arguments: StatementArguments(waiting))
        waiting.removeAll(keepingCapacity: true)
        changes += rows
    }

    private func insertion(of rows: Int) throws -> Statement {
        let places = "(" + Array(repeating: "?", count: table.columns.count).joined(separator: ", ") + ")"
        let all = Array(repeating: places, count: rows).joined(separator: ", ")
        // What a person stored may have come before.
        let verb = table.name == "document" ? "INSERT OR REPLACE" : "INSERT"
        return try db.makeStatement(sql: "\(verb) INTO \(table.name) (\(table.columnList)) VALUES \(all)")
    }
}
