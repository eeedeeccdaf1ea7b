import Basics
import Catalog
import Encoders
import Foundation
import Pictures
import Synchronization
import Taste
import Vectors

/// Answers what is nearest, over one generation of a catalog.
struct NeighborSearch: Sendable {
    /// The catalog as it was when the vectors were opened: what is said about rows comes from here.
    private(set) var catalog: Catalog
    let state: CatalogState
    let encoder: EncoderIdentity
    let index: VectorIndex
    private let spread = Spread()
    private let lengths = Lengths()
    let telling = CatalogTelling()
    let words: CatalogWords

    /// - Throws: `CatalogError.noVectors` while the catalog is empty.
    init(_ catalog: Catalog, words: WordSources) throws {
        self.catalog = try catalog.generation()
        index = try self.catalog.index()
        state = try self.catalog.state()
        guard let encoder = state.encoder else { throw CatalogError.noVectors(path: catalog.folder.path) }
        self.encoder = encoder
        self.words = CatalogWords(words)
    }

    /// Reads the database anew, so that its log can be cut short. Precondition: the catalog is in this state still.
    mutating func renew(_ catalog: Catalog) { self.catalog = catalog }

    var table: VectorTable { index.table }

    /// Whether a row has a vector by the encoder.
    func isEncoded(_ row: Int) -> Bool { catalog.encodedRows?.contains(row) ?? (row < table.rows) }

    /// A row's vector; nil where it has none by the encoder.
    func vector(ofRow row: Int) -> [Float]? { isEncoded(row) ? table.vector(at: row) : nil }

    /// Vectors that stand for all: of rows evenly from the whole table, fewer than twice so many, those that are finite.
    func sample(_ count: Int) -> [[Float]] {
        let rows = stride(from: 0, to: table.rows, by: max(1, table.rows / count))
        table.prefetch(rows.lazy.filter(isEncoded))
        return rows.compactMap(vector(ofRow:)).filter { $0.allSatisfy(\.isFinite) }
    }

    /// Neighbours under a metric by their rows, nearest first.
    struct RowRanking: Sendable {
        let metric: Metric
        let neighbors: [Neighbor]
        /// What the liked items fall into, the heaviest first; none but under the mode `interests`.
        let interests: [Interests.Group]
        /// For each neighbour, the place of the interest that it was found for; 0 where there are none.
        let origins: [Int]
        /// The metrics that must order alike (`Ranking.equivalents`).
        let equivalents: [Metric]
        /// For each neighbour, the liked examples that it owes most to.
        var reasons: [[Ghost.Reason]] = []
        /// How long the pass took that found them; metrics searched together share it.
        let milliseconds: Double
    }

    /// Does what the first search would have to do first: finds out how far apart items are and how to say what they are
    /// about, reads and checks the compact codes.
    /// Thread-safe; a search meanwhile waits for no more than what it needs itself.
    func prepare() {
        guard table.rows > 0 else { return }
        _ = spread.value(of: table, among: catalog.encodedRows)
        _ = telling.known(self)
        _ = try? lengths.areOne(in: index, balance: [], among: catalog.encodedRows)
        guard let row = (0..<table.rows).first(where: isEncoded) else { return }
        _ = try? index.nearest(to: [Query(table.vector(at: row))], metrics: [.cosine], count: 1)
    }

    /// What an item near a ghost was found for: the nearest of the vectors that are searched for; nil when nothing is liked.
    func target(of ghost: Ghost, nearestTo vector: [Float]) -> [Float]? {
        var ghost = ghost
        if ghost.mode == .interests { ghost.spread = spread.value(of: table, among: catalog.encodedRows) }
        return ghost.target(nearestTo: vector, in: table)
    }

    /// Says that an item has no vector by the encoder.
    func unencoded(_ id: String) -> PlainError {
        if !catalog.lost.isEmpty {
            return PlainError("the vector of \(id) is on \(catalog.lost.map(\.place).joined(separator: " or ")), which cannot be reached")
        }
        return PlainError("\(id) has no vector by \(encoder.name) yet; `vitrine index --encoder \(encoder.name)` makes it")
    }

