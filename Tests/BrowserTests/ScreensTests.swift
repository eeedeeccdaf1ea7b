import Basics
import Frames
import Taste
import Testing
import Vectors

@testable import Browser

/// Each screen's own reducer, on a state of its own.
@Suite struct ScreensTests {
    /// A state whose shop and panel are filled.
    private func state(likes: Int = 0) -> State {
        var shopper = Shopper(120, 40, items: 300)
        for _ in 0..<likes { shopper.press(.space, .right) }
        return shopper.state
    }

    @Test func everyScreenIsComposedOnce() {
        #expect(ScreenKind.allCases.prefix(5) == [.shop, .compare, .basket, .item, .help])
        #expect(ScreenKind.allCases.prefix(5).map(\.name) == ["shop", "compare", "basket", "item", "help"])
        #expect(Set(ScreenKind.allCases).count == ScreenKind.allCases.count)
        for screen in Screens.all { #expect(ObjectIdentifier(Screens[screen.kind]) == ObjectIdentifier(screen)) }
        let openers = Screens.all.compactMap { $0.opener }, purposes = Screens.all.compactMap { $0.purpose }
        #expect(Set(openers).count == openers.count && Set(purposes).count == purposes.count)
    }

    @Test func commandsThatMeanNothingHereAreLeftToOthers() {
        for screen in Screens.all {
            for command in [Command.like, .quit, .up, .commandLine, .back] {
                var state = state()
                #expect(!screen.perform(command, in: &state), "\(command) on \(screen.kind.name)")
            }
        }
    }

    @Test func theShopMovesItsCursorOrThePanels() {
        var state = state(likes: 1)
        let cursor = state.shop.scroller.cursor
        ShopScreen.move(.right, in: &state)
        #expect(state.shop.scroller.cursor == cursor + 1 && state.shop.history.isEmpty)
        ShopScreen.move(.last, in: &state)
        #expect(state.shop.scroller.cursor == 299 && state.shop.history.map(\.position) == [cursor + 1])
        #expect(ShopScreen.perform(.focus, in: &state))
        ShopScreen.move(.right, in: &state)
        #expect(state.shop.scroller.cursor == 299 && state.shop.panel.scroller.cursor == 1)
        #expect(ShopScreen.selection(in: state)?.match == state.panelMatches[1])
        #expect(ShopScreen.stepBack(in: &state) && !state.shop.panel.isFocused && !ShopScreen.stepBack(in: &state))
    }

    @Test func compareStaysAmongItsMetricsAndNeighbors() {
        var state = state(likes: 1)
        CompareScreen.open(in: &state)
        #expect(state.screen == .compare && state.compare.item == nil)
        #expect(state.comparedMetrics == Metric.standard)
        #expect(CompareScreen.perform(.hamming, in: &state) && state.comparedMetrics == Metric.standard + [.hamming])
        for _ in 0..<9 { CompareScreen.move(.down, in: &state) }
        #expect(state.compare.row == 3)
        #expect(CompareScreen.perform(.hamming, in: &state) && state.compare.row == 2)
        CompareScreen.move(.last, in: &state)
        #expect(state.compare.column == state.compareLayout.count - 1)
        CompareScreen.move(.right, in: &state)
        #expect(state.compare.column == state.compareLayout.count - 1)
    }

    @Test func anItemThatIsGoneLeavesTheComparisonOnlyForAGhost() {
        let gone = RefreshedItems([], of: ["8750013"])
        var without = state()
        CompareScreen.open(in: &without)
        let item = without.compare.item
        #expect(item?.id == "8750013" && CompareScreen.heldItems(in: without) == [item])
        CompareScreen.refresh(gone, in: &without)
        #expect(without.compare.item == item)
        var with = state(likes: 2)
        with.compare.item = item
        CompareScreen.refresh(gone, in: &with)
        #expect(with.compare.item == nil)
    }

    @Test func theBasketGoesBetweenLikesAndPasses() {
        var shopper = Shopper(120, 40, items: 300)
        shopper.press(.space, .right, .space, .right, .character("x"), .character("b"))
        var state = shopper.state
        #expect(BasketScreen.perform(.focus, in: &state) && state.basketScreen.scroller.cursor == 2)
        #expect(BasketScreen.selection(in: state)?.item.id == "8750119")
        #expect(BasketScreen.perform(.heavier, in: &state), "a pass has no weight")
        #expect(state.basket.weight(of: "8750119") == 1)
        #expect(BasketScreen.perform(.focus, in: &state) && state.isBasketPanelFocused)
        #expect(BasketScreen.selection(in: state)?.match == state.panelMatches[0])
        #expect(BasketScreen.perform(.focus, in: &state) && state.basketScreen.scroller.cursor == 0)
        for _ in 0..<20 { #expect(BasketScreen.perform(.heavier, in: &state)) }
        #expect(state.basket.weight(of: "8750013") == 5)
        #expect(BasketScreen.perform(.deleteBasket, in: &state) && state.basketIDs.isEmpty)
        #expect(BasketScreen.perform(.remove, in: &state), "there is nothing to remove, and that is all right")
    }

    @Test func theWindowIsNamedAfterWhatIsLookedAt() {
        var shopper = Shopper(120, 40, items: 300)
        shopper.state.catalog.name = "tees\u{1B}\\"
        #expect(shopper.frame.title == "Vitrine – tees\u{FFFD}\\")
        shopper.press(.character("b"))
        #expect(shopper.frame.title == "Vitrine – tees\u{FFFD}\\ · basket")
        shopper.press(.escape, .enter)
        let item = shopper.state.shownItem!
        #expect(shopper.frame.title == "Vitrine – tees\u{FFFD}\\ · " + shopper.state.name(of: item))
        shopper.state.catalog.name = String(repeating: "漢", count: 500)
        #expect(displayWidth(shopper.frame.title) <= 120)
    }

    /// The title and the address, wherever they stand; nothing where there is no page.
    @Test(arguments: [(120, 40), (40, 12)]) func titleAndAddressOfAnItemLeadToItsPage(columns: Int, rows: Int) {
        var shopper = Shopper(columns, rows, items: 300)
        shopper.press(.enter)
        let item = shopper.state.shownItem!, links = shopper.frame.texts.filter { $0.link != nil }
        #expect(item.url != nil && links.allSatisfy { $0.link == Link(item.url!) })
        #expect(links.count == (columns > 60 ? 2 : 1) && shopper.state.name(of: item).hasPrefix(links[0].text.prefix(5)))
        shopper.press(.right)
        #expect(shopper.state.shownItem?.url == nil && shopper.frame.texts.allSatisfy { $0.link == nil })
    }

    @Test func theItemScreenHasATrail() {
        var shopper = Shopper(120, 40, items: 300)
        shopper.press(.enter)
        var state = shopper.state
        ItemScreen.move(.down, in: &state)
        ItemScreen.move(.last, in: &state)
        #expect(state.itemScreen.neighbor == state.filmstrip.count - 1)
        ItemScreen.open(in: &state)
        #expect(state.itemScreen.trail.map(\.id) == ["8750013"] && state.itemScreen.neighbor == nil)
        let shown = state.itemScreen.item!
        ItemScreen.refresh(RefreshedItems([], of: ["8750013"]), in: &state)
        #expect(state.itemScreen.trail.isEmpty && state.itemScreen.item == shown && state.screen == .item)
        ItemScreen.refresh(RefreshedItems([], of: [shown.id]), in: &state)
        #expect(state.screen == .shop && state.notice != nil)
    }

    @Test func helpScrollsWithinItsLines() {
        var state = state()
        HelpScreen.open(in: &state)
        HelpScreen.move(.up, in: &state)
        #expect(state.help.top == 0)
        HelpScreen.move(.last, in: &state)
        let layout = state.helpLayout
        #expect(state.help.top == layout.top(reaching: layout.count))
        #expect(layout.page(from: state.help.top).next == layout.count)
        #expect(state.help.top == 0 || layout.page(from: state.help.top - 1).next < layout.count, "no further than needed")
        HelpScreen.open(in: &state)
        #expect(state.screen == .shop, "help's key leaves it too")
    }

    @Test func helpBeginsWithTheScreenThatItWasAskedOn() {
        func headings(_ state: State) -> [String] { state.helpLines.compactMap { if case .heading(let text) = $0 { text } else { nil } } }
        var state = state()
        let usual = headings(state)
        for screen: ScreenKind in [.compare, .facets] {
            state.show(screen)
            HelpScreen.open(in: &state)
            let shown = headings(state), title = Screens[screen].title
            #expect(shown.first == title && shown.dropFirst() == usual.filter { $0 != title }[...])
            state.leaveScreen()
            state.leaveScreen()
        }
    }

    @Test func helpHasASectionForEachScreenWithKeysOfItsOwn() {
        let headings = state().helpLines.compactMap { if case .heading(let text) = $0 { text } else { nil } }
        #expect(
            headings == [
                "Everywhere", "Shop", "Compare", "Basket", "Item", "Help", "News", "Filter", "Wall", "Mouse", "Command line", "What beats what",
                "Words",
            ])
    }

    @Test func aPromptEditsAtItsCaret() {
        var state = state()
        state.prompt = Prompt(.command, text: "sort pri")
        for key in [Key.left, .left, .character("X"), .backspace, .home, .delete, .control("e"), .control("w")] { state.takeInPrompt(key) }
        #expect(state.prompt?.text == "ort ")
        for key in [Key.control("u"), .character("m"), .tab] { state.takeInPrompt(key) }
        #expect(state.prompt?.text == "metric " && state.prompt?.typed == "m")
        state.takeInPrompt(.backTab)
        #expect(state.prompt?.text == "mode ")
        state.takeInPrompt(.escape)
        #expect(state.prompt == nil)
    }
}
