import Basics
import Foundation
import GRDB

/// Which items are one design in several colours, and which colours those are, by row.
package struct DesignColumns: Sendable {
    /// For each row the number of its design, from 0; -1 where it has none. Items of different sources are of different designs, whatever
    /// these are called.
    package private(set) var designs: [Int32]
    /// For each row that has a design the number of its colour, from 0; -1 where it tells none.
    package private(set) var colors: [Int32]

    /// Reads the designs of a generation of a catalog: the attributes `design`, and `colour` or `color`.
    ///
    /// - Returns: nil where no item of a shop, and none of the first items, has a design.
    /// - Throws: `CatalogError`. Cost: a look at the first items; where there are designs, one pass over all, about a microsecond for each.
    package init?(_ catalog: Catalog) throws(CatalogError) {
        let universe = try catalog.state().items
        designs = [Int32](repeating: -1, count: universe)
        colors = designs
        let named = "instr(attributes, '\"design\"') > 0"
        let read = try catalog.read { db -> (designs: [Int32], colors: [Int32])? in
            let isThere = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM offer)
                      OR EXISTS (SELECT 1 FROM (SELECT attributes FROM item ORDER BY row LIMIT 2000) WHERE \(named))
                    """)
            guard isThere == true else { return nil }
            var reader = DesignReader(universe: universe)
            let cursor = try Row.fetchCursor(db, sql: "SELECT row, source, attributes FROM item WHERE \(named) ORDER BY row")
            while let row = try cursor.next() {
                guard let source = Int64.fromDatabaseValue(row[1]), let attributes = String.fromDatabaseValue(row[2]) else { continue }
                reader.take(row[0], of: source, attributes)
            }
            return (reader.designs, reader.colors)
        }
        guard let read else { return nil }
        (designs, colors) = read
    }
}

private struct DesignReader {
    private struct Design: Hashable {
        let source: Int64
        let name: ExactText
    }

    private(set) var designs: [Int32]
    private(set) var colors: [Int32]
    private var designNumbers: [Design: Int32] = [:]
    private var colorNumbers: ExactDictionary<Int32> = [:]

    init(universe: Int) {
        designs = [Int32](repeating: -1, count: universe)
        colors = designs
    }

    /// - Parameter attributes: as the database keeps them; what cannot be read has no design.
    mutating func take(_ row: Int, of source: Int64, _ attributes: String) {
        guard designs.indices.contains(row), let named = try? AttributesJSON.decode(attributes), let name = named["design"], !name.isEmpty else {
            return
        }
        let design = Design(source: source, name: ExactText(name)), known = designNumbers[design] ?? Int32(designNumbers.count)
        designNumbers[design] = known
        designs[row] = known
        guard let color = (named["colour"] ?? named["color"])?.folded, !color.isEmpty else { return }
        let number = colorNumbers[color] ?? Int32(colorNumbers.count)
        colorNumbers[color] = number
        colors[row] = number
    }
}
