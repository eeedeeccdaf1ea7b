import Basics
import Catalog
import Engine
import Foundation
import LocalEngine
import Taste
import Vectors

/// The answer of `vitrine similar` as JSON.
package struct SimilarReport: Encodable {
    package struct Query: Encodable {
        package let items: [String]
        package let mode: String
        package let pictures: [String]?
        package let passed: [String]?
        package let condition: String?
        /// Under the mode of that name, the heaviest first.
        package let interests: [Interest]?

        package init(
            items: [String], mode: String, pictures: [String]?, passed: [String]?, condition: String?, interests: [Interest]?
        ) {
            (self.items, self.mode, self.pictures) = (items, mode, pictures)
            (self.passed, self.condition, self.interests) = (passed, condition, interests)
        }

        package enum CodingKeys: String, CodingKey {
            case items, mode, pictures, passed, interests
            case condition = "where"
        }
    }
    /// Liked items that belong together, and the one of them that stands for them.
    package struct Interest: Encodable {
        package let medoid: String
        package let items: [String]

        package init(medoid: String, items: [String]) { (self.medoid, self.items) = (medoid, items) }
    }
    package struct CatalogNote: Encodable {
        package let items: Int
        package let dimensions: Int
        package let encoder: String
    }
    package struct Result: Encodable {
        package let metric: String
        package let milliseconds: Double
        package let neighbours: [Neighbour]
    }
    package struct Neighbour: Encodable {
        package let item: String
        package let distance: Float
        package let because: [Reason]?
    }
    package struct Reason: Encodable {
        package let item: String
        package let share: Double
    }
    /// What the metrics' results have in common.
    package struct Agreement: Encodable {
        package struct Pair: Encodable {
            let metrics: [String]
            let overlap: Double
            let ranks: [Rank]
        }
        package struct Rank: Encodable {
            let item: String
            let ranks: [Int]
            let difference: Int
        }
        package let pairs: [Pair]
        /// Found by all metrics.
        package let all: [String]
        /// Found by one metric only.
        package let one: [String: [String]]
    }

    package let query: Query
    package let catalog: CatalogNote
    package let results: [Result]
    package let agreement: Agreement?

    package init(_ query: Query, search: NeighborSearch, rankings: [NeighborSearch.RowRanking], liked: [String], table: SimilarTable) {
        self.query = query
        catalog = CatalogNote(items: search.state.items, dimensions: search.encoder.dimensions, encoder: search.encoder.name)
        results = rankings.map { ranking in
            Result(
                metric: ranking.metric.rawValue, milliseconds: (ranking.milliseconds * 1000).rounded() / 1000,
                neighbours: ranking.neighbors.enumerated().map { place, neighbor in
                    let reasons = place < ranking.reasons.count ? ranking.reasons[place] : []
                    return Neighbour(
                        item: table.id(neighbor.row), distance: neighbor.distance,
                        because: reasons.isEmpty ? nil : reasons.map { Reason(item: liked[$0.example], share: ($0.share * 1e4).rounded() / 1e4) })
                })
        }
        agreement = rankings.count > 1 && !table.isEmpty ? Self.agreement(Comparison(rankings.map { ($0.metric, $0.neighbors) }), table: table) : nil
    }

    private static func agreement(_ comparison: Comparison, table: SimilarTable) -> Agreement {
        Agreement(
            pairs: comparison.pairs.map { pair in
                Agreement.Pair(
                    metrics: [pair.first.rawValue, pair.second.rawValue], overlap: pair.overlap,
                    ranks: pair.ranks.map { .init(item: table.id($0.row), ranks: [$0.first, $0.second], difference: $0.difference) })
            }, all: comparison.agreed.map(table.id),
            one: Dictionary(comparison.unique.map { ($0.key.rawValue, $0.value.map(table.id)) }) { first, _ in first })
    }

    package func json() throws -> String {
        try JSON.text(self)
    }
}
