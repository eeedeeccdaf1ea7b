import Basics
import Catalog
import Engine
import Taste

extension NeighborSearch {
    /// A ghost's rankings with all that is shown of their items; items that are gone are left out.
    ///
    /// - Parameter liked: the ghost's liked examples, for interests and reasons.
    func matches(_ found: [RowRanking], of ghost: Ghost, liked: [Basket.Entry]) throws -> [Ranking] {
        var explained = found, words = GhostWords()
        // What has to be worked out is, while the database is read.
        let items = try working(aside: {
            explained = try self.explained(found, by: ghost)
            words = self.words(telling: ghost, groups: found.first?.interests ?? [])
        }) { wait in
            let items = try catalog.summariesByRow(found.flatMap { $0.neighbors.map(\.row) }.unique)
            try wait()
            return items
        }
        return explained.map { ranking in
            let matches = ranking.neighbors.enumerated().compactMap { place, neighbor in
                let reasons = place < ranking.reasons.count ? ranking.reasons[place] : []
                return items[neighbor.row].map { item in
                    Match(
                        item: item, distance: neighbor.distance, position: neighbor.row,
                        because: reasons.map { Match.Reason(id: liked[$0.example].item, share: $0.share) }, interest: ranking.origins[place])
                }
            }
            let interests = ranking.interests.enumerated().map { place, group in
                Interest(
                    likes: group.members.map { liked[$0] }, medoid: liked[group.medoid].item,
                    about: ranking.interests.count == 1 ? words.whole : place < words.interests.count ? words.interests[place] : [])
            }
            return Ranking(
                metric: ranking.metric, matches: matches, interests: interests, about: words.whole, equivalents: ranking.equivalents,
                milliseconds: ranking.milliseconds)
        }
    }
}
