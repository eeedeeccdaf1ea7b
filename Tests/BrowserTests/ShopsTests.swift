import Engine
import Frames
import Testing

@testable import Browser

/// What is shown of items that come from shops, and what shops have changed.
@Suite struct ShopsTests {
    private func shopper(_ columns: Int = 120, _ rows: Int = 40) -> Shopper { Shopper(columns, rows, isVisited: true) }

    @Test func aBadgeSaysOneThing() {
        func badge(_ offer: ItemOffer?) -> String? {
            var item = ItemSummary(id: "1", picture: nil)
            item.offer = offer
            return Badge(item)?.text
        }
        #expect(badge(nil) == nil && badge(ItemOffer()) == nil)
        #expect(badge(ItemOffer(isNew: true)) == "new" && badge(ItemOffer(priceDrop: 19.6)) == "-20%")
        #expect(badge(ItemOffer(priceDrop: -10)) == nil && badge(ItemOffer(priceDrop: 0.2)) == nil)
        #expect(badge(ItemOffer(isBack: true)) == "back" && badge(ItemOffer(isBack: true, priceDrop: 20)) == "-20%")
        #expect(badge(ItemOffer(isNew: true, isAvailable: false)) == "sold out")
        #expect(badge(ItemOffer(isGone: true, isAvailable: false, priceDrop: 50)) == "gone")
    }

    @Test func badgesStandBesidePrices() {
        let screen = shopper().screen
        #expect(screen.contains("€13.90 new") && screen.contains("€14.90 -20%") && screen.contains("sold out") && screen.contains("gone"))
        #expect(!screen.contains("EUR"))
    }

    @Test func theItemScreenTellsOfSizesDaysAndPrices() {
        var shopper = shopper()
        shopper.press(.enter)
        let screen = shopper.screen
        #expect(screen.contains("S–  M✓  L✓  XL–") && screen.contains("cats, glasses, cotton"))
        #expect(screen.contains("26 November 2026") && screen.contains("27 November 2026"))
        #expect(screen.contains("€25.50") && screen.contains("€22.50") && screen.contains("20 Nov") && screen.contains("▔▁"))
        #expect(!screen.contains("price drop") && !screen.contains("currency"))
    }

