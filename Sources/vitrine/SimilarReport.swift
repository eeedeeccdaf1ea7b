import Basics
import Browser
import Catalog
import Foundation
import Taste
import Vectors

/// The answer of `vitrine similar` as JSON.
struct SimilarReport: Encodable {
    struct Query: Encodable {
        let items: [String]
        let mode: String
        let pictures: [String]?
        let passed: [String]?
        let condition: String?
        /// Under the mode of that name, the heaviest first.
        let interests: [Interest]?

        enum CodingKeys: String, CodingKey {
            case items, mode, pictures, passed, interests
            case condition = "where"
        }
    }
    /// Liked items that belong together, and the one of them that stands for them.
    struct Interest: Encodable {
        let medoid: String
        let items: [String]
    }
    struct CatalogNote: Encodable {
        let items: Int
        let dimensions: Int
        let encoder: String
    }
    struct Result: Encodable {
        let metric: String
        let milliseconds: Double
        let neighbours: [Neighbour]
    }
    struct Neighbour: Encodable {
        let item: String
        let distance: Float
        let because: [Reason]?
    }
    struct Reason: Encodable {
        let item: String
        let share: Double
    }
    /// What the metrics' results have in common.
    struct Agreement: Encodable {
        struct Pair: Encodable {
            let metrics: [String]
            let overlap: Double
            let ranks: [Rank]
        }
        struct Rank: Encodable {
            let item: String
            let ranks: [Int]
            let difference: Int
        }
        let pairs: [Pair]
        /// Found by all metrics.
        let all: [String]
        /// Found by one metric only.
        let one: [String: [String]]
    }

    let query: Query
    let catalog: CatalogNote
    let results: [Result]
    let agreement: Agreement?

    init(_ query: Query, engine: SearchEngine, rankings: [SearchEngine.Ranking], liked: [String], table: SimilarTable) {
        self.query = query
        catalog = CatalogNote(items: engine.state.items, dimensions: engine.encoder.dimensions, encoder: engine.encoder.name)
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

    func json() throws -> String {
        try JSON.text(self)
    }
}
