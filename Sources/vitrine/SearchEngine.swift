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
    let index: VectorIndex

    /// - Throws: `CatalogError.noVectors` while the catalog is empty.
    init(_ catalog: Catalog) throws {
        self.catalog = catalog
        index = try catalog.index()
        state = try catalog.state()
        encoder = state.encoder!
    }

    var table: VectorTable { index.table }

    struct Ranking: Sendable {
        let metric: Metric
        let neighbors: [Neighbor]
        /// For each neighbour, the liked examples that it owes most to.
        var reasons: [[Ghost.Reason]] = []
        /// How long the pass took that found them; metrics searched together share it.
        let milliseconds: Double
    }

    /// The nearest rows to a ghost under each metric.
    func rankings(of ghost: Ghost, metrics: [Metric], count: Int, among allowed: RowSet? = nil) throws -> [Ranking] {
        let start = ContinuousClock.now
        let found = try ghost.neighbors(in: index, metrics: metrics, count: count, among: allowed)
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        return zip(metrics, found).map { Ranking(metric: $0, neighbors: $1, milliseconds: milliseconds) }
    }

    /// The rankings with the reasons for each neighbour, where more than one item is liked.
    func explained(_ rankings: [Ranking], by ghost: Ghost) throws -> [Ranking] {
        guard ghost.liked.count > 1 else { return rankings }
        return try rankings.map { ranking in
            var explained = ranking
            explained.reasons = try ghost.reasons(for: ranking.neighbors, metric: ranking.metric, in: index)
            return explained
        }
    }

    /// The rows that meet a condition; nil where there is none.
    func rows(where condition: Condition?) throws -> RowSet? {
        try condition.map { RowSet(universe: table.rows, try catalog.rows(where: $0)) }
    }

    /// How much each part of a vector counts, by the parts' names.
    ///
    /// - Throws: `PlainError` for a part that the catalog's encoder does not have.
    func balance(_ weights: [String: Float]) throws -> [WeightedRange] {
        try weights.sorted { $0.key < $1.key }.map { name, weight in
            guard let part = encoder.parts.first(where: { $0.name == name }) else {
                let known = encoder.parts.map(\.name).joined(separator: ", ")
                throw PlainError(
                    "the vectors by \(encoder.name) have no part called \(name); " + (known.isEmpty ? "they have no parts" : "there are \(known)"))
            }
            return WeightedRange(part.from..<part.to, weight: weight)
        }
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
