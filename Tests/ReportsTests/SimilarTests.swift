import Engine
import Foundation
import Reports
import Taste
import Testing
import Vectors

@Suite struct SimilarTests {
    private func match(_ id: String, _ distance: Float, position: Int, because: [Match.Reason] = []) -> Match {
        Match(item: ItemSummary(id: id, picture: nil), distance: distance, position: position, because: because)
    }

    /// Two metrics that agree on b and c, whose ranks add up to the same.
    private var rankings: [Ranking] {
        let interests = [
            Interest(likes: [Basket.Entry(item: "/p/x.jpg", weight: 2), Basket.Entry(item: "k")], medoid: "/p/x.jpg"),
            Interest(likes: [Basket.Entry(item: "l")], medoid: "l"),
        ]
        let reasons = [Match.Reason(id: "/p/x.jpg", share: 0.74996), Match.Reason(id: "l", share: 0.25004)]
        return [
            Ranking(
                metric: .cosine,
                matches: [match("c", 0.25, position: 7, because: reasons), match("b", 0.5, position: 4), match("a", 1, position: 1)],
                interests: interests, milliseconds: 1.23456),
            Ranking(
                metric: .dot, matches: [match("b", 9, position: 4), match("c", 8, position: 7), match("d", 7, position: 2)], interests: interests,
                milliseconds: 1.23456),
        ]
    }
    private let summary = CatalogSummary(name: "shop", count: 1200, encoders: [EncoderSummary(name: "descriptor", dimensions: 384)])

    @Test func theAnswerAsJSON() throws {
        let query = SimilarReport.Query(items: ["k", "l"], pictures: ["x.jpg"], passed: [], mode: .interests, condition: "price < 20")
        let named = rankings.map { $0.namingLikes { $0 == "/p/x.jpg" ? "x.jpg" : $0 } }
        let text = try SimilarReport(query, rankings: named, catalog: summary).json()
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let asked = try #require(answer["query"] as? [String: Any])
        #expect(asked["items"] as? [String] == ["k", "l"] && asked["pictures"] as? [String] == ["x.jpg"] && asked["passed"] == nil)
        #expect(asked["mode"] as? String == "interests" && asked["where"] as? String == "price < 20")
        let interests = try #require(asked["interests"] as? [[String: Any]])
        #expect(interests.map { $0["medoid"] as? String } == ["x.jpg", "l"] && interests[0]["items"] as? [String] == ["x.jpg", "k"])
        let results = try #require(answer["results"] as? [[String: Any]])
        #expect(results[0]["milliseconds"] as? Double == 1.235)
        #expect(results.map { $0["higherIsNearer"] as? Bool } == [false, true], "a score says so")
        let nearest = try #require((results[0]["neighbours"] as? [[String: Any]])?.first)
        let because = try #require(nearest["because"] as? [[String: Any]])
        #expect(nearest["item"] as? String == "c" && because.map { $0["item"] as? String } == ["x.jpg", "l"])
        #expect(because.map { $0["share"] as? Double } == [0.75, 0.25])
        let agreement = try #require(answer["agreement"] as? [String: Any])
        #expect(agreement["all"] as? [String] == ["b", "c"], "of equal ranks, in the catalog's own order")
        #expect(agreement["one"] as? [String: [String]] == ["cosine": ["a"], "dot": ["d"]])
    }

