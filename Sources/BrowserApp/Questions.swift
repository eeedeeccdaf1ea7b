import Basics
import Browser
import Engine
import Foundation
import Reports
import Synchronization
import Taste
import Terminal

/// Asks the engine what the browser wants to know, and posts its answers to the mailbox with the generation of the question.
///
/// Of each kind the newest question counts: one that it overtakes is cancelled, as each letter of a word that is typed makes one.
final class Questions: Sendable {
    /// What overtakes what.
    private enum Kind: Hashable {
        case listing, page, facets, distances, wall, wallItems, surprise
        case search(SearchPurpose)
        case ranks(SearchPurpose)
    }

    private let engine: any Engine
    private let mailbox: Mailbox<Action>
    private let underway = Mutex<[Kind: Inquiry]>([:])
    /// Where pictures are alike: what was asked last.
    private let alike = Mutex<[Inquiry]>([])
    /// What items are called in what is exported.
    private let caption: Caption
    /// The version that the browser was told last.
    private let version: Mutex<CatalogVersion>
    private let isChecking = Atomic(false)

    /// - Parameters:
    ///   - version: the one that the browser begins with.
    ///   - caption: what items are called.
    init(_ engine: any Engine, version: CatalogVersion, caption: Caption, mailbox: Mailbox<Action>) {
        (self.engine, self.caption, self.mailbox) = (engine, caption, mailbox)
        self.version = Mutex(version)
    }

    func open(_ generation: Generation, _ listing: Listing, query: NeighborQuery?, keep: String?) {
        overtake(.listing) {
            engine.open(listing, query: query, keep: keep, post(generation) { Action($0, generation) })
        }
    }

    func fold(_ generation: Generation, _ listing: Listing, keep: String?) {
        overtake(.listing) { engine.fold(listing, keep: keep, post(generation) { Action($0, generation) }) }
    }

    func items(_ generation: Generation, at positions: Range<Int>) {
        overtake(.page) { engine.items(at: positions, post(generation) { .items(generation, start: $0.start, $0.items) }) }
    }

    func items(ids: [String]) { engine.items(ids: ids, post(0) { .known($0, of: ids) }) }

    func reading(of words: String, encoder: String?) {
        engine.reading(of: words, encoder: encoder) { [mailbox] answer in
            switch answer {
            case .part(let reading), .whole(let reading): mailbox.post(.wordsRead(reading, of: words, encoder: encoder))
            case .failure: mailbox.post(.wordsRead(nil, of: words, encoder: encoder))
            }
        }
    }

    func neighbors(_ purpose: SearchPurpose, _ generation: Generation, _ query: NeighborQuery) {
        overtake(.search(purpose)) { engine.neighbors(query, post(generation) { .found(purpose, generation, $0) }) }
    }

    func ranks(_ purpose: SearchPurpose, _ generation: Generation, of ids: [String], in query: NeighborQuery) {
        overtake(.ranks(purpose)) { engine.ranks(of: ids, in: query, post(generation) { .ranked(purpose, generation, $0) }) }
    }

    func position(_ generation: Generation, of target: ItemTarget) {
        _ = engine.position(of: target, post(generation) { .located(generation, position: $0) })
    }

    func externalItem(_ generation: Generation, path: String) { engine.externalItem(path: path, post(generation) { .pictureRead($0) }) }

    func news() { engine.news(post(0) { .news($0) }) }

    func facets(of listing: Listing, query: NeighborQuery?) {
        overtake(.facets) { engine.facets(of: listing, query: query, post(0) { .facets($0, of: listing) }) }
    }

    /// In place of those that were asked before: who has moved on waits for no map.
    func whereAlike(_ questions: [AlikeQuestion]) {
        let earlier = alike.withLock { alike in
            defer { alike = [] }
            return alike
        }
        for inquiry in earlier { inquiry.cancel() }
        let inquiries = questions.map { question in
            engine.whereAlike(question.item, to: question.query) { [mailbox] answer in
                switch answer {
                case .part(let maps), .whole(let maps): mailbox.post(.alike(question, .success(maps)))
                case .failure(let error): mailbox.post(.alike(question, .failure(PictureFailure("\(error)"))))
                }
            }
        }
        alike.withLock { $0 = inquiries }
    }

    /// nil: nobody waits for any more.
    func distances(_ question: AlikeQuestion?) {
        overtake(.distances) {
            guard let question else { return Inquiry() }
            return engine.distances(of: question.item, to: question.query) { [mailbox] answer in
                switch answer {
                case .part(let found): mailbox.post(.distances(question, .success(found), isWhole: false))
                case .whole(let found): mailbox.post(.distances(question, .success(found), isWhole: true))
                case .failure(let error): mailbox.post(.distances(question, .failure(PictureFailure("\(error)")), isWhole: true))
                }
            }
        }
    }

