import Engine
import Frames
import Testing

@testable import Browser

/// The command line: lines that were entered before, completions, and what is refused.
@Suite struct PromptTests {
    private func shown(_ shopper: Shopper) -> String? { shopper.state.prompt?.text }

    @Test func upOffersEarlierLinesNewestFirst() {
        var shopper = Shopper(120, 40)
        shopper.type(":")
        shopper.press(.up)
        #expect(shown(shopper) == "", "there are none, and nothing is chosen")
        shopper.press(.enter)
        #expect(!shopper.effects.contains(.quit))
        for line in ["metric dot", "sort price", "metric dot", "sort colour"] { shopper.type(":\(line)\r") }
        shopper.type(":")
        let seen = (0..<4).map { _ in
            shopper.press(.up)
            return shown(shopper)
        }
        #expect(seen == ["sort colour", "metric dot", "sort price", "sort price"], "each once, the oldest stays")
        shopper.press(.down, .down)
        #expect(shown(shopper) == "sort colour")
        shopper.press(.down)
        #expect(shown(shopper) == "")
        shopper.press(.up, .up, .enter)
        #expect(shopper.state.metric == .dot)
    }

    @Test func keysThatSomeTerminalsTellApartAreOneHere() {
        var shopper = Shopper(120, 40)
        shopper.type(":metric d")
        shopper.press(.control("h"))
        #expect(shown(shopper) == "metric ")
        shopper.type("do")
        shopper.press(.control("i"))
        #expect(shown(shopper) == "metric dot")
        shopper.press(.control("m"))
        #expect(shopper.state.prompt == nil && shopper.state.metric == .dot)
    }

    @Test func findingThatIsGivenUpBeforeItsAnswerNarrowsNothing() {
        var shopper = Shopper(120, 40)
        shopper.press(.right)
        let cursor = shopper.cursor
        shopper.answers = { if case .open = $0 { false } else { true } }
        shopper.type("/no such thing")
        shopper.press(.escape)
        shopper.answers = { _ in true }
        shopper.answerPending()
        #expect(!shopper.state.shop.isNarrowed && shopper.state.shop.opening == nil && shopper.cursor == cursor)
    }

    @Test func upOffersWhatBeginsAsTyped() {
        var shopper = Shopper(120, 40)
        for line in ["sort price", "metric dot"] { shopper.type(":\(line)\r") }
        shopper.type("s")
        shopper.press(.up)
        #expect(shown(shopper) == "sort price")
        shopper.press(.backspace, .up)
        #expect(shown(shopper) == "sort price", "what was recalled and changed counts as typed")
        shopper.press(.control("u"))
        shopper.type("me")
        shopper.press(.up, .down)
        #expect(shown(shopper) == "me")
    }

    @Test func theArrowsGoThroughCompletionsToo() {
        var shopper = Shopper(120, 40)
        shopper.type("s")
        shopper.press(.down, .down)
        #expect(shown(shopper) == "sort item")
        shopper.press(.up)
        #expect(shown(shopper) == "sort shop")
        shopper.press(.up)
        #expect(shown(shopper) == "sort ")
        shopper.press(.backTab)
        #expect(shown(shopper) == "sort pattern")
        shopper.press(.escape)
        shopper.type(":")
        shopper.press(.backTab)
        #expect(shown(shopper) != "quit")
    }

    @Test func aRefusedLineIsMendedWhereItGoesWrong() {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .open(_, let listing, _, _) = $0 { listing.filter == nil } else { true } }
        shopper.type(":where price < x and colour = red\r")
        guard case .open(let generation, _, _, _)? = shopper.pending.last else { return #expect(Bool(false), "nothing asked") }
        shopper.take(.failed(generation, "I cannot read this", at: 8))
        #expect(shopper.screen.contains("I cannot read this"))
        shopper.type(":")
        shopper.press(.up)
        #expect(shown(shopper) == "where price < x and colour = red" && shopper.state.prompt?.caret == 14)
        shopper.press(.delete, .character("9"), .enter)
        #expect(shopper.state.shop.opening?.listing.filter == "price < 9 and colour = red")
        shopper.type(":wherever price < 20\r:")
        shopper.press(.up)
        #expect(shown(shopper) == "wherever price < 20" && shopper.state.prompt?.caret == "wherever".count)
        // A failure of something else says nothing of the line.
        shopper.press(.escape)
        shopper.type(":where price < 30\r")
        shopper.take(.failed(-1, "Something else", at: 2))
        shopper.type(":")
        shopper.press(.up)
        #expect(shopper.state.prompt?.caret == "where price < 30".count)
    }

