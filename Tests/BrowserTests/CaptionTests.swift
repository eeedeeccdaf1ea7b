import Basics
import Engine
import Frames
import Taste
import Testing
import Vectors

@testable import Browser

/// What items are called on the screens.
@Suite struct CaptionTests {
    private let item = ItemSummary(
        id: "8750013", picture: nil, title: "Navy tee, fox", attributes: [Attribute("price", "€12.90"), Attribute("colour", "navy")])

    /// The caption of a tile of some columns.
    private func caption(
        _ columns: Int, _ caption: Caption = .standard, item: ItemSummary? = nil, mark: Mark? = nil, number: String? = nil, column: String? = nil
    ) -> String {
        let state = State(catalog: PlainShop(count: 1).summary, size: Size(columns: 80, rows: 24), caption: caption)
        var canvas = Canvas(size: state.size, body: state.lines.body)
        let rect = Rect(column: 0, row: 1, columns: columns, rows: 4)
        let tile = Tile(rect: rect, item: item ?? self.item, mark: mark, number: number, prefersNumber: number != nil, numberColumn: column)
        state.draw(tile, &canvas, in: state.lines.body)
        return render(canvas.frame).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[5]
    }

    @Test func theTitleAndThePriceStandBelowThePicture() {
        #expect(caption(24) == "Navy tee, fox     €12.90")
        #expect(caption(18) == "Navy tee, … €12.90")
        #expect(caption(12) == "Navy tee, f…")
        #expect(caption(24, Caption(["id"])) == "8750013")
        #expect(caption(24, Caption(["colour", "title"])) == "navy       Navy tee, fox")
        #expect(caption(5, Caption(["id"])) == "…0013")
    }

    @Test func aLikeTakesNoPriceAway() {
        for columns in 10...40 {
            #expect(caption(columns).contains("€12.90") == caption(columns, mark: .like).contains("€12.90"), "\(columns) columns")
        }
    }

    @Test func aNumberStandsAtTheRightOrAlone() {
        #expect(caption(14, number: "0.107") == "Navy te… 0.107")
        #expect(caption(10, number: "0.107") == "0.107")
        #expect(caption(30, number: "0.107") == "Navy tee, fox     €12.90 0.107")
        #expect(caption(30, number: "€12.90", column: "price") == "Navy tee, fox           €12.90")
    }

    /// The lines of a caption of several.
    private func lines(_ columns: Int, _ rows: Int, mark: Mark? = nil, number: String? = nil, column: String? = nil) -> [String] {
        let state = State(catalog: PlainShop(count: 1).summary, size: Size(columns: 80, rows: 24))
        var canvas = Canvas(size: state.size, body: state.lines.body)
        var tile = Tile(rect: Rect(column: 0, row: 1, columns: columns, rows: 4), item: item, mark: mark, number: number, numberColumn: column)
        tile.captionRows = rows
        state.draw(tile, &canvas, in: state.lines.body)
        return render(canvas.frame).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[5..<5 + rows].map { $0 }
    }

    @Test func theNameHasLinesOfItsOwnWhereThereIsRoom() {
        #expect(lines(18, 2) == ["Navy tee, fox", "€12.90"])
        #expect(lines(18, 2, number: "0.107") == ["Navy tee, fox", "€12.90     0.107"])
        #expect(lines(18, 2, mark: .like, number: "0.107") == ["Navy tee, fox", "€12.90     0.107 ♥"])
        #expect(lines(10, 2, number: "0.107") == ["Navy tee,…", "0.107"])
        #expect(lines(13, 2, number: "12.107") == ["Navy tee, fox", "     12.107"], "no distance stands where prices stand")
        #expect(lines(18, 2, number: "9", column: "price") == ["Navy tee, fox", "9"])
        #expect(lines(10, 3, number: "0.107") == ["Navy tee,", "fox", "0.107"])
        #expect(lines(5, 2, number: "0.107") == ["Navy…", "0.107"], "a title that is cut says more than none")
        #expect(lines(18, 2, number: "€12.90", column: "price") == ["Navy tee, fox", "€12.90"])
        for columns in 10...30 {
            let own = lines(columns, 2, number: "0.107"), liked = lines(columns, 2, mark: .like, number: "0.107")
            #expect(own[0] == liked[0] && liked[1].hasPrefix(own[1]), "a like takes nothing away: \(columns) columns")
        }
    }

    @Test(arguments: LayoutTests.sizes) func neighboursHaveTheirTitlesOnEveryScreen(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows)
        shopper.press(.space, .right, .space)
        func expectTitles(_ matches: [Match], _ screen: String) {
            let shown = shopper.frame.texts.map(\.text)
            for match in matches {
                let title = match.item.title ?? "", distance = distanceText(match.distance)
                #expect(shown.contains { $0.count >= 4 && title.hasPrefix($0.replacing("…", with: "")) }, "\(screen) at \(size): \(title)")
                #expect(shown.contains(distance), "\(screen) at \(size): \(distance)")
            }
        }
        for list in shopper.state.panelMatchLists { expectTitles(Array(list.prefix(1)), "the shop") }
        shopper.press(.character("c"))
        expectTitles((0..<5).compactMap { shopper.state.compared(0, $0) }, "compare")
        shopper.press(.escape, .enter)
        expectTitles(Array(shopper.state.filmstrip.prefix(4)), "the item")
    }

    @Test func hostileTitlesAreMadeSafe() {
        let hostile = ItemSummary(id: "1", picture: nil, title: "a\u{1B}[2J\u{202E}b", attributes: [Attribute("price", "\u{7}")])
        #expect(caption(24, item: hostile).hasPrefix("a\u{FFFD}[2Jb"))
    }

    @Test func sentencesNameItemsByTheirTitles() {
        var shopper = Shopper(160, 40)
        shopper.press(.space, .right, .space, .character("b"), .character("+"))
        #expect(shopper.screen.contains("Navy tee, sleeping cat weighs 1.5"))
        shopper.press(.character("u"))
        #expect(shopper.screen.contains("Undone: weight of Navy tee, sleeping cat"))
        shopper.press(.escape, .tab)
        let match = shopper.state.panelMatches[0]
        var explained = match
        explained.because = [Match.Reason(id: shopper.likes[0], share: 0.5), Match.Reason(id: "gone", share: 0.25)]
        let ranking = Ranking(metric: .cosine, matches: [explained], milliseconds: 1)
        shopper.answers = { if case .search = $0 { false } else { true } }
        shopper.press(.character("m"))
        guard case .search(let purpose, let generation, _) = shopper.pending.last else {
            Issue.record("nothing was searched for")
            return
        }
        shopper.take(.found(purpose, generation, [ranking]))
        #expect(shopper.screen.contains("because of 50% Navy tee, sleeping cat, 25% gone"))
    }

    @Test func aSortedListingBeginsAtItsStartAndShowsWhatItIsSortedBy() {
        var shopper = Shopper(120, 40)
        shopper.press(.down, .right)
        shopper.type(":sort pattern\r")
        #expect(shopper.state.shop.scroller.cursor == 0)
        #expect(shopper.screen.contains("plain") && shopper.screen.contains("striped"))
        #expect(shopper.screen.split(separator: "\n").contains { $0.contains("plain") && $0.contains("tie-dye") && $0.contains("ringer") })
        shopper.press(.right)
        let item = shopper.cursor
        shopper.type(":sort shop\r")
        #expect(shopper.cursor == item && shopper.state.shop.listing.order == .shop)
    }
}
