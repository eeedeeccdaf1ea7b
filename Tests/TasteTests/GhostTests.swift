import Foundation
import TestSupport
import Testing
import Vectors

@testable import Taste

/// A table of three kinds of items, 20 of each, in 6 dimensions: kind k is near the axes 2k and 2k + 1.
private final class Shop {
    let directory = FileManager.default.temporaryDirectory.appending(path: "taste-\(UUID().uuidString)")
    let index: VectorIndex

    init(twins: Bool = false) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let writer = try VectorFileWriter(creating: directory.appending(path: "v.npy"), dimensions: 6)
        var state: UInt64 = 5
        func noise() -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 24) - 0.5
        }
        for i in 0..<60 {
            if twins && i % 2 == 1 { continue }
            var row = (0..<6).map { _ in 0.2 * noise() }
            row[i / 20 * 2] += 1
            row[i / 20 * 2 + 1] += 0.5
            try writer.append(row)
            if twins { try writer.append(row.map { $0 * 1.00001 }) }
        }
        try writer.synchronize()
        index = VectorIndex(try VectorTable(contentsOf: directory.appending(path: "v.npy")))
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func examples(_ rows: [Int], weight: Float = 1) -> [Example] {
        rows.map { Example(index.table.vector(at: $0), weight: weight, row: $0) }
    }

    /// Distances as plain as can be.
    func distance(_ metric: Metric, _ row: Int, _ vector: [Double]) -> Double {
        Reference.distance(metric, index.table.vector(at: row), vector)
    }
}

@Suite struct GhostTests {
    private let metrics: [Metric] = [.cosine, .euclidean, .manhattan, .dot, .hamming]

