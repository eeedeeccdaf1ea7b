import Engine
import Synchronization

/// The words that the encoder of a catalog in one state knows, found out once. Thread-safe.
final class CatalogWords: Sendable {
    private let sources: WordSources
    /// What could not be loaded is not tried again before the catalog changes.
    private let known = Mutex<Result<WordVectors, any Error>?>(nil)

    init(_ sources: WordSources) { self.sources = sources }

    /// - Returns: nil where the encoder knows none.
    /// - Throws: an error in one line for words that cannot be loaded. Cost: the first time up to some seconds.
    func vectors(_ search: NeighborSearch) throws -> WordVectors? {
        try known.withLock { known in
            if let known { return try known.get() }
            do {
                let vectors = try WordVectors(search, sources)
                known = vectors.map(Result.success)
                return vectors
            } catch {
                known = .failure(error)
                throw error
            }
        }
    }

    /// Makes ready what some words need, so that whoever answers does not wait for a network, until nobody asks any more. What goes wrong
    /// shows when they are asked for.
    func prepare(_ words: [String], in search: NeighborSearch, for inquiry: Inquiry) {
        guard let vectors = try? vectors(search) else { return }
        for text in words where !inquiry.isCancelled { vectors.prepare(text, for: inquiry) }
    }
}
