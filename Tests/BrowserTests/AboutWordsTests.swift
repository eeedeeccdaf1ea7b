import Basics
import Frames
import Testing

@testable import Browser

/// What ghosts and items are about, in words.
@Suite struct AboutWordsTests {
    static let sizes = [
        Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 200, rows: 60),
    ]

    /// A shopper in a shop that tells, with likes of so many interests.
    private func shopper(_ size: Size, interests: Int, about: [String] = ["cat", "retro", "stripes"]) -> Shopper {
        var shopper = Shopper(size.columns, size.rows)
        shopper.shop.about = about
        for row in [0, 1, 2, 3, 4].prefix(interests) { shopper.type(":goto \(PlainShop.id(row))\r ") }
        if shopper.state.shopLayout.panel == nil { shopper.press(.character("p")) }
        return shopper
    }

    @Test(arguments: sizes) func theGhostIsToldInWords(_ size: Size) {
        for interests in 1...3 {
            let shopper = shopper(size, interests: interests)
            expectGolden(shopper.screen, "about-\(interests)-\(size.columns)x\(size.rows)")
            expectInvariants(shopper.state, "\(interests) interests at \(size)")
        }
        #expect(shopper(size, interests: 1).screen.contains("cat · retro · stripes"))
    }

    @Test(arguments: sizes) func anItemIsToldInWords(_ size: Size) {
        var shopper = shopper(size, interests: 1)
        shopper.press(.escape)
        if shopper.state.screen == .shop { shopper.press(.enter) }
        expectInvariants(shopper.state, "item at \(size)")
        #expect(shopper.screen.contains("about    cat · retro · stripes") == (shopper.state.itemLayout.attributes != nil))
    }

    @Test func coloursThatAnAttributeSaysAreNotSaid() {
        var shopper = shopper(Size(columns: 120, rows: 40), interests: 1, about: ["violet", "cat", "sky blue"])
        shopper.press(.enter)
        #expect(shopper.screen.contains("about    cat\n") || shopper.screen.contains("about    cat "))
        #expect(!shopper.screen.contains("violet"))
    }

    @Test func whereThereAreNoWordsNothingIsSaid() {
        var shopper = shopper(Size(columns: 120, rows: 40), interests: 1, about: [])
        #expect(shopper.screen.contains("your ghost\n"))
        shopper.press(.enter)
        #expect(!shopper.screen.contains("about"))
    }

    @Test func wordsAreCutAtTheirEnds() throws {
        let words = try #require(AboutWords(["cat", "sailing boat", "red"]))
        #expect(words.text(columns: 100) == "cat · sailing boat · red" && words.text(columns: 23) == "cat · sailing boat")
        #expect(words.text(columns: 17) == "cat" && words.text(columns: 2) == "")
        #expect(words.words(columns: 8) == ["cat", "red"])
        #expect(words.spoken == "cat, sailing boat, red" && AboutWords([]) == nil && AboutWords(nil) == nil)
        #expect(AboutWords(["c\u{1B}[31mat\u{202E}"])?.text(columns: 100).unicodeScalars.allSatisfy { $0 != "\u{1B}" && $0 != "\u{202E}" } == true)
    }
}
