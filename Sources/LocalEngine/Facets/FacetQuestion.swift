import Basics
import Catalog
import Engine

/// A filter taken apart: what is ticked, by column, and the rest.
struct FacetQuestion {
    /// What a column is asked for: values, or the limits of a range.
    struct Choice {
        var values: [Condition.Value]?
        var range = Facet.Range()
        /// The same as conditions.
        var conditions: [Condition] = []
    }

    private(set) var choices: ExactDictionary<Choice> = [:]
    /// What of a shop's statuses is asked for, and how; nil: none is.
    private(set) var statuses: (places: Set<Int>, condition: Condition)?
    /// Nil: nothing.
    private(set) var rest: Condition?

    init(_ condition: Condition?, in table: FacetTable) {
        for part in condition.map(Self.conjuncts) ?? [] where !take(part, in: table) { rest = rest.map { .and($0, part) } ?? part }
    }

    /// Whether a condition is such as ticking makes, of a column that can be ticked, and the only one of its kind.
    private mutating func take(_ part: Condition, in table: FacetTable) -> Bool {
        if table.status != nil, statuses == nil, let places = StatusFacet.places(askedBy: part) {
            statuses = (places, part)
            return true
        }
        return switch part {
        case .compare(let name, .equal, let value): take([value], of: name, part, in: table)
        case .isIn(let name, let values): take(values, of: name, part, in: table)
        case .compare(let name, .greaterOrEqual, .number(let number)): take(\.from, number, of: name, part, in: table)
        case .compare(let name, .less, .number(let number)): take(\.below, number, of: name, part, in: table)
        default: false
        }
    }

    private mutating func take(_ values: [Condition.Value], of name: String, _ part: Condition, in table: FacetTable) -> Bool {
        guard choices[name] == nil, case .values? = table[name]?.kind, let column = table[name]?.column,
            // One that no item has could not be ticked again.
            values.allSatisfy({ column.isAsked([$0]).contains(true) })
        else { return false }
        choices[name] = Choice(values: values, conditions: [part])
        return true
    }

    private mutating func take(
        _ limit: WritableKeyPath<Facet.Range, Double?>, _ number: Double, of name: String, _ part: Condition, in table: FacetTable
    ) -> Bool {
        guard case .numbers? = table[name]?.kind, choices[name]?.range[keyPath: limit] == nil else { return false }
        choices[name, default: Choice()].range[keyPath: limit] = number
        choices[name, default: Choice()].conditions.append(part)
        return true
    }

    private static func conjuncts(_ condition: Condition) -> [Condition] {
        if case .and(let a, let b) = condition { conjuncts(a) + conjuncts(b) } else { [condition] }
    }
}
