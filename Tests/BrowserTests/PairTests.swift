import Basics
import Engine
import Frames
import Testing

@testable import Browser

/// An item that is pinned, and others beside it.
@Suite struct PairTests {
    private let pin = Key.character("P")

    /// The IDs of the two large pictures, the pinned one first; none where there is no pair.
    private func pair(_ shopper: Shopper) -> [String] {
        guard let layout = shopper.state.pairLayout else { return [] }
        return [layout.pinned, layout.other].compactMap { rect in
            shopper.frame.placements.first { $0.rect == rect }.flatMap { placement in
                if case .item(let name, _) = placement.picture.untinted { name.item } else { nil }
            }
        }
    }

    private func questions(_ shopper: Shopper) -> [AlikeQuestion?] {
        shopper.effects.compactMap { if case .distances(let question) = $0 { .some(question) } else { nil } }
    }

    @Test(arguments: [(80, 24), (190, 54), (60, 20), (120, 40), (250, 80)])
    func whateverTheCursorIsOnStandsBesideThePinnedOne(columns: Int, rows: Int) throws {
        var shopper = Shopper(columns, rows)
        shopper.press(.space, .right, .space)
        let pinned = try #require(shopper.cursor)
        shopper.press(pin)
        #expect(pair(shopper) == [pinned] && shopper.state.notice?.text.contains("P on it lets it go") == true)
        expectInvariants(shopper.state, "pinned")
        // In the shop, among the ghost's neighbours, on an item's screen, in the comparison and in the basket.
        for keys: [Key] in [
            [.right], [.down], [.pageDown], [.tab], [.right], [.tab, .enter], [.down, .right], [.escape, .escape, .character("c")],
            [.right], [.escape, .character("b")], [.left], [.tab],
        ] {
            for key in keys { shopper.press(key) }
            let other = try #require(shopper.cursor, "\(keys)")
            #expect(pair(shopper) == (other == pinned ? [pinned] : [pinned, other]), "\(keys) on \(shopper.state.screen.name)")
            expectInvariants(shopper.state, "\(keys) at \(columns)x\(rows)")
            #expect(shopper.state.pictures.asked.first?.size == shopper.state.pairLayout?.pinned.size)
        }
    }

    @Test func theKeyLetsGoAndPinsAnother() throws {
        var shopper = Shopper(200, 60)
        shopper.press(pin, .right, pin)
        let second = try #require(shopper.cursor)
        #expect(shopper.state.pair.id == second && shopper.screen.contains("let go"))
        shopper.press(pin)
        #expect(shopper.state.pair.id == nil && shopper.state.pairLayout == nil && shopper.screen.contains("No longer pinned"))
        shopper.type(":pin\r")
        #expect(shopper.state.pair.id == second)
        shopper.press(.right)
        shopper.type(":unpin\r")
        #expect(shopper.state.pair.id == nil)
        shopper.type(":unpin\r")
        #expect(shopper.screen.contains("Nothing is pinned"))
    }

    @Test func likingPassingAndUndoWorkAsAlways() throws {
        var shopper = Shopper(120, 40)
        shopper.press(pin, .right, .space)
        let liked = try #require(shopper.cursor)
        #expect(shopper.likes == [liked] && pair(shopper).last == liked)
        shopper.press(.right, .character("x"), .character("u"), .character("u"))
        #expect(shopper.likes.isEmpty)
        shopper.type("/fox\r")
        #expect(pair(shopper).count == 2 && shopper.state.shop.listing.text == "fox")
    }

    @Test func whatDiffersIsMarkedInColoursAndWithoutThem() throws {
        let a = ItemSummary(
            id: "a", picture: nil, title: "A",
            attributes: [.init("fit", "slim"), .init("price", "17.90"), .init("colour", "navy"), .init("neck", "v")])
        let b = ItemSummary(
            id: "b", picture: nil, title: "B", attributes: [.init("price", "15.20"), .init("colour", "navy"), .init("fit", "slim\u{1B}[2J")])
        let table = PairTable(a, b, caption: .standard, columns: ["colour", "fit", "neck", "price"])
        #expect(table.lines.map(\.name) == ["price", "colour", "fit", "neck"] && table.lines.map(\.differs) == [true, false, true, true])
        #expect(table.lines[3].other == "–" && table.lines.allSatisfy { sanitized($0.other ?? "") == $0.other })
        // Where there is little room, what is alike gives way.
        #expect(table.fitting(3).map(\.name) == ["price", "fit", "neck"] && table.fitting(1).map(\.name) == ["price"] && table.fitting(0).isEmpty)
        #expect(PairTable(a, nil, caption: .standard, columns: []).lines.allSatisfy { !$0.differs && $0.other == nil })

        var shopper = Shopper(120, 40)
        shopper.press(pin, .right)
        let runs = shopper.frame.texts, layout = try #require(shopper.state.pairLayout)
        for sign in runs where sign.text == "≠" {
            let line = runs.filter { $0.row == sign.row && $0.column > sign.column && layout.table.contains(column: $0.column, row: $0.row) }
            #expect(line.filter { $0.style == .accent }.count == 2)
        }
        #expect(runs.contains { $0.text == "≠" })
    }

    @Test func sizesInStockStandBesideEachOther() throws {
        var shopper = Shopper(120, 40, isVisited: true)
        shopper.press(pin, .right)
        let lines = try #require(shopper.state.pairTable).lines
        #expect(lines.contains { $0.name == "sizes" && $0.pinned == "S– M✓ L✓ XL–" && !$0.differs })
        #expect(lines.contains { $0.name == "status" && $0.pinned == "–" && $0.other == "new" && $0.differs })
        #expect(lines[0].name == "price" && lines[0].differs)
    }

