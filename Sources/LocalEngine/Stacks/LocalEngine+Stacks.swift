import Basics
import Catalog
import Engine
import Taste
import Vectors

extension LocalEngine {
    public func fold(_ listing: Listing, keep: String?, _ reply: @escaping Reply<OpenedListing>) -> Inquiry {
        let inquiry = Inquiry()
        answering.async { [self] answering in
            attempt(inquiry, reply) {
                let listed = try answering.currentListing()
                passes.async { [self] in
                    attempt(inquiry, reply) {
                        try show(listed.folded(as: listing), keep: keep, inquiry, reply)
                        return nil
                    }
                }
                return nil
            }
        }
        return inquiry
    }

    private static let mostVariants = 200

    public func stack(of id: String, _ reply: @escaping Reply<[ItemSummary]>) {
        answering.async { [self] answering in
            let listed = answering.listed
            passes.async { [self] in
                attempt(Inquiry(), reply) {
                    let own = try catalog.generation()
                    let stacks = try stackStore.stacks(as: listed, of: own)
                    guard !stacks.rows.isTrivial, let row = try own.rows(ids: [id])[id] else { return [] }
                    let hidden = try own.hiddenRows(under: nil), members = stacks.rows.members(of: row).filter { $0 == row || !hidden.contains($0) }
                    // Of more than anybody goes through one by one, those around it.
                    let first = max(0, min((members.firstIndex(of: row) ?? 0) - Self.mostVariants / 2, members.count - Self.mostVariants))
                    return members.count > 1 ? try own.summaries(Array(members.dropFirst(first).prefix(Self.mostVariants))) : []
                }
            }
        }
    }
}

extension StackStore {
    /// The stacks of the listing that shows, where that is of the same items; else those of a generation.
    func stacks(as listed: Listed?, of catalog: Catalog, _ search: NeighborSearch? = nil) throws -> CatalogStacks {
        let state = try catalog.state()
        if let listed, try listed.catalog.state().isOf(state) { return listed.stacks }
        return try stacks(of: catalog, search)
    }

    /// What a question is to fold its answer by; nil for nothing.
    func stacks(for query: NeighborQuery, as listed: Listed?, _ search: NeighborSearch) throws -> CatalogStacks? {
        guard query.foldsStacks || query.collapsesDuplicates else { return nil }
        let stacks = try stacks(as: query.foldsStacks ? listed : nil, of: search.catalog)
        return stacks.rows.isTrivial ? nil : stacks
    }

    /// Items with the stacks that they belong to.
    func stacked(_ items: [ItemSummary], as listed: Listed?, in catalog: Catalog) throws -> [ItemSummary] {
        guard let listed, !listed.stacks.rows.isTrivial, try listed.catalog.state().isOf(catalog.state()) else { return items }
        let rows = try listed.catalog.rows(ids: items.map(\.id))
        let stacks = try listed.stacks.stacks(of: Array(rows.values), among: 0..<listed.catalog.state().items, in: listed.catalog)
        return items.map { item in
            var item = item
            item.stack = rows[item.id].flatMap { stacks[$0] }
            return item
        }
    }
}

extension CatalogStacks {
    /// Rankings whose items say what they stand for among the rows that could be found.
    func stacked(_ rankings: [Ranking], among allowed: RowSet?, in search: NeighborSearch) throws -> [Ranking] {
        let found = rankings.flatMap { $0.matches.map(\.position) }
        let stacks =
            try allowed.map { try self.stacks(of: found, among: $0.rows, in: search.catalog) }
            ?? self.stacks(of: found, among: 0..<search.state.items, in: search.catalog)
        return rankings.map { ranking in
            var ranking = ranking
            for place in ranking.matches.indices { ranking.matches[place].item.stack = stacks[ranking.matches[place].position] }
            return ranking
        }
    }
}
