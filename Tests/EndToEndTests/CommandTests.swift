import Catalog
import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct CommandTests {
    let folder = try! TemporaryFolder()

    /// IDX files of so many small pictures, each different.
    private func pictures(_ count: Int) throws -> String {
        var random = SeededGenerator(seed: 5)
        let size: [UInt8] = [UInt8(count >> 8), UInt8(count & 255)]
        let pixels = (0..<count * 64).map { _ in UInt8.random(in: 0...255, using: &random) }
        try folder.write([0, 0, 8, 3, 0, 0] + size + [0, 0, 0, 8, 0, 0, 0, 8] + pixels, to: "idx/train-images-idx3-ubyte")
        try folder.write([0, 0, 8, 1, 0, 0] + size + (0..<count).map { UInt8($0 % 10) }, to: "idx/train-labels-idx1-ubyte")
        return folder.path("idx")
    }

    private func index(_ source: String, into catalog: String) throws -> Program.Result {
        try Program.run(["index", source, "--encoder", "descriptor", "--catalog", folder.path(catalog)], in: folder)
    }

    @Test func anIndexRunThatIsKilledGoesOn() throws {
        // More pictures where a run was over before it could be killed.
        for count in [400, 1600, 6400] {
            let source = try pictures(count), killed = "killed\(count)", whole = "whole\(count)"
            let process = try Program.start(["index", source, "--encoder", "descriptor", "--catalog", folder.path(killed)], in: folder)
            let vectors = folder.path(killed + "/vectors.npy")
            let deadline = Date(timeIntervalSinceNow: 30)
            func size() -> Int { (try? FileManager.default.attributesOfItem(atPath: vectors)[.size] as? Int) ?? 0 }
            while process.isRunning, size() < 1000, Date() < deadline { usleep(2000) }
            let hasBegun = size() >= 1000
            guard Program.kill(process) else { continue }
            #expect(hasBegun, "no row was there when it was killed")

            #expect(try index(source, into: killed).status == 0)
            #expect(try index(source, into: whole).status == 0)
            let table = try Data(contentsOf: URL(fileURLWithPath: vectors))
            #expect(try table == Data(contentsOf: URL(fileURLWithPath: folder.path(whole + "/vectors.npy"))))
            return
        }
        Issue.record("each run was over before it could be killed")
    }

    @Test func similarAnswersInJSONAndText() throws {
        let source = try pictures(30)
        #expect(try index(source, into: "catalog").status == 0)
        let arguments = ["similar", "train-00003", "train-00007", "--catalog", folder.path("catalog"), "-k", "4"]
        let json = try Program.run(arguments + ["--json", "--metric", "cosine,manhattan"], in: folder)
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let query = try #require(answer["query"] as? [String: Any]), catalog = try #require(answer["catalog"] as? [String: Any])
        #expect(query["items"] as? [String] == ["train-00003", "train-00007"] && query["mode"] as? String == "interests")
        #expect(catalog["items"] as? Int == 30 && catalog["encoder"] as? String == "descriptor")
        let results = try #require(answer["results"] as? [[String: Any]])
        #expect(results.map { $0["metric"] as? String } == ["cosine", "manhattan"])
        for result in results {
            let neighbors = try #require(result["neighbours"] as? [[String: Any]])
            let distances = neighbors.compactMap { $0["distance"] as? Double }
            #expect(distances.count == 4 && distances == distances.sorted())
            #expect(!neighbors.contains { ["train-00003", "train-00007"].contains($0["item"] as? String) })
        }
        let own = try Program.run(["similar", "train-00003", "--include-query", "--catalog", folder.path("catalog"), "-k", "1"], in: folder)
        #expect(own.output.split(separator: "\n")[2].split(separator: " ").prefix(3) == ["1", "train-00003", "0.000"])
        func balanced(_ balance: String) throws -> (status: Int32, rows: [Substring]) {
            let run = try Program.run(arguments + ["--balance", balance, "--metric", "dot"], in: folder)
            return (run.status, run.output.split(separator: "\n").dropFirst(2).filter { !$0.contains(" ms") })
        }
        #expect(try balanced("-0.4").rows == balanced("colour=0.6").rows && balanced("0.4").rows == balanced("shape=0.6").rows)
        #expect(try balanced("-0.4").rows != balanced("0.4").rows && balanced("2").status == 64)
        let first = try Program.run(["similar", "--seed", "9", "--catalog", folder.path("catalog")], in: folder)
        let second = try Program.run(["similar", "--seed", "9", "--catalog", folder.path("catalog")], in: folder)
        #expect(first.output.split(separator: "\n").first == second.output.split(separator: "\n").first)
    }

    @Test(
        arguments: [
            (["similar", "train-0003", "--catalog", "catalog"], 1, "there is no item train-0003; the closest are train-00003"),
            (["similar", "--catalog", "nowhere"], 1, "there is no catalog at"), (["index", "nowhere"], 1, "there is nothing at nowhere"),
            (["similar", "-k", "0"], 64, "-k takes a number"), (["similar", "--metric", "taxi"], 64, "taxi"), (["frobnicate"], 64, "frobnicate"),
            (["similar", "--picture", "idx", "--catalog", "catalog"], 1, "not a regular file"),
        ] as [([String], Int32, String)])
    func mistakesAreSaidInOneLineWithAStatus(arguments: [String], status: Int32, line: String) throws {
        #expect(try index(pictures(12), into: "catalog").status == 0)
        let known = ["catalog", "idx"]
        let result = try Program.run(arguments.map { known.contains($0) ? folder.path($0) : $0 }, in: folder)
        #expect(result.status == status && result.output.isEmpty)
        #expect(result.errors.contains(line), "\(result.errors)")
        if status == 1 { #expect(result.errors.split(separator: "\n").count == 1) }
    }

    @Test func vectorsGoOutAndComeBackIn() throws {
        #expect(try index(pictures(20), into: "catalog").status == 0)
        let npy = folder.path("v.npy"), ids = folder.path("v.ids")
        #expect(try Program.run(["vectors", "export", npy, ids, "--catalog", folder.path("catalog")], in: folder).status == 0)
        let back = try Program.run(["vectors", "import", npy, ids, "--encoder-name", "elsewhere", "--catalog", folder.path("second")], in: folder)
        #expect(back.status == 0 && back.output.contains("20 items"))
        func answer(_ catalog: String) throws -> Substring {
            try Program.run(["similar", "train-00001", "--json", "--metric", "euclidean", "--catalog", folder.path(catalog)], in: folder)
                .output.split(separator: "neighbours").last ?? ""
        }
        #expect(try answer("catalog") == answer("second"))
    }

    @Test func theBrowserIsMeasuredOnACopy() throws {
        #expect(try index(pictures(800), into: "catalog").status == 0)
        let result = try Program.run(
            ["benchmark", "browser", "--json", "--catalog", folder.path("catalog"), "--rounds", "4", "--terminals", "kitty,none"], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let catalog = try #require((report["catalogs"] as? [[String: Any]])?.first)
        #expect(catalog["items"] as? Int == 800)
        let terminals = try #require(catalog["terminals"] as? [[String: Any]])
        #expect(terminals.map { $0["terminal"] as? String } == ["kitty", "none"])
        for figures in terminals {
            for measure in ["cursorMove", "warmPage", "coldPage", "like", "likeWithPictures"] {
                let answer = try #require(figures[measure] as? [String: Any])
                let times = try #require(answer["milliseconds"] as? [String: Double])
                #expect(try #require(times["median"]) > 0 && (answer["bytes"] as? Int ?? 0) > 0)
            }
            #expect((figures["privateMemory"] as? Int ?? 0) > 1 << 20)
        }
        #expect(try #require(catalog["limits"] as? [[String: Any]]).allSatisfy { $0["holds"] is Bool })
        // Its own shopper has not been there.
        struct Anything: Decodable {}
        let catalogFolder = URL(fileURLWithPath: folder.path("catalog"))
        for name in ["session", "baskets"] { #expect(try Catalog(opening: catalogFolder).document(name, as: Anything.self) == nil) }
        #expect(try Program.run(["benchmark", "browser", "--terminals", "teletype"], in: folder).status == 64)
    }
}
