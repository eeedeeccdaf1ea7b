import Engine
import Frames
import Pictures
import Saliency
import Taste
import Testing

@testable import Browser

/// Pictures tinted where they are alike.
@Suite struct TintingTests {
    private let key = Key.character("t")

    /// A shopper with a like, the neighbours of which owe to it.
    private func shopper(_ columns: Int = 160, _ rows: Int = 45, because: String = PlainShop.id(0), wish: String? = nil) -> Shopper {
        var shopper = Shopper(columns, rows)
        if let wish { shopper.type(":wish \(wish)\r") }
        shopper.answers = { if case .search = $0 { false } else { true } }
        shopper.press(.space)
        guard case .search(let purpose, let generation, let query)? = shopper.pending.last else { return shopper }
        var rankings = shopper.shop.rankings(query)
        for place in rankings[0].matches.indices { rankings[0].matches[place].because = [Match.Reason(id: because, share: 1)] }
        shopper.answers = { _ in true }
        shopper.take(.found(purpose, generation, rankings))
        return shopper
    }

    /// The IDs of the tinted pictures on the screen, and the parts that they are tinted by.
    private func tinted(_ shopper: Shopper) -> [String] {
        shopper.frame.placements.compactMap { placement in
            guard case .tinted(.item(let name, _), let map, _) = placement.picture else { return nil }
            return name.item + " " + (map.part ?? "overall")
        }
    }

    private func questions(_ shopper: Shopper) -> [[AlikeQuestion]] {
        shopper.effects.compactMap { if case .whereAlike(let questions) = $0 { questions } else { nil } }
    }

    @Test func theNeighborAndItsLikeAreTintedByEachPartInTurn() throws {
        var shopper = shopper()
        shopper.press(.tab)
        let neighbor = try #require(shopper.cursor), like = PlainShop.id(0)
        #expect(tinted(shopper).isEmpty && questions(shopper).isEmpty && shopper.screen.contains("your ghost"))
        for aspect in ["overall", "print", "garment"] {
            shopper.press(key)
            let shown = tinted(shopper)
            #expect(Set(shown) == [neighbor + " " + aspect, like + " " + aspect])
            #expect(shopper.state.notice?.text.contains(aspect) == true && shopper.screen.contains("you liked"))
            expectInvariants(shopper.state, aspect)
        }
        #expect(shopper.state.details(shopper.state.selection!).contains { $0.text == "· alike in garment 0.25" })
        shopper.press(key)
        #expect(tinted(shopper).isEmpty && shopper.screen.contains("your ghost"))
        // All parts come with one answer, and the second question is about the neighbour.
        let asked = questions(shopper)
        #expect(asked.map { $0.map(\.item) } == [[neighbor, like]])
        #expect(asked[0][0].query.subject == .ghost(shopper.state.basket) && asked[0][1].query.subject == .item(neighbor))
    }

    @Test func theCursorTakesTheTintAlongAndNothingIsAskedTwice() throws {
        var shopper = shopper()
        shopper.press(.tab, key)
        let first = try #require(shopper.cursor)
        shopper.answers = { if case .whereAlike = $0 { false } else { true } }
        shopper.press(.right)
        let second = try #require(shopper.cursor)
        #expect(first != second && tinted(shopper).isEmpty && shopper.screen.contains("alike overall …"))
        // The former question is given up for that of the next.
        shopper.press(.right)
        #expect(questions(shopper).count == 3 && questions(shopper)[1][0].item == second)
        shopper.answers = { _ in true }
        shopper.press(.left, .left)
        #expect(shopper.cursor == first && tinted(shopper).contains(first + " overall"))
        let count = questions(shopper).filter { !$0.isEmpty }.count
        shopper.press(.right, .left)
        #expect(questions(shopper).filter { !$0.isEmpty }.count == count)
    }

    @Test func onTheItemScreenTheItemIsTintedToo() throws {
        var shopper = shopper()
        shopper.press(.right, .enter, .down, key)
        let neighbor = try #require(shopper.cursor), item = try #require(shopper.state.shownItem?.id)
        #expect(Set(tinted(shopper)) == [neighbor + " overall", item + " overall"])
        #expect(questions(shopper)[0][0].query.subject == .item(item))
        expectInvariants(shopper.state, "item")
        shopper.press(.up)
        #expect(tinted(shopper) == [item + " overall"])
    }

    @Test func compareAndBasketTintTheirNeighbors() throws {
        var shopper = shopper()
        shopper.press(key, .character("c"))
        let compared = try #require(shopper.cursor)
        #expect(tinted(shopper).contains(compared + " overall"))
        // Over the like the same, beside its metric.
        #expect(Set(tinted(shopper)) == [compared + " overall", PlainShop.id(0) + " overall"] && shopper.screen.contains("you liked"))
        expectInvariants(shopper.state, "compare")
        shopper.press(.escape, .character("b"), .tab)
        let neighbor = try #require(shopper.cursor)
        #expect(shopper.state.isBasketPanelFocused && tinted(shopper).contains(neighbor + " overall"))
        expectInvariants(shopper.state, "basket")
    }

