import Engine
import Frames
import Taste

/// The ghost's panel beside the grids of shop and basket: the ghost's picture and what is nearest to it, or for each of several interests a
/// ghost of its own with its own neighbours.
struct GhostPanel: Sendable {
    /// Neighbours asked for in one search.
    static let count = 48

    /// Whether the shopper wants to see it; nil leaves it to the terminal's size.
    var isWanted: Bool?
    /// Whether the cursor is in it.
    var isFocused = false
    /// The list that the cursor is in.
    private(set) var list = 0
    /// The place in each list.
    private(set) var scrollers = [Scroller()]

    /// What the interests are called, in their order; none where there is one ghost.
    var names: [InterestName] = []

    /// The cursor in its list.
    var scroller: Scroller {
        get { scrollers[list] }
        set { scrollers[list] = newValue }
    }

    func scroller(of list: Int) -> Scroller { scrollers.at(list) ?? Scroller() }

    /// Puts the cursor on a place of a list.
    mutating func choose(_ position: Int, in list: Int) {
        guard scrollers.indices.contains(list) else { return }
        self.list = list
        scroller.cursor = position
    }

    /// Turns a list's pages; the cursor stays where it is otherwise.
    mutating func turn(_ list: Int, _ body: (inout Scroller) -> Void) {
        if scrollers.indices.contains(list) { body(&scrollers[list]) }
    }

    /// Has a place in each of so many lists; the cursor's is one of them.
    mutating func settle(lists count: Int) {
        list = max(0, min(list, count - 1))
        scrollers = Array(scrollers.prefix(count)) + Array(repeating: Scroller(), count: max(0, count - scrollers.count))
    }

    /// Keeps the cursor in its interest when that has another place now.
    mutating func follow(_ interest: Interest, among interests: [Interest]) {
        guard let place = interest.nearest(among: interests), place != list else { return }
        settle(lists: max(interests.count, scrollers.count))
        scrollers.swapAt(list, place)
        list = place
    }
}

extension State {
    /// Neighbours in the panel under the current metric, in the order of the search.
    var panelMatches: [Match] { searches[.panel]?.first?.matches ?? [] }

    /// The interests that the panel shows, each with a list of its own; none where it shows one ghost.
    var panelInterests: [Interest] {
        let interests = searches[.panel]?.first?.interests ?? []
        return interests.count > 1 && !basket.liked.isEmpty ? interests : []
    }

    /// The neighbours list by list; one at least.
    var panelMatchLists: [[Match]] {
        let interests = panelInterests
        guard !interests.isEmpty else { return [panelMatches] }
        var lists = interests.map { _ in [Match]() }
        for match in panelMatches where lists.indices.contains(match.interest) { lists[match.interest].append(match) }
        return lists
    }

    var panelLists: PanelLists {
        PanelLists(count: max(1, panelInterests.count), focused: shop.panel.list, hasNotes: !panelNotes.isEmpty)
    }

    var panelQuery: NeighborQuery? { basket.liked.isEmpty ? nil : query(.ghost(basket), count: GhostPanel.count) }

    /// Takes in neighbours that were asked for, unless something newer was asked since.
    mutating func takeNeighbors(_ purpose: SearchPurpose, _ generation: Generation, _ rankings: [Ranking]) {
        guard purpose == .panel else {
            if searches.accept(rankings, for: purpose, generation) { settleCursors() }
            return
        }
        let before = panelInterests
        // A like that makes an interest the largest does not move its row.
        guard searches.accept(rankings.map { $0.keepingOrder(of: before) }, for: purpose, generation) else { return }
        nameInterests()
        if let interest = before.at(shop.panel.list) { shop.panel.follow(interest, among: panelInterests) }
        settleCursors()
    }

    /// The panel of the screen that shows one, if there is room for it.
    private var shownPanel: PanelLayout? { screen == .basket ? basketPanel : shopLayout.panel }

    /// Moves the cursor in its list, and over the list's edge into the one beside it.
    mutating func movePanel(_ movement: Movement) {
        guard let panel = shownPanel, let section = panel.section(of: shop.panel.list) else { return }
        let lists = panelMatchLists, list = shop.panel.list, grid = section.grid, count = lists[list].count
        let slot = shop.panel.scroller.cursor - shop.panel.scroller.first
        let isLast = shop.panel.scroller.cursor >= count - 1
        switch movement {
        case _ where lists.count == 1: break
        case .left where panel.isBelow && slot == 0: return goToList(list - 1, slot: .max)
        case .right where panel.isBelow && (slot == grid.capacity - 1 || isLast): return goToList(list + 1, slot: 0)
        case .up where panel.isBelow: return shop.panel.scroller.move(.pageUp, in: grid, count: count)
        case .down where panel.isBelow: return shop.panel.scroller.move(.pageDown, in: grid, count: count)
        case .up where slot < grid.columns: return goToList(list - 1, slot: grid.slot(below: slot, inLastRow: true))
        case .down where grid.row(slot: slot) == grid.rows - 1 || slot + grid.columns >= count - shop.panel.scroller.first:
            return goToList(list + 1, slot: grid.slot(below: slot, inLastRow: false))
        default: break
        }
        shop.panel.scroller.move(movement, in: grid, count: count)
    }

