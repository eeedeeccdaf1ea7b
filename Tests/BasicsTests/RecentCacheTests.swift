import Basics
import Testing

@Suite struct RecentCacheTests {
    private var cache = RecentCache<String, Int>()

    init() { for (number, key) in ["a", "b", "c"].enumerated() { cache.insert(number, for: key, cost: 10) } }

    @Test func theLeastRecentlyUsedGoFirst() {
        var cache = cache
        #expect(cache.use("a") == 0 && cache.contains("b") && cache.use("x") == nil)
        #expect(cache.evict(to: 30).isEmpty)
        #expect(cache.evict(to: 15).map(\.key) == ["b", "c"] && cache.values == [0] && cache.cost == 10)
    }

    @Test func whatIsKeptStays() {
        var cache = cache
        #expect(cache.evict(to: 0) { key, value in key == "a" || value == 2 }.map(\.value) == [1])
        #expect(cache.cost == 20 && !cache.contains("b"))
    }

    @Test func anotherValueTakesThePlaceOfTheFirst() {
        var cache = cache
        cache.insert(7, for: "a", cost: 1)
        #expect(cache.cost == 21 && cache.use("a") == 7)
        #expect(cache.evict(to: 11).map(\.key) == ["b"])
        cache.removeAll()
        #expect(cache.cost == 0 && cache.values.isEmpty)
    }
}
