import Engine
import Frames
import Testing

@testable import Browser

/// Ticking attributes.
@Suite struct FacetsTests {
    private func filtering(_ columns: Int = 120, _ rows: Int = 40, session: Session = Session()) -> Shopper {
        var shopper = Shopper(columns, rows, session: session)
        shopper.press(.character("f"))
        return shopper
    }

    private func filter(_ shopper: Shopper) -> String? { shopper.state.shop.listing.filter }

    @Test func whatIsTickedIsTheFilter() {
        var shopper = filtering()
        shopper.press(.tab, .space)
        #expect(filter(shopper) == "colour = 'navy'" && shopper.screen.contains("[x] navy"))
        shopper.press(.down, .space)
        #expect(filter(shopper) == "colour in ('navy', 'white')" && shopper.screen.contains("where colour in ('navy', 'white')"))
        shopper.press(.tab, .space)
        #expect(filter(shopper) == "colour in ('navy', 'white') and [cut-off] = 'S'")
        shopper.press(.space, .backTab, .up, .space)
        #expect(filter(shopper) == "colour = 'white'")
        shopper.press(.character("X"))
        #expect(filter(shopper) == nil)
        shopper.press(.space, .right, .space, .character("x"), .enter)
        #expect(filter(shopper) == "colour = 'navy'" && shopper.state.screen == .shop)
        #expect(shopper.state.session.listing.filter == "colour = 'navy'")
        // One step back undoes it, whatever number of ticks it was.
        shopper.press(.character("'"))
        #expect(filter(shopper) == nil)
    }

    @Test func theShopSaysTicksAsAPersonWould() throws {
        var shopper = filtering(200, 60)
        shopper.press(.tab, .space, .down, .space, .backTab, .right, .right, .enter)
        #expect(shopper.state.screen == .shop && shopper.screen.contains("from 14 · navy or white") && !shopper.screen.contains("where price"))
        // The condition itself is where conditions are typed.
        shopper.type(":where ")
        shopper.press(.tab)
        #expect(shopper.state.prompt?.text == "where price >= 14 and colour in ('navy', 'white')")
        shopper.press(.escape)
        // The next session says it alike, and one that is typed as it was typed.
        #expect(Shopper(200, 60, session: shopper.state.session).screen.contains("from 14 · navy or white"))
        shopper.type(":where colour = 'red'\r")
        #expect(shopper.screen.contains("where colour = 'red'"))
        let facet = Facet(
            name: "sizes", literal: "sizes", content: .values([.init(text: "M", literal: "'M'", count: 1, isTicked: true)], more: 0))
        #expect(Facets(facets: [facet], count: 1, rest: "title contains 'tee'").words == ["sizes M", "title contains 'tee'"])
    }

    @Test func arrowsMoveTheLimits() {
        var shopper = filtering()
        shopper.press(.right, .right)
        #expect(filter(shopper) == "price >= 14" && shopper.screen.contains("from 14"))
        shopper.press(.down, .left)
        #expect(filter(shopper) == "price >= 14 and price < 28" && shopper.screen.contains("below 28"))
        // They meet, but do not pass each other.
        shopper.press(.left, times: 40)
        #expect(filter(shopper) == "price >= 14 and price < 15")
        shopper.press(.right, times: 40)
        shopper.press(.up)
        shopper.press(.left, times: 40)
        #expect(filter(shopper) == nil)
    }

    @Test func whatCannotBeTickedStays() {
        var session = Session()
        session.listing.filter = "colour = 'navy' and title contains cat"
        var shopper = filtering(session: session)
        #expect(shopper.screen.contains("also title contains cat"))
        shopper.press(.tab, .space)
        #expect(filter(shopper) == "title contains cat")
        shopper.press(.down, .space, .character("X"))
        #expect(filter(shopper) == "title contains cat")
    }

