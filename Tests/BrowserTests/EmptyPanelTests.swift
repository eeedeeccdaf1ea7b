import Engine
import Frames
import Testing

@testable import Browser

/// The ghost's panel where it has nothing to walk into, and what the lines around it then say.
@Suite struct EmptyPanelTests {
    private static let sizes = [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60)]

    @Test(arguments: sizes) func theCursorStaysInTheGridUntilSomethingIsLiked(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows)
        for keys in ["\t", "p\t"] {
            for key in keys { shopper.press(key == "\t" ? .tab : .character(key)) }
            #expect(!shopper.state.shop.panel.isFocused && shopper.cursor != nil && !shopper.state.shopLayout.panelCoversGrid, "\(size)")
            #expect(shopper.screen.contains("Like something first"))
        }
        let before = shopper.cursor
        shopper.press(.right)
        #expect(shopper.cursor != before)
    }

    @Test(arguments: sizes) func theCursorReturnsToTheGridWithTheLastLike(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows)
        let cursor = shopper.cursor
        shopper.press(.space, .tab)
        #expect(shopper.state.shop.panel.isFocused && shopper.cursor != cursor)
        shopper.press(.character("u"))
        #expect(!shopper.state.shop.panel.isFocused && shopper.cursor == cursor && !shopper.state.shopLayout.panelCoversGrid)
    }

    @Test func aClickOnTheEmptyPanelSaysWhatIsMissing() {
        var shopper = Shopper(120, 40)
        let cursor = shopper.cursor
        shopper.click(115, 20)
        #expect(shopper.cursor == cursor && shopper.screen.contains("Like something first"))
        shopper.press(.character("b"), .tab)
        #expect(shopper.screen.contains("Like something first"))
    }

    @Test func onlyLikesHaveAWeight() {
        var shopper = Shopper(200, 40)
        shopper.press(.space, .right, .character("x"), .character("b"))
        #expect(shopper.screen.contains("+ heavier"))
        shopper.press(.right)
        #expect(!shopper.screen.contains("+ heavier"))
        shopper.press(.character("+"))
        #expect(shopper.screen.contains("Only likes have a weight"))
    }

    @Test func theFooterSaysHowToShowAllAgain() {
        var shopper = Shopper(120, 40)
        #expect(!shopper.screen.contains("Esc show all"))
        shopper.type(":where price < 20\r")
        #expect(shopper.screen.contains("Esc show all"))
        shopper.press(.escape)
        #expect(!shopper.screen.contains("Esc show all"))
    }

    @Test func varietyIsSaidToChangeTheOrder() {
        var shopper = Shopper(120, 40)
        shopper.press(.space)
        #expect(shopper.screen.contains("nearest") && !shopper.screen.contains("not in order of distance"))
        shopper.press(.character(")"))
        #expect(shopper.screen.contains("varied: not in order of distance"))
    }

    @Test(arguments: 1...3) func whatIsSoldOutSaysSoBeforeItsDistance(_ lines: Int) {
        let state = Shopper(120, 40).state
        var item = ItemSummary(id: "1", picture: nil, title: "Navy tee")
        item.offer = ItemOffer(isAvailable: false)
        for width in [8, 10, 12] {
            var canvas = Canvas(size: state.size, body: state.lines.body)
            var tile = Tile(rect: Rect(column: 2, row: 3, columns: width, rows: 4), item: item)
            (tile.number, tile.prefersNumber, tile.captionRows) = ("0.1234", true, lines)
            state.draw(tile, &canvas, in: state.lines.body)
            #expect(render(canvas.frame).contains("sold out"), "\(width) columns")
        }
    }
}