    @Test func whatIsAskedAboutIsSaidInWords() throws {
        var told = rankings[0].namingLikes { $0 }
        (told.about, told.interests[0].about) = (["cat", "re\u{1B}tro"], ["cat"])
        #expect(told.namingLikes { $0 + "!" }.interests.map(\.about) == [["cat"], []])
        let query = SimilarReport.Query(items: ["k", "l"], pictures: [], passed: [], mode: .interests, condition: nil)
        let text = try SimilarReport(query, rankings: [told], catalog: summary).json()
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(answer["about"] as? [String] == ["cat", "re\u{1B}tro"])
        let interests = try #require((answer["query"] as? [String: Any])?["interests"] as? [[String: Any]])
        #expect(interests[0]["about"] as? [String] == ["cat"] && interests[1]["about"] == nil)
        #expect(SimilarHeading.about(told)?.hasPrefix("About: cat · re") == true && SimilarHeading.about(told)?.contains("\u{1B}") == false)
        #expect(SimilarHeading.about(rankings[0]) == nil)
        #expect(SimilarHeading.interests(told.interests)?.contains(" and 1 like it (cat); l") == true)
    }

    @Test func oneMetricHasNothingToAgreeOn() throws {
        let query = SimilarReport.Query(items: ["k"], pictures: [], passed: ["z"], mode: .centroid, condition: nil)
        let text = try SimilarReport(query, rankings: [Ranking(metric: .cosine, matches: [], milliseconds: 0)], catalog: summary).json()
        #expect(!text.contains("agreement") && !text.contains("interests") && !text.contains("pictures") && text.contains(#""passed":["z"]"#))
    }

    @Test func theTableSaysWhatItemsAreCalled() {
        func match(_ id: String, _ title: String?, _ price: String?) -> Match {
            Match(item: ItemSummary(id: id, picture: nil, title: title, attributes: price.map { [Attribute("price", $0)] } ?? []), distance: 0.25)
        }
        let one = match("a", "Navy tee, cat\u{1B}", "9.90"), other = match("b", nil, nil)
        let rankings = [Metric.cosine, .manhattan].map { Ranking(metric: $0, matches: [one, other], milliseconds: 1) }
        let piped = SimilarLines(rankings).lines(columns: nil)
        let first = "a           0.250  Navy tee, cat\u{FFFD} · 9.90", second = "b           0.250"
        #expect(piped[1] == "  1  \(first)  \(first)")
        #expect(piped.count == 3 && piped[2] == "  2  " + second + String(repeating: " ", count: 25) + second)
        // Where the terminal has no room for it beside the number, it stands below.
        for columns in [20, 40, 60, 80, 120] {
            let lines = SimilarLines(rankings).lines(columns: columns)
            #expect(lines.contains { $0.contains("Navy") } && (columns < 60 || lines.allSatisfy { $0.unicodeScalars.count <= columns }), "\(columns)")
        }
        let plain = SimilarLines(rankings, caption: Caption(["id"])).lines(columns: 80)
        #expect(plain.count == 3 && !plain.contains { $0.contains("Navy") || $0.contains("9.90") })
    }

    @Test func headingsSayWhatIsAsked() {
        #expect(
            SimilarHeading.text(items: ["a\u{1B}"], pictures: [], catalog: summary)
                == "Nearest to a� among 1,200 items (descriptor, 384 dimensions)")
        let many = SimilarHeading.text(items: ["a", "b", "c", "d", "e"], pictures: ["x.jpg"], catalog: summary)
        #expect(many.hasPrefix("Nearest to the ghost of a, b, c, d, x.jpg and 1 more among"))
        #expect(SimilarHeading.interests(rankings[0].interests) == "2 tastes (mode interests), taken in turn: /p/x.jpg and 1 like it; l")
        #expect(SimilarHeading.interests([Interest(likes: [], medoid: "a")]) == nil)
        #expect(SimilarHeading.nothing(condition: nil) != SimilarHeading.nothing(condition: "price < 1"))
    }

    @Test func likesAreNamedAsAPersonDid() {
        let named = rankings[0].namingLikes { $0 == "/p/x.jpg" ? "x.jpg" : $0 }
        #expect(named.interests[0].likes == [Basket.Entry(item: "x.jpg", weight: 2), Basket.Entry(item: "k")])
        #expect(named.matches[0].because.map(\.id) == ["x.jpg", "l"] && named.matches[0].item.id == "c")
    }
}
