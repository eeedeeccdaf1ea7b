import Basics
import Browser
import Catalog
import Encoders
import Foundation
import Frames
import Synchronization
import Taste
import Terminal
import Vectors

/// Answers the browser's questions about items and neighbours on a queue of its own, in order.
///
/// Everything mutable is touched on that queue only, but for what belongs to saving; the newest question of each kind is known outside it, so that questions that
/// are out of date when their turn comes are left out.
final class CatalogWorker: @unchecked Sendable {
    let catalog: Catalog
    let pictures: ItemPictures
    let mailbox: Mailbox<Action>
    let queue = DispatchQueue(label: "vitrine.catalog", qos: .userInteractive)
    /// What may take a pass over all items, sorting and finding, has a queue of its own, so that no item, page or neighbour waits for it.
    let listingQueue = DispatchQueue(label: "vitrine.listing", qos: .userInitiated)
    /// Saves have a queue of their own, so that no answer waits for the disk.
    private let savingQueue = DispatchQueue(label: "vitrine.saving", qos: .userInitiated)
    private let newest = Mutex<[SearchPurpose: Int]>([:])
    private let newestListing = Atomic(0)
    private let newestLoad = Atomic(0)
    var engine: SearchEngine?
    /// The listing, with the generation that its rows belong to.
    var listed: (order: ListingOrder, catalog: Catalog)?
    /// The state that the browser was told last.
    var lastState: CatalogState
    /// The last filter with the rows that it lets through.
    var allowedRows: (filter: String, state: CatalogState, rows: RowSet)?
    var outside = OutsideVectors()

    /// - Parameter state: the one that the browser begins with.
    init(_ catalog: Catalog, in state: CatalogState, pictures: ItemPictures, mailbox: Mailbox<Action>) {
        lastState = state
        self.catalog = catalog
        self.pictures = pictures
        self.mailbox = mailbox
    }

    /// Answers on the catalog's queue, or on another one.
    func answer(_ generation: Int, on other: DispatchQueue? = nil, _ body: @escaping @Sendable () throws -> Action?) {
        (other ?? queue).async { [self] in
            do {
                if let action = try body() { mailbox.post(action) }
            } catch {
                mailbox.post(.failed(generation, "\(error)"))
            }
        }
    }

    /// Stores something in the catalog, after what was to be stored before; a failure is told to the shopper.
    func store<Value: Codable & Sendable>(_ value: Value, as name: String) {
        savingQueue.async { [self] in
            do { _ = try catalog.store(value, as: name) } catch { mailbox.post(.notice(sanitized("\(error)"), attention: true)) }
        }
    }

    /// Waits until all that was asked so far is answered and stored, a few seconds at most: somebody may hold the catalog.
    func finish() {
        let done = DispatchGroup()
        queue.async(group: done) {}
        savingQueue.async(group: done) {}
        _ = done.wait(timeout: .now() + 2)
    }

    /// A listing that is out of date when its turn comes, as each letter of a word that is typed makes one, is left out.
    func open(_ generation: Int, _ listing: Listing, query: NeighborQuery?, keep: String?) {
        newestListing.store(generation, ordering: .relaxed)
        answer(generation) { [self] in
            let engine = try currentEngine()
            let ghost = try engine.flatMap { engine in try query.map { try self.ghost($0, engine: engine).ghost } }
            answer(generation, on: listingQueue) { [self] in
                guard newestListing.load(ordering: .relaxed) == generation else { return nil }
                // One of its own, so that no item or neighbour waits for a pass over all items.
                let own = try catalog.generation()
                let state = try own.state()
                // Another state by now: all of it once more.
                guard state == engine?.state || engine == nil && state.items == 0 else {
                    open(generation, listing, query: query, keep: keep)
                    return nil
                }
                let order = try ListingOrder(listing, catalog: own, count: state.items) {
                    guard let engine, let ghost, let query else { return [] }
                    return try Self.likeness(to: ghost, metric: query.metrics[0], engine: engine)
                }
                let position = try keep.flatMap { try own.rows(ids: [$0])[$0].flatMap(order.position(ofRow:)) }
                show(order, of: own, generation, position: position)
                return nil
            }
            return nil
        }
    }

    /// Makes an order the one that items are loaded in, unless another was asked for meanwhile.
    private func show(_ order: ListingOrder, of catalog: Catalog, _ generation: Int, position: Int?) {
        answer(generation) { [self] in
            guard newestListing.load(ordering: .relaxed) == generation else { return nil }
            listed = (order, catalog)
            return .opened(generation, count: order.count, position: position)
        }
    }

    /// All rows by their likeness to a ghost, nearest first.
    private static func likeness(to ghost: Ghost, metric: Metric, engine: SearchEngine) throws -> [Int] {
        var ghost = ghost
        ghost.includesExamples = true
        ghost.diversity = 0
        return try engine.rankings(of: ghost, metrics: [metric], count: engine.state.items)[0].neighbors.map(\.row)
    }

    func loadItems(_ generation: Int, positions: Range<Int>) {
        newestLoad.store(generation, ordering: .relaxed)
        answer(generation) { [self] in
            // A page that flew by.
            guard newestLoad.load(ordering: .relaxed) == generation else { return nil }
            let (order, catalog) = try currentListing()
            let range = positions.clamped(to: 0..<order.count)
            return .items(generation, start: range.lowerBound, try catalog.summaries(order.rows(range)))
        }
    }

    /// Summaries of items by ID, from outside the catalog too.
    func loadKnown(_ ids: [String]) {
        answer(0) { [self] in
            let items = try catalog.summaries(ids: ids)
            let found = Set(items.map { ExactText($0.id) })
            let pictures = ids.filter { OutsideVectors.isPath($0) && !found.contains($0) }
            return .known(items + pictures.map(ItemSummary.init(outside:)), of: ids)
        }
    }

    func search(_ purpose: SearchPurpose, _ generation: Int, _ query: NeighborQuery) {
        newest.withLock { $0[purpose] = generation }
        answer(generation) { [self] in
            guard newest.withLock({ $0[purpose] == generation }) else { return nil }
            guard let engine = try currentEngine() else { return .found(purpose, generation, []) }
            let (ghost, liked) = try ghost(query, engine: engine)
            let found = try engine.rankings(of: ghost, metrics: query.metrics, count: query.count, among: allowed(query.filter, engine: engine))
            return .found(purpose, generation, try engine.shown(engine.explained(found, by: ghost), liked: liked))
        }
    }
}
