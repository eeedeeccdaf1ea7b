import Basics
import Testing

@Suite struct SplitMixTests {
    @Test func numbersAreThePublishedOnes() {
        var random = SplitMix(1_234_567)
        #expect((0..<3).map { _ in random.next() } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test func numbersStayInTheirRange() {
        var random = SplitMix(1)
        #expect((0..<1000).allSatisfy { _ in (0..<1).contains(random.unit()) })
        #expect(Set((0..<1000).map { _ in random.index(below: 7) }) == Set(0..<7))
        #expect(random.index(below: 1) == 0)
    }

    @Test func ordersAndSamplesTakeEachOnce() {
        var random = SplitMix(2)
        let order = random.order(100)
        #expect(order != Array(0..<100) && order.sorted() == Array(0..<100) && random.order(0).isEmpty)
        let sample = random.sample(5, of: Array(0..<20))
        #expect(Set(sample).count == 5 && random.sample(9, of: [1, 2]).sorted() == [1, 2])
    }
}