    @Test func wordsHaveNoPictureToTint() throws {
        var shopper = shopper(because: Wish.id(of: "cat"), wish: "cat")
        shopper.press(.tab, key)
        #expect(Set(tinted(shopper)).count == 1 && questions(shopper)[0].count == 1 && !shopper.screen.contains("liked"))
        // The words themselves, in the basket.
        shopper.press(.character("b"))
        #expect(shopper.state.currentItem?.words == "cat" && tinted(shopper).isEmpty)
    }

    @Test func whyItCannotBeShownIsSaidOnce() throws {
        var shopper = shopper()
        shopper.answers = { if case .whereAlike = $0 { false } else { true } }
        func refuse() {
            guard case .whereAlike(let questions)? = shopper.pending.last else { return }
            for question in questions { shopper.take(.alike(question, .failure(PictureFailure("the vectors by x were imported")))) }
        }
        shopper.press(.tab, key)
        refuse()
        #expect(shopper.screen.contains("The vectors by x were imported") && !shopper.screen.contains("alike overall"))
        shopper.press(.right)
        refuse()
        #expect(!shopper.screen.contains("were imported"))
        shopper.press(key, key, key, key)
        refuse()
        #expect(shopper.screen.contains("The vectors by x were imported"), "it is tried anew")
    }

    @Test func withoutLikesThereIsNothingToBeLike() {
        var shopper = Shopper(120, 40)
        shopper.press(key)
        #expect(shopper.screen.contains("Like something first") && questions(shopper).isEmpty && shopper.state.tinting.aspect == nil)
    }

    @Test func aVerbChoosesThePart() throws {
        var shopper = shopper()
        shopper.press(.tab)
        let neighbor = try #require(shopper.cursor)
        shopper.type(":tint print\r")
        #expect(tinted(shopper).contains(neighbor + " print"))
        shopper.type(":tint off\r")
        #expect(tinted(shopper).isEmpty)
        shopper.type(":tint\r")
        #expect(tinted(shopper).contains(neighbor + " overall"))
    }

    @Test func anotherCatalogIsAskedAnew() {
        var shopper = shopper()
        shopper.press(.tab, key)
        let count = questions(shopper).count
        shopper.take(.catalog(count: 11_556, generation: 7, progress: nil))
        #expect(questions(shopper).count > count)
    }
}

/// Where pictures are alike, in words.
@Suite struct AlikeWordsTests {
    private func place(_ shares: [Float], similarity: Float = 0.62, seen: Window) -> String? {
        let map = SimilarityMaps.Map(part: "print", similarity: similarity, heat: HeatMap(width: 7, height: 7, shares: shares))
        return SimilarityMaps(method: .occlusion, seen: seen, maps: [map]).placeWords(map)
    }

    private func shares(_ hot: (Int, Int) -> Bool) -> [Float] { (0..<49).map { hot($0 % 7, $0 / 7) ? 1 : 0 } }

    @Test func whereMostOfItLiesIsSaid() {
        #expect(place(shares { $0 == 3 && $1 == 1 }, seen: .all) == "most of all in the upper middle")
        #expect(place(shares { $0 < 3 && (2...4).contains($1) }, seen: .all) == "most of all on the left")
        #expect(place(shares { (2...4).contains($0) && (2...4).contains($1) }, seen: .all) == "most of all in the middle")
        #expect(place(shares { $0 > 3 && $1 > 3 }, seen: .all) == "most of all in the lower right")
        // A map of the lower half.
        #expect(place(shares { $0 == 6 && $1 == 6 }, seen: Window(x: 0, y: 0.5, width: 1, height: 0.5)) == "most of all in the lower right")
    }

    @Test func whatCannotBeSaidHonestlyIsNot() {
        #expect(place(shares { _, _ in true }, seen: .all) == "all over")
        #expect(place(shares { $0 == 3 && $1 == 1 }, similarity: 0.1, seen: .all) == nil)
        #expect(place(shares { _, _ in false }, seen: .all) == nil)
    }

    /// A like is like itself wherever one looks, so it is compared with the others.
    @Test func aLikeIsComparedWithTheOtherLikes() throws {
        var shopper = Shopper(120, 40)
        shopper.press(.space, .character("b"), .character("t"))
        #expect(shopper.screen.contains("This is your only like"))
        shopper.press(.escape, .right, .space, .character("b"))
        let asked = shopper.effects.compactMap { if case .whereAlike(let questions) = $0 { questions } else { nil } }.last
        let liked = try #require(shopper.cursor), other = try #require(shopper.likes.first { $0 != liked })
        guard case .ghost(let basket)? = asked?.first?.query.subject else { return #expect(Bool(false), "nothing is asked") }
        #expect(asked?.first?.item == liked && basket.liked.map(\.item) == [other])
        #expect(shopper.screen.contains("to the other likes"))
        expectInvariants(shopper.state, "basket")
    }
}
