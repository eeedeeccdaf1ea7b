import Basics
import Engine
import Frames
import Taste
import Testing

@testable import Browser

/// Baskets that others share, and one's own that are shared.
@Suite struct SharedBasketTests {
    private func state(_ baskets: Basket..., current: Int = 0, person: String? = "bert") -> State {
        var catalog = CatalogSummary(name: "shop", count: 10)
        catalog.person = person
        var state = State(catalog: catalog, size: Size(columns: 120, rows: 40), baskets: BasketContents(baskets: baskets, current: current))
        state.path = [.shop, .basket]
        return state
    }

    private var hers: Basket {
        var basket = Basket(name: "anna/summer", entries: [Basket.Entry(item: "a")])
        basket.owner = "anna"
        return basket
    }

    private func press(_ keys: String..., in state: inout State) -> [Effect] {
        keys.flatMap { reduce(into: &state, action: .input(.key(Key(name: $0)!))) }
    }

    private func saved(_ effects: [Effect]) -> BasketContents? {
        effects.lazy.compactMap { if case .saveBaskets(let change) = $0 { change.to } else { nil } }.first
    }

    @Test func whatIsSomebodyElsesDoesNotChange() {
        var state = state(Basket(name: "mine"), hers, current: 1)
        for key in ["x", "+", "X", "Space"] {
            let effects = press(key, in: &state)
            #expect(saved(effects) == nil && state.notice?.text.contains("anna's") == true, "\(key)")
            #expect(state.book.contents.baskets[1] == hers)
        }
    }

    @Test func aCopyIsOnesOwn() {
        var state = state(Basket(name: "mine"), hers, current: 1)
        let effects = press("D", "Enter", in: &state)
        let copy = saved(effects)?.baskets.last
        #expect(copy?.owner == nil && copy?.entries == hers.entries && copy?.name == "anna/summer copy")
        #expect(saved(press("x", in: &state))?.basket.entries.isEmpty == true)
    }

    @Test func sharingIsAChangeThatUndoTakesBack() {
        var state = state(Basket(name: "mine"))
        #expect(saved(press("s", in: &state))?.basket.isShared == true)
        #expect(saved(press("u", in: &state))?.basket.isShared == false)
        var alone = self.state(Basket(name: "mine"), person: nil)
        #expect(saved(press("s", in: &alone)) == nil && alone.notice?.text.contains("this machine alone") == true)
    }

    @Test func deletingTheLastOfOnesOwnLeavesAnEmptyOne() {
        var state = state(Basket(name: "mine", entries: [Basket.Entry(item: "b")]), hers)
        let contents = saved(press("X", in: &state))
        #expect(contents?.baskets.map(\.owner) == [nil, "anna"] && contents?.baskets[0].entries.isEmpty == true)
    }

    /// A browser that does not know of sharing leaves it as it is.
    @Test func changesMeetWithoutLosingWhatIsShared() {
        var shared = Basket(name: "mine")
        shared.isShared = true
        let mine = BasketChange(
            from: BasketContents(baskets: [Basket(name: "mine")]),
            to: BasketContents(baskets: [Basket(name: "mine", entries: [Basket.Entry(item: "b")])]))
        let met = mine.applied(to: BasketContents(baskets: [shared]))
        #expect(met.basket.isShared && met.basket.entries.map(\.item) == ["b"])
    }

    /// A change that was kept in a file does not say whose the baskets in it were.
    @Test func whatIsSomebodyElsesStaysTheirsAfterTheJournal() throws {
        let before = BasketContents(baskets: [Basket(name: "mine"), hers])
        var after = before
        after.baskets[0].toggleLike("b")
        let kept = try JSON.decode(BasketChange.self, from: JSON.encode(BasketChange(from: before, to: after)))
        #expect(kept.applied(to: before) == after)
    }

    @Test func aLostConnectionShowsUntilItIsBack() {
        var state = state(Basket(name: "mine"))
        _ = reduce(into: &state, action: .reachable(false, "the connection was lost"))
        for _ in 0..<40 { _ = reduce(into: &state, action: .tick) }
        #expect(render(view(state)).contains("no connection"))
        _ = reduce(into: &state, action: .reachable(true, "The server is back."))
        #expect(!render(view(state)).contains("no connection") && render(view(state)).contains("The server is back."))
    }
}
