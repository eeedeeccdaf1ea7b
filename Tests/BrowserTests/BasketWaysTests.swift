import Engine
import Frames
import Taste
import Testing

@testable import Browser

/// The basket by mouse and Tab: its sliders, the names of the baskets, the neighbours.
@Suite struct BasketWaysTests {
    /// A basket of two likes, with another one, empty, after it.
    private func shopper(_ columns: Int = 120, _ rows: Int = 40) -> Shopper {
        var shopper = Shopper(columns, rows)
        shopper.press(.space, .right, .space)
        shopper.type(":basket gifts\r:basket my likes\rb")
        return shopper
    }

    /// Where a text stands on the screen.
    private func cell(of text: String, in shopper: Shopper) -> Cell {
        for (row, line) in shopper.screen.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let range = line.range(of: text) { return Cell(column: line[..<range.lowerBound].count, row: row) }
        }
        Issue.record("\(text) does not show:\n\(shopper.screen)")
        return Cell(column: 0, row: 0)
    }

    @Test func slidersShowTheirKeys() {
        #expect(shopper().screen.contains("variety ( ●────────── ) 0.0   print < ─────●───── > garment"))
        #expect(shopper(80, 24).screen.contains(" M several tastes   variety ( ●────────── ) 0.0   print < ─────●───── > garment"))
    }

    @Test func anotherModeLeavesTheSlidersWhereTheyAre() {
        for size in [Size(columns: 80, rows: 24), Size(columns: 100, rows: 30), Size(columns: 160, rows: 45)] {
            var shopper = shopper(size.columns, size.rows)
            let slider = cell(of: "●────", in: shopper)
            for _ in GhostMode.allCases {
                shopper.press(.character("M"))
                #expect(cell(of: "●────", in: shopper) == slider)
            }
        }
    }

    @Test func anEmptyBasketSaysWhatToDo() {
        var shopper = shopper()
        shopper.press(.character("]"))
        for text in ["Nothing in this basket yet.", "Space in the shop puts a T-shirt here.", "Esc goes back to the shop.", "a adds another basket"] {
            #expect(shopper.screen.contains(text))
        }
    }

    @Test func slidersAreClickedAndDragged() {
        var shopper = shopper()
        let diversity = cell(of: "●────", in: shopper), balance = cell(of: "─────●─────", in: shopper)
        shopper.click(diversity.column + 4, diversity.row)
        #expect(shopper.state.tasting.settings.diversity == 0.4 && shopper.screen.contains("────●──────"))
        shopper.take(.input(.mouse(.drag, column: diversity.column + 6, row: diversity.row + 9)))
        #expect(shopper.state.tasting.settings.diversity == 0.6, "it is held, wherever the mouse goes")
        shopper.take(.input(.mouse(.drag, column: 0, row: 0)))
        #expect(shopper.state.tasting.settings.diversity == 0)
        shopper.click(balance.column, balance.row)
        shopper.take(.input(.mouse(.drag, column: balance.column + 3, row: balance.row)))
        #expect(shopper.state.tasting.settings.balance == 0.4 && shopper.state.tasting.settings.diversity == 0)
        shopper.take(.input(.mouse(.drag, column: 119, row: balance.row)))
        #expect(shopper.state.tasting.settings.balance == -1)
        // Let go of by the next press elsewhere.
        shopper.click(diversity.column - 4, diversity.row + 6)
        shopper.take(.input(.mouse(.drag, column: balance.column, row: balance.row)))
        #expect(shopper.state.tasting.settings.balance == -1)
        shopper.take(.input(.mouse(.doubleClick, column: diversity.column + 2, row: diversity.row)))
        #expect(shopper.state.screen == .basket && shopper.state.tasting.settings.diversity == 0.2)
        let more = cell(of: ") 0.2", in: shopper), mode = cell(of: "several tastes", in: shopper)
        shopper.click(more.column, more.row)
        #expect(shopper.state.tasting.settings.diversity == 0.3)
        shopper.click(mode.column, mode.row)
        #expect(shopper.state.tasting.settings.mode == .centroid)
    }

    @Test func aBasketsNameIsClicked() {
        var shopper = shopper()
        let gifts = cell(of: "gifts 0", in: shopper)
        shopper.click(gifts.column + 2, gifts.row)
        #expect(shopper.state.book.name == "gifts")
        let effects = shopper.effects.count
        shopper.click(gifts.column + 2, gifts.row)
        #expect(
            shopper.state.book.name == "gifts" && !shopper.effects.dropFirst(effects).contains { if case .saveBaskets = $0 { true } else { false } })
        let likes = cell(of: "my likes 2", in: shopper)
        shopper.click(likes.column, likes.row)
        #expect(shopper.state.book.name == "my likes")
        // Beside the names is nothing.
        shopper.click(100, likes.row)
        #expect(shopper.state.book.name == "my likes")
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 12)]) func tabReachesTheNeighbors(_ columns: Int, _ rows: Int) {
        var shopper = shopper(columns, rows)
        shopper.press(.right, .tab)
        #expect(shopper.cursor == shopper.state.panelMatches[0].item.id)
        shopper.press(.right, .space)
        #expect(shopper.likes.count == 3 && shopper.state.isBasketPanelFocused)
        expectInvariants(shopper.state, "in the neighbours")
        let neighbor = shopper.cursor!
        shopper.press(.character("x"))
        #expect(shopper.state.basket.mark(of: neighbor) == .pass)
        let other = shopper.cursor!
        shopper.press(.enter)
        #expect(shopper.state.screen == .item && shopper.state.shownItem?.id == other)
        shopper.press(.escape)
        #expect(shopper.state.screen == .basket && shopper.cursor == other)
        shopper.press(.escape)
        #expect(shopper.state.screen == .basket && shopper.cursor == "8750066")
        // By way of the passes, and from the neighbours back to the likes.
        shopper.press(.tab)
        #expect(shopper.cursor == neighbor)
        shopper.press(.backTab, .tab)
        #expect(shopper.cursor == "8750013" && !shopper.state.isBasketPanelFocused)
        shopper.press(.escape)
        #expect(shopper.state.screen == .shop)
    }

    @Test func neighborsAreClicked() {
        var shopper = shopper()
        let second = shopper.state.basketPanel!.sections[0].grid.rect(slot: 1)
        shopper.click(second.column + 1, second.row + 1)
        #expect(shopper.cursor == shopper.state.panelMatchLists[0][1].item.id && shopper.state.isBasketPanelFocused)
        shopper.take(.input(.mouse(.wheelDown, column: second.column, row: second.row)))
        #expect(shopper.state.shop.panel.scroller.first > 0)
        let first = shopper.state.basketLayout.grid.rect(slot: 0)
        shopper.click(first.column, first.row)
        #expect(shopper.cursor == "8750013")
        shopper.take(.input(.mouse(.doubleClick, column: second.column + 1, row: second.row + 1)))
        #expect(shopper.state.screen == .item)
    }

    @Test func withoutNeighborsTabStaysAmongTheLikes() {
        var shopper = Shopper(120, 40)
        shopper.press(.character("b"), .tab, .tab)
        #expect(!shopper.state.basketScreen.isPanelFocused && shopper.cursor == nil)
        shopper.press(.escape, .space, .character("b"))
        #expect(shopper.cursor == "8750013")
        shopper.press(.tab)
        #expect(shopper.state.isBasketPanelFocused)
        shopper.press(.character("u"))
        #expect(shopper.cursor == nil)
        shopper.press(.control("r"))
        #expect(shopper.cursor == "8750013", "what comes back does not take the cursor with it")
    }
}
