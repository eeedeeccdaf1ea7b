import Basics
import Catalog
import Engine
import Frames
import Vectors
import Wall

extension LocalEngine {
    public func wall(of listing: Listing, query: NeighborQuery?, encoder: String?, _ reply: @escaping Reply<ItemWall>) -> Inquiry {
        let inquiry = Inquiry()
        // Only a distance is asked of what orders the listing.
        guard let distance = listing.within, let query else {
            arrange(listing, encoder, inquiry, reply) { _ in nil }
            return inquiry
        }
        withWords(of: query, inquiry) { [self] in
            answering.async { [self] answering in
                attempt(inquiry, reply) {
                    let (search, ghost) = try answering.by(query.encoder) { answering in
                        let search = try answering.search()
                        return (search, try search.map { try answering.ghost(query, search: $0).ghost })
                    }
                    arrange(listing, encoder, inquiry, reply) { rows in
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
    private func arrange(
        _ listing: Listing, _ encoder: String?, _ inquiry: Inquiry, _ reply: @escaping Reply<ItemWall>,
        among near: @escaping @Sendable (Int) throws -> RowSet?
    ) {
        walls.async { [self] in
            attempt(inquiry, reply) {
                let seen = try encoder.map { try catalog.by(encoder: $0) } ?? catalog
                let now = try seen.generation(), count = try now.state().items
                guard count > 0 else { return ItemWall() }
                let near = try near(count)
                var rows = try Self.rows(of: listing, in: now, count: count)
                if let near { rows = rows.filter(near.contains) }
                let arrangement = try now.arrangement(
                    of: rows, progress: { done, total in reply(.part(ItemWall(progress: total > 0 ? Double(done) / Double(total + 1) : 0))) },
                    isCancelled: { inquiry.isCancelled })
                guard let arrangement else { return nil }
                let ids = try now.idsByRow(count: count)
                return ItemWall(columns: arrangement.shape.columns, items: arrangement.items.map { ids[rows[Int($0)]] })
            }
        }
    }

    /// The rows of a listing, in their own order.
    private static func rows(of listing: Listing, in catalog: Catalog, count: Int) throws -> [Int] {
        let order = try ListingOrder(Listing(filter: listing.filter, text: listing.text), catalog: catalog, count: count, columns: nil) { [] }
        return order.rows(0..<order.count).sorted()
    }

    public func thumbnails(of ids: [String], _ reply: @escaping Reply<[ItemThumbnail]>) {
        small.async { [catalog, atlas] in
            attempt(Inquiry(), reply) {
                try catalog.thumbnailPlaces(ids: ids).map { place in
                    ItemThumbnail(
                        picture: PictureName(item: place.id, fingerprint: place.fingerprint), color: place.color.map { Color(packed: $0) },
                        raster: atlas.thumbnail(id: place.id, fingerprint: place.fingerprint, row: place.row)?.raster)
                }
            }
        }
    }

    public func makeThumbnails(_ reply: @escaping Reply<ThumbnailsMade>) -> Inquiry {
        let inquiry = Inquiry()
        making.async { [catalog] in
            attempt(inquiry, reply) {
                var all = 0
                let missing = try catalog.makeThumbnails(
                    progress: { done, total in
                        all = total
                        if done < total { reply(.part(ThumbnailsMade(done: done, total: total))) }
                    }, isCancelled: { inquiry.isCancelled })
                return inquiry.isCancelled ? nil : ThumbnailsMade(done: all - missing, total: all)
            }
        }
        return inquiry
    }

    /// The items that a condition leaves of the catalog, arranged by likeness, waited for: item `i` of the arrangement is row `rows[i]`.
    ///
    /// - Parameter condition: nil: all but what shops no longer have.
    /// - Returns: nil when it was cancelled.
    /// - Throws: a `FilterError`, or a `CatalogError` such as `.noVectors`.
    package func arrangement(
        where condition: String?, seed: UInt64? = nil, progress: Arrangement.Progress = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws -> (arrangement: Arrangement, rows: [Int], catalog: Catalog)? {
        let now = try catalog.generation(), rows = try Self.rows(of: Listing(filter: condition), in: now, count: now.state().items)
        return try now.arrangement(of: rows, seed: seed, progress: progress, isCancelled: isCancelled).map { ($0, rows, now) }
    }
}