    /// The nearest rows to a ghost under each metric.
    ///
    /// - Parameter stacks: of each that is not single the nearest row stands for all; nil: rows count one by one.
    func rankings(
        of ghost: Ghost, metrics: [Metric], count: Int, among allowed: RowSet? = nil, folding stacks: RowStacks? = nil
    ) throws -> [RowRanking] {
        let start = ContinuousClock.now
        var ghost = ghost
        if ghost.mode == .interests { ghost.spread = spread.value(of: table, among: catalog.encodedRows) }
        let (interests, found) = try ghost.find(in: index, metrics: metrics, count: count, among: allowed, folding: stacks)
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        let balance = ghost.balance
        let equivalents = try ghost.equivalents(among: metrics) { () throws(SearchError) in
            try lengths.areOne(in: index, balance: balance, among: catalog.encodedRows)
        }
        return zip(metrics, found).map {
            RowRanking(
                metric: $0, neighbors: $1.neighbors, interests: interests, origins: $1.interests,
                equivalents: equivalents.contains($0) ? equivalents : [], milliseconds: milliseconds)
        }
    }

    /// The ranks of some rows under each metric (`Ghost.ranks`).
    func ranks(
        of rows: [Int], to ghost: Ghost, metrics: [Metric], among allowed: RowSet?, folding stacks: RowStacks?, isWanted: @Sendable () -> Bool
    ) throws -> [[Int: Int]] {
        var ghost = ghost
        if ghost.mode == .interests { ghost.spread = spread.value(of: table, among: catalog.encodedRows) }
        return try ghost.ranks(of: rows, in: index, metrics: metrics, among: allowed, folding: stacks, isWanted: isWanted)
    }

    /// The rankings with the reasons for each neighbour, where more than one item is liked.
    func explained(_ rankings: [RowRanking], by ghost: Ghost) throws -> [RowRanking] {
        guard ghost.liked.count > 1 else { return rankings }
        return try rankings.map { ranking in
            var explained = ranking
            explained.reasons = try ghost.reasons(for: ranking.neighbors, metric: ranking.metric, in: index, among: catalog.encodedRows)
            return explained
        }
    }

    /// All rows by their likeness to a ghost, nearest first; those without a vector come last.
    func likeness(to ghost: Ghost, metric: Metric) throws -> [Int] {
        var ghost = ghost
        ghost.includesExamples = true
        ghost.diversity = 0
        let found = try rankings(of: ghost, metrics: [metric], count: state.items, among: catalog.encodedRows)[0].neighbors.map(\.row)
        guard let encoded = catalog.encodedRows else { return found }
        return found + (0..<state.items).filter { !encoded.contains($0) }
    }

    /// The rows that are no further from a ghost than a distance.
    func rows(within distance: Double, of ghost: Ghost, metric: Metric) throws -> RowSet {
        var ghost = ghost
        if ghost.mode == .interests { ghost.spread = spread.value(of: table, among: catalog.encodedRows) }
        return try ghost.rows(within: Float(distance), metric, in: index, among: catalog.encodedRows)
    }

    /// The rows that have a vector, meet a condition and are not hidden; nil where that is all of them.
    ///
    /// - Throws: `CatalogError.unknownColumn` where it asks for a column that no item has.
    func rows(where condition: Condition?) throws -> RowSet? {
        let hidden = try catalog.hiddenRows(under: condition)
        guard let condition else {
            if hidden.isEmpty { return catalog.encodedRows }
            return RowSet(universe: table.rows, (0..<table.rows).filter { isEncoded($0) && !hidden.contains($0) })
        }
        try catalog.requireColumns(of: condition)
        return RowSet(universe: table.rows, try catalog.rows(where: condition).filter { isEncoded($0) && !hidden.contains($0) })
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
    ///
    /// - Parameter name: what messages call the picture.
    func vector(ofPicture path: String, named name: String, encoder: any Encoder) throws -> [Float] {
        guard encoder.identity == self.encoder else {
            throw CatalogError.otherEncoder(catalog: self.encoder.name, given: encoder.identity.name)
        }
        do {
            return try encoder.encode([PictureDecoder.decode(file: path, side: encoder.preferredSide)])
        } catch {
            throw PlainError("\(name): \(error)")
        }
    }
}

/// How far apart a table's items usually are, measured once.
private final class Spread: Sendable {
    private let known = Mutex<Double?>(nil)

    func value(of table: VectorTable, among rows: RowSet?) -> Double {
        known.withLock { known in
            let value = known ?? Interests.spread(of: table, among: rows)
            known = value
            return value
        }
    }
}

/// Whether a table's vectors have one length, found out once for each balance.
private final class Lengths: Sendable {
    private let known = Mutex<[[WeightedRange]: Bool]>([:])

    func areOne(in index: VectorIndex, balance: [WeightedRange], among rows: RowSet?) throws(SearchError) -> Bool {
        if let value = known.withLock({ $0[balance] }) { return value }
        let value = try index.hasOneLength(balance: balance, among: rows)
        known.withLock { $0[balance] = value }
        return value
    }
}
