import Taste
import Testing
import Vectors

@testable import Evaluation

@Suite struct WordEvaluationTests {
    @Test(arguments: [
        ("sailing_boat", "sailing boat"), ("sailing-boat", "sailing boat"), ("Sailing boats", "Sailing boats"), ("-cat", "cat"),
        ("T-shirt/top", "T shirt top"), ("2:cat", "cat"), ("suns & moons", "suns moons"), ("crème", "crème"), ("--", ""), ("80s_style", "80s style"),
        ("cre\u{300}me", "cre\u{300}me"),
    ])
    func labelsAreAskedForAsWords(label: String, phrase: String) { #expect(LabelWords.phrase(of: label) == phrase) }

    @Test func singularAndPluralAreOneWord() {
        #expect(LabelWords.share("boat", "sailing_boats") && LabelWords.share("wave", "Waves") && LabelWords.share("berries", "berry"))
        #expect(LabelWords.share("leaf", "leaves") && !LabelWords.share("cat", "category") && !LabelWords.share("a cat", "a dog"))
    }

    /// Six cats, six dogs, and six of which nothing is known.
    private let labels = (0..<18).map { ["cat", "dog", "blorp"][$0 % 3] as String? } + [nil]

    /// Finds rows of the words first, then those of the likes; or nothing for what it does not know.
    private func find(_ question: WordEvaluation.Question) -> [[Int]]? {
        guard question.words != "blorp" else { return nil }
        let asked = question.words == "cat" ? 0 : 1, liked = question.liked.first.map { $0 % 3 }
        let rows = (0..<18).filter { !question.liked.contains($0) }
        let list = rows.filter { $0 % 3 == asked }.prefix(3) + rows.filter { $0 % 3 == liked }.prefix(question.liked.count)
        return question.metrics.map { _ in Array((list + rows.filter { !list.contains($0) }).prefix(question.count)) }
    }

    @Test func precisionIsOverTheLabelsThatAreKnown() throws {
        let evaluation = WordEvaluation(labels, baskets: 40)
        let (scores, unknown) = try evaluation.scores(of: "x", metrics: [.cosine, .euclidean], cutoffs: [3, 6], finding: find)
        #expect(unknown.map(\.text) == ["blorp"] && evaluation.labels.map(\.text) == ["cat", "dog", "blorp"])
        #expect(scores.map(\.k) == [3, 6, 3, 6] && scores.allSatisfy { $0.labels == 2 && abs($0.chance - 1 / 3) < 1e-9 })
        #expect(scores[0].precision.mean == 1 && scores[1].precision.mean >= 0.5 && scores[1].precision.mean < 1)
        #expect(try evaluation.scores(of: "x", metrics: [.cosine], cutoffs: [3], finding: { _ in nil }).scores.isEmpty)
    }

    @Test func neitherSideDrowns() throws {
        let evaluation = WordEvaluation(labels, baskets: 40)
        let unknown = evaluation.labels.filter { $0.text == "blorp" }
        let scores = try evaluation.mixedScores(
            of: "x", likes: [1, 3], modes: [.centroid, .interests], metrics: [.cosine], cutoffs: [6], without: unknown, finding: find)
        #expect(scores.map(\.likes) == [1, 1, 3, 3] && scores.map(\.mode) == [.centroid, .interests, .centroid, .interests])
        #expect(scores.allSatisfy { $0.baskets == 40 && $0.words.mean >= 0.5 && abs($0.wordsChance - 1 / 3) < 1e-9 })
        #expect(scores[3].pictures.mean == 0.5 && scores[0].pictures.low < scores[3].pictures.low)
        // One label alone mixes with nothing.
        let alone = WordEvaluation(["cat", "cat"], baskets: 5)
        #expect(
            try alone.mixedScores(of: "x", likes: [1], modes: [.centroid], metrics: [.cosine], cutoffs: [1], without: [], finding: find).isEmpty)
    }

    @Test func whatIsSaidNamesALabelOrNot() throws {
        let evaluation = WordEvaluation(labels, baskets: 30), names: [String?] = (0..<18).map { $0 % 3 == 2 ? "green blorps" : nil }
        let scores = try evaluation.tellingScores(of: "x", likes: [3, 12], telling: { $0[0] % 3 == 0 ? ["animal", "cats"] : ["green"] })
        #expect(scores.map(\.likes) == [3] && scores[0].named.mean > 0.1 && scores[0].named.mean < 0.6 && scores[0].words > 1)
        let named = try evaluation.tellingScores(of: "x", likes: [3], names: names, telling: { $0[0] % 3 == 0 ? ["animal", "cats"] : ["green"] })
        #expect(named[0].named.mean > scores[0].named.mean && named[0].named.mean < 1)
    }
}
