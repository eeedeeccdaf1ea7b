import Engine
import Frames
import Taste
import TestSupport
import Testing

@testable import Browser

@Suite struct ConversationTests {
    @Test func itBeginsWithWhatThereIs() {
        let listener = Listener()
        #expect(listener.said.first == "sample shop: 11,556 T-shirts.")
        #expect(listener.said.contains("0 liked, 0 passed. By cosine, several tastes."))
        #expect(listener.said.last == "1 of 11,556: Navy tee, sleeping cat, €12.90, navy, plain, sleeping cat, 8750013.")
    }

    @Test func aLineGoesOnAndBack() {
        var listener = Listener()
        #expect(listener.ask("next").hasPrefix("2 of 11,556: "))
        #expect(listener.ask("").hasPrefix("3 of 11,556: "))
        #expect(listener.ask("p").hasPrefix("2 of 11,556: "))
        #expect(listener.ask("next 10").hasPrefix("12 of 11,556: "))
        #expect(listener.ask("400").hasPrefix("400 of 11,556: "))
        #expect(listener.ask("last").hasPrefix("11,556 of 11,556: "))
        #expect(listener.ask("n") == "There is no further one.")
        #expect(listener.ask("return").hasPrefix("400 of 11,556: "))
        #expect(listener.ask("list 3").split(separator: "\n").map { $0.prefix(4) } == ["400:", "401:", "402:"])
        #expect(listener.ask("next many") == "“many” is no number from 1 on.")
    }

    @Test func aLikeIsToldWithItsNeighbors() {
        var listener = Listener()
        let answer = listener.ask("like")
        #expect(answer.hasPrefix("Liked: Navy tee, sleeping cat.\n1 liked, 0 passed.\nNearest to your likes: "), "\(answer)")
        #expect(listener.ask(".").hasSuffix("; liked."))
        #expect(listener.ask("undo").contains("No longer liked: Navy tee, sleeping cat.\n0 liked, 0 passed."))
        #expect(listener.ask("x").contains("Passed: Navy tee, sleeping cat."))
        #expect(listener.ask("again").hasSuffix("; passed."))
    }

