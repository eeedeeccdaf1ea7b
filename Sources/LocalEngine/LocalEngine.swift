import Basics
import Catalog
import Dispatch
import Encoders
import Engine
import Foundation
import Frames
import Pictures
import Taste

/// A catalog's engine on this machine: its answers come from the memory-mapped vectors and the database beside them.
public final class LocalEngine: Engine {
    /// What it answers from.
    public let catalog: Catalog
    private let pictures: ItemPictures
    let answering: Confined<Answering>
    let alike = WhereAlike()
    /// A network that reads texts takes its time, in which nothing but the question with the words waits.
    private let wording = DispatchQueue(label: "vitrine.words", qos: .userInitiated)
    /// Unknown words are compared with all known ones, which nothing else waits for.
    private let reading = DispatchQueue(label: "vitrine.readings", qos: .userInitiated)
    /// What may take a pass over all items, sorting and finding, has a queue of its own, so that no item, page or neighbour waits for it.
    let passes = DispatchQueue(label: "vitrine.passes", qos: .userInitiated)
    /// What a filter would leave is counted beside the listing that it leaves.
    let counting = DispatchQueue(label: "vitrine.counts", qos: .userInitiated)
    /// Ranks take a pass over all vectors.
    let ranking = DispatchQueue(label: "vitrine.ranks", qos: .userInitiated)
    /// Walls take seconds, and minutes where there are very many items.
    let walls = DispatchQueue(label: "vitrine.walls", qos: .utility)
    /// Saves have a queue of their own, so that no answer waits for the disk.
    private let saving: Confined<any DocumentStore>
    private let documents: any DocumentStore
    let facetStore = FacetStore()
    let stackStore: StackStore
    let wallStore = WallStore()

    /// An engine over a catalog: one that others write, which is followed, or a generation of it.
    public convenience init(_ catalog: Catalog) { self.init(catalog, documents: nil, fetch: nil) }

    /// - Parameters:
    ///   - documents: where a person's documents are kept; nil: in the catalog.
    ///   - fetch: asks a host for a picture; without it only such pictures show as are kept.
    ///   - words: what understands words.
    package init(_ catalog: Catalog, documents: (any DocumentStore)? = nil, fetch: PictureFetch?, words: WordSources = WordSources()) {
        self.catalog = catalog
        self.documents = documents ?? catalog
        pictures = ItemPictures(catalog, further: FurtherPictures(catalog, fetch: fetch))
        answering = Confined(Answering(catalog, words: words), label: "vitrine.answers", qos: .userInteractive)
        stackStore = StackStore(catalog)
        saving = Confined(documents ?? catalog, label: "vitrine.saving")
    }

    public var location: String { documents.location }
    public var isReadOnly: Bool { documents.isReadOnly }

    public func watch(_ tell: @escaping @Sendable (EngineNews) -> Void) { documents.watch(tell) }

    public func summary(_ reply: @escaping Reply<CatalogSummary>) {
        answer(reply) { [catalog, documents] _ in
            var summary = try catalog.summary()
            if let name = documents.catalogName { summary.name = name }
            summary.person = documents.person
            return summary
        }
    }

    /// What is known of the catalog, waited for.
    ///
    /// - Throws: `CatalogError.noVectors` while it has no vectors to search.
    public func requiredSummary() throws -> CatalogSummary {
        let summary = try waitForAnswer { self.summary($0) }
        guard summary.encoder != nil, summary.count > 0 else { throw CatalogError.noVectors(path: catalog.folder.path) }
        return summary
    }

    public func version(_ reply: @escaping Reply<CatalogVersion>) {
        answer(reply) { [catalog, facetStore, stackStore] answering in
            let state = try answering.catalog.state()
            answering.renewSnapshots(state)
            let missing = catalog.lost.map(\.place)
            // What is found out about all of them is found out while all can be had.
            if missing.isEmpty, let search = answering.searchAtRest(state) {
                facetStore.prepare(of: catalog)
                stackStore.find(search)
            }
            return CatalogVersion(count: state.items, generation: state.generation, missing: missing)
        }
    }

    public func items(ids: [String], _ reply: @escaping Reply<[ItemSummary]>) {
        answer(reply) { [catalog, stackStore] answering in
            try stackStore.stacked(catalog.summariesWithExternal(ids: ids), as: answering.listed, in: catalog)
        }
    }

    public func items(knownAs ids: [String], _ reply: @escaping Reply<[ItemSummary]>) {
        answer(reply) { [catalog] _ in try ids.map { try catalog.summary(of: catalog.item(id: $0)) } }
    }

    public func neighbors(_ query: NeighborQuery, _ reply: @escaping Reply<[Ranking]>) -> Inquiry {
        let inquiry = Inquiry()
        withWords(of: query, inquiry) { [self] in
            answer(inquiry, reply) { [stackStore] answering in
                let listed = answering.listed
                return try answering.by(query.encoder) { answering in
                    guard let search = try answering.search() else { return [] }
                    let (ghost, liked) = try answering.ghost(query, search: search)
                    let allowed = try answering.allowed(query.filter, search)
                    let stacks = try stackStore.stacks(for: query, as: listed, search)
                    let found = try search.rankings(of: ghost, metrics: query.metrics, count: query.count, among: allowed, folding: stacks?.rows)
                    let matches = try search.matches(found, of: ghost, liked: liked)
                    return query.foldsStacks ? try stacks?.stacked(matches, among: allowed, in: search) ?? matches : matches
                }
            }
        }
        return inquiry
    }

