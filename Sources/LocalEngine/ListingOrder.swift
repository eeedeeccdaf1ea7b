import Basics
import Catalog
import Engine
import Foundation
import Vectors

/// The rows of a listing in its order: all of them as they stand, or a list.
enum ListingOrder: Sendable {
    case identity(count: Int)
    case list([Int32])

    /// - Parameters:
    ///   - columns: the catalog's attributes, where they are at hand: conditions are then met without reading the database.
    ///   - likeness: all rows by likeness to what the listing's order names, nearest first, or to each other.
    init(_ listing: Listing, catalog: Catalog, count: Int, columns: AttributeColumns?, likeness: () throws -> [Int]) throws {
        let condition = try listing.filter.map(Self.condition)
        if let condition { try catalog.requireColumns(of: condition) }
        let hidden = try catalog.hiddenRows(under: condition)
        let isWhole = condition == nil && listing.text == nil && hidden.isEmpty
        func matching(_ key: Catalog.SortKey = .row) throws -> [Int] {
            let rows: [Int]
            if key == .row, let condition, let met = try columns?.rows(where: condition, others: { try catalog.rows(where: $0) }) {
                rows = try listing.text.map { try catalog.rows(containing: $0).filter(met.contains) } ?? met.rows
            } else {
                rows = try catalog.rows(where: condition, containing: listing.text ?? "", sortedBy: key)
            }
            return hidden.isEmpty ? rows : rows.filter { !hidden.contains($0) }
        }
        switch listing.order {
        case .shop:
            if isWhole { self = .identity(count: count) } else { self.init(try matching()) }
        case .attribute(let name, let descending):
            self.init(try matching(.attribute(name, descending: descending)))
        case .shuffled(let seed):
            var random = SplitMix(seed)
            self.init((isWhole ? Array(0..<count) : try matching()).shuffled(using: &random))
        case .ghost, .item, .words, .looks:
            let rows = try likeness()
            if isWhole {
                self.init(rows)
            } else {
                let allowed = Set(try matching())
                self.init(rows.filter(allowed.contains))
            }
        }
    }

    /// A filter as a condition; what is wrong with it is said in one line.
    static func condition(_ filter: String) throws -> Condition {
        do throws(ConditionError) { return try Condition(parsing: filter) } catch { throw FilterError(error.line, character: error.character) }
    }

    private init(_ rows: [Int]) { self = .list(rows.map(Int32.init(truncatingIfNeeded:))) }

    var count: Int {
        switch self {
        case .identity(let count): count
        case .list(let rows): rows.count
        }
    }

    /// The rows at some positions.
    func rows(_ positions: Range<Int>) -> [Int] {
        switch self {
        case .identity: Array(positions)
        case .list(let rows): rows[positions].map(Int.init)
        }
    }

    /// The positions of some rows, ascending; rows that are not listed are left out. Cost: one pass over the listing.
    func positions(ofRows rows: [Int]) -> [Int] {
        switch self {
        case .identity(let count): return rows.filter((0..<count).contains).sorted()
        case .list(let listed):
            let wanted = Set(rows.map(Int32.init))
            return listed.indices.filter { wanted.contains(listed[$0]) }
        }
    }

    func position(ofRow row: Int) -> Int? {
        switch self {
        case .identity(let count): (0..<count).contains(row) ? row : nil
        case .list(let rows): rows.firstIndex(of: Int32(row))
        }
    }
}
