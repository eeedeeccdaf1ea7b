import Basics
import Engine
import Frames
import Taste
import Testing

@testable import Browser

/// The ghost's panel where a shopper has several tastes: a ghost and a list of neighbours for each.
@Suite struct GhostPanelTests {
    static let sizes = [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 250, rows: 70)]

    /// A shopper with likes of so many interests, the first of which has two.
    private func shopper(_ size: Size, interests: Int) -> Shopper {
        var shopper = Shopper(size.columns, size.rows)
        for row in [0, 7, 1, 2, 3, 4].prefix(interests + 1) {
            shopper.type(":goto \(PlainShop.id(row))\r")
            shopper.press(.space)
        }
        if shopper.state.shopLayout.panel == nil { shopper.press(.character("p")) }
        return shopper
    }

    @Test func eachTasteHasAGhostAndAListInWhichDistancesAscend() {
        let shopper = shopper(Size(columns: 120, rows: 40), interests: 3)
        let state = shopper.state, panel = state.shopLayout.panel!
        #expect(panel.sections.map(\.list) == [0, 1, 2] && panel.hidden == 0)
        for section in panel.sections {
            let interest = state.panelInterests[section.list]
            let ghost = GhostName(interest.likes.map { .init(item: $0.item, weight: $0.weight) })
            #expect(shopper.frame.placements.contains(Placement(rect: section.ghost, picture: .ghost(ghost))))
            let list = state.panelMatchLists[section.list]
            #expect(!list.isEmpty && list.allSatisfy { $0.interest == section.list } && list.map(\.distance) == list.map(\.distance).sorted())
            for slot in 0..<section.grid.capacity {
                let picture = Placement(rect: section.grid.rect(slot: slot), picture: state.key(list[slot].item))
                #expect(shopper.frame.placements.contains(picture), "neighbour \(slot) of \(section.list)")
            }
        }
        #expect(panel.sections.allSatisfy { shopper.screen.contains("like \(state.interestName($0.list).text(columns: 24)) ♥ ") })
        #expect(state.panelInterests.map(\.likes.count) == [2, 1, 1] && shopper.screen.contains(" ♥ 2\n"))
        #expect(!shopper.screen.contains("your ghost"))
        #expect(!shopper.screen.contains("more taste"))
    }

    @Test func oneTasteAndOtherModesKeepOneGhost() {
        var shopper = shopper(Size(columns: 120, rows: 40), interests: 1)
        #expect(shopper.screen.contains("your ghost") && shopper.state.shopLayout.panel!.sections.count == 1)
        shopper.type(":goto \(PlainShop.id(1))\r ")
        #expect(!shopper.screen.contains("your ghost") && shopper.state.shopLayout.panel!.sections.count == 2)
        shopper.type(":mode centroid\r")
        #expect(shopper.screen.contains("your ghost") && shopper.state.shopLayout.panel!.sections.count == 1)
    }

    @Test(arguments: sizes) func allNeighboursAreReachedByKeysAndByClicks(_ size: Size) {
        for interests in 2...5 {
            var shopper = shopper(size, interests: interests)
            expectInvariants(shopper.state, "\(interests) interests at \(size)")
            shopper.press(.tab)
            if !shopper.state.shop.panel.isFocused { shopper.press(.tab) }
            // To the first neighbour of the first list, then wherever arrows lead.
            var reached: Set<String> = [], frontier = [shopper]
            while let next = frontier.popLast(), reached.count < GhostPanel.count {
                guard let id = next.cursor, reached.insert(id).inserted else { continue }
                expectInvariants(next.state, "\(interests) interests at \(size)")
                for key in [Key.right, .down, .left, .up] {
                    var moved = next
                    moved.press(key)
                    frontier.append(moved)
                }
            }
            #expect(reached == Set(shopper.state.panelMatches.map(\.item.id)), "\(interests) interests at \(size)")
            for section in shopper.state.shopLayout.panel!.sections {
                let first = shopper.state.shop.panel.scroller(of: section.list).first
                for slot in 0..<section.grid.capacity {
                    guard let match = shopper.state.panelMatchLists[section.list].at(first + slot) else { break }
                    let rect = section.grid.rect(slot: slot)
                    shopper.click(rect.column, rect.row)
                    #expect(shopper.cursor == match.item.id)
                }
            }
        }
    }

    @Test func aLikeInTheListKeepsTheCursorInItsTaste() {
        var shopper = shopper(Size(columns: 120, rows: 40), interests: 3)
        shopper.press(.tab, .down, .down, .down, .down)
        let list = shopper.state.shop.panel.list
        #expect(list > 0)
        let medoid = shopper.state.panelInterests[list].medoid, liked = shopper.cursor!
        shopper.press(.space)
        #expect(shopper.likes.last == liked && !shopper.state.panelMatches.contains { $0.item.id == liked })
        #expect(shopper.state.panelInterests[shopper.state.shop.panel.list].likes.contains { $0.item == medoid })
        shopper.press(.character("u"))
        #expect(shopper.state.panelInterests[shopper.state.shop.panel.list].medoid == medoid)
    }

    @Test func aLikeKeepsTheRowsOfTastesAndTheirNames() {
        var shopper = shopper(Size(columns: 120, rows: 40), interests: 3)
        let medoids = shopper.state.panelInterests.map(\.medoid)
        let names = shopper.state.shop.panel.names
        #expect(names.count == 3)
        // The last taste becomes the largest.
        for row in [9, 16, 23] { shopper.type(":goto \(PlainShop.id(row))\r ") }
        #expect(shopper.state.panelInterests.map(\.likes.count) == [2, 1, 4])
        #expect(shopper.state.panelInterests.map(\.medoid) == medoids)
        #expect(shopper.state.panelMatches.allSatisfy { shopper.state.panelMatchLists[$0.interest].contains($0) })
        shopper.type(":basket other\r")
        #expect(shopper.state.shop.panel.names.isEmpty || shopper.state.panelInterests.isEmpty)
    }

    @Test func aNameIsWhatIsCommonestHereAlone() {
        func item(_ id: String, _ colour: String, _ motif: String) -> ItemSummary {
            ItemSummary(id: id, picture: nil, title: "\(colour) tee, \(motif)", attributes: [Attribute("colour", colour), Attribute("motif", motif)])
        }
        let own = [item("1", "navy", "cat"), item("2", "navy", "cat"), item("3", "navy", "dog"), item("4", "navy", "cat")]
        let other = [[item("8", "red", "fox")]]
        let first = InterestName(medoid: own[0], own: own, others: other)
        #expect(first.text == "navy" && first.text(columns: 20) == "navy" && first.text(columns: 3) == "na…")
        // Where another column has that value, too, it is said what it is one of.
        let both = InterestName(medoid: own[0], own: own, others: [[item("8", "red", "navy")]])
        #expect(both.text == "navy" && both.text(columns: 20) == "colour navy" && both.text(columns: 8) == "navy")
        let cats = own + (5..<12).map { item("\($0)", $0 == 5 ? "black" : "navy", "cat") }
        #expect(InterestName(medoid: own[0], own: cats, others: other).text == "navy")
        let blackCats = [own[0]] + (5..<12).map { item("\($0)", "black", "cat") }
        #expect(InterestName(medoid: own[0], own: blackCats, others: other).text == "cat")
        let alone = InterestName(medoid: own[0], own: [own[0], other[0][0], other[0][0]], others: other)
        #expect(alone.text(columns: 30) == "“navy tee, cat”" && alone.text(columns: 10) == "“navy te…”")
    }

    @Test func tastesOutOfSightAreSaidToBeBeforeOrBehind() {
        var shopper = shopper(Size(columns: 80, rows: 24), interests: 5)
        #expect(shopper.screen.contains("2 more tastes →"))
        shopper.press(.tab)
        for _ in 0..<40 { shopper.press(.right) }
        #expect(shopper.state.shop.panel.list == 4 && shopper.screen.contains("2 more tastes ←"))
    }

    @Test(arguments: sizes) func whatHasNoRoomIsSaid(_ size: Size) {
        let shopper = shopper(size, interests: 5)
        let panel = shopper.state.shopLayout.panel!
        #expect(panel.sections.count + panel.hidden == 5 && !panel.sections.isEmpty)
        let text = panel.hidden == 1 ? "1 more taste" : "\(panel.hidden) more tastes"
        #expect(shopper.screen.contains(text) == (panel.hidden > 0), "\(size)")
    }

    @Test(arguments: sizes.dropFirst()) func passesAreMentioned(_ size: Size) {
        for interests in [1, 3] {
            var shopper = shopper(size, interests: interests)
            #expect(!shopper.screen.contains("less like"))
            shopper.type(":goto \(PlainShop.id(30))\rx")
            #expect(shopper.screen.contains("less like ✕ 1"))
            shopper.type(":goto \(PlainShop.id(31))\rx")
            #expect(shopper.screen.contains("less like ✕ 2"))
            expectInvariants(shopper.state, "passes at \(size)")
        }
    }

    @Test func theInvitationTellsWhatIsSearchedFor() {
        var shopper = Shopper(120, 40)
        #expect(shopper.screen.contains("each ghost"))
        shopper.type(":mode centroid\r")
        #expect(shopper.screen.contains("the average") && !shopper.screen.contains("each ghost"))
    }

    @Test func anInterestIsNamedByWhatItsNeighboursHaveInCommon() {
        func item(_ id: String, _ title: String?, _ attributes: [String: String]) -> ItemSummary {
            ItemSummary(id: id, picture: nil, title: title, attributes: attributes.sorted { $0.key < $1.key }.map { Attribute($0.key, $0.value) })
        }
        let cat = item("1", "Sand tee, sleeping cat", ["colour": "sand", "fit": "regular", "group": "cats", "price": "12.90"])
        let others = [[item("8", "Navy tee, moon", ["colour": "navy", "fit": "regular", "group": "moons", "price": "12.90"])]]
        let cats = ["red", "sand", "black"].map { item($0, "Tee, cat", ["colour": $0, "fit": "regular", "group": "cats", "price": "12.90"]) }
        func name(_ medoid: ItemSummary, _ own: [ItemSummary]) -> String { InterestName(medoid: medoid, own: own, others: others).text }
        #expect(name(cat, [cat] + cats) == "cats")
        let sand = (0..<3).map { item("s\($0)", "Sand tee", ["colour": "sand", "fit": "regular", "group": "dogs"]) }
        #expect(name(cat, [cat] + sand) == "sand")
        #expect(name(cat, [cat] + others[0] + others[0]) == "Sand tee, sleeping cat", "nothing in common")
        #expect(name(item("7", nil, ["price": "12.90", "label": "boots"]), [item("7", nil, ["label": "boots"])]) == "boots")
        #expect(name(item("7", nil, ["price": "12.90"]), []) == "7", "the ID where nothing else is known")
    }

    /// Whose features are compared: the panel says so, each search asks by that name, and the session keeps it.
    @Test func theNextEncoderIsAskedFor() {
        var shopper = Shopper(120, 40)
        shopper.press(.space)
        shopper.press(.character("e"))
        #expect(shopper.screen.contains("has vectors by vitrine-tee alone"))
        shopper.state.catalog.encoders.append(EncoderSummary(name: "clip", missing: 2))
        func lastSearch() -> NeighborQuery? {
            shopper.effects.compactMap { if case .search(_, _, let query) = $0 { query } else { nil } }.last
        }
        shopper.press(.character("e"))
        #expect(lastSearch()?.encoder == "clip" && shopper.state.session.encoder == "clip")
        #expect(shopper.screen.contains("by clip") && shopper.screen.contains("2 T-shirts not yet among them"))
        // It has no parts, so there is nothing to balance.
        shopper.type(":balance 1\r")
        #expect(shopper.screen.contains("no parts to balance"))
        shopper.press(.character("e"))
        #expect(lastSearch()?.encoder == nil && shopper.state.session.encoder == nil)
        shopper.type(":encoder clip\r")
        #expect(lastSearch()?.encoder == "clip")
    }
}
