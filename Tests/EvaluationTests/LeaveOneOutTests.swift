import TestSupport
import Testing
import Vectors

@testable import Evaluation

@Suite struct LeaveOneOutTests {
    @Test func fourItemsByHand() throws {
        // On a line: a b a b, and one item without a label beside the first that nobody may find.
        let table = try Table([[0, 1], [1, 1], [2.5, 1], [4.5, 1], [0.1, 1]])
        let evaluation = LeaveOneOut(GroundTruth(["a", "b", "a", "b", nil]))
        #expect(evaluation.queries == [0, 1, 2, 3] && evaluation.truth.items == 4)
        let scores = try evaluation.scores(of: table.subject(), metrics: [.euclidean], cutoffs: [1, 2, 3])
        #expect(scores.map(\.k) == [1, 2, 3] && scores.allSatisfy { $0.metric == .euclidean && $0.subject == "test" })
        // Neighbours: 0: 1 2 3; 1: 0 2 3; 2: 1 3 0; 3: 2 1 0. The one relevant item stands second, third, third, second.
        let third = 1.0 / 3
        #expect(scores.map(\.precision.mean) == [0, 0.25, third])
        #expect(scores.map(\.recall.mean) == [0, 0.5, 1])
        #expect(abs(scores[2].averagePrecision.mean - (1 + 2 * third) / 4) < 1e-12)
        #expect(scores[0].similarity == nil && scores[1].similarity != nil)
    }

    @Test func agreesWithAPlainLeaveOneOut() throws {
        let kinds = try ThreeKinds(noise: 0.8)
        for motifs in [nil, kinds.motifs] {
            let truth = GroundTruth(kinds.labels, excludingSame: motifs)
            let found = try LeaveOneOut(truth).scores(of: kinds.table.subject(), metrics: Metric.standard, cutoffs: [3, 10])
            for (place, (metric, k)) in Metric.standard.flatMap({ metric in [3, 10].map { (metric, $0) } }).enumerated() {
                var (precision, ndcg) = (0.0, 0.0)
                for row in 0..<60 {
                    let out = (0..<60).filter { $0 == row || motifs != nil && motifs![$0] == motifs![row] }
                    let lists = Reference.nearest(
                        in: kinds.table.index.table, to: Query(kinds.table.index.table.vector(at: row)), metric: metric, count: k, excluding: Set(out)
                    )
                    let relevant = (0..<60).filter { kinds.labels[$0] == kinds.labels[row] && !out.contains($0) }.count
                    #expect(truth.relevant(for: row) == relevant)
                    let list = RankedList(hits: lists.map { kinds.labels[$0.row] == kinds.labels[row] }, relevant: relevant)
                    precision += list.precision(at: k) / 60
                    ndcg += list.ndcg(at: k) / 60
                }
                #expect(found[place].metric == metric && found[place].k == k)
                #expect(abs(found[place].precision.mean - precision) < 1e-9 && abs(found[place].ndcg.mean - ndcg) < 1e-9)
            }
        }
    }

    @Test func partsSeeTheirOwnDimensionsOnly() throws {
        let kinds = try ThreeKinds()
        let truth = LeaveOneOut(GroundTruth(kinds.labels))
        func precision(_ subject: Subject) throws -> Double {
            try truth.scores(of: subject, metrics: [.cosine], cutoffs: [5])[0].precision.mean
        }
        let whole = kinds.table.subject()
        #expect(try precision(whole) > 0.99)
        // The last kind's axes tell the other two kinds apart by noise alone.
        #expect(try precision(whole.part("tree", range: 4..<6)) < 0.8)
        #expect(try precision(whole.part("all", range: 0..<6)) == precision(whole))
    }

    @Test func aSampleOfQueriesIsTheSameForTheSameSeed() throws {
        let kinds = try ThreeKinds()
        let truth = GroundTruth(kinds.labels)
        let first = LeaveOneOut(truth, limit: 10, seed: 4), again = LeaveOneOut(truth, limit: 10, seed: 4)
        #expect(first.queries.count == 10 && first.possibleQueries == 60 && first.queries == again.queries)
        #expect(first.queries == first.queries.sorted() && Set(first.queries).count == 10)
        #expect(LeaveOneOut(truth, limit: 10, seed: 5).queries != first.queries)
        let subject = kinds.table.subject()
        #expect(
            try first.scores(of: subject, metrics: [.cosine], cutoffs: [5]) == again.scores(of: subject, metrics: [.cosine], cutoffs: [5]))
        var seen: [Int] = []
        _ = try first.scores(of: subject, metrics: [.cosine], cutoffs: [5]) { seen.append($0) }
        #expect(seen.last == 10)
    }

    @Test func oneKindOnlyIsAllRight() throws {
        let table = try Table([[0, 1], [1, 1], [2, 1]])
        let scores = try LeaveOneOut(GroundTruth(["a", "a", "a"])).scores(of: table.subject(), metrics: [.cosine], cutoffs: [2, 50])
        #expect(scores[0].precision.mean == 1 && scores[0].recall.mean == 1)
        // Fifty were asked for, and two are there.
        #expect(scores[1].precision.mean == 0.04 && scores[1].recall.mean == 1 && scores[1].ndcg.mean == 1)
    }

    @Test func whereNothingCanBeFoundNothingIsSaid() throws {
        let table = try Table([[0, 1], [1, 1], [2, 1]])
        for truth in [
            GroundTruth([nil, nil, nil]), GroundTruth(["", "", nil]), GroundTruth(["a", "b", "c"]),
            GroundTruth(["a", "a", "a"], excludingSame: ["x", "x", "x"]),
        ] {
            let evaluation = LeaveOneOut(truth)
            #expect(evaluation.queries.isEmpty)
            #expect(try evaluation.scores(of: table.subject(), metrics: [.cosine], cutoffs: [5]).isEmpty)
        }
        // The one with a value of its own finds the others, who find it.
        let mixed = LeaveOneOut(GroundTruth(["a", "a", "a"], excludingSame: ["x", "x", nil]))
        #expect(mixed.queries == [0, 1, 2] && mixed.truth.relevant(for: 0) == 1 && mixed.truth.relevant(for: 2) == 2)
        let scores = try mixed.scores(of: table.subject(), metrics: [.euclidean], cutoffs: [1])
        #expect(scores[0].precision.mean == 1)
    }

    @Test func vectorsThatAreNotFiniteAreRefused() throws {
        let table = try Table([[0, 1], [.nan, 1], [2, 1]])
        let evaluation = LeaveOneOut(GroundTruth(["a", "a", "a"]))
        #expect(throws: SearchError.queryNotFinite) {
            try evaluation.scores(of: table.subject(), metrics: [.cosine], cutoffs: [1])
        }
    }
}
