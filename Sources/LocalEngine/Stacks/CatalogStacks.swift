import Basics
import Catalog
import Engine
import Taste
import Vectors

/// What belongs together in one state of a catalog, and what that is called.
struct CatalogStacks: Sendable {
    let rows: RowStacks
    /// Of the state's designs; nil where there are none.
    private let columns: DesignColumns?
    /// Changes when other rows belong together; 0 where none do.
    let edition: Int

    init(_ rows: RowStacks, _ columns: DesignColumns?, edition: Int) {
        (self.rows, self.columns, self.edition) = (rows, columns, rows.isTrivial ? 0 : edition)
    }

    /// Of each of some stacks, by their first rows, the rows that a list has of it, in its order. Cost: a pass over the list.
    func members(of firsts: Set<Int>, among list: some Sequence<Int>, universe: Int) -> [Int: [Int]] {
        guard !firsts.isEmpty else { return [:] }
        let wanted = RowSet(universe: universe, firsts)
        var members: [Int: [Int]] = [:]
        for row in list {
            let first = rows.first(of: row)
            if wanted.contains(first) { members[first, default: []].append(row) }
        }
        return members
    }

    /// The stacks that some rows belong to, by row; none for what is on its own.
    ///
    /// - Parameters:
    ///   - list: the rows that count, in their order.
    ///   - opened: the first rows of stacks that are open.
    ///   - catalog: of the same state.
    func stacks(of some: [Int], among list: some Sequence<Int>, opened: Set<Int> = [], in catalog: Catalog) throws -> [Int: ItemStack] {
        guard !rows.isTrivial else { return [:] }
        let members = members(of: Set(some.map(rows.first).filter(rows.isSeveral)), among: list, universe: try catalog.state().items).filter {
            $0.value.count > 1
        }
        let firsts = Array(members.keys)
        let keys = Dictionary(try catalog.items(rows: firsts).map { ($0.row, $0.id) }) { first, _ in first }
        var stacks: [Int: ItemStack] = [:]
        for row in some {
            let first = rows.first(of: row)
            guard let listed = members[first], let key = keys[first] else { continue }
            let place = opened.contains(first) ? listed.firstIndex(of: row).map { $0 + 1 } : nil
            stacks[row] = ItemStack(key: key, count: listed.count, variety: variety(of: first, listed), place: place)
        }
        return stacks
    }

    /// What tells apart the items of a stack that are listed.
    private func variety(of first: Int, _ listed: [Int]) -> ItemStack.Variety {
        guard rows.isDesign(first), let columns else { return .alike }
        let colors = listed.compactMap { columns.colors.indices.contains($0) && columns.colors[$0] >= 0 ? columns.colors[$0] : nil }
        let different = Set(colors).count
        return different > 1 ? .colors(different) : .versions
    }
}
