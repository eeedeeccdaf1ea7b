import Basics
import Catalog
import Encoders
import Engine
import Foundation
import Taste
import Vectors

/// What is kept from question to question.
struct Answering {
    let catalog: Catalog
    /// The listing that items are loaded in; nil before one has been opened.
    var listed: Listed?
    /// The catalog as it was when somebody last asked for its version.
    private var lastState: CatalogState?
    private var byEncoder: ExactDictionary<EncoderAnswering> = [:]

    private let words: WordSources

    init(_ catalog: Catalog, words: WordSources) { (self.catalog, self.words) = (catalog, words) }

    /// Answers by an encoder's vectors; nil: those that the catalog is seen by.
    mutating func by<Answer>(_ encoder: String?, _ body: (inout EncoderAnswering) throws -> Answer) throws -> Answer {
        let name = encoder ?? ""
        var answering = try byEncoder[name] ?? EncoderAnswering(encoder.map(catalog.by) ?? catalog, words: words)
        defer { byEncoder[name] = answering }
        let answer = Result { try body(&answering) }
        guard answering.failure != nil else { return try answer.get() }
        // Vectors that lie elsewhere could not be had; once more, of the catalog as it is by now, or among those that can.
        let again = Result { try body(&answering) }
        if let failure = answering.failure { throw PlainError(failure) }
        return try again.get()
    }

    /// The listing, or the shop's own before one has been opened.
    func currentListing() throws -> Listed {
        if let listed { return listed }
        let catalog = try catalog.generation()
        return Listed(whole: .identity(count: try catalog.state().items), catalog: catalog)
    }

    /// The search that has answered already, where the catalog is as it was when this was asked last.
    mutating func searchAtRest(_ state: CatalogState) -> NeighborSearch? {
        defer { lastState = state }
        return lastState == state ? byEncoder[""]?.current(in: state) : nil
    }

    /// Lets go of what is read of the database, where its log has grown long: it cannot be cut short as long as an old state of it is read.
    mutating func renewSnapshots(_ state: CatalogState) {
        var status = stat()
        guard stat(catalog.folder.appendingPathComponent("catalog.sqlite-wal").path, &status) == 0, status.st_size > Self.longLog else { return }
        byEncoder = byEncoder.mapValues { answering in
            var answering = answering
            answering.renewSnapshot()
            return answering
        }
        guard let listed, let now = try? catalog.generation(), (try? now.state()) == state, (try? listed.catalog.state()) == state else { return }
        self.listed = listed.over(now)
    }

    /// Bytes; SQLite cuts its log short at 4 MB where it can.
    private static let longLog = 16 << 20
}

/// The same for the vectors of one encoder.
struct EncoderAnswering {
    let catalog: Catalog
    private var current: NeighborSearch?
    private var lastFilter: Filter?
    var external = ExternalVectors()
    private let words: WordSources

    /// A filter with the rows that it lets through; nil: all.
    private struct Filter {
        let text: String
        let state: CatalogState
        let lost: [LostRows]
        let rows: RowSet?
    }

    /// - Parameter catalog: seen by the encoder.
    init(_ catalog: Catalog, words: WordSources) { (self.catalog, self.words) = (catalog, words) }

    /// The search over a state, if that is open.
    func current(in state: CatalogState) -> NeighborSearch? { current.flatMap { $0.state == state && !$0.catalog.isOutdated ? $0 : nil } }

    /// Why vectors that lie elsewhere could not be brought for the search that is open.
    var failure: String? { current?.table.failure }

    /// The search over the catalog as it is now; nil while it is empty.
    mutating func search() throws -> NeighborSearch? {
        let state = try catalog.state()
        if let current, current.state == state, !current.catalog.isOutdated { return current }
        let before = current?.encoder
        do {
            current = state.items > 0 ? try NeighborSearch(catalog, words: words) : nil
        } catch CatalogError.noVectors {
            current = nil
        } catch {
            // A writer is at work; the generation that is open is whole.
            guard let current, !current.catalog.isOutdated else { throw error }
            return current
        }
        if current?.encoder != before { external = ExternalVectors() }
        // The first page comes first.
        if let current { DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + 0.3) { current.prepare() } }
        return current
    }

    /// The ghost that a question is about, with the entries of its liked examples.
    mutating func ghost(_ query: NeighborQuery, search: NeighborSearch) throws -> (ghost: Ghost, liked: [Basket.Entry]) {
        let basket: Basket
        switch query.subject {
        case .item(let id): basket = Basket(entries: [Basket.Entry(item: id)])
        case .ghost(let asked): basket = asked
        }
        let examples = try BasketExamples(basket, search: search, external: &external)
        if examples.liked.isEmpty, let failure = examples.failure { throw failure }
        if examples.liked.isEmpty, let id = examples.unencoded { throw search.unencoded(id) }
        var ghost = Ghost(liked: examples.liked, passed: examples.passed, mode: query.taste.mode)
        (ghost.likedFactor, ghost.passedFactor) = (query.likedFactor, query.passedFactor)
        ghost.diversity = query.taste.diversity
        ghost.collapsesDuplicates = query.collapsesDuplicates
        ghost.includesExamples = query.includesExamples
        if !query.partWeights.isEmpty {
            ghost.balance = try search.balance(query.partWeights)
        } else if query.taste.balance != 0 {
            guard search.encoder.parts.count >= 2 else { throw PlainError("the vectors by \(search.encoder.name) have no parts to balance") }
            // Towards one part means less of the other.
            let lessened = search.encoder.parts[query.taste.balance > 0 ? 1 : 0]
            ghost.balance = [WeightedRange(lessened.from..<lessened.to, weight: Float(1 - abs(query.taste.balance)))]
        }
        return (ghost, examples.likedEntries)
    }

    /// The rows that a filter lets through, nil for all, kept for as long as the filter and the catalog stay.
    mutating func allowed(_ filter: String?, _ search: NeighborSearch) throws -> RowSet? {
        let text = filter ?? ""
        if let lastFilter, lastFilter.text.isExactly(text), lastFilter.state == search.state, lastFilter.lost == search.catalog.lost {
            return lastFilter.rows
        }
        let rows = try search.rows(where: filter.map(ListingOrder.condition))
        lastFilter = Filter(text: text, state: search.state, lost: search.catalog.lost, rows: rows)
        return rows
    }

    /// The words that the encoder knows, and the search that they are for.
    ///
    /// - Throws: `PlainError` where it knows none.
    mutating func requiredWords() throws -> WordVectors {
        guard let search = try search() else { throw PlainError("the catalog is still empty") }
        if let words = try search.words.vectors(search) { return words }
        let other = EncoderStore.standardName
        let way =
            try catalog.encodings().contains { $0.encoder.name == other }
            ? "compare by one that does with --encoder \(other)"
            : "run `vitrine index --encoder \(other) --catalog \(catalog.folder.path)` once, then compare with --encoder \(other)"
        throw PlainError("\(search.encoder.name) knows no words; \(way); or find texts with --where")
    }

    /// Reads the database anew where the catalog is in the same state still.
    mutating func renewSnapshot() {
        guard let now = try? catalog.generation(), let state = try? now.state(), current?.state == state else { return }
        current?.renew(now)
    }
}