    @Test func theNeighborsAreToldWithDistancesAndReasons() {
        var listener = Listener()
        #expect(listener.ask("nearest").contains("Like something first"))
        _ = listener.ask("like")
        let nearest = listener.ask("nearest")
        #expect(
            nearest.hasPrefix("Nearest to your likes:\n1: ") && nearest.contains("distance 0.1")
                && nearest.hasSuffix("You are at 1 of 48 nearest to your likes."))
        #expect(listener.ask("n").hasPrefix("2 of 48 nearest to your likes: "))
        // What is liked leaves the list, and the next one is in its place.
        let liked = listener.ask("like")
        #expect(liked.contains("2 liked, 0 passed.") && liked.contains("2 of "), "\(liked)")
        #expect(listener.ask("back").contains("\n1 of 11,556: "))
        _ = listener.ask("next")
        _ = listener.ask("like")
        let tastes = listener.ask("nearest 2")
        #expect(tastes.contains("1: ") && tastes.contains(", 1 like:"), "\(tastes)")
    }

    @Test func whatGhostsAndItemsAreAboutIsTold() {
        var listener = Listener()
        listener.shop.about = ["cat", "retro"]
        #expect(listener.ask("like").contains("Your ghost is about: cat, retro.\nNearest to your likes: "))
        #expect(listener.ask("nearest").hasPrefix("Your ghost is about: cat, retro.\nNearest to your likes:\n1: "))
        _ = listener.ask("back")
        _ = listener.ask("next")
        let tastes = listener.ask("like")
        #expect(tastes.contains(", 1 like, about cat, print: ") && tastes.contains(", about retro, print: ") && !tastes.contains("Your ghost"))
        #expect(listener.ask("open").contains("\nAbout: cat, retro.\n"))
    }

    @Test func findingNarrowsAndAllShowsAllAgain() {
        var listener = Listener()
        #expect(listener.ask("find rocket").hasPrefix("sample shop: 86 of 11,556 T-shirts with “rocket”.\n"))
        #expect(listener.ask("all").hasPrefix("sample shop: 11,556 T-shirts.\n"))
        #expect(listener.ask("/fox").contains("with “fox”"))
        #expect(listener.ask("find nothing of the kind").contains("Nothing matches; all shows everything again."))
        #expect(listener.ask("find").hasPrefix("sample shop: 11,556 T-shirts.\n"))
        #expect(listener.ask("where price < 20").hasPrefix("sample shop: 11,556 of 11,556 T-shirts where price < 20.\n"))
        #expect(listener.ask("where ???").contains("I cannot read"))
        #expect(listener.ask(":sort -price").contains(", by price, descending."))
        #expect(listener.ask("goto 8750066").contains("2 of 11,556: "))
        #expect(listener.ask("goto nobody").contains("No item nobody."))
    }

    @Test func wordsOrderTheShopAndAreWishedFor() {
        var listener = Listener()
        let ordered = listener.ask("words rocket")
        #expect(ordered.hasPrefix("sample shop: 11,556 T-shirts, by “rocket”.\nLooking for: rocket.\n"), "\(ordered)")
        #expect(listener.ask("w cat xyzzy").hasPrefix("“xyzzy” is not known: did you mean cat, navy?\nsample shop: "))
        #expect(listener.ask("words xyzzy").contains("xyzzy"))
        #expect(listener.ask("wish navy").hasPrefix("Wished for: “navy”.\n0 liked, 1 wish, 0 passed."))
        #expect(listener.ask("basket").contains("1: liked: wish “navy”."))
        #expect(listener.ask("heavier").contains("“navy” weighs 1.5"))
        #expect(listener.ask("open").hasPrefix("sample shop: 11,556 T-shirts, by “navy”."))
        #expect(listener.ask("words").hasPrefix("sample shop: 11,556 T-shirts.\n"))
        #expect(listener.ask("undo").isEmpty == false && listener.ask("undo").contains("No longer"))
    }

    @Test func everyScreenIsToldInLines() {
        var listener = Listener(isVisited: true)
        for _ in 0..<3 { _ = (listener.ask("like"), listener.ask("next")) }
        let basket = listener.ask("basket")
        #expect(
            basket.hasPrefix("Basket ") && basket.contains("3 liked, 0 passed, ") && basket.contains("\n3: ") && basket.contains("You are at 1 of 3"))
        #expect(listener.ask("heavier").contains("weighs 1.5"))
        #expect(listener.ask("c").contains("\nCosine: ") && listener.ask("down").hasPrefix("Euclidean, 1 of 5"))
        #expect(listener.ask("back").hasPrefix("Basket ") && listener.ask("back").hasPrefix("sample shop: "))
        let item = listener.ask("item")
        #expect(item.contains("Sizes: in stock M, L; sold out S, XL.") && item.contains("Prices: ") && item.contains("Nearest to it, by cosine:"))
        #expect(listener.ask("neighbours 2").split(separator: "\n").count == 3 && listener.ask("n").hasPrefix("2 of 48 near "))
        let news = listener.ask("news")
        #expect(news.hasPrefix("News since yesterday: 30 new, 6 cheaper") && news.contains("You are at 1 of 30 new."), "\(news)")
        #expect(listener.ask("section").hasPrefix("1 of 6 cheaper: ") && listener.ask("again").contains("20% cheaper"))
        #expect(listener.ask("status").hasPrefix("sample shop: 11,556 T-shirts."))
    }

    @Test func eachItemSaysHowItDiffersFromThePinnedOne() {
        var listener = Listener()
        #expect(listener.ask("beside").contains("Nothing is pinned"))
        let pinned = listener.ask("pin")
        #expect(pinned.contains("Pinned: Navy tee, sleeping cat") && !pinned.contains("Beside"))
        let next = listener.ask("next")
        #expect(next.contains("2 of 11,556") && next.contains("Beside Navy tee, sleeping cat: ") && next.contains("colour white, not navy"))
        #expect(next.contains("Cosine 0.040, print 0.020, garment 0.013"))
        let whole = listener.ask("beside")
        #expect(whole.contains("Colour: navy, here white.") && whole.contains("Dot score 0.020") && whole.contains("Hamming 0.008"))
        #expect(listener.ask("unpin").contains("No longer pinned: Navy tee, sleeping cat"))
        #expect(!listener.ask("next").contains("Beside"))
        // The answer waits for the distances.
        _ = listener.ask("pin")
        listener.answers = { if case .distances = $0 { false } else { true } }
        #expect(listener.ask("next").isEmpty)
        listener.answerPending()
        #expect(listener.state.conversation?.question == nil)
    }

    @Test func whereItIsAlikeIsSaid() {
        var listener = Listener()
        #expect(listener.ask("tint").contains("Like something first"))
        #expect(listener.ask("like").contains("Liked") && listener.ask("tint").contains("only like"))
        _ = listener.ask("next")
        _ = listener.ask("tint off")
        let tinted = listener.ask("tint")
        #expect(tinted.contains("Each item now says where it is alike"))
        let next = listener.ask("next")
        #expect(next.contains("Alike to your likes: overall 0.75, most of all in the upper left; print 0.50, "))
        #expect(listener.ask("tint print").contains("in print") && listener.ask("next").contains("Alike to your likes: print 0.50"))
        _ = listener.ask("pin")
        let beside = listener.ask("next")
        #expect(beside.contains("Alike to ") && !beside.contains("Alike to your likes"))
        #expect(listener.ask("tint off").contains("as they are") && !listener.ask("next").contains("Alike"))
    }

    @Test func metricsModesAndExportsAreThoseOfTheCommandLine() {
        var listener = Listener()
        #expect(listener.ask("metric").contains("cosine, euclidean, manhattan"))
        #expect(listener.ask("metric euc").contains("By euclidean"))
        #expect(listener.ask("m") == "By manhattan.")
        #expect(listener.ask("mode best").contains("like any one of them"))
        #expect(listener.ask("save tees.html") == "Written to tees.html")
        #expect(listener.ask("export tees.doc").contains("must end in .csv"))
    }

    @Test func aQuestionIsAskedBackAndLeftByAnEmptyLine() {
        var listener = Listener()
        _ = listener.ask("b")
        #expect(listener.ask("new-basket").hasPrefix("New basket:\n"))
        #expect(listener.ask("gifts").contains("Basket gifts: 0 liked, 0 passed."))
        #expect(listener.ask("rename-basket").hasPrefix("New name: gifts\n"))
        #expect(listener.ask("").hasPrefix("1 of 0") || listener.state.prompt == nil)
        #expect(listener.state.book.name == "gifts")
        #expect(listener.ask("basket my likes").contains("Basket my likes"))
    }

    @Test func whatNobodyKnowsIsSaid() {
        var listener = Listener()
        #expect(listener.ask("lkie").hasPrefix("No command “lkie”. It may be like"))
        #expect(listener.ask("zoom").hasPrefix("No command “zoom”."))
        #expect(listener.ask("ne").contains("It may be next, nearest"))
        let short = listener.ask("help").split(separator: "\n")
        #expect(short.count == 6 && short[1].hasPrefix("To go: next, previous, "), "\(short)")
        let help = listener.ask("help all")
        #expect(help.contains("like, or l: Like it") && help.contains("goto <ID>: ") && help.contains("ghost: "))
        #expect(listener.ask("help diversity").split(separator: "\n").count < 5)
        #expect(listener.ask("help nothing of the kind") == "Nothing about “nothing of the kind”.")
        #expect(listener.ask("quit").isEmpty && listener.effects.contains(.quit))
    }

    @Test func anAnswerWaitsForWhatItTellsOf() {
        var listener = Listener()
        listener.answers = { if case .search = $0 { false } else { true } }
        #expect(listener.ask("like").isEmpty)
        listener.answers = { _ in true }
        listener.answerPending()
        #expect(listener.said.joined(separator: "\n").contains("Nearest to your likes: "))
        listener.answers = { if case .search = $0 { false } else { true } }
        #expect(listener.ask("metric dot").isEmpty)
        for _ in 0..<100 { listener.take(.tick) }
        #expect(listener.said.last == "The rest is still on its way.")
    }

    @Test func whatOthersDoAndHowFarIndexingIsAreToldUnasked() {
        var listener = Listener()
        listener.forget()
        listener.take(.notice("The disk is full.", attention: true))
        #expect(listener.said == ["The disk is full."])
        listener.forget()
        var liked = listener.state.book.contents
        liked.baskets[0].toggleLike(PlainShop.id(4))
        listener.take(.baskets(BasketChange(from: listener.state.book.contents, to: liked)))
        #expect(listener.said.joined().hasPrefix("Elsewhere: Liked: "), "\(listener.said)")
        listener.forget()
        for done in 0...100 { listener.take(.catalog(count: 11_556, generation: 0, progress: IndexingProgress(done: done, total: 100))) }
        #expect(
            listener.said == [
                "Indexing 0%, 0 of 100.", "Indexing 25%, 25 of 100.", "Indexing 50%, 50 of 100.", "Indexing 75%, 75 of 100.",
                "Indexing 100%, 100 of 100.",
            ])
        listener.forget()
        listener.take(.catalog(count: 11_556, generation: 0, progress: nil))
        #expect(listener.said == ["Indexing is done: 11,556 T-shirts."])
    }

    @Test(arguments: 0..<12) func everyLineHasOneAnswerOfTextAlone(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var listener = Listener(items: [0, 1, 7, 11_556][Int(seed % 4)], isVisited: seed % 3 == 0)
        let verbs =
            (Verb.conversation.filter { $0.name != "quit" } + Verb.all.filter { $0.name != "quit" }).flatMap { [$0.name] + $0.aliases }
            + Command.allCases.filter { $0 != .quit }.map(\.rawValue)
        let words = [
            "", "", "", "1", "3", "-4", "cat", "price < 20", "gifts", "euclidean", "best", "0.5", "x.csv", "\u{1B}[31m", "♥",
            String(repeating: "w", count: 2000),
        ]
        for _ in 0..<120 {
            let verb = verbs.randomElement(using: &random)!, word = words.randomElement(using: &random)!
            let line = verb + (word.isEmpty ? "" : " " + word)
            let answers = listener.answerCount
            _ = listener.ask(line)
            #expect(listener.answerCount == answers + 1, "\(line)")
            for text in listener.said {
                #expect(
                    !text.unicodeScalars.contains { $0.properties.generalCategory == .control || (0x2500...0x259F).contains($0.value) },
                    "\(line): \(text)")
            }
        }
        #expect(!listener.effects.contains { if case .loadPictures = $0 { true } else { false } })
    }
}
