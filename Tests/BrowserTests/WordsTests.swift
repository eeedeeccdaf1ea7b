import Engine
import Foundation
import Frames
import TestSupport
import Testing

@testable import Browser

/// The shop ordered by words.
@Suite struct WordsTests {
    private func footer(_ shopper: Shopper) -> String { String(shopper.screen.split(separator: "\n").last ?? "") }

    /// The words in force are there to be changed, or to be typed over.
    @Test func otherWordsAreTypedOverThoseInForce() {
        var shopper = Shopper(120, 40)
        shopper.type("wcat\rw")
        shopper.type("navy")
        #expect(shopper.state.prompt?.text == "navy")
        shopper.press(.enter)
        #expect(shopper.state.shop.listing.order == .words("navy"))
        shopper.type("w")
        shopper.press(.end)
        shopper.type(" cat")
        #expect(shopper.state.prompt?.text == "navy cat")
        shopper.press(.escape)
        shopper.type("w")
        shopper.press(.backspace)
        #expect(shopper.state.prompt?.text == "")
    }

    @Test func theListingOrdersItselfWhileOneTypes() {
        var shopper = Shopper(120, 40)
        let first = shopper.cursor
        shopper.press(.right, .character("w"))
        #expect(shopper.screen.contains("English words, such as sailing boat"))
        shopper.type("rocke")
        #expect(shopper.state.shop.listing == Listing() && footer(shopper).contains("“rocke”: did you mean cat, navy?"))
        shopper.type("t")
        #expect(shopper.state.shop.listing.order == .words("rocket") && shopper.cursor != first)
        #expect(footer(shopper).hasPrefix(" w rocket") && footer(shopper).hasSuffix("looking for: rocket"))
        #expect(shopper.screen.contains("by “rocket”"))
        // A word that is not whole yet leaves the last order.
        shopper.type(" na")
        #expect(shopper.state.shop.listing.order == .words("rocket na"))
        shopper.type("vy\r")
        #expect(shopper.state.shop.listing.order == .words("rocket navy") && shopper.state.prompt == nil && shopper.state.notice == nil)
        #expect(shopper.screen.contains("by “rocket navy”"))
        // The way back, and Escape out of it.
        shopper.press(.character("'"))
        #expect(shopper.state.shop.listing == Listing() && shopper.cursor == PlainShop.id(1))
        shopper.type("wcat\r")
        #expect(footer(shopper).contains("Esc shop order"))
        shopper.press(.escape)
        #expect(shopper.state.shop.listing == Listing())
    }

    @Test func escapeGoesBackToTheOrderBefore() {
        var shopper = Shopper(120, 40)
        shopper.type(":sort -price\r")
        shopper.press(.right, .right)
        let visit = shopper.state.shop.visit
        shopper.type("wcat")
        #expect(shopper.state.shop.listing.order == .words("cat"))
        shopper.press(.escape)
        #expect(shopper.state.shop.visit == visit && shopper.state.shop.history.count == 1)
        // So does taking back what was typed.
        shopper.type("wcat")
        shopper.press(.backspace, times: 3)
        #expect(shopper.state.shop.visit == visit && shopper.state.prompt != nil)
        shopper.press(.backspace)
        #expect(shopper.state.prompt == nil && shopper.state.shop.visit == visit)
    }

