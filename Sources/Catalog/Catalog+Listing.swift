import Foundation
import GRDB

extension Catalog {
    /// How rows are sorted.
    public enum SortKey: Hashable, Sendable {
        case row
        /// By an attribute (or `id`, `label`): as numbers where both are numbers, else as text; items without it last.
        case attribute(String, descending: Bool)
    }

    /// The rows that meet a condition and contain all of some words in their ID, label or attributes, sorted.
    ///
    /// Cost: one pass over the items.
    public func rows(
        where condition: Condition? = nil, containing text: String = "", sortedBy key: SortKey = .row
    ) throws(CatalogError) -> [Int] {
        var parts: [SQL] = []
        if let condition { parts.append(condition.sql) }
        for word in text.split(whereSeparator: \.isWhitespace) {
            let folded = word.lowercased()
            parts.append(
                """
                (INSTR(vitrine_folded(item.id), \(folded)) > 0 OR INSTR(vitrine_folded(item.label), \(folded)) > 0 \
                OR EXISTS (SELECT 1 FROM json_each(item.attributes) WHERE INSTR(vitrine_folded(json_each.value), \(folded)) > 0))
                """)
        }
        let filter: SQL = parts.isEmpty ? "" : "WHERE \(parts.joined(separator: " AND "))"
        let order: SQL
        switch key {
        case .row: order = "item.row"
        case .attribute(let name, let descending):
            let field = Condition.field(name)
            let direction: SQL = descending ? "DESC" : "ASC"
            order =
                "\(field) IS NULL, vitrine_number(\(field)) IS NULL, vitrine_number(\(field)) \(direction), vitrine_folded(\(field)) \(direction), item.row"
        }
        let request: SQLRequest<Int> = "SELECT item.row FROM item \(filter) ORDER BY \(order)"
        return try read { db in try request.fetchAll(db) }
    }

    /// The names of all attributes that items have, most frequent first. Cost: one pass over the first items.
    public func attributeNames() throws(CatalogError) -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT key FROM (SELECT attributes FROM item ORDER BY row LIMIT 2000) AS sample, json_each(sample.attributes)
                    GROUP BY key ORDER BY COUNT(*) DESC, key
                    """)
        }
    }
}
