import Catalog
import Engine
import Pictures
import Wall

/// Walls that a browser looks at.
extension LocalEngine {
    public func wall(encoder: String?, keep: String?, _ reply: @escaping Reply<WallAnswer>) -> Inquiry {
        let inquiry = Inquiry()
        answering.async { [self] answering in
            attempt(inquiry, reply) {
                let listed = try answering.currentListing()
                walls.async { [self] in
                    attempt(inquiry, reply) {
                        guard let wall = try standingWall(of: listed, encoder: encoder, inquiry, reply) else { return nil }
                        let opened = try wall.opened(keep: keep)
                        try makeThumbnails(inquiry) { made in reply(.part(.standing(opened, thumbnails: made))) }
                        return inquiry.isCancelled ? nil : .standing(opened, thumbnails: nil)
                    }
                }
                return nil
            }
        }
        return inquiry
    }

    private func standingWall(of listed: Listed, encoder: String?, _ inquiry: Inquiry, _ reply: Reply<WallAnswer>) throws -> StandingWall? {
        let rows = listed.order.allRows.sorted()
        if let wall = try wallStore.wall(of: rows, listed, encoder: encoder) { return wall }
        // Vectors of another encoder are of the same items, or the listing is about to be opened anew.
        let seen = try encoder.map { try catalog.by(encoder: $0).generation() } ?? listed.catalog
        guard try seen.state().isOf(listed.catalog.state()) else { return nil }
        var told = -1
        let arrangement = try seen.arrangement(of: rows) { done, total in
            // One look at a hundredth is enough.
            guard total > 0, 100 * done / total != told else { return }
            told = 100 * done / total
            reply(.part(.arranging(done: done, total: total)))
        } isCancelled: {
            inquiry.isCancelled
        }
        guard let arrangement else { return nil }
        return try wallStore.keep { number in
            try StandingWall(
                number: number, columns: arrangement.shape.columns, rows: arrangement.items.map { Int32(truncatingIfNeeded: rows[Int($0)]) },
                listed: listed, encoder: encoder)
        }
    }

    /// Makes the thumbnails that an older catalog lacks; where they cannot be kept each is made when it is looked at.
    private func makeThumbnails(_ inquiry: Inquiry, _ progress: @escaping (MadeThumbnails?) -> Void) throws {
        progress(nil)
        guard !catalog.isReadOnly else { return }
        _ = try catalog.makeThumbnails { done, total in
            progress(MadeThumbnails(done: done, total: total))
        } isCancelled: {
            inquiry.isCancelled
        }
    }

    public func items(onWall wall: Int, at places: [Int], _ reply: @escaping Reply<[Int: ItemSummary]>) -> Inquiry {
        answer(reply) { [wallStore] _ in try wallStore[wall]?.items(at: places) ?? [:] }
    }

    public func places(onWall wall: Int, of ids: [String], _ reply: @escaping Reply<[Int?]>) -> Inquiry {
        answer(reply) { [wallStore] _ in try wallStore[wall]?.places(of: ids) ?? ids.map { _ in nil } }
    }

    public func thumbnails(onWall wall: Int, at places: Range<Int>) -> [Thumbnail?] {
        wallStore[wall]?.thumbnails(at: places) ?? places.map { _ in nil }
    }
}
