import Basics
import Engine
import Frames

/// The news: what the shops have changed since the previous visit, with a place in each sort of change.
struct NewsScreen: Sendable {
    /// The sort that the cursor is in, of those that there are.
    var part = 0
    /// The place in each sort.
    var scrollers: [CatalogNews.Change: Scroller] = [:]
}

extension ScreenKind {
    public static let news = ScreenKind("news")
}

extension State {
    var newsScreen: NewsScreen {
        get { screens.news }
        set { screens.news = newValue }
    }

    var newsParts: [CatalogNews.Part] { news.contents?.parts ?? [] }

    var newsLayout: NewsLayout {
        // A section begins with a line of its own, which separates it from a pair.
        NewsLayout(size: size, cell: cell, parts: newsParts.count, focused: newsScreen.part, taken: max(0, pairRows - 1))
    }

    func newsScroller(_ part: CatalogNews.Part) -> Scroller { newsScreen.scrollers[part.change] ?? Scroller() }
}

extension NewsScreen: Screen {
    static let kind = ScreenKind.news
    static let title = "News"
    static let opener: Command? = .news
    static let leavesRoomForPair = true
    static let terms = [
        (keys: "new", text: "First seen at the shop's latest visit; nothing is new at its first"),
        (keys: "-20%", text: "How much less it costs than at the previous visit"),
        (keys: "back", text: "In stock again since the previous visit, at all or in a size"),
        (keys: "sold out", text: "Still in the shop, but in no size"),
        (keys: "gone", text: "No longer in the shop; shown elsewhere only while it is in a basket"),
    ]

    static func perform(_ command: Command, in state: inout State) -> Bool {
        guard command == .focus else { return false }
        state.newsScreen.part = (state.newsScreen.part + 1) % max(1, state.newsParts.count)
        settle(&state)
        return true
    }

    /// Up and down go from sort to sort where there is no further row in sight; pages turn within a sort.
    static func move(_ movement: Movement, in state: inout State) {
        let parts = state.newsParts, place = state.newsScreen.part
        guard let part = parts.at(place), let grid = state.newsLayout.section(of: place)?.grid else { return }
        var scroller = state.newsScroller(part)
        let slot = scroller.cursor - scroller.first, count = part.entries.count
        switch movement {
        case .up where grid.row(slot: slot) == 0 && (scroller.first == 0 || grid.rows == 1): return go(to: place - 1, slot, inLastRow: true, &state)
        case .down where grid.row(slot: slot) == grid.rows - 1 && grid.rows == 1 || slot + grid.columns >= count - scroller.first:
            return go(to: place + 1, slot, inLastRow: false, &state)
        default: scroller.move(movement, in: grid, count: count)
        }
        state.newsScreen.scrollers[part.change] = scroller
    }

    private static func go(to place: Int, _ slot: Int, inLastRow: Bool, _ state: inout State) {
        guard let part = state.newsParts.at(place) else { return }
        state.newsScreen.part = place
        guard let grid = state.newsLayout.section(of: place)?.grid else { return }
        var scroller = state.newsScroller(part)
        let slot = grid.slot(below: slot, inLastRow: inLastRow)
        scroller.cursor = min(scroller.first + slot, part.entries.count - 1)
        state.newsScreen.scrollers[part.change] = scroller
        settle(&state)
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        for section in state.newsLayout.sections {
            guard let part = state.newsParts.at(section.part) else { continue }
            var scroller = state.newsScroller(part)
            guard let position = scroller.position(at: cell, in: section.grid, count: part.entries.count) else { continue }
            scroller.cursor = position
            (state.newsScreen.part, state.newsScreen.scrollers[part.change]) = (section.part, scroller)
            return true
        }
        return false
    }

    static func scroll(rows: Int, at cell: Cell, in state: inout State) {
        guard let section = state.newsLayout.sections.first(where: { $0.grid.area.contains(cell) || $0.row == cell.row }),
            let part = state.newsParts.at(section.part)
        else { return }
        var scroller = state.newsScroller(part)
        scroller.turn(pages: rows, in: section.grid, count: part.entries.count)
        state.newsScreen.scrollers[part.change] = scroller
    }

    static func selection(in state: State) -> Selection? {
        state.newsParts.at(state.newsScreen.part).flatMap { $0.entries.at(state.newsScroller($0).cursor) }.map { Selection($0.item) }
    }

    static func likeness(in state: State) -> Likeness? { state.likenessToGhost(besideIn: nil) }

    static func settle(_ state: inout State) {
        let parts = state.newsParts
        state.newsScreen.part = max(0, min(state.newsScreen.part, parts.count - 1))
        for section in state.newsLayout.sections {
            guard let part = parts.at(section.part) else { continue }
            var scroller = state.newsScroller(part)
            scroller.settle(in: section.grid, count: part.entries.count)
            state.newsScreen.scrollers[part.change] = scroller
        }
    }

    /// The news are asked for when they are looked at, and whenever the catalog has changed meanwhile.
    static func ask(in state: inout State) {
        let version = CatalogVersion(count: state.catalog.count, generation: state.catalog.generation)
        guard state.news.asked != version else { return }
        state.news.asked = version
        state.requests.send(.loadNews)
    }

    static func pictures(in state: State) -> [PictureRequest] {
        let sections = state.newsLayout.sections.sorted { abs($0.part - state.newsScreen.part) < abs($1.part - state.newsScreen.part) }
        return sections.flatMap { section -> [PictureRequest] in
            guard let part = state.newsParts.at(section.part) else { return [] }
            return part.entries.dropFirst(state.newsScroller(part).first).prefix(2 * section.grid.capacity).map {
                PictureRequest(key: state.key($0.item), size: section.grid.picture)
            }
        }
    }

    static func draw(_ state: State, on canvas: inout Canvas) { NewsView(state).draw(on: &canvas) }
}
