import Catalog
import Encoders
import Foundation
import Pictures
import Taste
import Vectors

/// Answers what is nearest, over one catalog as it stands.
struct SearchEngine: Sendable {
    let catalog: Catalog
    let state: CatalogState
    let encoder: EncoderIdentity
    let table: VectorTable

    /// - Throws: `CatalogError.noVectors` while the catalog is empty.
    init(_ catalog: Catalog) throws {
        self.catalog = catalog
        table = try catalog.vectors()
        state = try catalog.state()
        encoder = state.encoder!
    }

    struct Ranking: Sendable {
        let metric: Metric
        let neighbors: [Neighbor]
        /// How long the pass took that found them; metrics searched together share it.
        let milliseconds: Double
    }

    /// The nearest rows to a query under each metric, in one pass over the table.
    func rankings(
        of query: [Double], metrics: [Metric], count: Int, excluding: Set<Int> = []
    ) throws -> [Ranking] {
        let start = ContinuousClock.now
        let found = try table.nearest(to: [Query(query)], metrics: metrics, count: count, excluding: excluding)[0]
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        return zip(metrics, found).map { Ranking(metric: $0, neighbors: $1, milliseconds: milliseconds) }
    }

    /// The vector of a picture from outside, made by the encoder that made the catalog's vectors.
    func vector(ofPicture path: String, encoder: any Encoder) throws -> [Float] {
        guard encoder.identity == self.encoder else {
            throw CatalogError.otherEncoder(catalog: self.encoder.name, given: encoder.identity.name)
        }
        do {
            return try encoder.encode([PictureDecoder.decode(file: path, side: encoder.preferredSide)])
        } catch {
            throw PlainError("\(path): \(error)")
        }
    }
}
