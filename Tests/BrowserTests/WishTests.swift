import Engine
import Frames
import Taste
import Testing

@testable import Browser

/// Words in the basket.
@Suite struct WishTests {
    private let cat = Wish.id(of: "cat")

    @Test func theWordsThatOrderTheShopBecomeAWish() {
        var shopper = Shopper(120, 40)
        shopper.type("wcat\rW")
        #expect(shopper.likes == [cat] && shopper.screen.contains("♥ 1") && shopper.state.shop.listing.order == .words("cat"))
        shopper.press(.character("W"))
        #expect(shopper.likes.isEmpty && shopper.screen.contains("“cat” · taken back"))
        shopper.press(.character("u"))
        #expect(shopper.likes == [cat] && shopper.screen.contains("Undone: end of the wish for “cat”"))
        shopper.press(.control("r"))
        #expect(shopper.likes.isEmpty)
    }

    @Test func withoutAnOrderByWordsTheyAreAskedFor() {
        var shopper = Shopper(120, 40)
        shopper.type("Wcat")
        #expect(shopper.state.shop.listing.order == .words("cat") && shopper.screen.contains("Enter puts the words into the basket"))
        shopper.press(.enter)
        #expect(shopper.likes == [cat] && shopper.state.shop.listing == Listing(), "the shop is as it was")
        shopper.type("Wcat\r")
        #expect(shopper.likes == [cat] && shopper.screen.contains("is in the basket already"))
        shopper.type("Wxyzzy\r")
        #expect(shopper.likes == [cat] && shopper.screen.contains("“xyzzy”: did you mean"))
        shopper.press(.escape)
        shopper.type("bW")
        shopper.type("navy\r")
        #expect(shopper.likes == [cat, Wish.id(of: "navy")] && shopper.state.screen == .basket)
        shopper.type(":wish rocket\r")
        #expect(shopper.likes.count == 3)
    }

    @Test func aWishIsATileWithAWeight() {
        var shopper = Shopper(120, 40)
        shopper.press(.space)
        let words = "sailing boat -stripes" + String(repeating: " and whatever else one may think of", count: 8)
        shopper.type(":wish \(words)\r")
        shopper.press(.character("b"), .right)
        #expect(shopper.cursor?.hasPrefix("words: sailing") == true)
        let screen = shopper.screen
        #expect(screen.contains("“sailing boat") && screen.contains("…") && screen.contains("wish") && screen.contains("♥ 2"))
        #expect(!shopper.effects.contains { if case .loadPictures(let wanted) = $0 { wanted.contains { $0.key == .file("") } } else { false } })
        #expect(screen.contains("Space unlike") && screen.contains("Enter shop by it"))
        shopper.press(.character("+"))
        #expect(shopper.state.basket.weight(of: shopper.likes[1]) == 1.5 && shopper.screen.contains("×1.5"))
        expectInvariants(shopper.state, "a wish with a weight")
        shopper.press(.character("y"))
        #expect(shopper.effects.last == .copy(words))
        shopper.press(.character("o"))
        #expect(shopper.state.notice?.text.contains("has no page on the web") == true)
        shopper.press(.character("x"))
        #expect(shopper.likes.count == 1)
        shopper.press(.character("u"), .right, .enter)
        // Enter shows what is near to it.
        #expect(shopper.state.screen == .shop && shopper.state.shop.listing.order.words?.hasPrefix("sailing boat") == true)
    }

    @Test func aWeightHasBounds() {
        var shopper = Shopper(120, 40)
        shopper.type(":wish cat\rb--")
        #expect(shopper.state.basket.weight(of: cat) == 0.5 && shopper.screen.contains("weighs 0.5 already, the least there is"))
        shopper.press(.character("+"), times: 10)
        #expect(shopper.state.basket.weight(of: cat) == 5 && shopper.screen.contains("weighs 5.0 already, the most there is"))
    }

    @Test func aLargeBasketAsksForWhatShows() {
        let entries = (0..<1500).map { Basket.Entry(item: Wish.id(of: "cat \($0)")) }
        var shopper = Shopper(120, 40, baskets: BasketBook.Contents(baskets: [Basket(name: "a", entries: entries)]))
        shopper.press(.character("b"))
        func asked() -> Int { shopper.effects.count { if case .readWords = $0 { true } else { false } } }
        let first = asked()
        #expect(first > 0 && first < 100)
        shopper.press(.right, .left)
        #expect(asked() == first)
    }

