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
        case .isIn(let name, let values): Self.isIn(Self.field(name), values)
        case .compare(let name, let comparison, let value): Self.comparison(Self.field(name), comparison, value)
        }
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

    static func field(_ name: String) -> SQL {
        switch name {
        case "id", "item": return "item.id"
        case "label": return "item.label"
        default:
            // A path cannot hold every name.
            guard name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }) else {
                return "(SELECT value FROM json_each(item.attributes) WHERE key = \(name))"
            }
            return "json_extract(item.attributes, \("$.\"" + name + "\""))"
        }
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
    fileprivate var folded: String {
        switch self {
        case .text(let text): text.folded
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        }
    }
}
