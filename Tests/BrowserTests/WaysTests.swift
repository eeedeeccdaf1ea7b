import Frames
import Testing

@testable import Browser

/// The ways into and out of screens, as the key hints show them and as they go.
@Suite struct WaysTests {
    private func hints(_ shopper: Shopper) -> String {
        shopper.state.lines.hints.map { String(shopper.screen.split(separator: "\n", omittingEmptySubsequences: false)[$0]) } ?? ""
    }

    @Test(arguments: [20, 25, 40, 60, 80, 100, 120, 160, 250]) func theWayOutIsHintedAtEveryWidth(_ columns: Int) {
        for keys in ["", "c", "b", "\r", "?", " cb"] {
            var shopper = Shopper(columns, 24)
            shopper.type(keys)
            #expect(hints(shopper).hasSuffix(shopper.state.screen == .shop ? "? help   q quit" : "? help   Esc back"), "\(keys) at \(columns)")
        }
    }

    @Test func theWayOutIsDroppedLast() {
        var shopper = Shopper(12, 24)
        #expect(hints(shopper) == " q quit")
        shopper.type("?")
        #expect(hints(shopper) == " Esc back")
    }

    @Test func theItemThatTheShopOpenedCanBeActedOn() {
        var shopper = Shopper(120, 40)
        shopper.press(.right, .enter, .space)
        #expect(shopper.state.screen == .item && shopper.likes == ["8750066"])
        shopper.press(.character("x"))
        #expect(shopper.state.basket.passed.map(\.item) == ["8750066"])
        shopper.press(.character("y"))
        #expect(shopper.effects.contains(.copy("8750066")))
        shopper.press(.left, .character("o"))
        #expect(shopper.effects.contains(.openURL("https://shop.example/0")))
        shopper.press(.right, .enter)
        #expect(shopper.state.screen == .shop && shopper.cursor == "8750066")
    }

    @Test func tabGoesIntoAnItemsNeighborsAndBack() {
        var shopper = Shopper(120, 40)
        shopper.press(.enter)
        #expect(hints(shopper).contains("↓ neighbours"))
        shopper.press(.tab)
        #expect(shopper.state.itemScreen.neighbor == 0 && shopper.cursor == shopper.state.filmstrip[0].item.id)
        shopper.press(.right, .backTab)
        #expect(shopper.state.itemScreen.neighbor == nil && shopper.cursor == "8750013")
    }
}
