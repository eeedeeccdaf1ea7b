import Basics
import Engine
import Frames
import Taste
import Testing

@testable import Browser

/// The screens beside the shop: compare, basket, item, help, command line, find.
@Suite struct ScreenTests {
    @Test func findNarrowsAsOneTypes() {
        var shopper = Shopper(80, 24)
        shopper.press(.right, .right)
        shopper.type("/fox")
        #expect(shopper.state.shop.count < 2000)
        #expect(shopper.state.shopItem?.title?.contains("fox") == true)
        shopper.press(.escape)
        #expect(shopper.state.shop.count == 11_556)
        #expect(shopper.cursor == "8750119")
        shopper.type("/rocket\r")
        let first = shopper.cursor
        shopper.press(.character("n"))
        #expect(shopper.cursor != first && shopper.state.shopItem?.title?.contains("rocket") == true)
        // Leaving what was found keeps the item.
        let found = shopper.cursor
        shopper.press(.escape)
        #expect(shopper.cursor == found && shopper.state.shop.count == 11_556)
        shopper.press(.character("n"))
        #expect(shopper.state.shopItem?.title?.contains("rocket") == true && shopper.cursor != found)
    }

    @Test func aSlowSearchNeverOvertakesAFasterOne() {
        var shopper = Shopper(80, 24)
        shopper.answers = { if case .open = $0 { false } else { true } }
        shopper.type("/fo")
        let opens = shopper.pending
        for effect in opens.reversed() { for action in shopper.shop.answer(effect) { shopper.take(action) } }
        #expect(shopper.state.shop.listing.text == "fo")
    }

    @Test func compareMarksAgreement() {
        var shopper = Shopper(120, 40)
        shopper.press(.space, .character("c"))
        #expect(shopper.state.searches[.compare]?.count == 3)
        #expect(shopper.screen.contains("in common") && shopper.screen.contains("· 5 nearest"))
        let explained = shopper.state.helpLines.contains { if case .entry("in common", let text) = $0 { text.contains("overlap@5") } else { false } }
        #expect(explained, "help has the technical name")
        let styles = Set(shopper.frame.texts.filter { $0.text.contains(" tee") }.map(\.style))
        #expect(styles.contains(.accent))
        #expect(styles.contains(Style(.dim, underline: true)))
        shopper.press(.down, .right, .space)
        #expect(shopper.likes.count == 2)
    }

    @Test func compareForTheItemWithoutAGhost() {
        var shopper = Shopper(80, 24)
        shopper.press(.character("c"))
        #expect(shopper.screen.contains("neighbours of Navy tee"))
        shopper.press(.tab)
        #expect(shopper.screen.contains("No ghost yet"))
        shopper.press(.character("+"))
        #expect(shopper.state.compareLayout.count > 5)
        shopper.press(.escape)
        #expect(shopper.state.screen == .shop)
    }

    @Test func theBasketIsWeighedAndCleared() {
        var shopper = Shopper(120, 40)
        shopper.press(.space, .right, .space, .character("b"), .character("+"))
        #expect(shopper.state.basket["8750013"]?.weight == 1.5)
        #expect(shopper.screen.contains("×1.5"))
        shopper.press(.character("x"))
        #expect(shopper.likes == ["8750066"])
        shopper.press(.character("u"))
        #expect(shopper.state.basket["8750013"]?.weight == 1.5)
    }

    @Test func anItemThatIsGoneCanStillBeTakenOut() {
        var shopper = Shopper(80, 24, baskets: .init(baskets: [Basket(entries: [.init(item: "gone"), .init(item: "8750066")])]))
        shopper.press(.character("b"))
        #expect(shopper.cursor == "gone" && shopper.screen.contains(" gone"))
        shopper.press(.character("x"))
        #expect(shopper.likes == ["8750066"] && shopper.cursor == "8750066")
    }

    @Test func modeDiversityAndBalanceAskForNewNeighbors() {
        var shopper = Shopper(120, 40)
        shopper.press(.space, .character("b"))
        for key in ["M", ")", "<"] {
            let before = shopper.effects.count
            shopper.press(.character(Character(key)))
            #expect(shopper.effects.dropFirst(before).contains { if case .search(.panel, _, _) = $0 { true } else { false } })
        }
        #expect(shopper.state.tasting.settings.mode == .centroid, "after the last mode comes the first")
        #expect(shopper.state.tasting.settings.diversity == 0.1)
        #expect(shopper.state.tasting.settings.balance == 0.1)
    }

