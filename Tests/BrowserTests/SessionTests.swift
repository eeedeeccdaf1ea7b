import Frames
import Taste
import Testing
import Vectors

@testable import Browser

/// Sessions of a shopper, from key to screen.
@Suite struct SessionTests {
    @Test func aLikeShowsHeartCountGhostAndNeighborsInOneFrame() {
        var shopper = Shopper(120, 40)
        #expect(shopper.screen.contains("Press Space on a T-shirt"))
        shopper.press(.right, .space)
        #expect(shopper.likes == ["8750066"])
        #expect(shopper.screen.contains("♥ 1"))
        #expect(shopper.screen.contains("White tee,        ") && shopper.screen.contains("€13.90         ♥"))
        #expect(shopper.screen.contains("nearest"))
        #expect(shopper.frame.placements.contains { $0.picture == .ghost(GhostName([.init(item: "8750066", weight: 1)])) })
        #expect(!shopper.state.panelMatches.isEmpty)
        shopper.press(.space)
        #expect(shopper.likes.isEmpty)
        #expect(shopper.screen.contains("Press Space on a T-shirt"))
    }

    @Test func aLikeMovesNoPicture() {
        var shopper = Shopper(120, 40)
        func shopPictures() -> [Placement] { shopper.frame.placements.filter { $0.rect.column < 80 } }
        let before = shopPictures()
        shopper.press(.space)
        #expect(shopPictures() == before)
        shopper.press(.character("u"))
        #expect(shopPictures() == before)
    }

    @Test func aPassTakesTheLikesPlace() {
        var shopper = Shopper(80, 24)
        shopper.press(.space, .character("x"))
        #expect(shopper.likes.isEmpty)
        #expect(shopper.screen.contains("✕ 1"))
    }

    @Test func everyBasketChangeIsSavedAndCanBeUndone() {
        var shopper = Shopper(80, 24)
        shopper.press(.space, .right, .space, .right, .character("x"))
        let saved = shopper.effects.compactMap { if case .saveBaskets(let change) = $0 { change } else { nil } }
        #expect(saved.count == 3)
        #expect(saved.last?.to.baskets[0].entries.count == 3)
        shopper.press(.character("u"), times: 3)
        #expect(shopper.state.basket.entries.isEmpty)
        shopper.press(.character("u"))
        #expect(shopper.screen.contains("Nothing to undo."))
        shopper.press(.control("r"), times: 3)
        #expect(shopper.likes == ["8750013", "8750066"])
        #expect(shopper.state.book.contents.baskets == saved.last?.to.baskets)
    }

    @Test func arrowsTurnPagesAtTheEdge() {
        var shopper = Shopper(120, 40)
        let capacity = shopper.state.shopLayout.grid.capacity
        shopper.press(.down, times: 2)
        #expect(shopper.screen.contains("page   1/963"))
        shopper.press(.down)
        #expect(shopper.state.shop.scroller.first == capacity)
        #expect(shopper.state.shop.scroller.cursor == capacity)
        shopper.press(.up)
        #expect(shopper.state.shop.scroller.first == 0)
    }

