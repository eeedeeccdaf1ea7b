import Foundation
import TestSupport
import Testing
import Vectors

@testable import Evaluation

@Suite struct MeasureTests {
    @Test func aListJudgedByHand() {
        let list = RankedList(hits: [true, false, true, false, false], relevant: 4)
        #expect(list.precision(at: 1) == 1 && list.precision(at: 2) == 0.5 && list.precision(at: 5) == 0.4)
        #expect(list.recall(at: 1) == 0.25 && list.recall(at: 5) == 0.5)
        // (1/1 + 2/3) / 4
        let expected = 5.0 / 12
        #expect(abs(list.averagePrecision(at: 5) - expected) < 1e-12)
        // Four perfect places: 1 + 1/log₂3 + 1/2 + 1/log₂5.
        let perfect = 1.5 + 1 / log2(3.0) + 1 / log2(5.0)
        #expect(abs(list.ndcg(at: 5) - 1.5 / perfect) < 1e-12)
    }

    @Test func aPerfectListIsPerfectUpToWhatThereIs() {
        let list = RankedList(hits: [true, true, true, false], relevant: 3)
        #expect([list.precision(at: 4), list.recall(at: 4), list.averagePrecision(at: 4), list.ndcg(at: 4)] == [0.75, 1, 1, 1])
        #expect(list.averagePrecision(at: 2) == 1 && list.ndcg(at: 2) == 1)
        // Places beyond the list's end are wrong.
        #expect(list.precision(at: 30) == 0.1 && list.recall(at: 30) == 1)
        let empty = RankedList(hits: [], relevant: 1)
        #expect([empty.precision(at: 5), empty.recall(at: 5), empty.averagePrecision(at: 5), empty.ndcg(at: 5)] == [0, 0, 0, 0])
    }

    @Test func measuresStayInRangeAndRewardAnEarlierHit() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            var hits = (0..<Int.random(in: 2...12, using: &random)).map { _ in Bool.random(using: &random) }
            let relevant = max(1, hits.count { $0 }) + Int.random(in: 0...5, using: &random)
            let k = Int.random(in: 1...15, using: &random)
            let before = RankedList(hits: hits, relevant: relevant)
            for value in [before.precision(at: k), before.recall(at: k), before.averagePrecision(at: k), before.ndcg(at: k)] {
                #expect(value >= 0 && value <= 1 + 1e-12)
            }
            let place = Int.random(in: 1..<hits.count, using: &random)
            guard hits[place] && !hits[place - 1] else { continue }
            hits.swapAt(place, place - 1)
            let after = RankedList(hits: hits, relevant: relevant)
            #expect(after.averagePrecision(at: k) >= before.averagePrecision(at: k) && after.ndcg(at: k) >= before.ndcg(at: k))
        }
    }

    @Test func basketsJudgedByHand() {
        let mixed = BasketResults(kinds: [0, 0, 1, nil, 0, 0], relevant: [10, 10])
        #expect(mixed.precision(at: 4) == 0.75 && mixed.coverage(at: 2) == 0.5 && mixed.coverage(at: 4) == 1)
        // Two places each: the second kind fills one of them.
        #expect(mixed.balanced(at: 4) == 0.5 && mixed.balanced(at: 2) == 0)
        let (two, one) = (2.0 / 3, 1.0 / 3)
        let entropy = -two * log2(two) - one * log2(one)
        #expect(abs(mixed.evenness(at: 4) - entropy) < 1e-12 && mixed.evenness(at: 2) == 0)
        let odd = BasketResults(kinds: [0, 1, 0, 1, 0], relevant: [9, 9])
        #expect(odd.balanced(at: 5) == 1 && odd.precision(at: 5) == 1)
        let scarce = BasketResults(kinds: [0, 0, 0, 1], relevant: [9, 1])
        #expect(scarce.balanced(at: 4) == 1)
        let single = BasketResults(kinds: [0, nil, 0, 0], relevant: [8])
        #expect(single.balanced(at: 4) == 0.75 && single.precision(at: 4) == 0.75 && single.evenness(at: 4) == 1)
        let none = BasketResults(kinds: [nil, nil], relevant: [3, 3])
        #expect([none.precision(at: 2), none.coverage(at: 2), none.evenness(at: 2), none.balanced(at: 2)] == [0, 0, 0, 0])
    }

    @Test func intervalsHoldTheMeanAndNarrowWithMoreValues() throws {
        #expect(Estimate([], seed: 1) == nil)
        let constant = try #require(Estimate([0.5, 0.5, 0.5], seed: 1))
        #expect(constant.mean == 0.5 && constant.low == 0.5 && constant.high == 0.5)
        let few = try #require(Estimate((0..<20).map { Double($0 % 2) }, seed: 1))
        let many = try #require(Estimate((0..<500).map { Double($0 % 2) }, seed: 1))
        #expect(few.low < few.mean && few.mean < few.high)
        #expect(many.high - many.low < (few.high - few.low) / 2)
        // A coin's mean over 500 has the standard deviation 0.0224.
        let half = (many.high - many.low) / 2
        #expect(half > 0.038 && half < 0.05)
        #expect(Estimate((0..<20).map { Double($0 % 2) }, seed: 1) == few)
        let values = (0..<21).map { Double($0) / 3 }
        #expect(Estimate(values, seed: 2) != Estimate(values, seed: 3))
    }

    @Test func similarityIsThatOfAllPairs() throws {
        var random = SeededGenerator(seed: 9)
        var rows = (0..<8).map { _ in (0..<5).map { _ in Float.random(in: -1...1, using: &random) } }
        rows[3] = [0, 0, 0, 0, 0]
        let table = try Table(rows)
        let part = table.subject().part("first", range: 0..<2)
        #expect(part.name == "test[first]")
        for (subject, range) in [(table.subject(), 0..<5), (part, 0..<2)] {
            let found = subject.similarity(of: Array(0..<8), at: [1, 2, 5, 8, 20])
            #expect(found[0] == nil)
            for (value, k) in zip(found.dropFirst(), [2, 5, 8, 8]) {
                var sum = 0.0
                for i in 0..<k { for j in 0..<i { sum += cosine(rows[i][range], rows[j][range]) } }
                #expect(abs(value! - sum / Double(k * (k - 1) / 2)) < 1e-9)
            }
            #expect(subject.similarity(of: [], at: [5]) == [nil])
        }
    }

    private func cosine(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
        func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        let lengths = (dot(a, a) * dot(b, b)).squareRoot()
        return lengths > 0 ? dot(a, b) / lengths : 0
    }
}
