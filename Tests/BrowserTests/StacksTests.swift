import Engine
import Foundation
import Frames
import Testing

@testable import Browser

/// One tile for each design.
@Suite struct StacksTests {
    private func shopper(_ columns: Int = 190, _ rows: Int = 54, items: Int = 90) -> Shopper {
        Shopper(columns, rows, items: items, designSize: 3)
    }

    @Test func theFirstOfADesignStandsForAll() {
        let shopper = shopper()
        #expect(shopper.state.shop.count == 30 && shopper.state.shop.items == 90)
        #expect(shopper.screen.contains("90 T-shirts") && shopper.screen.contains("on 30 tiles"))
        #expect(shopper.screen.contains("3 colours") && shopper.screen.contains("+2 alike"))
    }

    @Test func aKeyOpensAStackInPlaceAndClosesItAgain() {
        var shopper = shopper()
        shopper.press(.right, .right, .character("v"))
        #expect(shopper.state.shop.count == 32 && shopper.cursor == PlainShop.id(6), "the cursor stays on its item")
        shopper.press(.right)
        #expect(shopper.cursor == PlainShop.id(7) && shopper.state.shopItem?.stack?.place == 2)
        #expect(shopper.screen.contains("2 of 3") || shopper.screen.contains("2/3"))
        shopper.press(.right, .right)
        #expect(shopper.cursor == PlainShop.id(9), "behind the others the shop goes on")
        shopper.press(.left, .character("v"))
        #expect(shopper.state.shop.count == 30 && shopper.cursor == PlainShop.id(6), "the tile that stands for it")
        #expect(shopper.state.shop.listing == Listing())
    }

    @Test func foldingIsSwitchedOffAndOnAndKept() throws {
        var shopper = shopper()
        shopper.press(.right, .right)
        shopper.type("V")
        #expect(shopper.state.shop.count == 90 && shopper.cursor == PlainShop.id(6) && !shopper.screen.contains("3 colours"))
        let stored = try JSONDecoder().decode(Session.self, from: JSONEncoder().encode(shopper.state.session))
        #expect(!stored.listing.isFolded && stored == shopper.state.session)
        shopper.type("v")
        #expect(shopper.state.notice?.text.contains("V folds") == true)
        shopper.type(":stacks on\r")
        #expect(shopper.state.shop.count == 30 && shopper.state.shop.listing == Listing())
        shopper.type(":stacks perhaps\r")
        #expect(shopper.state.notice?.text == "Choose from on, off.")
    }

    @Test func aSessionFromBeforeThereWereStacksIsFolded() throws {
        let text =
            #"{"listing":{"order":{"shop":{}},"filter":"price < 20"},"position":3,"metric":"cosine","taste":{"mode":"best","diversity":0,"balance":0},"showsPrint":false}"#
        let session = try JSONDecoder().decode(Session.self, from: Data(text.utf8))
        #expect(session.listing == Listing(filter: "price < 20") && session.listing.isFolded)
    }

    /// Whatever is liked of a stack, its tile has the heart, and the line below says which it is.
    @Test func theTileHasTheMarkOfAnyOfThem() {
        var shopper = shopper()
        shopper.type("vl v")
        #expect(shopper.likes == [PlainShop.id(1)] && shopper.cursor == PlainShop.id(0))
        #expect(shopper.state.shopItem.flatMap(shopper.state.mark) == .like && shopper.state.basket.mark(of: PlainShop.id(0)) == nil)
        #expect(shopper.screen.split(separator: "\n").suffix(2).joined().contains("♥ white") || shopper.screen.contains("· ♥ "))
        shopper.type("x")
        #expect(shopper.state.shopItem.flatMap(shopper.state.mark) == .pass, "its own counts more")
        shopper.type("xu")
        #expect(shopper.state.shopItem.flatMap(shopper.state.mark) == .pass)
        shopper.type("uu")
        #expect(shopper.state.shopItem.flatMap(shopper.state.mark) == nil)
    }

    @Test func openTilesHaveOnlyTheirOwnMark() {
        var shopper = shopper()
        shopper.type("vl h")
        #expect(shopper.state.shopItem?.stack?.place == 1 && shopper.state.shopItem.flatMap(shopper.state.mark) == nil)
    }

    @Test func narrowingKeepsWhatIsFoldedAndSoDoesEscape() {
        var shopper = shopper()
        shopper.type("V/fox\r")
        #expect(!shopper.state.shop.listing.isFolded && shopper.state.shop.listing.text == "fox")
        shopper.press(.escape)
        #expect(shopper.state.shop.listing == Listing().folded(false) && shopper.state.shop.count == 90)
    }

    @Test func theItemScreenGoesThroughTheColours() {
        var shopper = shopper()
        shopper.press(.right, .enter)
        #expect(shopper.state.itemScreen.variants[PlainShop.id(3)]?.count == 3 && shopper.screen.contains("looks like"))
        shopper.type("v")
        #expect(shopper.state.shownItem?.id == PlainShop.id(4))
        shopper.type("vv")
        #expect(shopper.state.shownItem?.id == PlainShop.id(3))
        shopper.press(.escape)
        #expect(shopper.state.screen == .shop && shopper.cursor == PlainShop.id(3))
    }

    @Test func whatIsAloneSaysSo() {
        var shopper = Shopper(120, 40)
        shopper.type("v")
        #expect(shopper.state.shop.listing == Listing() && shopper.state.notice?.text == "There is no other T-shirt of this design here.")
        shopper.press(.enter)
        shopper.type("v")
        #expect(shopper.state.notice?.text == "There is no other T-shirt of this design.")
    }

    /// Everything else on the way: no answer to one question is taken for that to another.
    @Test func foldingWaitsForNothing() {
        var shopper = shopper()
        shopper.answers = { if case .fold = $0 { false } else { true } }
        shopper.type("v")
        #expect(shopper.state.shop.count == 30)
        shopper.type("V")
        #expect(shopper.state.shop.count == 90 && !shopper.state.shop.listing.isFolded, "the later one counts")
        shopper.answerPending()
        #expect(shopper.state.shop.count == 90 && !shopper.state.shop.listing.isFolded)
    }

    @Test func neighboursFoldAsTheShopDoes() {
        var shopper = shopper()
        shopper.press(.space)
        #expect(shopper.state.panelQuery?.foldsStacks == true && shopper.state.panelMatches.contains { $0.item.stack != nil })
        shopper.type("V")
        #expect(shopper.state.panelQuery?.foldsStacks == false && shopper.state.panelMatches.allSatisfy { $0.item.stack == nil })
        shopper.type("V")
        shopper.press(.tab)
        shopper.type("v")
        #expect(shopper.state.notice?.text.hasPrefix("Enter looks at it closely; v there") == true)
    }

    /// Labels are as long as there is room, and nothing else is lost for them.
    @Test(arguments: [(40, 12), (60, 20), (80, 24), (100, 30), (190, 54)]) func labelsFit(columns: Int, rows: Int) {
        for visited in [false, true] {
            var shopper = Shopper(columns, rows, items: 90, isVisited: visited, designSize: 3)
            for keys in ["", "v", "l v", "-", "--", "++", "\t"] {
                shopper.type(keys)
                expectInvariants(shopper.state, "\(keys) at \(columns)x\(rows)")
            }
        }
    }
}
