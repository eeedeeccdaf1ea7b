import Catalog
import Engine
import Taste

extension LocalEngine {
    public func surprise(_ query: NeighborQuery, seen: [String], _ reply: @escaping Reply<ItemSummary?>) -> Inquiry {
        let inquiry = Inquiry()
        withWords(of: query, inquiry) { [self] in
            answering.async { [ranking] answering in
                attempt(inquiry, reply) {
                    let found = try answering.by(query.encoder) { answering -> (NeighborSearch, Ghost, Exploration)? in
                        guard let search = try answering.search() else { return nil }
                        let ghost = try answering.ghost(query, search: search).ghost
                        return (
                            search, ghost, Exploration(in: search.index, among: try answering.allowed(query.filter, search), balance: ghost.balance)
                        )
                    }
                    guard let (search, ghost, fresh) = found else { return .some(nil) }
                    // Distances from all that is known take longer than what others wait for.
                    ranking.async {
                        attempt(inquiry, reply) {
                            var exploration = fresh
                            try exploration.note(ghost.liked, areLiked: true)
                            try exploration.note(ghost.passed, areLiked: false)
                            let rows = try search.catalog.rows(ids: seen)
                            try exploration.note(
                                seen.compactMap { id in
                                    rows[id].flatMap { row in search.vector(ofRow: row).map { Example($0, row: row) } }
                                }, areLiked: false)
                            return .some(try exploration.next.flatMap { try search.catalog.summaries([$0]).first })
                        }
                    }
                    return nil
                }
            }
        }
        return inquiry
    }
}
