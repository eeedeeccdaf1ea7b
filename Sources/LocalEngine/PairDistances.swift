import Basics
import Catalog
import Engine
import Taste
import Vectors

/// Two items and how they are compared.
struct PairDistances: Sendable {
    let index: VectorIndex
    let metrics: [Metric]
    let query: Query
    let vector: [Float]
    /// Each part by its name, with what it weighs; only that counts.
    let parts: [(name: String, balance: [WeightedRange]?)]

    /// - Parameter without: a metric that is left open.
    func measured(without: Metric? = nil) throws -> ItemDistances {
        let known = metrics.filter { $0 != without }
        func row(_ part: String?, _ balance: [WeightedRange]?) throws -> ItemDistances.Row {
            guard let balance else { return ItemDistances.Row(part: part, distances: metrics.map { _ in nil }) }
            var found = try index.distances(from: Query(query.vector, balance: balance), to: vector, metrics: known)[...]
            return ItemDistances.Row(part: part, distances: metrics.map { $0 == without ? nil : found.removeFirst() })
        }
        return ItemDistances(metrics: metrics, rows: try [row(nil, query.balance)] + parts.map { try row($0.name, $0.balance) })
    }
}

extension EncoderAnswering {
    /// What is needed to say how far an item is from the one that a question is about.
    mutating func distances(of id: String, to query: NeighborQuery) throws -> PairDistances {
        guard let search = try search() else { throw PlainError("the catalog is still empty") }
        let ghost = try ghost(query, search: search).ghost
        let vector = try vector(of: id, search: search)
        guard let other = ghost.liked.first?.vector else { throw PlainError("there is nothing to compare \(id) with") }
        let parts = search.encoder.parts.count < 2 ? [] : search.encoder.parts
        return PairDistances(
            index: search.index, metrics: query.metrics, query: Query(other, balance: ghost.balance), vector: vector,
            parts: parts.map { part in (part.name, ghost.balance(of: part.from..<part.to, dimensions: vector.count)) })
    }

    /// The vector of an item, or of a picture from outside.
    ///
    /// - Throws: an error in one line where there is none.
    mutating func vector(of id: String, search: NeighborSearch) throws -> [Float] {
        if let row = try search.catalog.rows(ids: [id])[id] {
            guard let known = search.vector(ofRow: row) else { throw search.unencoded(id) }
            return known
        }
        guard ItemSummary.isPath(id) else { throw CatalogError.unknownItem(id, closest: try search.catalog.closestIDs(to: id)) }
        return try external.vector(ofPicture: id, search: search)
    }
}

extension Ghost {
    /// What has one part count as it does, and nothing else; nil where it counts for nothing itself.
    fileprivate func balance(of part: Range<Int>, dimensions: Int) -> [WeightedRange]? {
        let own = balance.first { $0.range == part }?.weight ?? 1
        guard own > 0 else { return nil }
        let others = [0..<part.lowerBound, part.upperBound..<dimensions].filter { !$0.isEmpty }
        return others.map { WeightedRange($0, weight: 0) } + [WeightedRange(part, weight: own)]
    }
}
