import GRDB

/// A table of a catalog's database whose rows travel to another database, and back, as they are.
package struct TravellingTable: Sendable {
    /// What a column holds.
    package enum Kind: Sendable {
        case text, integer, real
    }

    package let name: String
    /// The first `keys` of them tell a row from all others.
    package let columns: [(name: String, kind: Kind)]
    var keys = 1

    /// All of them, each behind those that its rows speak of. What a shopper stored, `documents`, is not among them.
    package static let all = [
        TravellingTable(name: "source", columns: [("id", .integer), ("kind", .text), ("path", .text), ("shop", .text)]),
        TravellingTable(
            name: "item",
            columns: [
                ("row", .integer), ("id", .text), ("source", .integer), ("locator", .text), ("fingerprint", .text), ("label", .text),
                ("attributes", .text), ("color", .integer),
            ]),
        TravellingTable(
            name: "visit", columns: [("id", .integer), ("source", .integer), ("began", .integer), ("ended", .integer), ("is_complete", .integer)]),
        TravellingTable(
            name: "offer",
            columns: [
                ("item", .text), ("source", .integer), ("product", .text), ("colour", .text), ("scope", .text), ("first_visit", .integer),
                ("first_seen", .integer), ("last_visit", .integer), ("last_seen", .integer), ("is_later", .integer), ("is_gone", .integer),
                ("is_available", .integer), ("price_drop", .real), ("pictures", .text),
            ]),
        TravellingTable(
            name: "observation",
            columns: [
                ("item", .text), ("seen", .integer), ("price", .text), ("price_before", .text), ("currency", .text), ("in_stock", .text),
                ("is_available", .integer), ("is_gone", .integer),
            ], keys: 2),
    ]

    /// What shoppers stored, each document by its name.
    package static let documents = TravellingTable(name: "document", columns: [("name", .text), ("content", .text)])

    /// The columns' names with commas between.
    package var columnList: String { columns.map(\.name).joined(separator: ", ") }
}

/// A value of such a row.
package enum TravellingValue: Hashable, Sendable, DatabaseValueConvertible {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)

    package var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> TravellingValue? {
        switch value.storage {
        case .null: TravellingValue.null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob: nil
        }
    }

    /// Whether a column of a kind can hold it.
    fileprivate func fits(_ kind: TravellingTable.Kind) -> Bool {
        switch self {
        case .null: true
        case .integer: kind == .integer
        case .real: kind == .real
        case .text: kind == .text
        }
    }
}

extension TravellingTable {
    /// Calls `body` with each row, in the order of the first two columns.
    ///
    /// - Throws: for a value that is not of its column's kind: a catalog may come from anybody.
    func forEachRow(_ db: Database, _ body: ([TravellingValue]) throws -> Void) throws {
        let cursor = try Row.fetchCursor(db, sql: "SELECT \(columnList) FROM \(name) ORDER BY \(columns[0].name), \(columns[1].name)")
        while let row = try cursor.next() {
            try body(
                columns.enumerated().map { place, column in
                    guard let value = TravellingValue.fromDatabaseValue(row[place]), value.fits(column.kind) else {
                        throw DatabaseError(message: "its table \(name) has something else in the column \(column.name) than it can hold")
                    }
                    return value
                })
        }
    }
}
