import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct TrainTests {
    let folder = try! TemporaryFolder()

    @discardableResult
    private func vitrine(_ arguments: [String]) throws -> Program.Result { try Program.run(arguments, in: folder) }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// Pictures of three kinds, told by where a bar lies; colours and a stripe say nothing. The kinds are the sub-folders.
    private func shop(_ count: Int = 150) throws {
        var random = SeededGenerator(seed: 4)
        for place in 0..<count {
            let kind = place % 3
            func color(_ range: ClosedRange<UInt8>) -> (UInt8, UInt8, UInt8) {
                (UInt8.random(in: range, using: &random), UInt8.random(in: range, using: &random), UInt8.random(in: range, using: &random))
            }
            let bar = color(0...140), cloth = color(180...255), stripe = color(0...255)
            let at = 3 + kind * 10 + Int.random(in: -2...2, using: &random), across = Int.random(in: 0..<32, using: &random)
            let picture = Fixtures.bitmap(width: 32, height: 32) { x, y in abs(y - at) < 3 ? bar : abs(x - across) < 4 ? stripe : cloth }
            try folder.write(picture, to: "shop/\(["Top bar", "Middle", "Low"][kind])/\(1000 + place).bmp")
        }
    }

    /// Starts a training and waits for its first checkpoint, which it returns with the process.
    private func startTraining(_ arguments: [String], named name: String) throws -> (process: Process, checkpoint: String) {
        let process = try Program.start(arguments, in: folder)
        let checkpoint = folder.path("XDG_DATA_HOME/vitrine/encoders/.training-\(name).safetensors")
        while process.isRunning, !FileManager.default.fileExists(atPath: checkpoint) { usleep(2000) }
        return (process, checkpoint)
    }

    @Test func fromATreeOfDeepFashionToTheNearestOfTwelveLikes() throws {
        try shop()
        let (plain, tree, catalog, second) = (folder.path("plain"), folder.path("tree"), folder.path("catalog"), folder.path("second"))
        #expect(try vitrine(["index", folder.path("shop"), "--encoder", "descriptor", "--catalog", plain]).status == 0)
        let exported = try vitrine(["export", "--deepfashion", tree, "--catalog", plain])
        #expect(exported.status == 0 && exported.output.contains("150 pictures of 3 categories"), "\(exported.errors)")
        #expect(try vitrine(["index", "--deepfashion", tree, "--encoder", "descriptor", "--catalog", catalog]).status == 0)

        let trained = try vitrine([
            "train", "--catalog", catalog, "--by", "category", "--body", "descriptor", "--name", "bars", "--valid-where", "partition = 'val'",
            "--epochs", "6", "--batch", "16", "--augment", "1",
        ])
        #expect(trained.status == 0, "\(trained.errors)")
        #expect(trained.output.contains("epoch") && trained.output.contains("bars (epoch"))
        #expect(try vitrine(["encoders", "list"]).output.contains("bars"))

        #expect(try vitrine(["index", "--deepfashion", tree, "--encoder", "bars", "--catalog", second]).status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: tree + "/img/Top_bar").sorted()
        let known = try vitrine(["similar", "img/Top_bar/" + names[0], "--catalog", second, "-k", "200", "--metric", "cosine", "--json"])
        let others = try #require((try json(known.output)["results"] as? [[String: Any]])?.first?["neighbours"] as? [[String: Any]])
        let liked = (others.compactMap { $0["item"] as? String } + ["img/Top_bar/" + names[0]]).filter { $0.hasPrefix("img/Top_bar/") }.prefix(12)
        #expect(liked.count == 12)
        let answer = try json(try vitrine(["similar"] + liked + ["--catalog", second, "-k", "30", "--json"]).output)
        #expect((answer["catalog"] as? [String: Any])?["dimensions"] as? Int == 512)
        let results = try #require(answer["results"] as? [[String: Any]])
        #expect(results.count == 3)
        for result in results {
            let found = try #require(result["neighbours"] as? [[String: Any]]).compactMap { $0["item"] as? String }
            #expect(found.count == 30 && found.count { $0.hasPrefix("img/Top_bar/") } >= 24 && Set(found).isDisjoint(with: liked))
            // The test part is not recommended.
            let parts = try String(contentsOfFile: tree + "/Eval/list_eval_partition.txt", encoding: .utf8)
            let tests = Set(parts.split(separator: "\n").filter { $0.hasSuffix(" test") }.map { $0.split(separator: " ")[0] })
            #expect(!tests.isEmpty && found.allSatisfy { !tests.contains(Substring($0)) })
        }

        let evaluated = try json(
            try vitrine([
                "evaluate", "--catalog", catalog, "--by", "category", "--encoder", "descriptor,bars", "-k", "5", "--metric", "cosine", "--json",
            ]).output)
        let scores = try #require(evaluated["results"] as? [[String: Any]])
        #expect(scores.map { $0["encoder"] as? String } == ["descriptor", "bars"])
        #expect(scores[1]["precision"] as! Double > scores[0]["precision"] as! Double)
        let items = try #require(evaluated["items"] as? Int), learnt = try #require((evaluated["trainedOn"] as? [String: Int])?["bars"])
        #expect(learnt > 0 && learnt < items)
        let unseen = try json(
            try vitrine([
                "evaluate", "--catalog", catalog, "--by", "category", "--encoder", "bars", "-k", "5", "--only-validation", "--json",
            ]).output)
        #expect(unseen["items"] as? Int == items - learnt && unseen["trainedOn"] == nil)

        let page = folder.path("report.html")
        let report = try vitrine(["train", "report", "bars", "--html", page])
        #expect(report.status == 0 && report.output.contains("Largest losses"), "\(report.errors)")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        for part in ["<polyline", "Learning rate", "Momentum", "class=\"matrix\"", "data:image/jpeg;base64", "Top_bar", "probability"] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func mistakesAreSaidAndNothingIsMade() throws {
        try shop(24)
        try folder.write(
            Array(
                ("id,one,own,some\n" + (0..<24).map { "\(1000 + $0),same,\($0),\($0 < 2 ? "a" : $0 < 20 ? "b" : "")" }.joined(separator: "\n")).utf8),
            to: "shop/attributes.csv")
        let catalog = folder.path("catalog")
        #expect(try vitrine(["index", folder.path("shop"), "--encoder", "descriptor", "--catalog", catalog]).status == 0)
        let train = ["train", "--catalog", catalog, "--body", "descriptor", "--epochs", "1", "--batch", "8", "--name", "new"]
        for (arguments, status, reason) in [
            (["--by", "one"], 1, "all pictures to train on are of the class same"),
            (["--by", "nothing"], 1, "no item has a value in the column nothing"),
            (["--by", "label", "--valid-where", "price > 3"], 1, "0 to validate with"),
            (["--by", "own", "--valid-where", "own > -1"], 1, "no picture to train on"),
            (["--by", "label", "--resume"], 1, "no training of new"), (["--by", "label", "--map", "x"], 1, "it is not a network"),
            (["--by", "label", "--valid", "2"], 64, "--valid takes"), (["--by", "label", "--valid-where", "price >"], 64, "--valid-where"),
            (["--by", "label", "--batch", "1"], 64, "--batch takes"), (["--by", "label", "--max-lr", "1e38"], 1, "--find-lr"),
        ] as [([String], Int32, String)] {
            let result = try vitrine(train + arguments)
            #expect(result.status == status && result.errors.contains(reason), "\(arguments): \(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.path("XDG_DATA_HOME/vitrine/encoders/new")))
        }
        #expect(try vitrine(["train", "report", "vitrine-tee"]).errors.contains("is not a trained encoder"))

        // Labels missing for some items, and a class of one picture.
        let result = try vitrine(train + ["--by", "some", "--valid-where", "id = '1001' or id = '1005'"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("4 items without a value of some") && result.errors.contains("1 class has a single picture to train on: a"))
        #expect(try vitrine(train + ["--by", "label"]).errors.contains("an encoder named new exists already"))
    }

    @Test func aKilledTrainingGoesOn() throws {
        try shop(60)
        let catalog = folder.path("catalog")
        #expect(try vitrine(["index", folder.path("shop"), "--encoder", "descriptor", "--catalog", catalog]).status == 0)
        let train = ["train", "--catalog", catalog, "--by", "label", "--body", "descriptor", "--epochs", "12", "--batch", "8", "--json"]
        let whole = try json(try vitrine(train + ["--name", "whole"]).output)

        let (process, checkpoint) = try startTraining(train + ["--name", "killed"], named: "killed")
        try #require(Program.kill(process), "it was over before it could be killed")

        #expect(try vitrine(train + ["--name", "killed", "--resume", "--seed", "2"]).errors.contains("other settings or pictures"))
        let resumed = try json(try vitrine(train + ["--name", "killed", "--resume"]).output)
        func losses(_ record: [String: Any]) -> [Double]? { (record["history"] as? [String: Any])?["losses"] as? [Double] }
        let pairs = zip(try #require(losses(whole)), try #require(losses(resumed)))
        #expect(losses(whole)?.count == losses(resumed)?.count && pairs.allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(!FileManager.default.fileExists(atPath: checkpoint))
        #expect(try vitrine(["encoders", "list"]).output.contains("killed"))
    }

    @Test func controlCKeepsTheBestEpoch() throws {
        try shop(60)
        let catalog = folder.path("catalog")
        #expect(try vitrine(["index", folder.path("shop"), "--encoder", "descriptor", "--catalog", catalog]).status == 0)
        let train = ["train", "--catalog", catalog, "--by", "label", "--body", "descriptor", "--epochs", "9999", "--batch", "8", "--name", "new"]
        let (process, _) = try startTraining(train, named: "new")
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
        #expect(try vitrine(["train", "report", "new"]).output.contains("stopped"))
    }

    @Test func aRateIsFoundAndDrawn() throws {
        try shop(60)
        let catalog = folder.path("catalog")
        #expect(try vitrine(["index", folder.path("shop"), "--encoder", "descriptor", "--catalog", catalog]).status == 0)
        let run = ["train", "--catalog", catalog, "--by", "label", "--body", "descriptor", "--find-lr", "--batch", "16"]
        let drawn = try vitrine(run)
        #expect(drawn.status == 0 && drawn.output.contains("steepest descent") && drawn.output.contains("│"))
        let answer = try json(try vitrine(run + ["--json"]).output)
        #expect((answer["rates"] as? [Double])?.count == (answer["losses"] as? [Double])?.count)
    }
}