    /// What an effect asks whose answer goes back as it comes.
    func ask(_ effect: Effect) {
        switch effect {
        case .arrange(let generation, let encoder, let keep):
            overtake(.wall) { engine.wall(encoder: encoder, keep: keep, post(generation) { .wall(generation, $0) }) }
        case .loadWallItems(let wall, let places):
            overtake(.wallItems) { engine.items(onWall: wall, at: places, post(0) { .wallItems(wall: wall, $0) }) }
        case .locateOnWall(let wall, let ids): _ = engine.places(onWall: wall, of: ids, post(0) { .wallPlaces(wall: wall, ids, $0) })
        case .surprise(let generation, let query, let seen):
            overtake(.surprise) { engine.surprise(query, seen: seen, post(generation) { .surprise(generation, $0) }) }
        case .loadNews: news()
        case .loadStack(let id): stack(of: id)
        case .loadPrices(let id): prices(of: id)
        default: break
        }
    }

    private func stack(of id: String) { engine.stack(of: id, post(0) { .stack($0, of: id) }) }

    private func prices(of id: String) { engine.prices(of: id, post(0) { .prices($0, of: id) }) }

    func furtherPicture(_ address: String, of id: String) {
        engine.furtherPicture(address, of: id) { [mailbox] answer in
            switch answer {
            case .part(let name), .whole(let name): mailbox.post(.furtherPicture(address: address, .success(name)))
            case .failure(let error): mailbox.post(.furtherPicture(address: address, .failure(PictureFailure("\(error)"))))
            }
        }
    }

    /// Tells the browser that the visit of a shop is over, with the catalog as it is now.
    func report(visited line: String, attention: Bool) {
        engine.summary { [mailbox] answer in
            if case .whole(var summary) = answer {
                summary.name = sanitized(summary.name)
                mailbox.post(.visited(line, attention: attention, summary))
            } else {
                mailbox.post(.visited(line, attention: attention, nil))
            }
        }
    }

    /// Stores where the shopper is; a failure is told.
    func store(_ session: Session) {
        engine.store(session, as: "session") { [mailbox] answer in
            if case .failure(let error) = answer { mailbox.post(.notice(sanitized("\(error)"), attention: true)) }
        }
    }

    /// Writes a basket and what is compared to a file; its extension says how.
    func export(to path: String, basket: Basket, rankings: [Ranking], replacing: Bool) {
        engine.items(ids: basket.entries.map(\.item)) { [engine, caption, mailbox] answer in
            switch answer {
            case .part: return
            case .failure(let error): mailbox.post(.failed(0, "\(error)"))
            case .whole(let items):
                // Pictures take their time, and other questions wait on this thread.
                DispatchQueue.global(qos: .userInitiated).async {
                    do {
                        let file = HomeFolder.url(path)
                        let format = try ExportFormat(path: file.path)
                        let bytes = try format.bytes(
                            ExportContent(basket: basket, rankings: rankings, items: items, caption: caption), picture: engine.jpeg)
                        try writeReport(bytes, to: file, replacing: replacing, way: ":export! replaces it")
                        mailbox.post(.notice("Written to \(sanitized(file.path)).", attention: false))
                    } catch {
                        mailbox.post(.failed(0, "\(error)"))
                    }
                }
            }
        }
    }

    /// Tells the browser when somebody else has made the catalog grow or changed it. Cheap; one question at a time.
    func checkForChanges() {
        guard !isChecking.exchange(true, ordering: .relaxed) else { return }
        engine.version { [self] answer in
            switch answer {
            case .part: return
            case .whole(let now):
                let last = version.withLock { version in
                    defer { version = now }
                    return version
                }
                if now.missing != last.missing { mailbox.post(.missing(now.missing)) }
                if now != last { mailbox.post(.catalog(count: now.count, generation: now.generation, progress: nil)) }
            case .failure: break
            }
            isChecking.store(false, ordering: .relaxed)
        }
    }

    /// Tells the browser how far the work is that makes the catalog grow, with the state that it is in.
    func report(_ progress: IndexingProgress?) {
        engine.version { [mailbox] answer in
            switch answer {
            case .part: return
            case .whole(let now): mailbox.post(.catalog(count: now.count, generation: now.generation, progress: progress))
            case .failure: mailbox.post(.catalog(count: 0, generation: 0, progress: progress))
            }
        }
    }

    func finish() { engine.finish() }

    private func overtake(_ kind: Kind, by ask: () -> Inquiry) {
        let earlier = underway.withLock { $0.removeValue(forKey: kind) }
        earlier?.cancel()
        let inquiry = ask()
        underway.withLock { $0[kind] = inquiry }
    }

    private func post<Value: Sendable>(_ generation: Generation, _ action: @escaping @Sendable (Value) -> Action) -> @Sendable (Answer<Value>) -> Void
    {
        { [mailbox] answer in
            switch answer {
            case .part(let value), .whole(let value): mailbox.post(action(value))
            case .failure(let error): mailbox.post(.failed(generation, "\(error)", at: (error as? FilterError)?.character))
            }
        }
    }
}

extension Action {
    fileprivate init(_ opened: OpenedListing, _ generation: Generation) {
        self = .opened(
            generation, count: opened.count, items: opened.items, stacks: opened.stacks, position: opened.position, hint: opened.hint)
    }
}
