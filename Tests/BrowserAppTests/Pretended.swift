import Basics
import Browser
import BrowserApp
import Engine
import typealias Engine.Reply
import Foundation
import Frames
import Pictures
import Saliency
import Synchronization
import Taste
import Terminal

/// An engine that answers as a test says: late, out of order, in part, with an error, or not at all.
final class PretendedEngine: Engine {
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    let location = "/pretended"
    let isReadOnly = true
    let count: Int
    /// How each question about neighbours is answered; the first is number 0.
    let answerNeighbors: @Sendable (Int, NeighborQuery, @escaping Reply<[Ranking]>) -> Void
    /// How each page is answered.
    let answerItems: @Sendable (Range<Int>, @escaping Reply<ItemPage>) -> Void
    /// How each question of where pictures are alike is answered; the first is number 0.
    let answerAlike: @Sendable (Int, @escaping Reply<SimilarityMaps>) -> Void
    let newsToTell: CatalogNews
    /// How often it was asked whether the catalog has changed.
    let versions = Atomic(0)
    private let asked = Atomic(0)
    private let cancelled = Mutex<[Inquiry]>([])
    private let alike = Mutex<[Inquiry]>([])

    init(
        count: Int = 40, news: CatalogNews = CatalogNews(),
        items: @escaping @Sendable (Range<Int>, @escaping Reply<ItemPage>) -> Void = { range, reply in reply(.whole(PretendedEngine.page(range))) },
        neighbors: @escaping @Sendable (Int, NeighborQuery, @escaping Reply<[Ranking]>) -> Void = { _, _, reply in reply(.whole([])) },
        alike: @escaping @Sendable (Int, @escaping Reply<SimilarityMaps>) -> Void = { _, reply in
            reply(.failure(Refusal(description: "there is no encoder here")))
        }
    ) {
        (self.count, newsToTell, answerItems, answerNeighbors, answerAlike) = (count, news, items, neighbors, alike)
    }

    func watch(_ tell: @escaping @Sendable (EngineNews) -> Void) {}

    static func item(_ id: String) -> ItemSummary { ItemSummary(id: id, picture: nil, title: id) }

    static func page(_ range: Range<Int>) -> ItemPage { ItemPage(start: range.lowerBound, items: range.map { item("tee-\($0)") }) }

    /// A neighbour at each of some distances, which is what the panel says of them.
    static func ranking(_ query: NeighborQuery, _ distances: Float...) -> [Ranking] {
        query.metrics.map { metric in
            Ranking(metric: metric, matches: distances.map { Match(item: item("near-\($0)"), distance: $0) }, milliseconds: 1)
        }
    }

    /// The questions about neighbours so far, and whether each was cancelled.
    var inquiries: [Bool] { cancelled.withLock { $0.map(\.isCancelled) } }

    /// The questions of where pictures are alike so far, and whether each was cancelled.
    var alikeInquiries: [Bool] { alike.withLock { $0.map(\.isCancelled) } }

