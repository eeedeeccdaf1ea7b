import Catalog
import Engine
import Taste
import Vectors

extension LocalEngine {
    public func facets(of listing: Listing, query: NeighborQuery?, _ reply: @escaping Reply<Facets>) -> Inquiry {
        let inquiry = Inquiry()
        // Only a distance is asked of what orders the listing.
        guard let distance = listing.within, let query else {
            count(listing, inquiry, reply) { _ in nil }
            return inquiry
        }
        withWords(of: query, inquiry) { [self] in
            answering.async { [self] answering in
                attempt(inquiry, reply) {
                    let (search, ghost) = try answering.by(query.encoder) { answering in
                        let search = try answering.search()
                        return (search, try search.map { try answering.ghost(query, search: $0).ghost })
                    }
                    count(listing, inquiry, reply) { rows in
                        guard let search, let ghost, search.table.rows == rows else { return nil }
                        return try search.rows(within: distance, of: ghost, metric: query.metrics[0])
                    }
                    return nil
                }
            }
        }
        return inquiry
    }

    /// - Parameter near: the rows that are near enough, of so many; nil: all are.
    private func count(
        _ listing: Listing, _ inquiry: Inquiry, _ reply: @escaping Reply<Facets>, among near: @escaping @Sendable (Int) throws -> RowSet?
    ) {
        counting.async { [self] in
            attempt(inquiry, reply) {
                let own = try catalog.generation()
                let condition = try listing.filter.map(ListingOrder.condition)
                if let condition { try own.requireColumns(of: condition) }
                let table = try facetStore.table(of: own, in: catalog)
                return try table.facets(of: condition, containing: listing.text, among: near(table.columns.items.universe), in: own)
            }
        }
    }
}