    @Test func severalBaskets() {
        var shopper = Shopper(120, 40)
        shopper.press(.space)
        shopper.type("b")
        shopper.type("agifts\r")
        #expect(shopper.state.book.name == "gifts" && shopper.likes.isEmpty)
        shopper.type("[")
        #expect(shopper.likes == ["8750013"])
        shopper.type("D\r")
        #expect(shopper.state.book.contents.baskets.count == 3 && shopper.likes == ["8750013"])
        shopper.type("R")
        shopper.press(.control("u"))
        shopper.type("gifts\r")
        #expect(shopper.state.book.name == "gifts 2")
        shopper.type("X")
        #expect(shopper.state.book.contents.baskets.count == 2)
        shopper.type("u")
        #expect(shopper.state.book.name == "gifts 2")
    }

    @Test func theItemSaysFirstWhatAShopperAsks() {
        let item = ItemSummary(
            id: "8", picture: nil, title: "Navy tee, fox",
            attributes: [
                Attribute("path", "img/8.jpg"), Attribute("name", "Navy tee, fox"), Attribute("print_group", "foxes"), Attribute("price", "12.90"),
                Attribute("back", "img/back.PNG"), Attribute("cut", ""),
            ], path: "/shop/img/8.jpg", url: "https://shop.example/8")
        let entries = ItemEntry.all(of: item, called: .standard)
        #expect(entries.map(\.name) == ["print group", "ID", "back", "picture", "page"])
        #expect(entries.map(\.isAddress) == [false, false, true, true, true])
        #expect(ItemEntry.all(of: item, called: Caption(["id"])).map(\.name) == ["title", "print group", "price", "back", "picture", "page"])
        var shopper = Shopper(120, 40)
        shopper.press(.enter)
        let lines = shopper.screen.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[2].contains("Navy tee, sleeping cat") && lines[3].contains("€12.90"))
        #expect(shopper.screen.components(separatedBy: "€12.90").count == 2, "the price stands once")
    }

    @Test func theItemScreenWalksAlongNeighbors() {
        var shopper = Shopper(120, 40)
        shopper.press(.right, .enter)
        #expect(shopper.state.shownItem?.id == "8750066")
        shopper.press(.right)
        #expect(shopper.state.shownItem?.id == "8750119")
        shopper.press(.down, .right)
        let neighbor = shopper.state.filmstrip[1].item.id
        shopper.press(.enter)
        #expect(shopper.state.shownItem?.id == neighbor)
        shopper.press(.escape)
        #expect(shopper.state.shownItem?.id == "8750119")
        shopper.press(.escape)
        #expect(shopper.state.screen == .shop && shopper.cursor == "8750119")
    }

    @Test func copyingTakesTurns() {
        var shopper = Shopper(80, 24)
        shopper.type("yyyy")
        let copied = shopper.effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }
        #expect(copied == ["8750013", "/shop/0.jpg", "https://shop.example/0", "8750013"])
    }

    @Test func helpIsMadeFromTheKeymap() {
        var shopper = Shopper(120, 40)
        shopper.type("?")
        let lines = shopper.state.helpLines
        for binding in Keymap.standard {
            #expect(lines.contains { if case .entry(_, let text) = $0 { text == binding.help } else { false } })
        }
        shopper.type("/undo\r")
        #expect(shopper.state.helpLines.count < 6)
        #expect(shopper.screen.contains("Undo the last change"))
    }

    @Test func keysCanBeRemapped() throws {
        var keymap = Keymap()
        try keymap.rebind([(.like, [.character("x"), .function(2)]), (.pass, [.character("d")])])
        #expect(keymap.command(for: .character("x"), on: .shop) == .like)
        #expect(keymap.command(for: .character("d"), on: .shop) == .pass)
        #expect(keymap.command(for: .space, on: .shop) == nil)
        // The basket's x gives way; Del is left.
        #expect(keymap.command(for: .character("x"), on: .basket) == .like)
        #expect(keymap.command(for: .delete, on: .basket) == .remove)
        try keymap.rebind([(.quit, [.character("Q")])])
        #expect(keymap.bindings.count { $0.command == .quit } == 1)
        for screen in ScreenKind.allCases { #expect(keymap.command(for: .character("Q"), on: screen) == .quit) }
    }

    /// Some terminals tell Ctrl-I from Tab, and most do not.
    @Test func keysOfOneByteStandInForEachOther() throws {
        var keymap = Keymap()
        #expect(keymap.command(for: .control("i"), on: .shop) == .focus && keymap.command(for: .control("m"), on: .shop) == .open)
        #expect(keymap.command(for: .control("h"), on: .shop) == nil)
        try keymap.rebind([(.random, [.control("i")]), (.basket, [.control("m")]), (.back, [.control("h")])])
        #expect(keymap.command(for: .control("i"), on: .shop) == .random && keymap.command(for: .tab, on: .shop) == .focus)
        #expect(keymap.command(for: .control("m"), on: .shop) == .basket && keymap.command(for: .control("j"), on: .shop) == .open)
        #expect(keymap.command(for: .backspace, on: .shop) == .back)
    }

    @Test func noCommandLosesItsLastKeyUnnoticed() {
        func conflict(_ wanted: [(Command, [Key])]) -> String? {
            var keymap = Keymap()
            do throws(Keymap.Conflict) {
                try keymap.rebind(wanted.map { (command: $0.0, keys: $0.1) })
                return nil
            } catch {
                return "\(error.command.rawValue): \(error)"
            }
        }
        #expect(conflict([(.like, [.character("x")])]) == "like: x is the only key of pass (shop); give that another one too")
        #expect(conflict([(.like, [.character("f")]), (.pass, [.character("f")])]) == "pass: f is the key of like already")
        // One key may mean two things on two screens.
        #expect(conflict([(.zoom, [.character("x")]), (.pass, [.character("f")])]) == nil)
        #expect(conflict([(.dot, [.character("f")]), (.heavier, [.character("f")])]) == nil)
        #expect(conflict(Keymap.standard.map { ($0.command, $0.keys) }.filter { ![.focus, .find, .quit, .back].contains($0.0) }) == nil)
    }

    @Test func everyKeyHasAName() {
        for key in Keymap.standard.flatMap(\.keys) { #expect(Key(name: key.name) == key) }
        #expect(Key(name: "ctrl-R") == .control("r") && Key(name: "F12") == .function(12) && Key(name: "Hyper") == nil)
    }

    @Test func theCommandLineCompletesAndExplains() {
        var shopper = Shopper(120, 40)
        shopper.type(":me")
        shopper.press(.tab)
        shopper.type("manh")
        shopper.press(.tab, .enter)
        #expect(shopper.state.metric == .manhattan)
        shopper.type(":sort -pri\r")
        #expect(shopper.state.shop.listing.order == .attribute("price", descending: true))
        shopper.type(":where price < ?\r")
        #expect(shopper.screen.contains("I cannot read") && shopper.state.shop.listing.filter == nil)
        shopper.type(":where price < 20\r")
        #expect(shopper.state.shop.listing.filter == "price < 20" && shopper.screen.contains("where price < 20"))
        shopper.type(":picture street.jpg\r")
        #expect(shopper.likes == ["street.jpg"])
        shopper.type(":export tees.pdf\r")
        #expect(shopper.screen.contains("must end in"))
        shopper.type(":goto\r")
        #expect(shopper.screen.contains("Use :goto <ID>"))
        shopper.type(":wherever\r")
        #expect(shopper.screen.contains("No command"))
    }

    @Test func theGhostOnANarrowTerminalWhenAskedFor() {
        var shopper = Shopper(40, 12)
        #expect(shopper.state.shopLayout.panel == nil)
        shopper.press(.space, .tab)
        #expect(shopper.state.shopLayout.panelCoversGrid && shopper.cursor == shopper.state.panelMatches[0].item.id)
        shopper.press(.tab)
        #expect(shopper.state.shopLayout.panel == nil && shopper.cursor == "8750013")
    }

    @Test func hostileTitlesStayInTheirLine() {
        var shopper = Shopper(80, 24)
        let hostile = ItemSummary(
            id: "\u{1B}]52;c;x\u{7}" + String(repeating: "界", count: 300), picture: nil,
            title: String(repeating: "e\u{301}\u{202E}", count: 900),
            attributes: [Attribute("\n\n", "\u{9B}2J")])
        shopper.take(.items(shopper.state.shop.window.generation, start: 0, Array(repeating: hostile, count: 40)))
        for key in "ybc?" {
            shopper.press(.character(key))
            expectInvariants(shopper.state, "after \(key)")
        }
        for case .copy(let text) in shopper.effects { #expect(sanitized(text) == text) }
    }
}
