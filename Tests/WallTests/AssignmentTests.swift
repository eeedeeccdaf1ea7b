import Basics
import TestSupport
import Testing

@testable import Wall

@Suite struct AssignmentTests {
    /// What a solution costs; nil where a row has no column of its own.
    private func cost(_ columns: [Int], _ costs: [[Double]]) -> Double? {
        guard Set(columns).count == costs.count, columns.allSatisfy(costs.indices.contains) else { return nil }
        return columns.enumerated().reduce(0) { $0 + costs[$1.offset][$1.element] }
    }

    private func fast(_ costs: [[Double]], with solver: Assignment) -> [Int] {
        for (row, numbers) in costs.enumerated() {
            for (column, cost) in numbers.enumerated() { solver.costs[row * costs.count + column] = Float(cost) }
        }
        solver.solve(costs.count)
        return costs.indices.map { Int(solver.columnOf[$0]) }
    }

    private func permutations(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return permutations(count - 1).flatMap { rest in (0..<count).map { place in Array(rest[..<place]) + [count - 1] + Array(rest[place...]) } }
    }

    private enum Kind: CaseIterable { case random, ties, equalRows, equalColumns, diagonal, products, large }

    private func costs(_ size: Int, _ kind: Kind, _ random: inout SeededGenerator) -> [[Double]] {
        let first = (0..<size).map { _ in Double(random.normal()) }
        return (0..<size).map { row in
            (0..<size).map { column in
                switch kind {
                case .random: Double(Float(random.normal()))
                case .ties: Double(random.index(below: 3))
                case .equalRows: first[column]
                case .equalColumns: first[row]
                case .diagonal: Double(abs(row - (size - 1 - column)))
                // Machol and Wien's, which take solvers the longest.
                case .products: Double((row + 1) * (column + 1))
                case .large: 1e6 + Double(random.index(below: 100))
                }
            }
        }
    }

    @Test func costsAsLittleAsTheBestOfAll() throws {
        var random = SeededGenerator(seed: 1)
        let solver = Assignment(capacity: 6)
        for size in 1...6 {
            let all = permutations(size)
            for kind in Kind.allCases {
                for _ in 0..<10 {
                    let costs = costs(size, kind, &random)
                    let best = try #require(all.compactMap { cost($0, costs) }.min())
                    for found in [fast(costs, with: solver), PlainSorting.assign(costs)] {
                        let found = try #require(cost(found, costs))
                        #expect(abs(found - best) <= 1e-5 * max(1, abs(best)), "\(size) \(kind)")
                    }
                }
            }
        }
    }

    @Test func isTheReferencesEqualOnLargeProblems() throws {
        var random = SeededGenerator(seed: 2)
        let solver = Assignment(capacity: 80)
        for size in [17, 40, 64, 80] {
            for kind in Kind.allCases {
                let costs = costs(size, kind, &random)
                let best = try #require(cost(PlainSorting.assign(costs), costs)), found = try #require(cost(fast(costs, with: solver), costs))
                #expect(abs(found - best) <= 1e-4 * max(1, abs(best)), "\(size) \(kind)")
            }
        }
    }

    @Test func whatIsNoNumberIsTheLastChoice() throws {
        let solver = Assignment(capacity: 4)
        let odd: [[Double]] = [[.nan, 1, .infinity], [1, .nan, 2], [.infinity, 5, .nan]]
        #expect(fast(odd, with: solver) == [1, 0, 2] || fast(odd, with: solver) == [1, 2, 0] || fast(odd, with: solver) == [0, 2, 1])
        let none = [[Double]](repeating: [.nan, .nan, .nan], count: 3)
        #expect(Set(fast(none, with: solver)).count == 3)
        #expect(fast([[.nan]], with: solver) == [0])
        // Two that can be had are better than one, however cheap.
        #expect(fast([[0, 9], [.nan, 1]], with: solver) == [0, 1])
        #expect(fast([[0, 9], [1, .nan]], with: solver) == [1, 0])
    }
}