    @Test func theGhostOfWordsAloneIsTheWords() {
        var shopper = Shopper(120, 40)
        shopper.type(":wish cat\r")
        #expect(shopper.screen.contains("“cat”") && shopper.screen.contains("1 wish"))
        #expect(!shopper.frame.placements.contains { if case .ghost = $0.picture { true } else { false } })
        expectInvariants(shopper.state, "words alone")
        shopper.press(.space)
        #expect(
            shopper.frame.placements.contains { if case .ghost(let ghost) = $0.picture { ghost.parts.map(\.item) == ["8750013"] } else { false } })
    }

    @Test func reasonsNameTheWords() {
        var shopper = Shopper(160, 45)
        shopper.press(.space)
        shopper.type(":wish cat\r")
        var rankings = shopper.shop.rankings(shopper.state.panelQuery!)
        rankings[0].matches[0].because = [Match.Reason(id: cat, share: 0.6), Match.Reason(id: "8750013", share: 0.4)]
        shopper.answers = { if case .search = $0 { false } else { true } }
        shopper.press(.character("m"), .tab)
        guard case .search(let purpose, let generation, _)? = shopper.pending.last else { return #expect(Bool(false), "no search") }
        shopper.take(.found(purpose, generation, rankings))
        #expect(shopper.screen.contains("because of 60% “cat”, 40% Navy tee, sleeping cat"))
    }

    @Test func whatTheEncoderDoesNotUnderstandIsSaid() {
        let baskets = BasketBook.Contents(baskets: [Basket(name: "a", entries: [.init(item: cat), .init(item: Wish.id(of: "xyzzy"))])])
        var shopper = Shopper(120, 40, baskets: baskets)
        shopper.press(.character("b"))
        #expect(shopper.screen.contains("not understood") && !shopper.screen.contains("“cat” ♥ · wish ·"))
        shopper.press(.right)
        #expect(shopper.screen.contains("“xyzzy” ♥ · wish · “xyzzy” is not known"))
        var other = Shopper(120, 40, baskets: baskets, knowsWords: false)
        other.press(.character("b"))
        #expect(other.screen.contains("“cat” ♥ · wish · not understood by vitrine-tee"))
        expectInvariants(other.state, "not understood")
        // An item of that very ID comes first.
        let item = ItemSummary(id: cat, picture: nil, title: "Words on a tee")
        other.take(.known([item], of: [cat]))
        #expect(other.screen.contains("Words on a tee ♥"))
    }

    @Test(arguments: GoldenTests.sizes) func aBasketOfLikesAndWishes(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows)
        shopper.press(.space, .right, .right, .space)
        shopper.type(":wish sailing boat\r:wish a cat with glasses on a navy tee -stripes, or a rocket to the moon and back again\r")
        shopper.press(.character("b"), .right, .right, .character("+"))
        for _ in 0..<20 { shopper.take(.tick) }
        expectGolden(shopper.screen, "basket-with-wishes-\(size.columns)x\(size.rows)")
        expectInvariants(shopper.state, "wishes at \(size)")
    }

    @Test(arguments: GoldenTests.sizes) func thePrompt(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows)
        shopper.type("wsailing boat -stripes")
        expectGolden(shopper.screen, "words-\(size.columns)x\(size.rows)")
        expectInvariants(shopper.state, "words at \(size)")
    }

    @Test func twoBrowsersShareWishes() {
        let before = BasketBook.Contents(baskets: [Basket(name: "a", entries: [.init(item: "1")])])
        var mine = before, theirs = before
        mine.baskets[0].toggleLike(cat)
        theirs.baskets[0].toggleLike(Wish.id(of: "boat"))
        let stored = BasketChange(from: before, to: mine).applied(to: theirs)
        #expect(Set(stored.baskets[0].entries.map(\.item)) == ["1", cat, Wish.id(of: "boat")])
        var shopper = Shopper(120, 40, baskets: mine)
        shopper.take(.baskets(BasketChange(from: before, to: theirs)))
        shopper.press(.character("b"))
        #expect(shopper.likes.count == 3 && shopper.screen.contains("“boat”") && shopper.screen.contains("“cat”"))
    }
}
