import Encoders
import Synchronization
import Vectors

/// Says what pictures are about, against a catalog in one state: its words and its mean are found out once. Thread-safe.
final class CatalogTelling: Sendable {
    struct Known: Sendable {
        let telling: WordTelling
        /// The mean of the catalog's vectors.
        let centre: [Float]
    }

    private enum Finding {
        case unasked
        /// Nil where there are no words.
        case found(Known?)
    }

    private static let samples = 1024
    /// So many of what is nearest to a picture, itself among them, tell what it shows; fewer where that would be much of the catalog.
    private static let around = 9
    private static let leastShare = 32
    /// More baskets than one has likes in.
    private static let mostKept = 2048

    private let finding = Mutex(Finding.unasked)
    private let surroundings = Mutex<[[Float]: [Float]]>([:])

    /// Nil where the encoder has no vocabulary that can be read. Cost: the first time, reading it, and a pass over a thousand rows.
    func known(_ search: NeighborSearch) -> Known? {
        finding.withLock { finding in
            if case .found(let known) = finding { return known }
            let known = Self.find(search)
            finding = .found(known)
            return known
        }
    }

    private static func find(_ search: NeighborSearch) -> Known? {
        guard let vocabulary = try? Vocabularies.vocabulary(of: search.encoder) else { return nil }
        let vectors = search.sample(samples)
        guard !vectors.isEmpty else { return nil }
        return Known(telling: WordTelling(vocabulary), centre: usual(vectors))
    }

    /// For each vector the mean of those that are nearest to it by cosine. Cost: one search for those that were not asked for before.
    func surroundings(of vectors: [[Float]], in search: NeighborSearch) throws -> [[Float]] {
        let unknown = surroundings.withLock { kept in Set(vectors).filter { kept[$0] == nil } }.sorted { $0.lexicographicallyPrecedes($1) }
        if !unknown.isEmpty {
            let count = max(1, min(Self.around, search.state.items / Self.leastShare))
            let found = try search.index.nearest(
                to: unknown.map { Query($0) }, metrics: [.cosine], count: count, among: search.catalog.encodedRows)
            surroundings.withLock { kept in
                if kept.count + unknown.count > Self.mostKept { kept = kept.filter { vectors.contains($0.key) } }
                for (vector, lists) in zip(unknown, found) {
                    kept[vector] = lists[0].isEmpty ? vector : usual(lists[0].map { search.table.vector(at: $0.row) })
                }
            }
        }
        return surroundings.withLock { kept in vectors.map { kept[$0] ?? $0 } }
    }
}
