import Engine
import Foundation
import Frames
import TestSupport
import Testing

@testable import Browser

/// The shop ordered by words.
@Suite struct WordsTests {
    private func footer(_ shopper: Shopper) -> String { String(shopper.screen.split(separator: "\n").last ?? "") }

    @Test func theListingOrdersItselfWhileOneTypes() {
        var shopper = Shopper(120, 40)
        let first = shopper.cursor
        shopper.press(.right, .character("w"))
        #expect(shopper.screen.contains("English words, such as sailing boat"))
        shopper.type("rocke")
        #expect(shopper.state.shop.listing == Listing() && footer(shopper).contains("“rocke”? cat, navy"))
        shopper.type("t")
        #expect(shopper.state.shop.listing.order == .words("rocket") && shopper.cursor != first)
        #expect(footer(shopper).hasPrefix(" w rocket") && footer(shopper).hasSuffix("nearest in words: rocket"))
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
        #expect(shopper.state.shop.listing == Listing() && shopper.screen.contains("“xyzzy” is not known; near to that: cat, navy"))
        shopper.type("wcat xyzzy\r")
        #expect(shopper.state.shop.listing.order == .words("cat xyzzy") && shopper.screen.contains("“xyzzy” is not known"))
        // Enter before the answer: the shopper is taken back once it comes.
        shopper.answers = { if case .open = $0 { false } else { true } }
        let before = shopper.state.shop.listing
        shopper.type("wxyzzy\r")
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
            #expect(shopper.state.prompt == nil && shopper.screen.contains("vitrine-tee, which compares the pictures here, knows no words · / finds"))
            #expect(shopper.likes.isEmpty && shopper.state.shop.listing == Listing())
        }
        #expect(!footer(shopper).contains("w words"))
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
