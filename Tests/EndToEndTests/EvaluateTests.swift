import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct EvaluateTests {
    let folder = try! TemporaryFolder()

    /// Sixty pictures of three kinds: red, green and blue, each of its own shade; a second column tells light from dark ones.
    private func catalog() throws -> [String] {
        var lines = ["id,kind,shade,lonely"]
        for place in 0..<60 {
            let kind = place % 3, light = place % 2 == 0
            let strong = UInt8(light ? 200 + place / 2 : 110 + place / 2), weak = UInt8(place / 3)
            let pixel = (kind == 0 ? strong : weak, kind == 1 ? strong : weak, kind == 2 ? strong : weak)
            try folder.write(Fixtures.bitmap(width: 16, height: 16) { _, _ in pixel }, to: "shop/\(100 + place).bmp")
            lines.append("\(100 + place),\(["red", "green", "blue"][kind]),\(light ? "light" : "dark"),\(place)")
        }
        try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "shop/attributes.csv")
        let indexed = try Program.run(["index", folder.path("shop"), "--encoder", "descriptor", "--catalog", folder.path("catalog")], in: folder)
        #expect(indexed.status == 0)
        return ["evaluate", "--catalog", folder.path("catalog")]
    }

    @Test func kindsAreFoundAndReportedAsJSON() throws {
        let evaluate = try catalog()
        let run = try Program.run(
            evaluate + [
                "--by", "kind", "-k", "5", "--metric", "cosine,euclidean", "--baskets", "--modes", "centroid,interests", "--queries", "40", "--json",
            ],
            in: folder)
        #expect(run.status == 0)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(answer["items"] as? Int == 60 && answer["by"] as? String == "kind" && answer["queries"] as? Int == 40)
        let results = try #require(answer["results"] as? [[String: Any]])
        #expect(results.map { $0["metric"] as? String } == ["cosine", "euclidean"])
        for result in results {
            let numbers = ["precision", "low", "high", "recall", "map", "ndcg", "similarity"].compactMap { result[$0] as? Double }
            #expect(numbers.count == 7 && result["encoder"] as? String == "descriptor" && result["k"] as? Int == 5)
            #expect(numbers[1] <= numbers[0] && numbers[0] <= numbers[2] && numbers[0] > 0.9)
        }
        let baskets = try #require(answer["baskets"] as? [[String: Any]])
        #expect(baskets.count == 10 * 2 * 2)
        #expect(Set(baskets.compactMap { $0["mode"] as? String }) == ["centroid", "interests"])
        #expect(baskets.allSatisfy { $0["likes"] is Int && $0["kinds"] is Int && $0["precision"] is Double && $0["balanced"] is Double })
    }

    @Test func shoppersAreGuidedInThreeWays() throws {
        let evaluate = try catalog() + ["--by", "kind", "-k", "5", "--metric", "cosine", "--queries", "100", "--explore"]
        let run = try Program.run(evaluate + ["--json"], in: folder)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
        let guides = try #require(answer["exploring"] as? [[String: Any]])
        #expect(guides.map { $0["guide"] as? String } == ["explore", "random", "ghost"])
        #expect(guides.allSatisfy { $0["shoppers"] as? Int == 10 && $0["likes"] is Double && $0["found"] is Double })
        #expect(guides.dropFirst().allSatisfy { ($0["difference"] as? [Double])?.count == 3 })
        #expect(try Program.run(evaluate, in: folder).output.contains("explore needs more likes by"))
    }

    @Test func anotherTableOfTheSameEncoderGivesTheSameFigures() throws {
        let evaluate = try catalog()
        let own = try Program.run(evaluate + ["--by", "kind", "--exclude-same", "shade"], in: folder)
        #expect(own.status == 0 && own.output.contains("precision") && own.output.contains("descriptor"))
        let named = evaluate + ["--by", "kind", "--exclude-same", "shade", "--encoder", "descriptor"]
        #expect(try Program.run(named, in: folder).output == own.output)
        #expect(try Program.run(named + ["--parts", "--metric", "cosine"], in: folder).output.contains("descriptor["))
        // Vectors that only claim to be the descriptor's are not taken for its own.
        let vectors = folder.path("v.npy"), ids = folder.path("ids")
        #expect(try Program.run(["vectors", "export", vectors, ids, "--catalog", folder.path("catalog")], in: folder).status == 0)
        let imported = ["vectors", "import", vectors, ids, "--catalog", folder.path("other"), "--encoder-name", "copy"]
        #expect(
            try Program.run(imported + ["--pictures", folder.path("shop"), "--attributes", folder.path("shop/attributes.csv")], in: folder).status
                == 0)
        let compared = try Program.run(
            [
                "evaluate", "--catalog", folder.path("other"), "--by", "kind", "--encoder", "copy,descriptor", "-k", "5", "--metric", "cosine",
                "--json",
            ],
            in: folder)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(compared.output.utf8)) as? [String: Any])
        let results = try #require(answer["results"] as? [[String: Any]])
        #expect(results.map { $0["encoder"] as? String } == ["copy", "descriptor"])
        #expect(results[0]["precision"] as? Double == results[1]["precision"] as? Double)
    }

    @Test func whatCannotBeMeasuredIsOneLine() throws {
        let evaluate = try catalog()
        for (arguments, words) in [
            (["--by", "colour"], "there are label, id, "), (["--by", "lonely"], "nothing to find"), (["--by", "id"], "nothing to find"),
            (["--by", "kind", "--exclude-same", "kind"], "nothing to find"), (["--by", "kind", "--exclude-same", "none"], "no item has a value"),
            (["--by", "kind", "--encoder", "nobody"], "there is no encoder named nobody"),
        ] {
            let run = try Program.run(evaluate + arguments, in: folder)
            #expect(run.status == 1 && run.output.isEmpty && run.errors.contains(words))
            #expect(run.errors.split(separator: "\n").count == 1)
        }
        for arguments in [["--by", "kind", "-k", "0"], ["--by", "kind", "--modes", "magic"], [], ["--by", "kind", "--queries", "0"]] {
            #expect(try Program.run(evaluate + arguments, in: folder).status == 64)
        }
    }
}
