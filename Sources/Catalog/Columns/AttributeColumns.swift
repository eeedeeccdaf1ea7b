import Basics
import Vectors

/// The attributes and labels of all items by columns, so that counting values and meeting conditions reads neither the database nor a text twice.
///
/// Memory: 4 bytes for each item and column, 8 for each further value in a list, and each distinct text once.
package struct AttributeColumns: Sendable {
    /// The state of the catalog that they are of.
    package let state: CatalogState
    /// In the order in which items have them.
    package let columns: [AttributeColumn]
    /// The rows that have items.
    package let items: RowSet
    /// The names of those that have more than `mostTexts` distinct texts, such as titles, which name items rather than describe them: the database
    /// is asked for these.
    package let leftOut: [String]

    /// A column of more is none that a person knows the values of.
    package static let mostTexts = 5000

    /// The column of a name.
    package subscript(name: String) -> AttributeColumn? { columns.first { $0.name.isExactly(name) } }

    /// The rows that meet a condition, as `Catalog.rows(where:)` finds them.
    ///
    /// - Parameter others: finds what the columns do not tell, such as what is new in a shop.
    /// - Throws: what `others` throws. Cost: a pass over the column of each comparison, and a look at each of its distinct values.
    package func rows<Failure: Error>(where condition: Condition, others: (Condition) throws(Failure) -> [Int]) throws(Failure) -> RowSet {
        let universe = items.universe
        switch condition {
        case .and(let a, let b):
            var set = try rows(where: a, others: others)
            set.formIntersection(try rows(where: b, others: others))
            return set
        case .or(let a, let b):
            var set = try rows(where: a, others: others)
            set.formUnion(try rows(where: b, others: others))
            return set
        case .not(let condition):
            var set = items
            set.subtract(try rows(where: condition, others: others))
            return set
        case .isOffered: return RowSet(universe: universe, try others(condition))
        case .compare(let name, _, _), .isIn(let name, _), .isMissing(let name):
            guard Condition.isAttribute(name), !leftOut.contains(where: { $0.isExactly(name) }) else {
                return RowSet(universe: universe, try others(condition))
            }
        }
        switch condition {
        case .compare(let name, let comparison, let value): return self[name]?.rows(of: universe, comparison, value) ?? RowSet(universe: universe)
        case .isIn(let name, let values): return self[name].map { $0.rows(of: universe, having: $0.isAsked(values)) } ?? RowSet(universe: universe)
        case .isMissing(let name):
            var set = items
            if let present = self[name]?.present(of: universe) { set.subtract(present) }
            return set
        case .and, .or, .not, .isOffered: return RowSet(universe: universe)
        }
    }
}