    /// Words are far from all pictures, and still heard in each mode.
    @Test func wordsAreHeardBesidePictures() throws {
        let shop = try Shop()
        // In the direction of the second kind, and twice as far out.
        let words = Example([-0.2, -0.1, 2, 1, -0.2, -0.1], isWords: true)
        for mode in GhostMode.allCases {
            for metric in [Metric.cosine, .euclidean, .manhattan] {
                var ghost = Ghost(liked: shop.examples([3]) + [words], mode: mode)
                let found = try ghost.neighbors(in: shop.index, metrics: [metric], count: 10)[0]
                let kinds = found.map { $0.row / 20 }
                if mode == .best || mode == .interests { #expect(kinds.count { $0 == 0 } == 5 && kinds.count { $0 == 1 } == 5) }
                let reasons = try ghost.reasons(for: found, metric: metric, in: shop.index)
                for (kind, reason) in zip(kinds, reasons) where kind < 2 { #expect(reason.first?.example == kind) }
                // Only rows with vectors say how far pictures usually are from words.
                func shares(among rows: Range<Int>) throws -> [[Ghost.Reason]] {
                    try ghost.reasons(for: found, metric: metric, in: shop.index, among: RowSet(universe: 60, rows))
                }
                #expect(try shares(among: 0..<60) == reasons && shares(among: 0..<20) != reasons)
                ghost.liked = [words]
                #expect(try ghost.neighbors(in: shop.index, metrics: [metric], count: 10)[0].allSatisfy { $0.row / 20 == 1 })
            }
        }
    }

    @Test func centroidIsNumpysMean() throws {
        let shop = try Shop()
        let ghost = Ghost(liked: shop.examples([1, 5, 9]))
        let mean = (0..<6).map { d in [1, 5, 9].reduce(0.0) { $0 + Double(shop.index.table.vector(at: $1)[d]) } / 3 }
        #expect(ghost.vectors(in: shop.index.table) == [mean])
        let found = try ghost.neighbors(in: shop.index, metrics: metrics, count: 10)
        for (m, metric) in metrics.enumerated() where metric != .hamming {
            let plain = Reference.nearest(in: shop.index.table, to: Query(mean), metric: metric, count: 10, excluding: [1, 5, 9])
            #expect(found[m].map(\.row) == plain.map(\.row))
        }
        var inclusive = ghost
        inclusive.includesExamples = true
        #expect(
            try !Set(inclusive.neighbors(in: shop.index, metrics: [.cosine], count: 60)[0].map(\.row)).isDisjoint(with: [1, 5, 9]))
    }

    @Test func directionIgnoresLengthAndRocchioMovesAwayFromWhatWasPassed() throws {
        let shop = try Shop()
        let long = Example(shop.index.table.vector(at: 0).map { 100 * $0 })
        let ghost = Ghost(liked: [long] + shop.examples([25]), mode: .direction)
        let direction = ghost.vectors(in: shop.index.table)[0]
        #expect(abs(direction[0] - direction[2]) < 0.2)
        var rocchio = Ghost(liked: shop.examples([0, 25]), passed: shop.examples([30]), mode: .rocchio)
        let found = try rocchio.neighbors(in: shop.index, metrics: [.cosine, .euclidean], count: 19)
        #expect(found[0].allSatisfy { $0.row < 20 })
        let expected = zip(centroid(of: rocchio.liked.map(\.vector)), rocchio.passed[0].vector).map { 2 * $0 - Double($1) }
        #expect(rocchio.vectors(in: shop.index.table) == [expected])
        rocchio.passed = []
        #expect(rocchio.vectors(in: shop.index.table) == [centroid(of: rocchio.liked.map(\.vector))])
        #expect(Ghost(liked: []).vectors(in: shop.index.table) == [])
        #expect(try Ghost(liked: []).neighbors(in: shop.index, metrics: [.cosine], count: 3) == [[]])
    }

    /// The plain twin of the push: each mean of liked items, moved by a quarter of its way from the mean of the passed ones.
    @Test func passesPushEveryMean() throws {
        let shop = try Shop()
        let liked = shop.examples([0, 1], weight: 3) + shop.examples([41, 42]), passed = shop.examples([7, 45]) + shop.examples([30], weight: 2)
        func mean(_ examples: [Example], unit: Bool) -> [Double] {
            (0..<6).map { d in
                let parts = examples.map { example -> (Double, Double) in
                    let length = unit ? example.vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot() : 1
                    return (Double(example.weight), Double(example.vector[d]) / length)
                }
                return parts.reduce(0) { $0 + $1.0 * $1.1 } / parts.reduce(0) { $0 + $1.0 }
            }
        }
        func away(_ examples: [Example], unit: Bool = false) -> [Double] {
            zip(mean(examples, unit: unit), mean(passed, unit: unit)).map { $0 + 0.25 * ($0 - $1) }
        }
        let expected: [GhostMode: [[Double]]] = [
            .centroid: [away(liked)], .direction: [away(liked, unit: true)], .interests: [away(Array(liked[..<2])), away(Array(liked[2...]))],
        ]
        for (mode, vectors) in expected {
            let ghost = Ghost(liked: liked, passed: passed, mode: mode)
            let found = ghost.vectors(in: shop.index.table)
            #expect(found.count == vectors.count)
            for (a, b) in zip(found.joined(), vectors.joined()) { #expect(abs(a - b) < 1e-6, "\(mode)") }
            var without = ghost
            without.passed = []
            let pushed = try ghost.neighbors(in: shop.index, metrics: [.euclidean], count: 60)[0]
            let plain = try without.neighbors(in: shop.index, metrics: [.euclidean], count: 60)[0]
            #expect(
                Set(pushed.map(\.row)).isDisjoint(with: [7, 45, 30]) && pushed.map(\.row) != plain.map(\.row).filter { ![7, 45, 30].contains($0) })
        }
    }

    /// The plain twin of `best`: every row's pushed distance, sorted.
    @Test func bestIsExactWithAndWithoutPasses() throws {
        let shop = try Shop()
        for passed in [[], [7, 33], Array(10..<20)] {
            let ghost = Ghost(liked: shop.examples([2, 44]), passed: shop.examples(passed), mode: .best)
            for metric in metrics where metric != .hamming {
                let sign = metric.isScore ? -1.0 : 1.0
                let plain = (0..<60).filter { !([2, 44] + passed).contains($0) }.map { row -> (Double, Int) in
                    let likes = ghost.liked.map { sign * shop.distance(metric, row, $0.vector.map(Double.init)) }.min()!
                    let passes = ghost.passed.map { sign * shop.distance(metric, row, $0.vector.map(Double.init)) }.min() ?? likes
                    return (likes + max(0, likes - passes), row)
                }.sorted { $0 < $1 }
                for count in [1, 5, 20, 100] {
                    let found = try ghost.neighbors(in: shop.index, metrics: [metric], count: count)[0]
                    #expect(found.map(\.row) == plain.prefix(count).map(\.1), "\(metric) \(passed) \(count)")
                    for (neighbor, exact) in zip(found, plain) { #expect(abs(Double(neighbor.distance) - sign * exact.0) < 1e-5) }
                }
            }
        }
    }

    /// The plain twin of `rows(within:)`: a row is within when one of the vectors that are searched for is near enough.
    @Test func whatIsWithinADistanceIsNearToOneAtLeast() throws {
        let shop = try Shop()
        for mode in GhostMode.allCases {
            let ghost = Ghost(liked: shop.examples([0, 1, 40]), passed: shop.examples([7]), mode: mode)
            for metric in metrics where metric != .hamming {
                let sign = metric.isScore ? -1.0 : 1.0
                let nearest = (0..<60).map { row -> Double in
                    let likes = ghost.vectors(in: shop.index.table).map { sign * shop.distance(metric, row, $0) }.min()!
                    guard mode == .best else { return likes }
                    return likes + max(0, likes - sign * shop.distance(metric, row, ghost.passed[0].vector.map(Double.init)))
                }
                let sorted = nearest.sorted()
                for place in [0, 5, 30, 58] where sorted[place + 1] - sorted[place] > 1e-5 {
                    let limit = (sorted[place] + sorted[place + 1]) / 2
                    let found = try ghost.rows(within: Float(sign * limit), metric, in: shop.index)
                    #expect(found.rows == (0..<60).filter { nearest[$0] < limit }, "\(mode) \(metric) \(place)")
                }
            }
        }
        #expect(try Ghost(liked: []).rows(within: 9, .cosine, in: shop.index).isEmpty)
    }

    @Test func interestsServeEveryKind() throws {
        let shop = try Shop()
        let ghost = Ghost(liked: shop.examples([0, 1, 2, 40, 41]), mode: .interests)
        #expect(ghost.interests(in: shop.index.table).map(\.members) == [[0, 1, 2], [3, 4]])
        #expect(
            ghost.vectors(in: shop.index.table)
                == [[0, 1, 2], [40, 41]].map { centroid(of: shop.examples($0).map(\.vector)) })
        let one = Ghost(liked: shop.examples([0, 1, 2]), mode: .interests)
        #expect(one.vectors(in: shop.index.table) == Ghost(liked: one.liked).vectors(in: shop.index.table), "one interest: its centroid")
        let found = try ghost.neighbors(in: shop.index, metrics: [.euclidean], count: 6)[0]
        #expect(found.map { $0.row / 20 } == [0, 2, 0, 2, 0, 2])
        let (groups, lists) = try ghost.find(in: shop.index, metrics: metrics, count: 30)
        #expect(groups == ghost.interests(in: shop.index.table))
        for (metric, list) in zip(metrics, lists) {
            #expect(list.neighbors.count == 30 && list.interests.count == 30)
            for place in groups.indices {
                let own = zip(list.neighbors, list.interests).filter { $1 == place }.map(\.0.distance)
                #expect(own == own.sorted { metric.isNearer($0, than: $1) } && own.count > 5, "nearest first for each interest")
            }
        }
        #expect(lists[0].interests.prefix(6) == [0, 1, 0, 1, 0, 1])
        let mean = try Ghost(liked: ghost.liked).find(in: shop.index, metrics: [.cosine], count: 4)
        #expect(mean.interests.isEmpty && mean.found[0].interests == [0, 0, 0, 0])
        let heavy = Ghost(liked: shop.examples([0, 1, 2]) + shop.examples([40], weight: 9), mode: .interests)
        #expect(try heavy.neighbors(in: shop.index, metrics: [.cosine], count: 1)[0][0].row / 20 == 2)
        #expect(Interests(of: shop.examples([3]), spread: 1).groups.map(\.medoid) == [0])
        #expect(Interests(of: shop.examples(Array(0..<60)), spread: 0).groups.count == 5, "at most five")
        #expect(Interests(of: [], spread: 1).groups.isEmpty)
    }

    /// Lists that take turns are searched no further than they are used, and those of likes of one kind use each other's up.
    @Test(arguments: [[0, 1, 2, 3, 4], [0, 1, 2, 40, 41], [5, 25, 45]], [1, 4, 10, 40, 60])
    func turnsAreThoseOfWholeLists(_ likes: [Int], _ count: Int) throws {
        let shop = try Shop()
        var ghost = Ghost(liked: shop.examples(likes), mode: .interests)
        // Each is an interest of its own.
        ghost.spread = 0
        let queries = ghost.vectors(in: shop.index.table).map { Query($0) }
        let whole = try shop.index.nearest(to: queries, metrics: metrics, count: 60, excluding: Set(likes))
        let found = try ghost.find(in: shop.index, metrics: metrics, count: count).found
        for m in metrics.indices {
            let turns = ghost.roundRobin(whole.map { $0[m] }, count: count)
            #expect(found[m].neighbors == turns.list)
            #expect(found[m].interests == turns.list.map { turns.origins[$0.row] })
        }
    }

    @Test func diversitySpreadsAndDuplicatesCollapse() throws {
        let shop = try Shop(twins: true)
        var ghost = Ghost(liked: shop.examples([0]))
        let plain = try ghost.neighbors(in: shop.index, metrics: [.cosine, .euclidean], count: 8)
        ghost.collapsesDuplicates = true
        let collapsed = try ghost.neighbors(in: shop.index, metrics: [.cosine, .euclidean], count: 8)
        for m in 0..<2 {
            #expect(Set(plain[m].map { $0.row / 2 }).count < 8 && Set(collapsed[m].map { $0.row / 2 }).count == 8)
        }
        #expect(
            try (28...30).contains(ghost.neighbors(in: shop.index, metrics: [.cosine], count: 1000)[0].count),
            "and no more than there are")
        ghost.diversity = 0.7
        let diverse = try ghost.neighbors(in: shop.index, metrics: [.euclidean, .dot, .hamming], count: 8)
        #expect(diverse[0][0] == collapsed[1][0], "the nearest comes first")
        #expect(Set(diverse[0].map { $0.row / 20 }).count == 3 && Set(collapsed[1].map { $0.row / 20 }).count == 1)
        #expect(diverse.allSatisfy { Set($0.map(\.row)).count == 8 })
    }

