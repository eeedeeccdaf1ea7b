import Foundation
import GRDB

extension Catalog {
    /// A JSON value that was stored under a name; nil when there is none, or when it is of another shape.
    public func document<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws(CatalogError) -> Value? {
        let content = try read { db in try String.fetchOne(db, sql: "SELECT content FROM document WHERE name = ?", arguments: [name]) }
        return content.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }

    /// Stores a JSON value under a name; it is on disk when this returns.
    public func store<Value: Encodable>(_ value: Value, as name: String) throws(CatalogError) {
        try write { db in
            let content = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
            try db.execute(sql: "INSERT OR REPLACE INTO document (name, content) VALUES (?, ?)", arguments: [name, content])
        }
    }
}
