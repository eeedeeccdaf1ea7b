import Basics
import Catalog
import Engine

extension NeighborSearch {
    /// Rankings with all that is shown of their items; items that are gone are left out.
    ///
    /// - Parameter liked: the IDs of the ghost's liked examples, for the reasons.
    public func matches(_ found: [RowRanking], liked: [String]) throws -> [Ranking] {
        let rows = found.flatMap { $0.neighbors.map(\.row) }.unique
        let items = try catalog.summariesByRow(rows)
        return found.map { ranking in
            let matches = ranking.neighbors.enumerated().compactMap { place, neighbor in
                let reasons = place < ranking.reasons.count ? ranking.reasons[place] : []
                return items[neighbor.row].map { item in
                    Match(
                        item: item, distance: neighbor.distance,
                        because: reasons.map { Match.Reason(id: liked[$0.example], share: $0.share) })
                }
            }
            return Ranking(metric: ranking.metric, matches: matches, milliseconds: ranking.milliseconds)
        }
    }
}
