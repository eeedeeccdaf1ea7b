import Foundation
import Testing

@testable import Taste

@Suite struct BasketTests {
    @Test func likesAndPassesToggle() {
        var basket = Basket()
        basket.toggleLike("a")
        basket.toggleLike("b")
        basket.togglePass("c")
        #expect(basket.liked.map(\.item) == ["a", "b"] && basket.passed.map(\.item) == ["c"])
        basket.togglePass("a")
        #expect(basket.liked.map(\.item) == ["b"] && basket.passed.map(\.item) == ["a", "c"], "it keeps its place")
        basket.togglePass("a")
        basket.toggleLike("b")
        #expect(basket.entries == [Basket.Entry(item: "c", opinion: .passed)])
        basket.remove("c")
        #expect(basket.entries.isEmpty)
    }

    @Test func weighs() {
        var basket = Basket(entries: [Basket.Entry(item: "a"), Basket.Entry(item: "a", weight: 3), Basket.Entry(item: "b")])
        #expect(basket.entries.count == 2 && basket["a"]?.weight == 3)
        basket.setWeight(2, of: "b")
        for bad: Float in [0, -1, .nan, .infinity] { basket.setWeight(bad, of: "b") }
        basket.setWeight(2, of: "none")
        #expect(basket["b"]?.weight == 2 && basket["none"] == nil)
    }

    @Test func survivesJSON() throws {
        let basket = Basket(
            name: "été", entries: [Basket.Entry(item: "875317", weight: 0.5), Basket.Entry(item: "x", opinion: .passed)])
        #expect(try JSONDecoder().decode(Basket.self, from: JSONEncoder().encode(basket)) == basket)
    }

    @Test func formsOfOneNameAreTwoItems() {
        let composed = "caf\u{E9}", decomposed = "cafe\u{301}"
        var basket = Basket(entries: [Basket.Entry(item: composed)])
        basket.togglePass(decomposed)
        #expect(basket.entries.count == 2 && basket.liked.count == 1 && basket[decomposed]?.opinion == .passed)
        basket.setWeight(2, of: decomposed)
        #expect(basket[composed]?.weight == 1)
        basket.remove(composed)
        #expect(basket.entries.map { Array($0.item.utf8) } == [Array(decomposed.utf8)])
        #expect(Basket.Entry(item: composed) != Basket.Entry(item: decomposed))
    }

    @Test func centroidIsTheWeightedMean() {
        #expect(centroid(of: [[1, 2], [3, 6]]) == [2, 4])
        #expect(centroid(of: [[0, 0], [4, 8]], weights: [3, 1]) == [1, 2])
        #expect(centroid(of: []) == [])
    }
}