    func summary(_ reply: @escaping Reply<CatalogSummary>) { reply(.whole(CatalogSummary(name: "pretended", count: count))) }
    func version(_ reply: @escaping Reply<CatalogVersion>) {
        versions.wrappingAdd(1, ordering: .relaxed)
        reply(.whole(CatalogVersion(count: count, generation: 0)))
    }
    func open(_ listing: Listing, query: NeighborQuery?, keep: String?, _ reply: @escaping Reply<OpenedListing>) -> Inquiry {
        reply(.whole(OpenedListing(count: count, position: nil)))
        return Inquiry()
    }
    func fold(_ listing: Listing, keep: String?, _ reply: @escaping Reply<OpenedListing>) -> Inquiry {
        open(listing, query: nil, keep: keep, reply)
    }
    func wall(encoder: String?, keep: String?, _ reply: @escaping Reply<WallAnswer>) -> Inquiry {
        reply(.whole(.standing(OpenedWall(number: 1, columns: 8, count: count), thumbnails: nil)))
        return Inquiry()
    }
    func items(onWall wall: Int, at places: [Int], _ reply: @escaping Reply<[Int: ItemSummary]>) -> Inquiry {
        reply(.whole(Dictionary(places.map { ($0, Self.item("tee-\($0)")) }) { first, _ in first }))
        return Inquiry()
    }
    func places(onWall wall: Int, of ids: [String], _ reply: @escaping Reply<[Int?]>) -> Inquiry {
        reply(.whole(ids.map { Int($0.dropFirst(4)) }))
        return Inquiry()
    }
    func thumbnails(onWall wall: Int, at places: Range<Int>) -> [Thumbnail?] { places.map { _ in nil } }
    func surprise(_ query: NeighborQuery, seen: [String], _ reply: @escaping Reply<ItemSummary?>) -> Inquiry {
        reply(.whole(Self.item("tee-\(seen.count)")))
        return Inquiry()
    }
    func stack(of id: String, _ reply: @escaping Reply<[ItemSummary]>) { reply(.whole([])) }
    func facets(of listing: Listing, query: NeighborQuery?, _ reply: @escaping Reply<Facets>) -> Inquiry {
        reply(.whole(Facets(facets: [], count: count)))
        return Inquiry()
    }
    func items(at positions: Range<Int>, _ reply: @escaping Reply<ItemPage>) -> Inquiry {
        answerItems(positions.clamped(to: 0..<count), reply)
        return Inquiry()
    }
    func items(ids: [String], _ reply: @escaping Reply<[ItemSummary]>) { reply(.whole(ids.map(Self.item))) }
    func position(of target: ItemTarget, _ reply: @escaping Reply<Int?>) -> Inquiry {
        reply(.failure(Refusal(description: "there is nothing of that name")))
        return Inquiry()
    }
    func ranks(of ids: [String], in query: NeighborQuery, _ reply: @escaping Reply<[ItemRanks]>) -> Inquiry {
        reply(.whole([]))
        return Inquiry()
    }
    func neighbors(_ query: NeighborQuery, _ reply: @escaping Reply<[Ranking]>) -> Inquiry {
        let inquiry = Inquiry()
        cancelled.withLock { $0.append(inquiry) }
        answerNeighbors(asked.wrappingAdd(1, ordering: .relaxed).oldValue, query, reply)
        return inquiry
    }
    func whereAlike(_ id: String, to query: NeighborQuery, _ reply: @escaping Reply<SimilarityMaps>) -> Inquiry {
        let inquiry = Inquiry()
        let number = alike.withLock { alike in
            alike.append(inquiry)
            return alike.count - 1
        }
        answerAlike(number, reply)
        return inquiry
    }
    func distances(of id: String, to query: NeighborQuery, _ reply: @escaping Reply<ItemDistances>) -> Inquiry {
        let row = ItemDistances.Row(part: nil, distances: query.metrics.map { _ in 0.271 })
        reply(.whole(ItemDistances(metrics: query.metrics, rows: [row])))
        return Inquiry()
    }
    func items(knownAs ids: [String], _ reply: @escaping Reply<[ItemSummary]>) { reply(.whole(ids.map(Self.item))) }

    func reading(of words: String, encoder: String?, _ reply: @escaping Reply<WordReading>) { reply(.failure(Refusal(description: "no words"))) }

    func externalItem(path: String, _ reply: @escaping Reply<ItemSummary>) { reply(.failure(Refusal(description: "no"))) }
    func news(_ reply: @escaping Reply<CatalogNews>) { reply(.whole(newsToTell)) }
    func prices(of id: String, _ reply: @escaping Reply<[PriceStep]>) { reply(.whole([])) }
    func furtherPicture(_ address: String, of id: String, _ reply: @escaping Reply<PictureName>) {
        reply(.failure(Refusal(description: "\(address): the host is away")))
    }
    func baskets(_ reply: @escaping Reply<StoredDocument<BasketContents>>) { reply(.whole(.none)) }
    func change(_ change: BasketChange, _ reply: @escaping Reply<ChangedBaskets>) { reply(.whole(ChangedBaskets(change: change))) }
    func document<Document: Decodable & Sendable>(_ name: String, as type: Document.Type, _ reply: @escaping Reply<StoredDocument<Document>>) {
        reply(.whole(.none))
    }
    func store<Document: Codable & Sendable>(_ document: Document, as name: String, _ reply: @escaping Reply<Void>) { reply(.whole(())) }
    func picture(_ picture: PictureName, zoom: PictureZoom, side: Int) -> Raster? {
        picture.item == "red" ? .filled([200, 0, 0], width: side, height: side) : nil
    }
    func ghostPicture(of basket: Basket, zoom: PictureZoom, side: Int) -> Raster? { nil }
    func finish() {}
}

