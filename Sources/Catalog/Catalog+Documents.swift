import Basics
import Foundation
import GRDB

extension Catalog {
    /// A JSON value that was stored under a name; nil when there is none, or when it is of another shape.
    public func document<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws(CatalogError) -> Value? {
        try content(name).flatMap { try? JSON.decode(Value.self, from: $0) }
    }

    /// Stores a JSON value under a name; it is on disk when this returns, or in memory for a catalog that is read-only.
    public func store<Value: Encodable>(_ value: Value, as name: String) throws(CatalogError) {
        if isReadOnly { return keep(try? JSON.encode(value), as: name) }
        try write { db in try Self.put(JSON.encode(value), as: name, in: db) }
    }

    /// Changes what is stored under a name in one transaction, so that no change by another process is lost between reading and writing.
    ///
    /// - Parameter change: is handed what is stored, or nil when there is nothing, or something of another shape, which is then kept under
    ///   the name with `.unreadable` behind it.
    public func update<Value: Codable>(_ name: String, _ change: (Value?) -> Value) throws(CatalogError) {
        if isReadOnly {
            let stored: Value? = try document(name)
            return keep(try? JSON.encode(change(stored)), as: name)
        }
        try write { db in
            let stored = try String.fetchOne(db, sql: "SELECT content FROM document WHERE name = ?", arguments: [name]).map { Data($0.utf8) }
            let value = stored.flatMap { try? JSON.decode(Value.self, from: $0) }
            if let stored, value == nil { try Self.put(stored, as: name + ".unreadable", in: db) }
            try Self.put(JSON.encode(change(value)), as: name, in: db)
        }
    }

    private func content(_ name: String) throws(CatalogError) -> Data? {
        if isReadOnly, let kept = documents.withLock({ $0[name] }) { return kept }
        return try read { db in try String.fetchOne(db, sql: "SELECT content FROM document WHERE name = ?", arguments: [name]) }.map { Data($0.utf8) }
    }

    private func keep(_ content: Data?, as name: String) { documents.withLock { $0[name] = content } }

    private static func put(_ content: Data, as name: String, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO document (name, content) VALUES (?, ?)", arguments: [name, String(decoding: content, as: UTF8.self)])
    }
}