    @Test func furtherPicturesAreFetchedWhenTheyAreLookedAt() {
        var shopper = shopper()
        shopper.press(.enter)
        #expect(shopper.screen.contains("picture 1 of 3") && !shopper.effects.contains { if case .loadFurtherPicture = $0 { true } else { false } })
        shopper.press(.character("."))
        #expect(shopper.screen.contains("picture 2 of 3"))
        #expect(
            shopper.frame.placements.contains {
                $0.picture == .item(PictureName(item: "8750013", fingerprint: "https://shop.example/0-1.jpg"), zoom: .garment)
            })
        shopper.press(.character("."))
        #expect(shopper.screen.contains("This picture cannot be had.") && shopper.screen.contains("no such host"))
        shopper.press(.character("."), .character(","))
        #expect(shopper.screen.contains("picture 3 of 3"))
        // One that is there is not asked for again, one that could not be had is.
        let asked = shopper.effects.compactMap { if case .loadFurtherPicture(let address, _) = $0 { address } else { nil } }
        #expect(asked == ["https://shop.example/0-1.jpg", "https://shop.example/0-2.jpg", "https://shop.example/0-2.jpg"])
        // Another item begins with its front.
        shopper.press(.right)
        #expect(shopper.screen.contains("picture 1 of 3"))
    }

    @Test func aPictureThatIsLateComesWhenItComes() {
        var shopper = shopper()
        shopper.answers = { if case .loadFurtherPicture = $0 { false } else { true } }
        shopper.press(.enter, .character("."))
        #expect(shopper.screen.contains("on its way"))
        // Elsewhere by then: nothing happens, and nothing breaks.
        shopper.press(.right)
        shopper.answerPending()
        #expect(shopper.screen.contains("picture 1 of 3"))
    }

    @Test func newsAreAWalkThroughWhatChanged() {
        var shopper = shopper()
        shopper.press(.character("i"))
        #expect(shopper.screen.contains("since yesterday") && shopper.cursor == shopper.shop.item(1).id)
        shopper.press(.down, .right, .space)
        #expect(shopper.cursor == shopper.shop.item(7).id && shopper.likes == [shopper.shop.item(7).id])
        // What it cost before gives way to what it costs.
        #expect(shopper.screen.contains("€14.90 -20%") && !shopper.screen.contains("was €25.00"))
        shopper.press(.tab, .tab)
        #expect(shopper.cursor == shopper.shop.item(4).id)
        shopper.press(.tab, .end)
        #expect(shopper.cursor == shopper.shop.item(146).id)
        shopper.press(.enter)
        #expect(shopper.state.screen == .item && shopper.state.shownItem?.id == shopper.shop.item(146).id)
        shopper.press(.escape, .escape)
        #expect(shopper.state.screen == .shop)
    }

    @Test(arguments: [(40, 8), (40, 12), (60, 20), (80, 24), (200, 60)]) func newsKeepTheirCursorWhateverTheSize(columns: Int, rows: Int) {
        var shopper = shopper()
        shopper.type(":news\r")
        shopper.press(.down, .right, .down, .down)
        shopper.resize(columns, rows)
        expectInvariants(shopper.state, "news at \(columns)x\(rows)")
        #expect(shopper.cursor != nil)
        for key in [Key.pageDown, .up, .up, .up, .pageDown, .left, .end, .down, .home] {
            shopper.press(key)
            expectInvariants(shopper.state, "news at \(columns)x\(rows)")
        }
        shopper.take(.news(CatalogNews(since: "yesterday")))
        expectInvariants(shopper.state, "no news")
        #expect(shopper.cursor == nil && (shopper.screen.contains("Nothing has changed") || rows < 10))
        shopper.take(.news(CatalogNews()))
        #expect(shopper.screen.contains("News begins with the second visit.") || rows < 10)
    }

    @Test func newsAreSaidOnceWhenTheCatalogIsOpened() {
        var shopper = shopper()
        shopper.take(.news(shopper.shop.news))
        #expect(shopper.screen.contains("30 new, 6 cheaper, 2 back in stock, 1 gone since yesterday"))
        for _ in 0..<40 { shopper.take(.tick) }
        shopper.take(.news(shopper.shop.news))
        #expect(!shopper.screen.contains("since yesterday"))
    }

    @Test func aVisitShowsHowFarItIsAndWhatCameOfIt() {
        var shopper = shopper()
        shopper.type(":fetch tees.example\r")
        #expect(shopper.effects.contains(.visit(address: "tees.example")) && shopper.screen.contains("fetching"))
        shopper.take(.visiting(VisitProgress(shop: "tees.example", listed: 12, pictures: 10, done: 5, isListed: true)))
        #expect(shopper.screen.contains("fetching 50%"))
        shopper.type(":fetch\r")
        #expect(shopper.screen.contains("one at a time") && !shopper.effects.contains(.visit(address: nil)))
        var summary = shopper.shop.summary
        summary.count += 3
        shopper.take(.visited("tees.example: 3 new · :news", attention: false, summary))
        #expect(
            shopper.screen.contains("tees.example: 3 new") && !shopper.screen.contains("fetching") && shopper.state.catalog.count == summary.count)
        shopper.type(":fetch\r")
        #expect(shopper.effects.contains(.visit(address: nil)))
    }

    @Test func conditionsAboutShopsAreOffered() {
        var shopper = shopper()
        shopper.type(":where is ")
        #expect(shopper.screen.contains("is new  is back  is gone  is sold out"))
        var plain = Shopper(120, 40)
        plain.type(":where is ")
        #expect(!plain.screen.contains("is new"))
    }

    @Test func aPriceLineIsAsLongAsItsPricesHeld() {
        func step(_ seconds: Double, _ price: Double) -> PriceStep {
            PriceStep(time: .init(timeIntervalSince1970: seconds), day: "2026-11-27", price: price, text: "\(price)")
        }
        #expect(PriceLine([step(0, 10), step(100, 10)], columns: 20) == nil && PriceLine([], columns: 20) == nil)
        #expect(PriceLine([step(0, 10), step(50, 20), step(100, 20)], columns: 8) == nil)
        #expect(
            PriceLine([step(0, 10), step(50, 20), step(100, 20)], columns: 20)?.line == String(repeating: "▁", count: 9)
                + String(repeating: "▔", count: 11))
        // The change of the latest visit is seen.
        #expect(PriceLine([step(0, 20), step(100, 10)], columns: 20)?.line.hasSuffix("▔▁▁▁") == true)
    }
}