    @Test func theWholeShopInAFewKeys() {
        var shopper = Shopper(80, 24, items: 289_222)
        shopper.press(.character("G"))
        #expect(shopper.cursor == String(8_750_013 + 289_221 * 53))
        shopper.press(.pageDown, .down, .right)
        #expect(shopper.cursor == String(8_750_013 + 289_221 * 53))
        shopper.press(.home)
        #expect(shopper.cursor == "8750013")
        shopper.press(.pageUp, .up, .left)
        #expect(shopper.cursor == "8750013")
        // Only windows of the catalog are ever asked for.
        for case .loadItems(_, _, let positions) in shopper.effects { #expect(positions.count < 100) }
    }

    @Test func aJumpHasAWayBack() {
        var shopper = Shopper(80, 24)
        shopper.press(.right, .right, .character("r"))
        #expect(shopper.cursor != "8750119")
        shopper.press(.character("'"))
        #expect(shopper.cursor == "8750119")
        shopper.type(":goto 8753193\r")
        #expect(shopper.cursor == "8753193")
        shopper.type(":goto nowhere\r")
        #expect(shopper.screen.contains("No item nowhere. Near: 8750013"))
        #expect(shopper.cursor == "8753193")
    }

    @Test func resizingAndZoomingKeepTheItemInSight() {
        var shopper = Shopper(120, 40)
        shopper.press(.pageDown, times: 7)
        shopper.press(.right, .down)
        let item = shopper.cursor
        for (columns, rows) in [(200, 60), (40, 12), (80, 24), (300, 90), (1, 1), (120, 40)] {
            shopper.resize(columns, rows)
            #expect(shopper.cursor == item)
        }
        for key in "+++----------++++++" { shopper.press(.character(key)) }
        #expect(shopper.cursor == item)
        #expect(shopper.state.shop.scroller.first <= shopper.state.shop.scroller.cursor)
    }

    @Test func pictureSizesChangeStepByStep() {
        var shopper = Shopper(120, 40)
        let rows = shopper.state.shopLayout.grid.picture.rows
        shopper.press(.character("+"))
        #expect(shopper.state.shopLayout.grid.picture.rows > rows)
        shopper.press(.character("-"))
        #expect(shopper.state.shopLayout.grid.picture.rows == rows)
    }

    @Test func walkingFromNeighborToNeighbor() {
        var shopper = Shopper(120, 40)
        shopper.press(.space, .tab, .right)
        let neighbor = shopper.state.panelMatches[1].item.id
        #expect(shopper.cursor == neighbor)
        shopper.press(.space)
        #expect(shopper.likes == ["8750013", neighbor])
        #expect(!shopper.state.panelMatches.contains { $0.item.id == neighbor })
        shopper.press(.tab)
        #expect(shopper.cursor == "8750013")
    }

    @Test func theMetricKeyGoesRound() {
        var shopper = Shopper(120, 40)
        shopper.press(.space)
        for metric in ["euclidean", "manhattan", "dot", "hamming", "cosine"] {
            shopper.press(.character("m"))
            #expect(shopper.screen.contains(metric + " · one taste so far"))
        }
    }

    @Test func staleAnswersAreDropped() {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .search = $0 { false } else { true } }
        shopper.press(.space, .right, .space)
        let searches = shopper.pending
        #expect(searches.count == 2)
        for action in shopper.shop.answer(searches[0]) { shopper.take(action) }
        #expect(shopper.state.panelMatches.isEmpty)
        for action in shopper.shop.answer(searches[1]) { shopper.take(action) }
        #expect(!shopper.state.panelMatches.isEmpty)
    }

    @Test func picturesComeNearestTheCursorFirst() {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .loadPictures = $0 { false } else { true } }
        shopper.press(.character("r"))
        let cursor = shopper.state.shop.scroller.cursor
        let first = shopper.state.shop.scroller.first
        guard case .loadPictures(let requests) = shopper.effects.last(where: { if case .loadPictures = $0 { true } else { false } })
        else { return #expect(Bool(false), "no pictures asked for") }
        let grid = shopper.state.shopLayout.grid
        #expect(requests.first?.key == .item(row: cursor, zoom: .garment))
        #expect(requests.first?.size == grid.picture)
        let rows = requests.compactMap { if case .item(let picture, _) = $0.key { shopper.shop.row(of: picture.item) } else { nil } }
        // This page before the next one, the next one before the one that was here before.
        let page = grid.capacity
        #expect(Set(rows.prefix(page)) == Set(first..<(first + page)))
        #expect(Set(rows.dropFirst(page).prefix(page)) == Set((first + page)..<(first + 2 * page)))
    }

    @Test func picturesOnTheirWayShowTheirColor() {
        var shopper = Shopper(80, 24)
        shopper.answers = { if case .loadPictures = $0 { false } else { true } }
        shopper.press(.pageDown, .pageDown, .pageDown)
        #expect(shopper.frame.placements.contains { if case .color = $0.picture { true } else { false } })
        shopper.answers = { _ in true }
        shopper.answerPending()
        #expect(!shopper.frame.placements.contains { if case .color = $0.picture { true } else { false } })
    }

    @Test func noticesGoAwayByThemselves() {
        var shopper = Shopper(80, 24)
        shopper.press(.character("u"))
        #expect(shopper.state.wantsTicks)
        for _ in 0..<(5 * State.ticksPerSecond) { shopper.take(.tick) }
        #expect(!shopper.screen.contains("Nothing to undo"))
        #expect(!shopper.state.wantsTicks)
    }

