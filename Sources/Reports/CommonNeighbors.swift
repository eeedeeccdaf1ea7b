import Engine
import Taste
import Vectors

/// What rankings have in common, with the items' IDs.
struct CommonNeighbors {
    /// By the items' positions.
    let comparison: Comparison
    private let ids: [Int: String]

    init(_ rankings: [Ranking]) {
        comparison = Comparison(
            rankings.map { ranking in (ranking.metric, ranking.matches.map { Neighbor(row: $0.position, distance: $0.distance) }) })
        ids = Dictionary(rankings.flatMap(\.matches).map { ($0.position, $0.item.id) }) { first, _ in first }
    }

    /// The ID of the item at a position as it is, not sanitised. Precondition: it is in one of the rankings.
    func id(_ position: Int) -> String { ids[position]! }
}