    @Test func aPasteIsTextAndNothingElse() {
        var shopper = Shopper(120, 40)
        let before = shopper.state.session
        shopper.take(.input(.paste("qqq:quit ")))
        #expect(shopper.state.prompt == nil && !shopper.effects.contains(.quit) && shopper.state.session == before)
        shopper.type(":qt")
        shopper.press(.left)
        shopper.take(.input(.paste("ui\u{202E}\u{200B}\u{2066}")))
        #expect(shown(shopper) == "quit" && shopper.state.prompt?.caret == 3 && !shopper.effects.contains(.quit))
        shopper.take(.input(.paste(String(repeating: "long ", count: 10_000))))
        #expect(shopper.state.prompt?.characters.count == Prompt.longest)
        #expect(shown(shopper)?.hasSuffix("t") == true, "what was typed stays")
    }

    @Test func eachColumnIsOfferedOnce() {
        var shopper = Shopper(200, 60)
        shopper.state.catalog.columns = ["price", "shop", "label", "id"]
        let words = { (text: String) in shopper.state.completions(of: text).map(\.word) }
        #expect(words("sort ") == ["shop", "item", "looks", "shuffled", "price", "label", "id"])
        #expect(words("sort -") == ["-price", "-shop", "-label", "-id"])
        #expect(words("sort -p") == ["-price"])
        #expect(words("where ") == ["price", "shop", "label", "id"])
        shopper.type(":sort label\r")
        #expect(shopper.state.shop.listing.order == .attribute("label", descending: false))
        shopper.type(":sort -id\r")
        #expect(shopper.state.shop.listing.order == .attribute("id", descending: true))
    }

    @Test func whatIsCutIsMarked() {
        var shopper = Shopper(80, 24)
        shopper.state.catalog.columns = (1...20).map { "column\($0)" }
        shopper.type("s")
        func offered() -> String { shopper.screen.split(separator: "\n", omittingEmptySubsequences: false)[21].description }
        #expect(offered() == " shop  item  looks  shuffled  column1  column2  column3  column4  … 16 more")
        shopper.press(.tab, times: 10)
        #expect(offered().contains("column6") && offered().hasPrefix(" …  ") && offered().hasSuffix(" more"))
        shopper.press(.backTab, times: 10)
        #expect(shown(shopper) == "sort column20" && offered().hasPrefix(" …  ") && offered().hasSuffix("column20"))
        shopper.state.catalog.columns = []
        shopper.press(.escape, .character("s"))
        #expect(offered() == " shop  item  looks  shuffled")
    }

    @Test(arguments: 0..<60) func whatIsChosenShows(_ room: Int) {
        let widths = [4, 4, 8, 12, 3, 30, 2, 2, 9]
        for chosen in widths.indices {
            let range = CompletionRange(widths, chosen: chosen, room: room).range
            #expect(range.contains(chosen))
            let words = range.map { widths[$0] + 2 }.reduce(0, +)
            let marks = (range.lowerBound > 0 ? 3 : 0) + (range.upperBound < widths.count ? "… 5 more".count : -2)
            #expect(words + marks <= room || range.count == 1, "\(range) in \(room)")
        }
    }

    @Test func whatACommandDoesNotTakeIsSaid() {
        var shopper = Shopper(120, 40)
        for (line, text) in [
            ("diversity 9", ":diversity takes a number from 0 to 1, not 9."), ("diversity nan", "from 0 to 1, not nan."),
            ("balance -1.5", ":balance takes a number from -1 to 1, not -1.5."), ("balance", "Use :balance <-1 to 1>"),
        ] {
            shopper.type(":\(line)\r")
            #expect(shopper.screen.contains(text))
        }
        #expect(shopper.state.tasting.settings.diversity == 0 && shopper.state.tasting.settings.balance == 0)
        shopper.type(":sort\r")
        #expect(shopper.screen.contains("Use :sort <order> · shop, item, looks, shuffled, title, price, colour"))
        shopper.type(":export\r")
        #expect(shopper.screen.contains("Use :export <file> · ") && shopper.screen.contains("as .csv, .json or .html"))
        shopper.take(.opened(-1, count: 0, position: nil, hint: "stale"))
        #expect(!shopper.screen.contains("stale"))
        shopper.answers = { if case .open = $0 { false } else { true } }
        shopper.type(":where colour = nvay\r")
        guard case .open(let generation, _, _, _) = shopper.pending.last else {
            Issue.record("no listing was asked for")
            return
        }
        shopper.take(.opened(generation, count: 0, position: nil, hint: "no item has the colour nvay; did you mean navy?"))
        #expect(shopper.screen.contains("did you mean navy?") && shopper.screen.contains("Nothing matches."))
        shopper.answers = { _ in true }
        shopper.press(.escape)
        shopper.type(":diversity 0.4\r:balance -1\r")
        #expect(shopper.state.tasting.settings.diversity == 0.4 && shopper.state.tasting.settings.balance == -1)
    }

    @Test func aNewBasketIsSaidToBeNew() {
        var shopper = Shopper(120, 40)
        shopper.type(":basket gift\r")
        #expect(shopper.screen.contains("New basket: gift"))
        shopper.type(":basket my likes\r")
        #expect(shopper.screen.contains("Basket: my likes") && !shopper.screen.contains("New basket"))
    }
}
