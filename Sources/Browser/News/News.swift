import Basics
import Engine

/// What the shops have changed, as far as the browser knows.
struct News: Sendable {
    var contents: CatalogNews?
    /// The state of the catalog that it was asked for in last.
    var asked: CatalogVersion?
    /// Whether it was told of once.
    var isTold = false
}

extension State {
    /// Keeps the news; what there is when the catalog is opened is said once.
    mutating func takeNews(_ contents: CatalogNews) {
        news.contents = contents
        settleCursors()
        tellNews()
    }

    /// Says what there is, once, and not before other notices have gone.
    mutating func tellNews() {
        guard !news.isTold, notice == nil, let contents = news.contents else { return }
        news.isTold = true
        guard !contents.isEmpty, screen != .news else { return }
        say("\(contents.counts)\(contents.since.map { " since " + $0 } ?? "") · \(newsKey)")
    }

    private var newsKey: String { keymap.keyName(of: .news, on: .shop).map { "\($0) shows them" } ?? ":news shows them" }

    /// Has a shop visited, or all shops of the catalog once more.
    mutating func visit(_ address: String) {
        guard visit == nil else { return say("A shop is being visited already; one at a time.", attention: true) }
        visit = VisitProgress(shop: address.isEmpty ? "all shops" : address)
        requests.send(.visit(address: address.isEmpty ? nil : address))
    }

    mutating func takeVisited(_ line: String, _ attention: Bool, _ summary: CatalogSummary?) {
        visit = nil
        say(line, attention: attention)
        guard let summary else { return }
        takeCatalog(summary.count, summary.generation, progress)
        catalog = summary
        news.isTold = true
        requests.send(.loadNews)
    }
}

extension Verb {
    static let shops: [Verb] = [
        Verb(name: "fetch", arguments: "[address]", help: "Visit a shop and bring its items in; alone: all shops of the catalog again") {
            $0.visit($1)
        },
        Verb(name: "news", arguments: "", help: "What the shops have changed since the previous visit") { state, _ in NewsScreen.open(in: &state) },
    ]
}