    /// Puts the cursor on what another list shows in a slot, or on the last that it shows before it.
    private mutating func goToList(_ list: Int, slot: Int) {
        let lists = panelMatchLists
        guard lists.indices.contains(list) else { return }
        let first = shop.panel.scroller(of: list).first
        shop.panel.choose(first, in: list)
        // That may have brought the list into sight.
        guard let grid = shownPanel?.section(of: list)?.grid else { return }
        shop.panel.choose(max(0, min(first + min(slot, grid.capacity - 1), lists[list].count - 1)), in: list)
    }

    /// The neighbour that the panel's cursor is on.
    var panelSelection: Selection? { panelMatchLists.at(shop.panel.list)?.at(shop.panel.scroller.cursor).map(Selection.init) }

    /// What lies at a cell of the panel: a list, and a place in it.
    func panelPlace(at cell: Cell, in layout: GalleryLayout) -> (list: Int, position: Int)? {
        let lists = panelMatchLists
        for section in layout.panel?.sections ?? [] {
            guard let count = lists.at(section.list)?.count else { continue }
            if let position = shop.panel.scroller(of: section.list).position(at: cell, in: section.grid, count: count) {
                return (section.list, position)
            }
        }
        return nil
    }

    /// Scrolls the list at a cell, or the only one; a row of neighbours turns its pages.
    mutating func scrollPanel(rows: Int, at cell: Cell, in panel: PanelLayout) {
        let lists = panelMatchLists
        let section = panel.sections.first { $0.label.contains(cell) || $0.grid.area.contains(cell) } ?? panel.sections[0]
        guard let count = lists.at(section.list)?.count else { return }
        shop.panel.turn(section.list) { scroller in
            if section.grid.taken == 0 {
                scroller.scroll(rows: rows, in: section.grid, count: count)
            } else {
                scroller.turn(pages: rows, in: section.grid, count: count)
            }
        }
    }

    /// Keeps the cursors of all lists on something that exists.
    mutating func settlePanel() {
        let lists = panelMatchLists
        shop.panel.settle(lists: lists.count)
        if shopLayout.panel == nil || hasNoNeighbors { shop.panel.isFocused = false }
        // Else the grid, to which the cursor returns, would stay covered.
        if shopLayout.panelCoversGrid, hasNoNeighbors { shop.panel.isWanted = nil }
        guard let panel = shownPanel else { return }
        for section in panel.sections {
            shop.panel.turn(section.list) { $0.settle(in: section.grid, count: lists.at(section.list)?.count ?? 0) }
        }
    }

    /// Whether there is nothing in the panel that a cursor could be on; not while the first neighbours are on their way.
    private var hasNoNeighbors: Bool { basket.liked.isEmpty || searches[.panel] != nil && panelMatches.isEmpty }

    /// Says why the cursor cannot go into the panel.
    mutating func inviteLikes() {
        say(basket.liked.isEmpty ? "Like something first: its neighbours then appear here." : "Nothing is near to your likes.")
    }

    /// Into the panel, or out of it.
    mutating func movePanelFocus() {
        if !shop.panel.isFocused, hasNoNeighbors { return inviteLikes() }
        shop.panel.isFocused.toggle()
        if shop.panel.isFocused, shopLayout.panel == nil {
            shop.panel.isFocused = false
            say("No room for the ghost here.", attention: true)
        }
        settleCursors()
    }

    mutating func togglePanel() {
        let shows = shopLayout.panel != nil
        shop.panel.isWanted = !shows
        shop.panel.isFocused = false
        if !shows, shopLayout.panel == nil {
            shop.panel.isWanted = nil
            say("No room for the ghost here.", attention: true)
        }
        if shopLayout.panelCoversGrid { shop.panel.isFocused = true }
        if shop.panel.isFocused, hasNoNeighbors { inviteLikes() }
        settleCursors()
    }

    /// The ghosts, then list by list the neighbours that show and those of the next page.
    func panelPictures(_ layout: GalleryLayout) -> [PictureRequest] {
        guard let panel = layout.panel, !basket.liked.isEmpty else { return [] }
        let lists = panelMatchLists
        let ghosts = panel.sections.filter { !panelGhost(of: $0.list).parts.isEmpty }.map {
            PictureRequest(key: .ghost(panelGhost(of: $0.list)), size: Size(columns: $0.ghost.columns, rows: $0.ghost.rows))
        }
        return ghosts
            + panel.sections.flatMap { section in
                (lists.at(section.list) ?? []).dropFirst(shop.panel.scroller(of: section.list).first).prefix(2 * section.grid.capacity).map {
                    PictureRequest(key: key($0.item), size: section.grid.picture)
                }
            }
    }

    /// What makes the ghost of a list: an interest's likes, or all.
    func panelLikes(of list: Int) -> [Basket.Entry] { panelInterests.at(list)?.likes ?? basket.liked }

    /// The ghost of a list, as far as it has pictures: not of words.
    func panelGhost(of list: Int) -> GhostName {
        let likes = panelLikes(of: list).filter { !isWish($0.item) }
        // More make no other picture that one could see.
        return GhostName(likes.suffix(64).map { GhostName.Part(item: $0.item, weight: $0.weight) }, zoom: looks.zoom)
    }
}
