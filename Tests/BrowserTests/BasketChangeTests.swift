import Basics
import Engine
import Taste
import Testing
import Vectors

@testable import Browser

/// Two browsers on one catalog: neither takes the other's likes away.
@Suite struct BasketChangeTests {
    typealias Contents = BasketBook.Contents

    private func contents(_ baskets: (String, [String])..., current: Int = 0) -> Contents {
        Contents(baskets: baskets.map { Basket(name: $0.0, entries: $0.1.map { Basket.Entry(item: $0) }) }, current: current)
    }

    private func items(_ contents: Contents) -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: contents.baskets.map { ($0.name, $0.entries.map(\.item)) })
    }

    @Test func likesOfBothStay() {
        let before = contents(("a", ["1", "2"]))
        let mine = BasketChange(from: before, to: contents(("a", ["1", "2", "3"])))
        let stored = mine.applied(to: contents(("a", ["2", "4"])))
        #expect(items(stored) == ["a": ["2", "3", "4"]])
    }

    @Test func whatBothChangedIsAsTheLastOneHasIt() {
        let before = contents(("a", ["1"]))
        var heavier = before, passed = before
        heavier = Contents(baskets: [Basket(name: "a", entries: [.init(item: "1", weight: 3)])])
        passed = Contents(baskets: [Basket(name: "a", entries: [.init(item: "1", opinion: .passed)])])
        #expect(BasketChange(from: before, to: heavier).applied(to: passed) == heavier)
        #expect(BasketChange(from: before, to: heavier).taken(into: passed) == passed)
        // An item that one has taken out and the other has weighed stays.
        #expect(items(BasketChange(from: before, to: contents(("a", []))).taken(into: heavier)) == ["a": ["1"]])
    }

    @Test func formsOfOneIDAreTwoItems() {
        let composed = "caf\u{E9}", decomposed = "cafe\u{301}"
        let before = contents(("a", [composed])), after = contents(("a", [decomposed]))
        #expect(!BasketChange(from: before, to: after).isEmpty)
        let both = BasketChange(from: contents(("a", [])), to: after).applied(to: before)
        #expect(both.baskets[0].entries.count == 2 && both.baskets[0][composed] != both.baskets[0][decomposed])
        #expect(NeighborQuery.Subject.item(composed) != .item(decomposed) && NeighborQuery.Subject.item(composed) == .item(composed))
    }

    @Test func basketsComeAndGo() {
        let before = contents(("a", ["1"]), ("b", ["2"]))
        let renamed = contents(("c", ["1"]), ("b", ["2"]))
        #expect(items(BasketChange(from: before, to: renamed).applied(to: before)) == ["c": ["1"], "b": ["2"]])
        // Renamed here, liked into there: both are kept.
        let liked = contents(("a", ["1", "9"]), ("b", ["2"]))
        #expect(items(BasketChange(from: before, to: renamed).applied(to: liked)) == ["c": ["1"], "b": ["2"], "a": ["1", "9"]])
        let deleted = contents(("b", ["2"]))
        #expect(items(BasketChange(from: before, to: deleted).applied(to: before)) == ["b": ["2"]])
        #expect(BasketChange(from: before, to: contents()).applied(to: before).baskets.count == 1)
    }

    @Test func theSameBasketStaysCurrent() {
        let before = contents(("a", []), ("b", []), current: 1)
        let added = contents(("new", []), ("a", []), ("b", []), current: 0)
        #expect(BasketChange(from: before, to: added).taken(into: before).basket.name == "b")
    }

    /// Random changes by two browsers and a store, told to each other late and in bunches: all agree in the end, and every like is there.
    @Test(arguments: 0..<40) func changesMeet(_ seed: UInt64) {
        var random = SplitMix(seed)
        var stored = contents(("a", []), ("b", []))
        var books = [BasketBook(stored), BasketBook(stored)]
        var saved = [stored, stored], known = [stored, stored]
        func synchronise(_ index: Int) {
            let change = BasketChange(from: saved[index], to: books[index].contents)
            saved[index] = change.to
            let next = change.applied(to: stored)
            let foreign = BasketChange(from: known[index], to: stored)
            (stored, known[index]) = (next, next)
            books[index].take(foreign)
            saved[index] = books[index].contents
        }
        var liked: [Set<String>] = [[], []]
        for step in 0..<60 {
            let index = Int.random(in: 0...1, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: synchronise(index)
            case 1:
                if books[index].undo() != nil { _ = books[index].redo() }
            case 2: books[index].change("switch") { $0.current = Int.random(in: 0..<$0.baskets.count, using: &random) }
            default:
                let item = "\(index)-\(step)"
                liked[index].insert(item)
                books[index].changeBasket("like") { $0.toggleLike(item) }
            }
        }
        for index in [0, 1, 0, 1] { synchronise(index) }
        let all = Set(stored.baskets.flatMap { $0.entries.map(\.item) })
        #expect(all == liked[0].union(liked[1]))
        for book in books { #expect(Set(book.contents.baskets.flatMap { $0.entries.map(\.item) }) == all) }
    }

    @Test func undoLeavesAloneWhatOthersDid() {
        var book = BasketBook(contents(("a", [])))
        book.changeBasket("like 1") { $0.toggleLike("1") }
        let mine = book.contents
        book.take(BasketChange(from: mine, to: contents(("a", ["1", "7"]))))
        #expect(book.undo() == "like 1")
        #expect(items(book.contents) == ["a": ["7"]])
        #expect(book.redo() == "like 1")
        #expect(Set(items(book.contents)["a"]!) == ["1", "7"])
    }

    @Test func theShopperSeesWhatOthersDo() {
        var shopper = Shopper(120, 40)
        shopper.press(.space)
        let mine = shopper.state.book.contents
        let theirs = Contents(baskets: [Basket(name: mine.basket.name, entries: mine.basket.entries + [.init(item: "8750066")])])
        shopper.take(.baskets(BasketChange(from: mine, to: theirs)))
        #expect(shopper.screen.contains("♥ 2"))
        // A change of one's own afterwards tells that alone.
        shopper.press(.right, .right, .space)
        guard case .saveBaskets(let change)? = shopper.effects.last(where: { if case .saveBaskets = $0 { true } else { false } }) else {
            Issue.record("nothing is saved")
            return
        }
        #expect(change.from.basket.entries.count == 2 && change.to.basket.entries.count == 3)
    }
}
