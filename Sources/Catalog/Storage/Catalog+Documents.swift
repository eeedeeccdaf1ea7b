import Basics
import Foundation
import GRDB

extension StoredDocument {
    /// - Parameter content: JSON; nil: there is nothing.
    package init(_ content: Data?) where Value: Decodable {
        guard let content else {
            self = .none
            return
        }
        self = (try? JSON.decode(Value.self, from: content)).map(Self.value) ?? .unreadable
    }
}

extension Catalog {
    /// A JSON value that was stored under a name, if it can be read.
    public func stored<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws(CatalogError) -> StoredDocument<Value> {
        StoredDocument(try content(name))
    }

    /// A JSON value that was stored under a name; nil when there is none, or when it is of another shape.
    public func document<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws(CatalogError) -> Value? {
        try stored(name, as: type).value
    }

    /// Stores a JSON value under a name; it is on disk when this returns, or in memory for a catalog that is read-only.
    ///
    /// - Returns: as `update`.
    @discardableResult
    public func store<Value: Codable>(_ value: Value, as name: String) throws(CatalogError) -> String? {
        try update(name) { (_: Value?) in value }
    }

    /// Changes what is stored under a name in one transaction, so that no change by another process is lost between reading and writing.
    ///
    /// - Parameter change: is handed what is stored, or nil when there is nothing, or something of another shape.
    /// - Returns: the name that something of another shape is kept under from now on; nil where there was no such thing.
    @discardableResult
    public func update<Value: Codable>(_ name: String, _ change: (Value?) -> Value) throws(CatalogError) -> String? {
        if isReadOnly {
            let stored: Value? = try document(name)
            let content = try? JSON.encode(change(stored))
            documents.withLock { $0[name] = content }
            return nil
        }
        return try write { db in try Self.update(name, in: db, change) }
    }

    /// The same in a transaction of somebody else's.
    @discardableResult
    static func update<Value: Codable>(_ name: String, in db: Database, _ change: (Value?) -> Value) throws -> String? {
        let stored = try content(name, in: db)
        let document = StoredDocument<Value>(stored)
        let aside = document.isUnreadable ? try keepAside(stored ?? Data(), name, in: db) : nil
        try put(JSON.encode(change(document.value)), as: name, in: db)
        return aside
    }

    private func content(_ name: String) throws(CatalogError) -> Data? {
        if isReadOnly, let kept = documents.withLock({ $0[name] }) { return kept }
        return try read { db in try Self.content(name, in: db) }
    }

    private static func content(_ name: String, in db: Database) throws -> Data? {
        try String.fetchOne(db, sql: "SELECT content FROM document WHERE name = ?", arguments: [name]).map { Data($0.utf8) }
    }

    /// Keeps a document under the first free name of `name.unreadable`, `name.unreadable-2` and so on.
    private static func keepAside(_ content: Data, _ name: String, in db: Database) throws -> String {
        var number = 1
        var aside = name + ".unreadable"
        while let other = try Self.content(aside, in: db), other != content {
            number += 1
            aside = "\(name).unreadable-\(number)"
        }
        try put(content, as: aside, in: db)
        return aside
    }

    private static func put(_ content: Data, as name: String, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO document (name, content) VALUES (?, ?)", arguments: [name, String(decoding: content, as: UTF8.self)])
    }
}
