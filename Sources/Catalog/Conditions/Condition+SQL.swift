import Basics
import Foundation
import GRDB

extension Condition {
    /// The condition as an SQL expression over the `item` table. Names and values are bound, never written into the text.
    var sql: SQL {
        switch self {
        case .and(let a, let b): "(\(a.sql) AND \(b.sql))"
        case .or(let a, let b): "(\(a.sql) OR \(b.sql))"
        // A comparison with a missing attribute is unknown to SQL; to a shopper it is simply not met.
        case .not(let condition): "NOT COALESCE(\(condition.sql), 0)"
        case .isMissing(let name): "(\(Self.field(name)) IS NULL)"
        case .isIn(let name, let values): Self.holds(of: name) { Self.isIn($0, values) }
        case .compare(let name, .unequal, let value):
            Self.holds(of: name, isForAll: true) { Self.comparison($0, .unequal, value) }
        case .compare(let name, let comparison, let value): Self.holds(of: name) { Self.comparison($0, comparison, value) }
        case .isOffered(let status): "EXISTS (SELECT 1 FROM offer WHERE offer.item = item.id AND \(sql: status.sql))"
        }
    }

    /// A test of the value in a column, or of one or all of its values where there are several.
    private static func holds(of name: String, isForAll: Bool = false, _ test: (SQL) -> SQL) -> SQL {
        guard let path = path(of: name) else { return test(field(name)) }
        let each = test("value")
        let some: SQL =
            isForAll
            ? "NOT EXISTS (SELECT 1 FROM json_each(item.attributes, \(path)) WHERE NOT \(each))"
            : "EXISTS (SELECT 1 FROM json_each(item.attributes, \(path)) WHERE \(each))"
        return "(CASE json_type(item.attributes, \(path)) WHEN 'array' THEN \(some) ELSE \(test(field(name))) END)"
    }

    /// Of thousands of values, too: they are bound as one list, for an expression and its variables are limited.
    private static func isIn(_ field: SQL, _ values: [Value]) -> SQL {
        var numbers: [String] = [], texts: [String] = []
        for value in values { if case .number(let number) = value { numbers.append("\(number)") } else { texts.append(value.folded) } }
        return """
            (vitrine_number(\(field)) IN (SELECT vitrine_number(value) FROM json_each(\(list(numbers)))) \
            OR vitrine_folded(\(field)) IN (SELECT value FROM json_each(\(list(texts)))))
            """
    }

    private static func list(_ texts: [String]) -> String { (try? JSON.text(texts)) ?? "[]" }

    private static func comparison(_ field: SQL, _ comparison: Comparison, _ value: Value) -> SQL {
        let number: SQL = "vitrine_number(\(field))", folded: SQL = "vitrine_folded(\(field))"
        switch (comparison, value) {
        case (.contains, _): return "(INSTR(\(folded), \(value.folded)) > 0)"
        case (.begins, _): return "(SUBSTR(\(folded), 1, LENGTH(\(value.folded))) = \(value.folded))"
        case (.ends, _): return "(LENGTH(\(folded)) >= LENGTH(\(value.folded)) AND SUBSTR(\(folded), -LENGTH(\(value.folded))) = \(value.folded))"
        case (_, .number(let bound)): return "(\(number) \(sql: comparison.rawValue) \(bound))"
        case (_, .text(let text)):
            if let bound = plainNumber(text), ![.equal, .unequal].contains(comparison) { return "(\(number) \(sql: comparison.rawValue) \(bound))" }
            return "(\(folded) \(sql: comparison.rawValue) \(value.folded))"
        }
    }

    /// Whether a name is of an attribute, or of the label, rather than of what else is known of an item.
    static func isAttribute(_ name: String) -> Bool { !["id", "item"].contains(name) && OfferColumn(rawValue: name) == nil }

    static func field(_ name: String) -> SQL {
        switch name {
        case "id", "item": return "item.id"
        case "label": return "item.label"
        default:
            // A path cannot hold every name.
            guard let path = path(of: name) else { return "(SELECT value FROM json_each(item.attributes) WHERE key = \(name))" }
            let attribute: SQL = "json_extract(item.attributes, \(path))"
            guard let column = OfferColumn(rawValue: name) else { return attribute }
            return "COALESCE((SELECT \(sql: column.sql) FROM offer WHERE offer.item = item.id), \(attribute))"
        }
    }

    /// The place of an attribute in an item's JSON; nil for what is no attribute, or has a name that a path cannot hold.
    private static func path(of name: String) -> String? {
        guard !["id", "item", "label"].contains(name), name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }) else {
            return nil
        }
        return "$.\"" + name + "\""
    }

    /// The functions that the expressions call.
    static let functions: [DatabaseFunction] = [
        DatabaseFunction("vitrine_number", argumentCount: 1, pure: true) { values in
            String.fromDatabaseValue(values[0]).flatMap(plainNumber)
        },
        DatabaseFunction("vitrine_folded", argumentCount: 1, pure: true) { values in
            String.fromDatabaseValue(values[0]).map(\.folded)
        },
    ]
}

extension Condition.Value {
    var folded: String {
        switch self {
        case .text(let text): text.folded
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        }
    }
}
