import Basics
import Browser
import Catalog
import Encoders
import Foundation
import Pictures
import Taste
import Vectors

extension CatalogWorker {
    /// The ghost that a question is about, with the names of its liked examples.
    func ghost(_ query: NeighborQuery, engine: SearchEngine) throws -> (ghost: Ghost, liked: [String]) {
        let basket: Basket
        switch query.subject {
        case .item(let id): basket = Basket(entries: [Basket.Entry(item: id)])
        case .ghost(let asked): basket = asked
        }
        let examples = try BasketExamples(basket, engine: engine, outside: &outside)
        var ghost = Ghost(liked: examples.liked, passed: examples.passed, mode: query.taste.mode)
        ghost.diversity = query.taste.diversity
        if query.taste.balance != 0, engine.encoder.parts.count >= 2 {
            // Towards one part means less of the other.
            let lessened = engine.encoder.parts[query.taste.balance > 0 ? 1 : 0]
            ghost.balance = [WeightedRange(lessened.from..<lessened.to, weight: Float(1 - abs(query.taste.balance)))]
        }
        return (ghost, examples.likedNames)
    }

    /// The rows that a filter lets through, kept for as long as the filter and the catalog stay.
    func allowed(_ filter: String?, engine: SearchEngine) throws -> RowSet? {
        guard let filter else { return nil }
        if let allowedRows, allowedRows.filter == filter, allowedRows.state == engine.state { return allowedRows.rows }
        let rows = try engine.rows(where: ListingOrder.condition(filter))
        allowedRows = rows.map { (filter, engine.state, $0) }
        return rows
    }

    /// The engine over the catalog as it is now; nil while it is empty.
    func currentEngine() throws -> SearchEngine? {
        let state = try catalog.state()
        if let engine, engine.state == state { return engine }
        do {
            engine = state.items > 0 ? try SearchEngine(catalog) : nil
        } catch CatalogError.noVectors {
            engine = nil
        } catch {
            // A writer is at work; the generation that is open is whole.
            guard let engine else { throw error }
            return engine
        }
        // The first page comes first.
        if let engine { DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + 0.3) { engine.prepare() } }
        return engine
    }

    /// The listing with its generation, or the shop's own before one has been opened.
    func currentListing() throws -> (order: ListingOrder, catalog: Catalog) {
        if let listed { return listed }
        let catalog = try catalog.generation()
        return (.identity(count: try catalog.state().items), catalog)
    }

    func locate(_ generation: Int, _ target: Effect.Target) {
        answer(generation) { [self] in
            let (order, catalog) = try currentListing()
            answer(generation, on: listingQueue) { [self] in .located(generation, position: try position(of: target, in: order, catalog)) }
            return nil
        }
    }

    private func position(of target: Effect.Target, in order: ListingOrder, _ catalog: Catalog) throws -> Int? {
        switch target {
        case .id(let id):
            let row = try catalog.rows(ids: [id])[id] ?? (try catalog.rows(where: .compare(name: "id", .begins, .text(id))).first)
            guard let row else { throw CatalogError.unknownItem(id, closest: try catalog.closestIDs(to: id)) }
            guard let position = order.position(ofRow: row) else {
                throw PlainError("\(id) is not in what the grid shows; clear the filter first")
            }
            return position
        case .text(let text, let from, let forward):
            let positions = order.positions(ofRows: try catalog.rows(containing: text))
            return forward ? positions.first { $0 > from } ?? positions.first : positions.last { $0 < from } ?? positions.last
        }
    }

    /// Encodes a picture from outside; its path is its ID.
    func readPicture(_ generation: Int, path: String) {
        answer(generation) { [self] in
            guard let engine = try currentEngine() else { throw PlainError("the catalog is still empty") }
            let path = HomeFolder.url(path).path
            _ = try outside.vector(ofPicture: path, engine: engine)
            return .pictureRead(ItemSummary(outside: path))
        }
    }

    /// Tells the browser when somebody else has made the catalog grow or changed it.
    func checkForChanges() {
        queue.async { [self] in
            guard let state = try? catalog.state() else { return }
            if state != lastState { mailbox.post(.catalog(count: state.items, generation: state.generation, progress: nil)) }
            lastState = state
            renewGenerations(state)
        }
    }

    /// Lets go of what is read of the database, where its log has grown long: it cannot be cut short as long as an old state of it is read.
    private func renewGenerations(_ state: CatalogState) {
        var status = stat()
        guard stat(catalog.folder.appendingPathComponent("catalog.sqlite-wal").path, &status) == 0, status.st_size > Self.longLog else { return }
        guard let now = try? catalog.generation(), (try? now.state()) == state else { return }
        if engine?.state == state { engine?.renew(now) }
        if let order = listed?.order, (try? listed?.catalog.state()) == state { listed = (order, now) }
    }

    /// Bytes; SQLite cuts its log short at 4 MB where it can.
    private static let longLog = 16 << 20

}
