import Basics
import Catalog
import Engine
import Taste

/// A listing with the generation of the catalog that its rows belong to: all items that are listed, and the positions that they are folded to.
struct Listed: Sendable {
    /// All that is listed, in its order.
    let base: ListingOrder
    /// The same with one position for each stack that is not open.
    let order: ListingOrder
    let catalog: Catalog
    let stacks: CatalogStacks
    private let isFolded: Bool
    /// The first rows of stacks that are open.
    private let opened: Set<Int>

    /// The whole listing, not folded.
    init(whole order: ListingOrder, catalog: Catalog) {
        (base, self.order, self.catalog, isFolded, opened) = (order, order, catalog, false, [])
        stacks = CatalogStacks(RowStacks(rows: order.count), nil, edition: 0)
    }

    /// - Parameter listing: how it is folded.
    init(_ base: ListingOrder, folding listing: Listing, by stacks: CatalogStacks, catalog: Catalog) throws {
        (self.base, self.catalog, self.stacks) = (base, catalog, stacks)
        isFolded = listing.isFolded && !stacks.rows.isTrivial
        opened = isFolded && !listing.opened.isEmpty ? Set(try catalog.rows(ids: listing.opened).values.map(stacks.rows.first)) : []
        order = isFolded ? base.folded(by: stacks.rows, besides: opened) : base
    }

    /// The same, folded as another listing says.
    func folded(as listing: Listing) throws -> Listed { try Listed(base, folding: listing, by: stacks, catalog: catalog) }

    /// The same over a catalog in the same state.
    func over(_ catalog: Catalog) -> Listed { Listed(self, catalog) }

    private init(_ listed: Listed, _ catalog: Catalog) {
        (base, order, stacks, isFolded, opened) = (listed.base, listed.order, listed.stacks, listed.isFolded, listed.opened)
        self.catalog = catalog
    }

    /// What is shown of the items at some positions.
    func summaries(_ positions: Range<Int>) throws -> [ItemSummary] {
        let rows = order.rows(positions), items = try summaries(ofRows: rows)
        return rows.compactMap { items[$0] }
    }

    /// What is shown of some rows, by row.
    func summaries(ofRows rows: [Int]) throws -> [Int: ItemSummary] {
        var items = try catalog.summariesByRow(rows)
        if isFolded {
            for (row, stack) in try stacks.stacks(of: rows, among: base.allRows, opened: opened, in: catalog) { items[row]?.stack = stack }
        }
        return items
    }

    /// Where an item is, or the one that stands for it; nil where it is not listed. Cost: a pass over the listing.
    func position(ofRow row: Int) -> Int? {
        guard isFolded else { return order.position(ofRow: row) }
        guard base.position(ofRow: row) != nil else { return nil }
        if let position = order.position(ofRow: row) { return position }
        let first = stacks.rows.first(of: row)
        return order.allRows.firstIndex { stacks.rows.first(of: $0) == first }
    }

    func position(of target: ItemTarget) throws -> Int? {
        switch target {
        case .id(let id):
            let row = try catalog.rows(ids: [id])[id] ?? (try catalog.rows(where: .compare(name: "id", .begins, .text(id))).first)
            guard let row else { throw CatalogError.unknownItem(id, closest: try catalog.closestIDs(to: id)) }
            guard let position = position(ofRow: row) else {
                throw PlainError("\(id) is not in what the grid shows; clear the filter first")
            }
            return position
        case .text(let text, let from, let forward):
            let positions = positions(ofRows: try catalog.rows(containing: text))
            return forward ? positions.first { $0 > from } ?? positions.first : positions.last { $0 < from } ?? positions.last
        }
    }

    /// The positions of some rows, or of those that stand for them, ascending.
    private func positions(ofRows rows: [Int]) -> [Int] {
        guard isFolded else { return order.positions(ofRows: rows) }
        let wanted = Set(rows), listed = base.allRows.filter(wanted.contains)
        let closed = Set(listed.map(stacks.rows.first)).subtracting(opened)
        return order.allRows.enumerated().filter { wanted.contains($0.element) || closed.contains(stacks.rows.first(of: $0.element)) }.map(\.offset)
    }
}

extension ListingOrder {
    /// All rows in their order.
    var allRows: [Int] { rows(0..<count) }

    /// One position for each stack, where its first row by this order stands; those that are open have all their rows there.
    func folded(by stacks: RowStacks, besides opened: Set<Int>) -> ListingOrder {
        let rows = allRows
        // A stack's first row is the least of its rows.
        var seen = [Bool](repeating: false, count: (rows.max() ?? -1) + 1)
        let others = opened.isEmpty ? [:] : Dictionary(grouping: rows.filter { opened.contains(stacks.first(of: $0)) }, by: stacks.first)
        var folded: [Int32] = []
        folded.reserveCapacity(min(rows.count, stacks.count))
        for row in rows {
            let first = stacks.first(of: row)
            if seen[first] { continue }
            seen[first] = true
            if let all = others[first] {
                folded += all.map(Int32.init(truncatingIfNeeded:))
            } else {
                folded.append(Int32(truncatingIfNeeded: row))
            }
        }
        return .list(folded)
    }
}