    @Test func theMouseChoosesOpensAndScrolls() {
        var shopper = Shopper(120, 40)
        let third = shopper.state.shopLayout.grid.rect(slot: 2)
        shopper.click(third.column + 3, third.row + 2)
        #expect(shopper.cursor == "8750119")
        shopper.take(.input(.mouse(.wheelDown, column: 3, row: 3)))
        #expect(shopper.state.shop.scroller.first == shopper.state.shopLayout.grid.columns)
        shopper.press(.space)
        let neighbor = shopper.state.shopLayout.panel!.sections[0].grid.rect(slot: 1)
        shopper.click(neighbor.column, neighbor.row)
        #expect(shopper.cursor == shopper.state.panelMatches[1].item.id)
        shopper.take(.input(.mouse(.doubleClick, column: third.column, row: third.row)))
        #expect(shopper.state.screen == .item)
    }

    @Test func theSessionComesBack() {
        var shopper = Shopper(120, 40)
        shopper.press(.pageDown, .right)
        shopper.type("m+z")
        shopper.take(.tick)
        guard case .saveSession(let session)? = shopper.effects.last else { return #expect(Bool(false), "nothing saved") }
        let later = Shopper(120, 40, session: session, baskets: shopper.state.book.contents)
        #expect(later.cursor == shopper.cursor)
        #expect(later.state.metric == .euclidean)
        #expect(later.state.looks.zoom == .print)
        #expect(later.state.shopLayout.grid.picture == shopper.state.shopLayout.grid.picture)
        #expect(later.effects.allSatisfy { if case .saveSession = $0 { false } else { true } })
    }

    @Test func quittingSavesThePlace() {
        var shopper = Shopper(80, 24)
        shopper.press(.right, .character("q"))
        #expect(shopper.effects.last == .quit)
        #expect(shopper.effects.contains { if case .saveSession = $0 { true } else { false } })
    }

    @Test func indexingGrowsTheShop() {
        var shopper = Shopper(120, 40, items: 0)
        #expect(shopper.screen.contains("No T-shirts yet."))
        shopper.shop.count = 500
        shopper.take(.catalog(count: 500, generation: 0, progress: IndexingProgress(done: 500, total: 1000)))
        #expect(shopper.screen.contains("indexing 50%"))
        #expect(shopper.cursor == "8750013")
        shopper.press(.right)
        shopper.shop.count = 1000
        shopper.take(.catalog(count: 1000, generation: 0, progress: nil))
        #expect(!shopper.screen.contains("indexing"))
        #expect(shopper.cursor == "8750066")
    }

    @Test func whatChangedIsAskedForAgain() {
        var shopper = Shopper(120, 40, items: 300)
        shopper.press(.character(" "))
        shopper.press(.right, times: 3)
        let cursor = shopper.cursor
        let asked = shopper.effects.count
        shopper.take(.catalog(count: 300, generation: 1, progress: nil))
        let effects = shopper.effects.dropFirst(asked)
        #expect(effects.contains { if case .open = $0 { true } else { false } })
        #expect(effects.contains { if case .loadItems = $0 { true } else { false } })
        #expect(effects.contains { if case .search(.panel, _, _) = $0 { true } else { false } })
        #expect(effects.contains { if case .loadKnown(let ids) = $0 { ids == ["8750013"] } else { false } })
        #expect(shopper.cursor == cursor)
        // Told once more of the same, nothing is asked.
        let before = shopper.effects.count
        shopper.take(.catalog(count: 300, generation: 1, progress: nil))
        #expect(shopper.effects.count == before)
    }

    @Test func anItemThatIsGoneLeavesTheScreen() {
        var shopper = Shopper(120, 40, items: 300)
        shopper.press(.character(" "))
        shopper.press(.tab)
        shopper.press(.enter)
        #expect(shopper.state.screen == .item)
        let id = shopper.state.shownItem!.id, name = shopper.state.shownItem!.title!
        shopper.answers = { if case .loadKnown = $0 { false } else { true } }
        shopper.take(.catalog(count: 299, generation: 1, progress: nil))
        shopper.take(.known([], of: [id]))
        #expect(shopper.state.screen == .shop)
        #expect(shopper.screen.contains("\(name) is no longer in the catalog."))
        // A like that the catalog no longer has stays in the basket, without its picture.
        shopper.take(.known([], of: ["8750013"]))
        #expect(shopper.state.basket.liked.map(\.item) == ["8750013"])
        #expect(shopper.state.basketItem("8750013").picture == nil)
    }
}