/// Visits that get nowhere.
final class PretendedVisitor: ShopVisiting {
    private let state = Mutex((asked: [String?](), isStopped: false))

    var asked: [String?] { state.withLock { $0.asked } }
    var isStopped: Bool { state.withLock { $0.isStopped } }

    func visit(_ address: String?, progress: @escaping @Sendable (VisitProgress) -> Void, end: @escaping @Sendable (String, Bool) -> Void) {
        state.withLock { $0.asked.append(address) }
        progress(VisitProgress(shop: "tees.example", listed: 10, pictures: 10, done: 3, isListed: true))
    }

    func stop() { state.withLock { $0.isStopped = true } }
}

/// A terminal of which only the text is looked at.
protocol TextDisplay: Display {
    /// What it shows.
    var text: String { get set }
}

extension TextDisplay {
    var size: Size { Size(columns: 120, rows: 40) }
    var format: PictureFormat { PictureFormat(graphics: .symbols) }

    func show(_ frame: Frame, from cache: PictureCache, placeholder: (PictureKey) -> Color?) -> PictureUpdate {
        text = frame.texts.map(\.text).joined(separator: "\n")
        return PictureUpdate()
    }

    func prepare(_ requests: [EncodingRequest], from cache: PictureCache) -> Bool { false }
    func redraw() {}
    func stop() -> Bool { false }
    func copy(_ text: String) {}
    func close() {}
}

/// A terminal that goes out of focus once it shows items, and comes back when nobody waits for a time any more.
final class UnfocusedDisplay: TextDisplay {
    /// How often the catalog had been looked at when the focus came back.
    private(set) var checksBefore: Int?
    private(set) var hasChecked = false
    private let engine: PretendedEngine
    var text = ""
    private var hasLeft = false
    private let deadline = ContinuousClock.now + .seconds(20)

    init(_ engine: PretendedEngine) { self.engine = engine }

    func wait(for mailbox: Mailbox<Action>, timeout: Duration?) -> (events: [InputEvent], messages: [Action])? {
        guard ContinuousClock.now < deadline else { return nil }
        if let checksBefore {
            hasChecked = engine.versions.load(ordering: .relaxed) > checksBefore
            if hasChecked { return nil }
        } else if hasLeft, timeout == nil {
            checksBefore = engine.versions.load(ordering: .relaxed)
            return ([.focus(true)], [])
        } else if !hasLeft, text.contains("cannot be written") {
            hasLeft = true
            return ([.key(.right), .focus(false)], [])
        }
        var poll = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        _ = Glibc.poll(&poll, 1, 20)
        return ([], mailbox.takeAll())
    }

}

/// A terminal that presses keys when the screen shows what they wait for.
final class PretendedDisplay: TextDisplay {
    struct Step {
        let wanted: String
        let keys: [Key]
    }

    private var steps: [Step]
    var text = ""
    private(set) var isClosed = false
    private let deadline = ContinuousClock.now + .seconds(20)

    /// - Parameter steps: what to wait for, and what to press then. The terminal goes away after the last one, or after a while.
    init(_ steps: [(String, [Key])]) { self.steps = steps.map { Step(wanted: $0.0, keys: $0.1) } }

    /// What was still waited for when the terminal went away.
    var missing: String? { steps.first?.wanted }

    func wait(for mailbox: Mailbox<Action>, timeout: Duration?) -> (events: [InputEvent], messages: [Action])? {
        if let step = steps.first, text.contains(step.wanted) {
            steps.removeFirst()
            return (step.keys.map(InputEvent.key), [])
        }
        guard !steps.isEmpty, ContinuousClock.now < deadline else { return nil }
        var poll = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        _ = Glibc.poll(&poll, 1, Int32(min(20, max(0, (timeout ?? .milliseconds(20)) / .milliseconds(1)))))
        return ([], mailbox.takeAll())
    }

    func close() { isClosed = true }
}
