import Basics
import Engine
import Frames
import Taste
import Testing
import Vectors

@testable import Browser

/// Rows that are folded, ranks in other rows, and baskets and encoders side by side.
@Suite struct CompareTests {
    private func comparing(_ columns: Int = 120, _ rows: Int = 40, isOneLength: Bool = true, keys: String = " c") -> Shopper {
        var shopper = Shopper(columns, rows, isOneLength: isOneLength)
        shopper.type(keys)
        return shopper
    }

    private func titles(_ shopper: Shopper) -> [[String]] { shopper.state.comparedRows.map(\.titles) }

    // MARK: Folding

    @Test func rowsThatMustAgreeAreOneAndSayWhy() {
        var shopper = comparing()
        #expect(titles(shopper) == [["cosine", "= euclidean"], ["manhattan"]])
        #expect(shopper.screen.contains("cosine and euclidean always agree here: all features are equally long"))
        #expect(shopper.screen.contains("= euclidean") && shopper.screen.contains("f unfold"))
        let asked = shopper.effects.count { if case .search(.compare, _, _) = $0 { true } else { false } }
        shopper.press(.down, .character("f"))
        #expect(titles(shopper) == [["cosine"], ["euclidean"], ["manhattan"]] && shopper.state.compare.row == 2, "the cursor stays in its row")
        #expect(shopper.screen.contains("always agree here") && shopper.screen.contains("f fold"))
        shopper.press(.up)
        #expect(shopper.screen.contains("cosine and euclidean always agree here"), "open rows are no riddle either")
        shopper.press(.character("f"))
        #expect(titles(shopper).count == 2 && shopper.state.compare.row == 0)
        #expect(asked == shopper.effects.count { if case .search(.compare, _, _) = $0 { true } else { false } }, "folding asks nothing anew")
        shopper.press(.character("D"))
        #expect(titles(shopper) == [["cosine", "= euclidean", "= dot score"], ["manhattan"]])
        #expect(shopper.screen.contains("cosine, euclidean and dot always agree here"))
        #expect(shopper.screen.contains("0.107 (euclidean 1.018, dot 17.152)"), "the line below has each distance")
    }

    @Test func whatIsFoldedLeavesRoom() {
        var shopper = comparing(80, 24)
        let folded = shopper.state.compareLayout
        shopper.press(.character("f"))
        let open = shopper.state.compareLayout
        #expect(open.picture.rows < folded.picture.rows && !open.hasRanks && folded.hasRanks && open.count >= folded.count)
    }

    @Test func nothingIsSaidOfWhatNeedNotBe() {
        var shopper = comparing(isOneLength: false)
        #expect(titles(shopper).count == 3 && !shopper.screen.contains("always agree"))
        shopper.press(.character("f"))
        #expect(shopper.screen.contains("No two metrics put everything in the same order") && titles(shopper).count == 3)
        #expect(shopper.state.compare.foldsRows == nil)
        // Must agree, and yet do not: near-ties that float32 leaves in another order.
        let ids = (0..<3).map { ItemSummary(id: "\($0)", picture: nil) }
        func ranking(_ metric: Metric, _ places: [Int]) -> Ranking {
            Ranking(
                metric: metric, matches: places.map { Match(item: ids[$0], distance: 1) }, equivalents: [.cosine, .euclidean], milliseconds: 1)
        }
        let odd = [ranking(.cosine, [0, 1, 2]), ranking(.euclidean, [0, 2, 1])]
        guard case .search(_, let generation, _)? = shopper.effects.last(where: { if case .search(.compare, _, _) = $0 { true } else { false } })
        else {
            return #expect(Bool(false))
        }
        shopper.take(.found(.compare, generation, odd))
        #expect(titles(shopper).count == 2 && shopper.state.equivalenceText == nil)
        // Need not, and do.
        let same = [Metric.cosine, .manhattan].map { Ranking(metric: $0, matches: odd[0].matches, milliseconds: 1) }
        shopper.take(.found(.compare, generation, same))
        #expect(titles(shopper).count == 2)
        shopper.press(.character("f"))
        #expect(titles(shopper) == [["cosine", "= manhattan"]] && shopper.state.equivalenceText == nil)
        #expect(shopper.screen.contains("Rows with the same neighbours are folded into one"))
        expectInvariants(shopper.state, "one row")
    }

    @Test func foldingIsKeptInTheSession() {
        var shopper = comparing(keys: " cf")
        #expect(shopper.state.session.foldsRows == false)
        var again = Shopper(120, 40, session: shopper.state.session, isOneLength: true)
        again.type(" c")
        #expect(titles(again).count == 3)
        shopper.press(.character("f"))
        #expect(shopper.state.session.foldsRows == true)
    }

    // MARK: Ranks