    @Test func distancesAreAskedOncePerPairAndGivenUpWhenOvertaken() throws {
        var shopper = Shopper(120, 40)
        shopper.press(pin)
        #expect(questions(shopper).isEmpty)
        shopper.press(.right, .right, .left)
        let asked = questions(shopper).compactMap(\.self)
        #expect(asked.map(\.item) == [PlainShop.id(1), PlainShop.id(2)] && asked.allSatisfy { $0.query.subject == .item(PlainShop.id(0)) })
        #expect(asked[0].query.metrics == shopper.state.tasting.metrics && asked[0].query.filter == nil)
        #expect(shopper.screen.contains("0.040") && shopper.screen.contains("garment"))
        // Another metric or mode changes no distance, the balance does.
        shopper.press(.character("m"), .character("M"))
        #expect(questions(shopper).compactMap(\.self).count == 2)
        shopper.press(.character("<"))
        #expect(questions(shopper).compactMap(\.self).count == 3)
        shopper.answers = { if case .distances = $0 { false } else { true } }
        shopper.press(.right, .right)
        #expect(shopper.screen.contains("…") && shopper.state.awaitsDistances)
        shopper.press(.left, .left, .left)
        #expect(shopper.state.currentItem.map(shopper.state.pair.isPinned) == true && questions(shopper).last == .some(nil))
        #expect(!shopper.state.awaitsDistances)
    }

    @Test func whyThereAreNoneIsSaid() throws {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .distances = $0 { false } else { true } }
        shopper.press(pin, .right)
        let question = try #require(questions(shopper).last ?? nil)
        shopper.take(.distances(question, .failure(PictureFailure("tee has no vector by clip yet")), isWhole: true))
        #expect(shopper.screen.contains("Tee has no vector by clip yet"))
        expectInvariants(shopper.state, "failure")
    }

    @Test func bothAreTintedByEachOther() throws {
        var shopper = Shopper(190, 54)
        shopper.press(.space, .right, pin, .right, .right, .character("t"))
        let other = try #require(shopper.cursor), layout = try #require(shopper.state.pairLayout)
        let tinted = shopper.frame.placements.filter { if case .tinted = $0.picture { true } else { false } }
        #expect(Set(tinted.map(\.rect)).isSuperset(of: [layout.pinned, layout.other]))
        let asked = shopper.effects.compactMap { if case .whereAlike(let questions) = $0 { questions } else { nil } }.last
        #expect(asked?.map(\.item) == [other, PlainShop.id(1)] && asked?.map(\.query.subject) == [.item(PlainShop.id(1)), .item(other)])
        expectInvariants(shopper.state, "tinted")
    }

    @Test func withoutRoomItIsSaid() {
        var shopper = Shopper(50, 24)
        shopper.press(pin)
        #expect(shopper.state.notice?.text.contains("take 60 columns") == true && shopper.state.pairLayout == nil)
        shopper.resize(80, 24)
        shopper.press(.right)
        #expect(pair(shopper).count == 2)
        shopper.resize(80, 12)
        #expect(shopper.state.pairLayout == nil)
        expectInvariants(shopper.state, "small")
    }

    @Test func itStaysOverTheSession() throws {
        var shopper = Shopper(120, 40)
        shopper.press(.right, pin, .left)
        let session = shopper.state.session
        #expect(session.pinned == PlainShop.id(1))
        var next = Shopper(120, 40, session: session)
        #expect(pair(next) == [PlainShop.id(1), PlainShop.id(0)])
        next.take(.catalog(count: 11_556, generation: 3, progress: nil))
        #expect(next.state.pair.id == PlainShop.id(1))
        // One that is not there any more is let go, with a line.
        var gone = session
        gone.pinned = "gone"
        let later = Shopper(120, 40, session: gone)
        #expect(later.state.pair.id == nil && later.screen.contains("gone is no longer in the catalog"))
    }

    @Test func whatLeavesTheCatalogIsLetGo() throws {
        var shopper = Shopper(120, 40)
        shopper.press(pin, .right)
        shopper.answers = { if case .loadKnown = $0 { false } else { true } }
        shopper.take(.catalog(count: 11_555, generation: 4, progress: nil))
        guard case .loadKnown(let ids)? = shopper.pending.last else { return #expect(Bool(false), "nothing is looked up") }
        shopper.take(.known([], of: ids))
        #expect(shopper.state.pair.id == nil && shopper.screen.contains("no longer pinned"))
    }

    @Test func wordsCannotBePinnedNorMeasured() throws {
        var shopper = Shopper(120, 40)
        shopper.press(pin)
        shopper.type(":wish cat\r")
        shopper.press(.character("b"))
        #expect(shopper.state.currentItem?.words == "cat")
        expectInvariants(shopper.state, "a wish beside it")
        #expect(questions(shopper).compactMap(\.self).isEmpty)
        shopper.press(pin)
        #expect(shopper.screen.contains("Words have no picture") && shopper.state.pair.id == PlainShop.id(0))
    }

    @Test func theGridGoesOnBeingTheGrid() {
        var shopper = Shopper(80, 24)
        shopper.press(.space, .character("p"), .character("p"), pin, .right)
        #expect(!shopper.state.shopLayout.panelCoversGrid && shopper.screen.contains("┏"))
        // A click below lands where it seems to.
        let rect = shopper.state.shopLayout.grid.rect(slot: 0)
        shopper.click(rect.column + 1, rect.row + 1)
        #expect(shopper.cursor == PlainShop.id(0))
        shopper.click(3, 3)
        #expect(shopper.cursor == PlainShop.id(0))
    }
}
