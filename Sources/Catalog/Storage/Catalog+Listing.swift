import Basics
import Encoders
import Foundation
import GRDB

extension Catalog {
    /// How rows are sorted.
    public enum SortKey: Hashable, Sendable {
        case row
        /// By an attribute (or `id`, `label`): as numbers where both are numbers, else as text; items without it last.
        case attribute(String, descending: Bool)
    }

    /// The rows that meet a condition and contain all of some words, or parts of words, in their ID, label or attributes, sorted.
    ///
    /// Case and diacritics do not count. Cost: words of three characters and more are looked up, shorter ones and conditions take one
    /// pass over the items.
    public func rows(
        where condition: Condition? = nil, containing text: String = "", sortedBy key: SortKey = .row
    ) throws(CatalogError) -> [Int] {
        let found = Finding.sql(text)
        if condition == nil, key == .row, let found {
            // The index has the rows in order already.
            let request: SQLRequest<Int> = "\(found) ORDER BY finding.rowid"
            return try read { db in try request.fetchAll(db) }
        }
        var parts: [SQL] = []
        if let condition { parts.append(condition.sql) }
        if let found { parts.append("item.row IN (\(found))") }
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

    /// Looks for the columns that a condition asks for, so that a mistaken name does not simply find nothing. An empty catalog has
    /// them all.
    ///
    /// - Throws: `CatalogError.unknownColumn` with the names nearest to one that no item has; `.notANumber` for a text that numbers are to be
    ///   less or greater than. Cost: up to the first item that has the column, or whose value is no number.
    public func requireColumns(of condition: Condition) throws(CatalogError) {
        for name in condition.names {
            let field = Condition.field(name)
            let request: SQLRequest<Bool> = "SELECT EXISTS (SELECT 1 FROM item WHERE \(field) IS NOT NULL) OR NOT EXISTS (SELECT 1 FROM item)"
            guard try read({ db in try request.fetchOne(db) }) == false else { continue }
            throw .unknownColumn(name, closest: nearestNames(to: name, among: try columnNames()))
        }
        for bound in condition.textBounds {
            let field = Condition.field(bound.name)
            let request: SQLRequest<Bool> = "SELECT EXISTS (SELECT 1 FROM item WHERE \(field) IS NOT NULL AND vitrine_number(\(field)) IS NULL)"
            guard try read({ db in try request.fetchOne(db) }) == false, try state().items > 0 else { continue }
            throw .notANumber(column: bound.name, value: bound.text)
        }
    }

    /// The names of all columns that any item has. Cost: one pass over the items.
    private func columnNames() throws(CatalogError) -> [String] {
        let attributes = try read { db in try String.fetchAll(db, sql: "SELECT DISTINCT key FROM item, json_each(item.attributes)") }
        return ["id"] + (try labels().isEmpty ? [] : ["label"]) + attributes + (try offerColumns())
    }

    /// What items can be sorted and chosen by: their attributes, most frequent first, `label` where there are any, and `id`. Cost: one pass over
    /// the first items.
    public func sortableNames() throws(CatalogError) -> [String] {
        let hasLabels = try read { db in
            try Bool.fetchOne(db, sql: "SELECT COUNT(label) > 0 FROM (SELECT label FROM item ORDER BY row LIMIT 2000)") ?? false
        }
        return try attributeNames().filter { !["label", "id"].contains($0) } + offerColumns() + (hasLabels ? ["label"] : []) + ["id"]
    }

    /// The columns that come from visits of shops; none where no item does.
    private func offerColumns() throws(CatalogError) -> [String] {
        try hasOffers() ? OfferColumn.allCases.map(\.rawValue) : []
    }

    /// Whether an item comes from a visit of a shop.
    package func hasOffers() throws(CatalogError) -> Bool {
        try read { db in try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM offer)") ?? false }
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