    @Test func ranksComeAfterTheNeighbours() {
        var shopper = Shopper(160, 45, isOneLength: true)
        shopper.answers = { if case .rank = $0 { false } else { true } }
        shopper.type(" c")
        #expect(shopper.screen.contains("1st here") && !shopper.screen.contains("by manhattan"))
        guard case .rank(.compare, _, let ids, let query)? = shopper.pending.last else { return #expect(Bool(false)) }
        #expect(query.metrics == [.cosine, .manhattan], "a folded row is asked once")
        #expect(Set(ids) == Set(shopper.state.comparedRows.flatMap { $0.ranking.matches.map(\.item.id) }))
        let before = shopper.frame.placements
        shopper.answerPending()
        #expect(shopper.frame.placements == before, "nothing moves when they come")
        let state = shopper.state, rows = state.comparedRows
        for (place, row) in rows.enumerated() {
            for (column, match) in row.ranking.matches.enumerated() {
                #expect(state.compare.ranks[row]?[match.item.id] == column + 1, "what stands at a place has that rank")
                let rank = state.compare.ranks[rows[1 - place]]?[match.item.id] ?? 0
                #expect(state.rankCaptions(of: [match.item.id], row: place, columns: 40)[0] == "\(ordinal(rank)) by \(rows[1 - place].word)")
            }
        }
        #expect(shopper.screen.contains(" by manhattan") && shopper.screen.contains(" by cosine"))
        #expect(!shopper.effects.dropLast(1).isEmpty)
        let asked = shopper.effects.count { if case .rank = $0 { true } else { false } }
        shopper.press(.right, .down, .left)
        #expect(asked == shopper.effects.count { if case .rank = $0 { true } else { false } }, "moving asks nothing")
        shopper.press(.space)
        #expect(asked < shopper.effects.count { if case .rank = $0 { true } else { false } }, "other neighbours have other ranks")
    }

    @Test func captionsSayAsMuchAsThereIsRoomFor() {
        let shopper = comparing(isOneLength: false, keys: " cDH"), state = shopper.state
        let id = state.compared(0, 3)!.item.id
        let whole = state.rankCaptions(of: [id], row: 0, columns: 90)[0]
        #expect(whole.contains(" by euclidean, ") && whole.hasSuffix(" by hamming"))
        for columns in 4...90 {
            let text = state.rankCaptions(of: [id], row: 0, columns: columns)[0]
            #expect(displayWidth(text) <= columns && !text.contains("…"))
        }
        #expect(state.rankCaptions(of: [id], row: 0, columns: 12)[0].contains("eucl."))
    }

    @Test func varietySaysWhereDistanceAloneWouldPutIt() {
        var shopper = Shopper(120, 40, isOneLength: true)
        shopper.answers = { if case .rank = $0 { false } else { true } }
        shopper.type(" c")
        guard case .rank(_, let generation, let ids, _)? = shopper.pending.last else { return #expect(Bool(false)) }
        let ranks = [Metric.cosine, .manhattan].map { ItemRanks(metric: $0, ranks: ids.map { ($0, 12) }) }
        shopper.take(.ranked(.compare, generation, ranks))
        #expect(shopper.screen.contains("1st here (12th by distance alone), 12th by manhattan"))
        shopper.take(.ranked(.compare, generation - 1, []))
        #expect(shopper.screen.contains("12th by manhattan"), "a stale answer counts for nothing")
    }

    // MARK: Following

    @Test func theCursorKeepsToItsItem() {
        var shopper = comparing(isOneLength: false)
        let rows = shopper.state.comparedRows.map { $0.ranking.matches.prefix(5).map(\.item.id) }
        for column in 0..<5 {
            shopper.press(.home, .pageUp)
            shopper.press(.right, times: column)
            let id = rows[0][column]
            for row in 1..<3 {
                shopper.press(.down)
                #expect(shopper.state.compare.column == rows[row].firstIndex(of: id) ?? column)
            }
            shopper.press(.up, .up)
            #expect(shopper.cursor == id && shopper.state.compare.column == column, "and finds back")
        }
        shopper.press(.home, .pageUp)
        let bars = shopper.screen.count { $0 == "│" }
        #expect(bars == 2 * 2 * shopper.state.compareLayout.picture.rows, "it is marked in the other rows")
        #expect(shopper.screen.contains("1st in every row"))
    }

    // MARK: Baskets and encoders

    private func baskets() -> BasketContents {
        let gifts = Basket(name: "gifts", entries: [.init(item: PlainShop.id(40)), .init(item: PlainShop.id(11))])
        return BasketContents(baskets: [Basket(), gifts, Basket(name: "empty"), Basket(name: "encoder", entries: [.init(item: PlainShop.id(7))])])
    }

    @Test func twoBasketsStandSideBySide() {
        var shopper = Shopper(120, 40, baskets: baskets())
        shopper.type(" c")
        shopper.press(.character("B"))
        #expect(titles(shopper) == [["basket"], ["gifts"]])
        #expect(shopper.screen.contains("two baskets by cosine") && shopper.screen.contains("basket beside gifts"))
        #expect(shopper.screen.contains("in gifts"))
        shopper.press(.down)
        #expect(
            shopper.state.comparedRows[1].purpose == .counterpart
                && shopper.cursor == shopper.state.compared(1, shopper.state.compare.column)?.item.id)
        shopper.press(.character("m"))
        #expect(shopper.screen.contains("two baskets by euclidean") && shopper.state.comparedRows.allSatisfy { $0.ranking.metric == .euclidean })
        shopper.press(.character("f"))
        #expect(shopper.screen.contains("these are baskets"))
        shopper.press(.character("B"))
        #expect(titles(shopper)[1] == ["encoder"], "a basket without likes has no neighbours")
        shopper.press(.tab)
        #expect(shopper.state.compare.item != nil && !shopper.state.hasCounterpart && shopper.screen.contains("the same for every basket"))
        shopper.type(":compare gifts\r")
        #expect(shopper.state.counterpartBasket?.name == "gifts" && shopper.state.compare.item == nil)
        // The basket goes, and with it the row.
        shopper.type(":basket gifts\r")
        #expect(!shopper.state.hasCounterpart && titles(shopper).count == 3)
        shopper.type(":compare metrics\r")
        shopper.type(":compare encoder\r")
        #expect(shopper.state.counterpartBasket?.name == "encoder", "a name that is one comes first")
    }

    @Test func whatIsLikedThereHasNoRankThere() {
        let own = Basket(entries: [.init(item: PlainShop.id(0))])
        var shopper = Shopper(160, 45, baskets: .init(baskets: [own, Basket(name: "gifts", entries: [.init(item: PlainShop.id(40))])]))
        shopper.type("c")
        let first = shopper.state.compared(0, 0)!.item.id, second = shopper.state.compared(0, 1)!.item.id
        let gifts = Basket(name: "gifts", entries: [.init(item: first), .init(item: second, opinion: .passed)])
        shopper = Shopper(160, 45, baskets: .init(baskets: [own, gifts]))
        shopper.type("cB")
        #expect(shopper.screen.contains("1st here, liked in gifts") && shopper.screen.contains("passed in gifts"))
    }

    @Test func narrowCaptionsPointToTheOtherRow() {
        var shopper = Shopper(80, 24, encoders: ["vitrine-tee", "a-very-long-name-of-a-network"])
        shopper.type(" cE")
        let first = shopper.state.compared(0, 0)!.item.id
        #expect(shopper.state.rankCaptions(of: [first], row: 0, columns: 11) == ["→ 1st"] && shopper.screen.contains("→ 1st"))
        #expect(shopper.state.rankCaptions(of: [first], row: 0, columns: 60)[0].hasSuffix("by a-very-long-name-of-a-network"))
    }

    @Test func oneBasketOrOneEncoderIsSaid() {
        var shopper = comparing()
        shopper.press(.character("B"))
        #expect(shopper.screen.contains("This is the only basket") && !shopper.state.hasCounterpart)
        shopper.press(.character("E"))
        #expect(shopper.screen.contains("has vectors by vitrine-tee alone"))
        shopper.type(":compare gifts\r")
        #expect(shopper.screen.contains("no other basket with likes"))
    }

    @Test func twoEncodersStandSideBySide() {
        var shopper = Shopper(120, 40, encoders: ["vitrine-tee", "descriptor", "clip"])
        shopper.type(" c")
        shopper.press(.character("E"))
        #expect(titles(shopper) == [["vitrine-tee"], ["descriptor"]] && shopper.screen.contains("two encoders by cosine"))
        #expect(shopper.state.searches[.compare] != shopper.state.searches[.counterpart] && shopper.screen.contains("1st descriptor"))
        shopper.press(.tab)
        #expect(shopper.state.hasCounterpart && shopper.state.compare.item != nil, "an item has other neighbours by each")
        shopper.press(.character("e"))
        #expect(titles(shopper) == [["descriptor"], ["clip"]], "what became the shopper's own stands beside another")
        shopper.press(.character("D"))
        #expect(!shopper.state.hasCounterpart && shopper.state.comparedMetrics.contains(.dot), "who asks for a metric compares metrics")
        shopper.type(":compare encoder clip\r")
        #expect(shopper.state.counterpartEncoder?.name == "clip")
        shopper.press(.character("E"), .character("E"))
        #expect(!shopper.state.hasCounterpart)
    }

    // MARK: Words

    @Test func linesSayAllOfIt() {
        var listener = Listener(isOneLength: true, baskets: baskets())
        func lines(_ line: String) -> [String] { listener.ask(line).split(separator: "\n").map(String.init) }
        _ = lines("like")
        let compared = lines("compare")
        #expect(compared.contains("Cosine and euclidean always agree here: all features are equally long."))
        #expect(compared.contains { $0.hasPrefix("Cosine and euclidean: ") && $0.contains("In common: ") && $0.contains(" by rank ") })
        #expect(compared.last?.contains("1st in every row") == true || compared.last?.contains("1st here") == true)
        #expect(lines("fold").contains { $0.hasPrefix("Euclidean: ") })
        #expect(lines("f").contains { $0.hasPrefix("Cosine and euclidean: ") })
        #expect(lines("compare gifts").contains { $0.hasPrefix("Comparing two baskets by cosine, basket and gifts") })
        #expect(lines("B").contains { $0.hasPrefix("encoder: ") })
        #expect(lines("E").contains { $0.contains("vitrine-tee alone") })
    }
}
