import Catalog
import Engine
import Vectors

/// What shops say of their items at their latest visits, as values to tick: in the order in which a shopper asks.
struct StatusFacet: Sendable {
    static let name = "status"

    struct Status: Sendable {
        let name: String
        /// What ticking it asks for.
        let condition: Condition
        let rows: RowSet
    }

    private static let conditions: [(name: String, condition: Condition)] = [
        ("new", .isOffered(.new)), ("back in stock", .isOffered(.back)), ("cheaper", .compare(name: "price_drop", .greater, .number(0))),
        ("sold out", .isOffered(.soldOut)), ("gone", .isOffered(.gone)),
    ]

    let statuses: [Status]

    /// Nil where no item comes from a shop. Cost: then nothing, else a pass over the offers for each.
    init?(_ catalog: Catalog, universe: Int) throws {
        guard try catalog.hasOffers() else { return nil }
        statuses = try Self.conditions.map {
            Status(name: $0.name, condition: $0.condition, rows: RowSet(universe: universe, try catalog.rows(where: $0.condition)))
        }
    }

    /// Which of them a condition asks for, if it asks for nothing else: one of them, or one or another.
    static func places(askedBy condition: Condition) -> Set<Int>? {
        if case .or(let a, let b) = condition { return places(askedBy: a).flatMap { first in places(askedBy: b).map(first.union) } }
        return conditions.firstIndex { $0.condition == condition }.map { [$0] }
    }

    /// The rows of any of some statuses.
    func rows(_ places: Set<Int>, of universe: Int) -> RowSet {
        var set = RowSet(universe: universe)
        for place in places { set.formUnion(statuses[place].rows) }
        return set
    }

    /// - Parameters:
    ///   - left: what the rest of the filter leaves, with what has left its shop.
    ///   - hidden: what is hidden as long as it is not asked for.
    func facet(left: RowSet, hidden: RowSet, ticked: Set<Int>) -> Facet {
        let values = statuses.enumerated().map { place, status in
            var rows = status.rows
            rows.formIntersection(left)
            if status.condition != .isOffered(.gone) { rows.subtract(hidden) }
            return Facet.Value(text: status.name, literal: status.condition.text, count: rows.count, isTicked: ticked.contains(place))
        }
        return Facet(name: Self.name, literal: Self.name, content: .values(values, more: 0), valuesAreConditions: true)
    }
}