    @Test func wordsOfWhichNoneIsKnownOrderNothing() {
        var shopper = Shopper(120, 40)
        shopper.type("wcat")
        shopper.type("xx")
        #expect(shopper.state.notice == nil)
        shopper.press(.backspace, times: 5)
        shopper.type("xyzzy\r")
        #expect(shopper.state.shop.listing == Listing() && shopper.screen.contains("“xyzzy”: did you mean cat, navy?"))
        #expect(shopper.screen.contains("None of these words describes a picture · to find it in titles: Esc, then /xyzzy"))
        #expect(shopper.state.prompt?.text == "xyzzy", "so that they can be put right")
        shopper.press(.control("u"))
        shopper.type("cat xyzzy\r")
        #expect(
            shopper.state.shop.listing.order == .words("cat xyzzy") && shopper.screen.contains("“xyzzy” is not known: did you mean cat, navy?"))
        // Enter before the answer: the shopper is taken back once it comes.
        shopper.answers = { if case .open = $0 { false } else { true } }
        let before = shopper.state.shop.listing
        shopper.press(.character("w"), .control("u"))
        shopper.type("xyzzy\r")
        shopper.answers = { _ in true }
        shopper.answerPending()
        #expect(shopper.state.shop.listing == before && shopper.state.notice?.text.contains("xyzzy") == true)
    }

    @Test func anOlderQuestionIsOvertaken() {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .open = $0 { false } else { true } }
        shopper.type("wcat")
        #expect(shopper.screen.contains("w cat"), "typing waits for nothing")
        shopper.type(" navy")
        let asked = shopper.pending.filter { if case .open = $0 { true } else { false } }
        #expect(asked.count == 7)
        for action in shopper.shop.answer(asked[2]) { shopper.take(action) }
        #expect(shopper.state.shop.listing == Listing())
        for action in shopper.shop.answer(asked[6]) { shopper.take(action) }
        #expect(shopper.state.shop.listing.order == .words("cat navy"))
    }

    @Test func wordsCombineWithWhatNarrows() {
        var shopper = Shopper(120, 40)
        shopper.type(":where price < 20\r")
        shopper.type("wcat\r")
        #expect(shopper.state.shop.listing == Listing(order: .words("cat"), filter: "price < 20"))
        shopper.type("/fox\r")
        #expect(shopper.state.shop.listing == Listing(order: .words("cat"), filter: "price < 20", text: "fox"))
        let query = shopper.effects.compactMap { if case .open(_, _, let query, _) = $0 { query } else { nil } }.last
        #expect(query?.subject == .ghost(.init(entries: [.init(item: Wish.id(of: "cat"))])) && query?.filter == "price < 20")
        shopper.press(.escape)
        #expect(shopper.state.shop.listing == Listing(order: .words("cat")))
    }

    @Test func theyAreACommandAndAnOrderAmongOthers() {
        var shopper = Shopper(120, 40)
        shopper.type("s")
        #expect(!shopper.screen.contains("words"))
        shopper.press(.escape)
        shopper.type(":words sailing boat -stripes\r")
        #expect(shopper.state.shop.listing.order == .words("sailing boat -stripes"))
        shopper.type(":words\r")
        #expect(shopper.state.shop.listing == Listing())
        shopper.type("swords\r")
        #expect(shopper.state.shop.listing.order == .words("sailing boat -stripes"))
        shopper.type("w")
        shopper.press(.up)
        #expect(shopper.state.prompt?.text == "sailing boat -stripes")
    }

    @Test func aSessionComesBackInThatOrder() throws {
        var shopper = Shopper(120, 40)
        shopper.type("wcat\r")
        let stored = try JSONEncoder().encode(shopper.state.session)
        let session = try JSONDecoder().decode(Session.self, from: stored)
        let later = Shopper(120, 40, session: session)
        #expect(later.state.shop.listing.order == .words("cat") && later.screen.contains("by “cat”"))
        // By now the words may mean nothing to anybody.
        var strange = session
        strange.listing.order = .words("xyzzy")
        let other = Shopper(120, 40, session: strange)
        #expect(other.state.shop.listing == Listing() && other.cursor == "8750013" && other.state.notice != nil)
        // Sessions of earlier versions.
        let earlier =
            #"{"listing":{"order":{"item":{"_0":"1"}}},"position":3,"metric":"cosine","taste":{"mode":"centroid","diversity":0,"balance":0},"showsPrint":false}"#
        #expect(try JSONDecoder().decode(Session.self, from: Data(earlier.utf8)).listing.order == .item("1"))
    }

    @Test func anEncoderWithoutWordsSaysSoAndOffersToFind() {
        var shopper = Shopper(120, 40, knowsWords: false)
        for keys in ["w", "W", ":words cat\r", ":wish cat\r"] {
            shopper.type(keys)
            #expect(shopper.screen.contains("vitrine-tee, which compares the pictures here, knows no words · / finds"))
            #expect(shopper.likes.isEmpty && shopper.state.shop.listing == Listing())
            #expect(shopper.state.prompt?.kind.label == (keys.count == 1 ? "/" : nil), "what is typed on is looked for")
            if keys.count == 1 {
                shopper.type("cat")
                #expect(shopper.state.shop.listing == Listing(text: "cat") && shopper.screen.contains("matches"))
                shopper.press(.escape)
            }
        }
        #expect(!footer(shopper).contains("w words"))
        // The basket has nothing to look in.
        shopper.type("bW")
        #expect(shopper.state.prompt == nil && shopper.screen.contains("knows no words"))
    }

    @Test func whatCameLastGoesFirst() {
        var shopper = Shopper(120, 40)
        shopper.press(.pageDown, .pageDown)
        shopper.type(":where price < 20\r")
        shopper.press(.right, .right)
        let narrowed = shopper.state.shop.visit
        shopper.type("wcat\r")
        shopper.press(.right, .pageDown)
        #expect(footer(shopper).contains("Esc shop order"))
        shopper.press(.escape)
        #expect(shopper.state.shop.visit == narrowed && footer(shopper).contains("Esc show all"))
        shopper.press(.escape)
        // The other way round, and from another order.
        shopper.type(":sort -price\r")
        shopper.press(.right)
        let sorted = shopper.state.shop.visit
        shopper.type("wcat\r/fox\r")
        shopper.press(.escape)
        #expect(shopper.state.shop.listing == Listing(order: .words("cat")) && footer(shopper).contains("Esc order before"))
        shopper.type(":within 0.4\r")
        #expect(shopper.state.shop.listing.within == 0.4)
        shopper.press(.escape)
        #expect(shopper.state.shop.listing == Listing(order: .words("cat")))
        shopper.press(.escape)
        #expect(shopper.state.shop.visit == sorted)
    }

    @Test func wordsInForceAreThereToBeChanged() {
        var shopper = Shopper(120, 40)
        shopper.press(.pageDown)
        let visit = shopper.state.shop.visit
        shopper.type("wcat\rw")
        #expect(shopper.state.prompt?.text == "cat")
        shopper.type(" navy\r")
        #expect(shopper.state.shop.listing.order == .words("cat navy"))
        let history = shopper.state.shop.history
        shopper.type("w\r")
        #expect(shopper.state.shop.history == history, "nothing has changed")
        shopper.type("wxyzzy")
        #expect(shopper.screen.contains("by “cat navy"))
        // No words end it.
        shopper.press(.control("u"), .enter)
        #expect(shopper.state.shop.visit == visit)
    }

    @Test func theTitleSaysWhatIsOutdated() {
        var shopper = Shopper(120, 40)
        shopper.shop.isExact = true
        shopper.type("wcat")
        #expect(shopper.screen.contains("   by “cat”"))
        shopper.type("x")
        #expect(shopper.screen.contains("   still by “cat”"))
        shopper.press(.enter)
        #expect(shopper.state.shop.listing == Listing() && shopper.state.prompt != nil)
    }

    @Test func theNoteIsOfWhatIsTyped() {
        var shopper = Shopper(120, 40)
        shopper.answers = { if case .readWords = $0 { false } else { true } }
        shopper.type("wcat")
        shopper.take(.wordsRead(WordReading(known: ["rocket"], unknown: []), of: "rocket", encoder: nil))
        #expect(!footer(shopper).contains("looking for"))
        shopper.answerPending()
        #expect(footer(shopper).hasSuffix("looking for: cat"))
        // Another state of the catalog may know other words.
        shopper.answers = { _ in true }
        let asked = shopper.effects.count
        shopper.take(.catalog(count: 11_556, generation: 7, progress: nil))
        #expect(shopper.effects.dropFirst(asked).contains { $0 == .readWords("cat", encoder: nil) })
    }

    @Test func theKeyOfWordsShowsOnANarrowTerminal() {
        let shopper = Shopper(80, 24)
        #expect(footer(shopper).contains("w words") && footer(shopper).contains("f filter"))
    }

    @Test func anyLettersKeepTheScreenWhole() {
        for seed in 0..<8 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let size = [(40, 12), (80, 24), (120, 40), (20, 5)][Int(seed % 4)]
            var shopper = Shopper(size.0, size.1)
            shopper.press(.space)
            for _ in 0..<150 {
                switch Int.random(in: 0..<8, using: &random) {
                case 0: shopper.type(["w", "W", "b", "/", ":wish ", "u", "\r"].randomElement(using: &random)!)
                case 1: shopper.press([.escape, .enter, .backspace, .up, .tab].randomElement(using: &random)!)
                default: shopper.type(["cat", " -stripes", "x", "猫", "e\u{301}", "navy "].randomElement(using: &random)!)
                }
                expectInvariants(shopper.state, "seed \(seed)")
            }
        }
    }
}