    @Test func stacksShowTheirNearest() throws {
        let shop = try Shop()
        // Items of a kind by twos, and the third kind as one.
        let stacks = RowStacks(rows: 60, designs: (0..<60).map { Int32($0 < 40 ? $0 / 2 : 20) }, leaders: nil)
        for mode in GhostMode.allCases {
            let ghost = Ghost(liked: shop.examples([0, 45]), mode: mode)
            for metric in metrics {
                let all = try ghost.neighbors(in: shop.index, metrics: [metric], count: 60)[0]
                let found = try ghost.find(in: shop.index, metrics: [metric], count: 12, folding: stacks).found[0].neighbors
                #expect(found.count == 12 && Set(found.map { stacks.first(of: $0.row) }).count == 12, "twelve places show twelve designs")
                if mode != .interests { #expect(found.map(\.row) == Array(stacks.folded(all.map(\.row)).prefix(12))) }
                #expect(try ghost.find(in: shop.index, metrics: [metric], count: 100, folding: stacks).found[0].neighbors.count == 21)
            }
        }
        let one = RowStacks(rows: 60, designs: Array(repeating: 0, count: 60), leaders: nil)
        #expect(try Ghost(liked: shop.examples([3])).find(in: shop.index, metrics: [.cosine], count: 5, folding: one).found[0].neighbors.count == 1)
    }

    @Test func reasonsAddUp() throws {
        let shop = try Shop()
        let ghost = Ghost(liked: shop.examples([0]) + shop.examples([40], weight: 2))
        for metric in metrics {
            let found = try ghost.neighbors(in: shop.index, metrics: [metric], count: 10)[0]
            for (neighbor, reasons) in zip(found, try ghost.reasons(for: found, metric: metric, in: shop.index)) {
                #expect(abs(reasons.reduce(0) { $0 + $1.share } - 1) < 1e-9)
                if metric == .euclidean { #expect(reasons[0].example == (neighbor.row < 20 ? 0 : 1) || neighbor.row / 20 == 1) }
            }
        }
        let twin = [Neighbor(row: 0, distance: 0)]
        #expect(try ghost.reasons(for: twin, metric: .euclidean, in: shop.index) == [[Ghost.Reason(example: 0, share: 1)]])
    }

    @Test func balanceWeighsParts() throws {
        let shop = try Shop()
        var ghost = Ghost(liked: shop.examples([0, 25, 45]))
        ghost.balance = [WeightedRange(0..<2, weight: 1), WeightedRange(2..<6, weight: 0)]
        let found = try ghost.neighbors(in: shop.index, metrics: [.euclidean], count: 5)[0]
        let mean = ghost.vectors(in: shop.index.table)[0]
        let plain = Reference.nearest(
            in: shop.index.table, to: Query(mean, balance: ghost.balance), metric: .euclidean, count: 5, excluding: [0, 25, 45])
        #expect(found.map(\.row) == plain.map(\.row))
    }

    @Test func comparesMetrics() {
        func list(_ rows: Int...) -> [Neighbor] { rows.enumerated().map { Neighbor(row: $1, distance: Float($0)) } }
        let comparison = Comparison([(.cosine, list(1, 2, 3, 4)), (.euclidean, list(2, 1, 5, 3)), (.manhattan, list(3, 2, 6, 7))])
        #expect(comparison.pairs.map(\.overlap) == [0.75, 0.5, 0.5] && !comparison.isEmpty)
        let empty = Comparison([(.cosine, []), (.dot, [])])
        #expect(empty.isEmpty && empty.pairs.map(\.overlap) == [0])
        #expect(comparison.pairs[0].ranks.map(\.difference) == [1, -1, 1])
        #expect(comparison.agreed == [2, 3])
        #expect(comparison.unique == [.cosine: [4], .euclidean: [5], .manhattan: [6, 7]])
        #expect(Comparison([]).agreed == [] && Comparison([(.cosine, list(4))]).agreed == [4])
    }
}

extension Ghost {
    /// What is searched for, with the interests that a table makes of the likes.
    fileprivate func vectors(in table: VectorTable) -> [[Double]] { vectors(of: mode == .interests ? interests(in: table) : []) }
}