    /// Values stay where they are while others are ticked.
    @Test func nothingMovesUnderTheCursor() {
        var shopper = filtering()
        shopper.press(.tab, .down, .down, .space)
        #expect(filter(shopper) == "colour = 'black'")
        let texts = { (shopper: Shopper) -> [String] in
            guard case .values(let values, _) = shopper.state.facets[1].content else { return [] }
            return values.map(\.text)
        }
        #expect(texts(shopper).prefix(3) == ["navy", "white", "black"])
        shopper.press(.escape, .character("f"))
        #expect(texts(shopper).prefix(2) == ["black", "navy"])
    }

    @Test func aClickTicks() throws {
        var shopper = filtering()
        let lines = shopper.screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let row = try #require(lines.firstIndex { $0.contains("[ ] white") })
        let column = try #require(lines[row].range(of: "[ ] white")).lowerBound
        shopper.click(lines[row].distance(from: lines[row].startIndex, to: column) + 1, row)
        #expect(filter(shopper) == "colour = 'white'")
    }

    /// Counts of a filter that another has overtaken are not shown.
    @Test func lateCountsAreNotTaken() {
        var shopper = filtering()
        shopper.answers = { if case .loadFacets = $0 { false } else { true } }
        shopper.press(.tab, .space, .down, .space)
        let late = Facets(facets: [], count: 1)
        shopper.take(.facets(late, of: Listing(filter: "colour = 'navy'")))
        #expect(shopper.state.facets.count == 4)
        shopper.answerPending()
        #expect(shopper.state.facetsScreen.facets?.filter == "colour in ('navy', 'white')")
    }

    @Test(arguments: [(1, 1), (10, 3), (24, 8), (40, 12), (80, 24), (300, 90)]) func itFitsEverywhere(_ columns: Int, _ rows: Int) {
        var shopper = filtering(columns, rows)
        for key in [Key.tab, .down, .space, .pageDown, .end, .tab, .tab, .right, .left] {
            shopper.press(key)
            expectInvariants(shopper.state, "\(key) at \(columns)x\(rows)")
        }
    }

    /// A filter of before whose column is gone.
    @Test func whatCannotBeCountedCanBeLetGoOf() {
        var session = Session()
        session.listing.filter = "colr = 'navy'"
        var shopper = Shopper(120, 40, session: session)
        shopper.answers = { if case .loadFacets(let listing, _) = $0 { listing.filter == nil } else { true } }
        shopper.press(.character("f"))
        shopper.take(.failed(0, "no item has colr"))
        #expect(shopper.screen.contains("cannot be counted"))
        shopper.press(.character("X"))
        #expect(filter(shopper) == nil && shopper.screen.contains("[ ] navy"))
    }

    @Test func onlyWhatIsNearEnoughIsKept() {
        var shopper = Shopper(120, 40)
        shopper.type(":within 0.4\r")
        #expect(shopper.state.shop.listing == Listing() && shopper.screen.contains("No ghost yet"))
        shopper.press(.space)
        shopper.type(":within near\r")
        #expect(shopper.screen.contains("is not a distance"))
        shopper.press(.character("d"))
        #expect(shopper.screen.contains(":within 0."))
        shopper.press(.escape)
        shopper.type(":within 0.4\r")
        #expect(shopper.state.shop.listing == Listing(order: .ghost, within: 0.4) && shopper.screen.contains("within 0.4"))
        guard case .open(_, _, let query, _)? = shopper.effects.last(where: { if case .open = $0 { true } else { false } }) else {
            return #expect(Bool(false), "nothing opened")
        }
        #expect(query?.subject == .ghost(shopper.state.basket))
        // Another order knows no distance.
        shopper.type(":sort price\r")
        #expect(shopper.state.shop.listing.within == nil)
        shopper.type(":sort ghost\r:within 0.3\r")
        shopper.press(.escape)
        #expect(shopper.state.shop.listing == Listing(order: .ghost))
    }

    @Test func linesTellOfThemToo() {
        var shopper = Shopper(80, 24)
        shopper.state.beginConversation()
        shopper.take(.input(.line("filter")))
        let all = shopper.effects.compactMap { if case .say(let lines) = $0 { lines } else { nil } }
        let said: [String] = all.last ?? []
        #expect(said.contains { $0.hasPrefix("Colour: navy 5,778; white") } && said.contains { $0.hasPrefix("Price: from 12 to below 29.") })
    }
}