    /// Goes on once the words in a question are ready; at once where there are none. One that nobody waits for any more, as each letter of
    /// a word that is typed makes one, is left out.
    func withWords(of query: NeighborQuery?, _ inquiry: Inquiry, _ body: @escaping @Sendable () -> Void) {
        guard case .ghost(let basket)? = query?.subject else { return body() }
        let texts = basket.entries.compactMap { Wish.words(of: $0.item) }
        if texts.isEmpty { body() } else { withWords(texts, encoder: query?.encoder, inquiry, body) }
    }

    /// - Parameter texts: those whose vectors are needed.
    private func withWords(_ texts: [String], encoder: String?, _ inquiry: Inquiry, _ body: @escaping @Sendable () -> Void) {
        answering.async { [wording] answering in
            // What goes wrong here goes wrong in the answer too, and is said there.
            let search = try? answering.by(encoder) { try $0.search() }
            wording.async {
                guard !inquiry.isCancelled else { return }
                if let search { search.words.prepare(texts, in: search, for: inquiry) }
                body()
            }
        }
    }

    public func externalItem(path: String, _ reply: @escaping Reply<ItemSummary>) {
        answer(reply) { answering in
            try answering.by(nil) { answering in
                guard let search = try answering.search() else { throw PlainError("the catalog is still empty") }
                let absolute = HomeFolder.url(path).path
                _ = try answering.external.vector(ofPicture: absolute, named: path, search: search)
                return ItemSummary(external: absolute)
            }
        }
    }

    public func reading(of words: String, encoder: String?, _ reply: @escaping Reply<WordReading>) {
        withWords([], encoder: encoder, Inquiry()) { [answering, reading] in
            answering.async { answering in
                attempt(Inquiry(), reply) {
                    let known = try answering.by(encoder) { try $0.requiredWords() }
                    reading.async { attempt(Inquiry(), reply) { known.reading(of: words) } }
                    return nil
                }
            }
        }
    }

    public func news(_ reply: @escaping Reply<CatalogNews>) {
        passes.async { [catalog] in attempt(Inquiry(), reply) { try catalog.generation().latestNews(now: Date()) } }
    }

    public func prices(of id: String, _ reply: @escaping Reply<[PriceStep]>) { answer(reply) { [catalog] _ in try catalog.prices(of: id) } }

    public func furtherPicture(_ address: String, of id: String, _ reply: @escaping Reply<PictureName>) {
        pictures.further.load(address, of: id) { result in
            switch result {
            case .success(let name): reply(.whole(name))
            case .failure(let error): reply(.failure(error))
            }
        }
    }

    public func baskets(_ reply: @escaping Reply<StoredDocument<BasketContents>>) { save(reply) { try $0.storedBaskets() } }

    public func change(_ change: BasketChange, _ reply: @escaping Reply<ChangedBaskets>) { save(reply) { try $0.change(baskets: change) } }

    public func document<Document: Decodable & Sendable>(_ name: String, as type: Document.Type, _ reply: @escaping Reply<StoredDocument<Document>>) {
        save(reply) { try $0.stored(name, as: type) }
    }

    public func store<Document: Codable & Sendable>(_ document: Document, as name: String, _ reply: @escaping Reply<Void>) {
        save(reply) { _ = try $0.update(name) { (_: Document?) in document } }
    }

    public func picture(_ picture: PictureName, zoom: PictureZoom, side: Int) -> Raster? { pictures.raster(picture, zoom: zoom, side: side) }

    public func ghostPicture(of basket: Basket, zoom: PictureZoom, side: Int) -> Raster? { pictures.ghost(of: basket, zoom: zoom, side: side) }

    /// Somebody may hold the catalog, so it does not wait for ever.
    public func finish() {
        let end = DispatchTime.now() + 2
        answering.wait(until: end)
        saving.wait(until: end)
    }

    @discardableResult
    func answer<Value: Sendable>(
        _ inquiry: Inquiry, _ reply: @escaping Reply<Value>, _ body: @escaping @Sendable (inout Answering) throws -> Value
    ) -> Inquiry {
        answering.async { answering in attempt(inquiry, reply) { try body(&answering) } }
        return inquiry
    }

    @discardableResult
    func answer<Value: Sendable>(
        _ reply: @escaping Reply<Value>, _ body: @escaping @Sendable (inout Answering) throws -> Value
    ) -> Inquiry { answer(Inquiry(), reply, body) }

    private func save<Value: Sendable>(_ reply: @escaping Reply<Value>, _ body: @escaping @Sendable (any DocumentStore) throws -> Value) {
        saving.async { documents in attempt(Inquiry(), reply) { try body(documents) } }
    }
}

/// Answers with what `body` returns or throws; nil: it is answered later.
func attempt<Value: Sendable>(_ inquiry: Inquiry, _ reply: Reply<Value>, _ body: () throws -> Value?) {
    guard !inquiry.isCancelled else { return }
    do {
        if let value = try body() { reply(.whole(value)) }
    } catch {
        reply(.failure(error))
    }
}
