import Browser
import Catalog
import Foundation
import Vectors

/// The answer of `vitrine similar` as JSON.
struct SimilarReport: Encodable {
    struct Query: Encodable {
        let items: [String]
        let mode: String
        let pictures: [String]?
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
    }

    let query: Query
    let catalog: CatalogNote
    let results: [Result]

    init(items: [String], pictures: [String], engine: SearchEngine, rankings: [SearchEngine.Ranking], table: SimilarTable) {
        query = Query(items: items, mode: "centroid", pictures: pictures.isEmpty ? nil : pictures)
        catalog = CatalogNote(items: engine.state.items, dimensions: engine.encoder.dimensions, encoder: engine.encoder.name)
        results = rankings.map { ranking in
            Result(
                metric: ranking.metric.rawValue, milliseconds: (ranking.milliseconds * 1000).rounded() / 1000,
                neighbours: ranking.neighbors.map { Neighbour(item: table.id($0.row), distance: $0.distance) })
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
