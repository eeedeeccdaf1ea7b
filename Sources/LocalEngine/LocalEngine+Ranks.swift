import Basics
import Engine
import Taste
import Vectors

extension LocalEngine {
    public func ranks(of ids: [String], in query: NeighborQuery, _ reply: @escaping Reply<[ItemRanks]>) -> Inquiry {
        let inquiry = Inquiry()
        withWords(of: query, inquiry) { [answering, ranking, stackStore] in
            answering.async { answering in
                attempt(inquiry, reply) {
                    let listed = answering.listed
                    let question = try answering.by(query.encoder) { answering -> RankQuestion? in
                        guard let search = try answering.search() else { return nil }
                        return RankQuestion(
                            search: search, ghost: try answering.ghost(query, search: search).ghost,
                            allowed: try answering.allowed(query.filter, search),
                            stacks: try stackStore.stacks(for: query, as: listed, search)?.rows)
                    }
                    guard let question else { return [] }
                    ranking.async {
                        attempt(inquiry, reply) {
                            let ranks = try question.ranks(of: ids, metrics: query.metrics) { !inquiry.isCancelled }
                            return inquiry.isCancelled ? nil : ranks
                        }
                    }
                    return nil
                }
            }
        }
        return inquiry
    }
}

/// What ranks are asked about, as it was when that was asked.
private struct RankQuestion: Sendable {
    let search: NeighborSearch
    let ghost: Ghost
    let allowed: RowSet?
    let stacks: RowStacks?

    func ranks(of ids: [String], metrics: [Metric], isWanted: @Sendable () -> Bool) throws -> [ItemRanks] {
        let rows = try search.catalog.rows(ids: ids)
        let found = try search.ranks(
            of: ids.compactMap { rows[$0] }, to: ghost, metrics: metrics, among: allowed, folding: stacks, isWanted: isWanted)
        return zip(metrics, found).map { metric, ranks in
            ItemRanks(metric: metric, ranks: ids.compactMap { id in rows[id].flatMap { ranks[$0] }.map { (id, $0) } })
        }
    }
}
