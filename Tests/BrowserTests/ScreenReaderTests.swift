import Frames
import Testing

@testable import Browser

/// Where the terminal's own cursor waits.
@Suite struct ScreenReaderTests {
    @Test func aScreenReaderIsLedToTheCursorsCaption() {
        var shopper = Shopper(100, 30)
        let lines = shopper.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let focus = try! #require(shopper.frame.focus)
        // Behind the corner of the cursor's frame.
        #expect(lines[focus.row].unicodeScalars.dropFirst(focus.column - 1).starts(with: ["┗"]))
        shopper.press(.right)
        #expect(shopper.frame.focus!.column > focus.column && shopper.frame.focus!.row == focus.row)
        // A prompt's cursor is where one types.
        shopper.type("/")
        #expect(shopper.frame.cursor != nil)
    }

    @Test(arguments: [(120, 40), (80, 24), (50, 14)])
    func everyScreenHasAPlaceToReadFrom(columns: Int, rows: Int) throws {
        var shopper = Shopper(columns, rows, isVisited: true)
        /// What a screen reader finds there.
        func read() throws -> String {
            let focus = try #require(shopper.frame.focus, "\(shopper.state.screen.name)")
            var line = Array(repeating: " ", count: columns + 200)
            for run in shopper.frame.texts where run.row == focus.row {
                for (offset, character) in run.text.enumerated() { line[run.column + offset] = String(character) }
            }
            return line[focus.column...].joined()
        }
        func expectItem(_ place: String) throws {
            let name = try #require(shopper.state.currentItem.map(shopper.state.name)), found = try read()
            #expect(found.hasPrefix(name.prefix(3)), "\(place): \(found)")
        }
        shopper.press(.character("b"))
        #expect(try read().hasPrefix("Nothing in this basket yet."))
        shopper.press(.escape)
        try expectItem("shop")
        shopper.press(.character("?"))
        #expect(try read().hasPrefix("Everywhere"))
        shopper.press(.escape)
        shopper.press(.space, .right, .space)
        try expectItem("shop")
        for (key, place) in [
            (Key.tab, "ghost"), (.character("c"), "compare"), (.character("b"), "basket"), (.character("i"), "news"), (.enter, "item"),
        ] {
            shopper.press(key)
            if place != "ghost" || shopper.state.shop.panel.isFocused { try expectItem(place) }
        }
        shopper.press(.down)
        try expectItem("neighbours")
        shopper.press(.character("?"))
        #expect(try read().hasPrefix("Item"))
        shopper.type("/xyzzy\r")
        #expect(try read().hasPrefix("Nothing about this."))
        shopper.type(":")
        #expect(shopper.frame.cursor != nil)
    }
}
