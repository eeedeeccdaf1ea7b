import Foundation
import TestSupport
import Testing

/// What is left behind by commands that fail, find nothing or are killed, and what they take away.
@Suite(.onOwnThreads) struct LeftoverTests {
    let folder = try! TemporaryFolder()

    private func vitrine(_ arguments: String..., environment: [String: String?] = [:]) throws -> Program.Result {
        let changes =
            environment.filter { $1 == nil }.flatMap { ["-u", $0.key] } + environment.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return try Program.run(arguments, in: folder, launcher: ["/usr/bin/env"] + changes)
    }

    private func names(_ path: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(path))) ?? []).filter { !$0.hasSuffix(".out") && !$0.hasSuffix(".err") }
            .sorted()
    }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    private var lastCatalog: String? { try? String(contentsOfFile: folder.path("XDG_STATE_HOME/vitrine/last-catalog"), encoding: .utf8) }

    @Test func whatFailsOrFindsNothingMakesNoCatalog() throws {
        try folder.write([], to: "empty/.keep")
        try folder.write(Array("no picture".utf8), to: "broken/1.jpg")
        try folder.write(Array("no table".utf8), to: "bad.npy")
        try folder.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in (1, 2, 3) }, to: "tees/1.bmp")
        let before = names()
        let new = folder.path("new")
        for (arguments, reason) in [
            (["index", folder.path("tees"), "--encoder", "foo"], "there is no encoder named foo"),
            (["index", folder.path("empty"), "--encoder", "descriptor"], "there are no pictures in it"),
            (["index", folder.path("broken"), "--encoder", "descriptor"], "none of its pictures can be used; 1.jpg"),
            (["index", folder.path("tees"), "--encoder", "descriptor", "--only-label", "x"], "no picture has the label x"),
            (["index", folder.path("tees"), "--encoder", "descriptor", "--attributes", folder.path("none.csv")], "none.csv"),
            (["vectors", "import", folder.path("bad.npy"), folder.path("bad.npy"), "--encoder-name", "x"], "bad.npy"),
        ] {
            let result = try Program.run(arguments + ["--catalog", new], in: folder)
            #expect(result.status == 1 && result.errors.contains(reason), "\(result.errors)")
            #expect(result.errors.split(separator: "\n").count { $0.hasPrefix("vitrine: ") } == 1)
            #expect(names() == before)
            #expect(lastCatalog == nil)
        }
    }

    @Test func vitrineOpensWhatWasBrowsedOrIndexedLast() throws {
        let catalog = try SmallCatalog.index(in: folder)
        #expect(lastCatalog == catalog + "\n")
        let second = folder.path("second")
        #expect(try vitrine("index", folder.path("tees"), "--encoder", "descriptor", "--catalog", second).status == 0)
        #expect(lastCatalog == second + "\n")
        #expect(try vitrine("similar", "tee-100", "--catalog", catalog).status == 0)
        #expect(try vitrine("export", "--format", "csv", "--catalog", catalog).status == 0)
        #expect(try vitrine("doctor", "--catalog", catalog).status == 0)
        #expect(try vitrine("index", folder.path("tees"), "--encoder", "foo", "--catalog", catalog).status == 1)
        #expect(lastCatalog == second + "\n")
        #expect(try vitrine("browse", "--catalog", catalog).status == 0)
        #expect(lastCatalog == catalog + "\n")
        #expect(mode(folder.path("XDG_STATE_HOME/vitrine/last-catalog")) == 0o600)
    }

    @Test func homeIsWhereTheEnvironmentSays() throws {
        let home = folder.path("home")
        let result = try vitrine("config", "--path", environment: ["HOME": home, "XDG_CONFIG_HOME": nil])
        #expect(result.output == home + "/.config/vitrine/config.toml\n")
        let missing = try vitrine("similar", "--catalog", "~/none", environment: ["HOME": home])
        #expect(missing.errors.contains("there is no catalog at \(home)/none"))
    }

    @Test func newCatalogsAreTheirOwnersAloneUnlessShared() throws {
        let catalog = try SmallCatalog.index(in: folder)
        #expect(try vitrine("similar", "tee-100", "--metric", "hamming", "--catalog", catalog).status == 0)
        let shared = folder.path("shared")
        #expect(
            try Program.run(
                [
                    "-c", "umask 022; exec \"$0\" index '\(folder.path("tees"))' --encoder descriptor --catalog '\(shared)' --shared",
                    Program.url.path,
                ],
                in: folder, program: "/bin/sh"
            ).status == 0)
        #expect(try vitrine("similar", "tee-100", "--metric", "hamming", "--catalog", shared).status == 0)
        for (path, folderMode, fileMode) in [(catalog, 0o700, 0o600), (shared, 0o755, 0o644)] as [(String, mode_t, mode_t)] {
            #expect(mode(path) == folderMode)
            let files = try FileManager.default.contentsOfDirectory(atPath: path)
            #expect(Set(files).isSuperset(of: ["vectors.npy", "vectors.codes", "vectors.bits", "catalog.sqlite", "index-report.csv"]))
            for file in files { #expect(mode(path + "/" + file) == fileMode, "\(file)") }
        }
        #expect(try vitrine("sample", folder.path("drawn"), "--items", "2").status == 0)
        #expect(mode(folder.path("drawn")) == 0o700 && mode(folder.path("drawn/attributes.csv")) == 0o600)
    }

    @Test func nothingThatIsThereIsReplacedUnasked() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let mine = Array("mine".utf8)
        for name in ["v.npy", "page.html", "out.npy", "drawn/attributes.csv"] { try folder.write(mine, to: name) }
        for (arguments, file) in [
            (["vectors", "export", folder.path("v.npy"), folder.path("v.ids"), "--catalog", catalog], "v.npy"),
            (["encoders", "embed", "descriptor", folder.path("tees/tee-100.bmp"), "--output", folder.path("out.npy")], "out.npy"),
            (["train", "report", "any", "--html", folder.path("page.html")], "page.html"),
            (["sample", folder.path("drawn"), "--items", "2"], "drawn/attributes.csv"),
            (["export", "--deepfashion", folder.path("drawn"), "--catalog", catalog], "drawn/attributes.csv"),
        ] {
            let result = try Program.run(arguments, in: folder)
            #expect(result.status == 1 && result.errors.contains("already"), "\(result.errors)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path(file))) == Data(mine))
        }
        #expect(names("drawn") == ["attributes.csv"] && !names().contains("v.ids"))
        #expect(try vitrine("vectors", "export", folder.path("v.npy"), folder.path("v.ids"), "--force", "--catalog", catalog).status == 0)
        #expect(
            try vitrine("encoders", "embed", "descriptor", folder.path("tees/tee-100.bmp"), "--output", folder.path("out.npy"), "--force").status == 0
        )
    }

    @Test func aKilledExportNeverLeavesAPairThatDoesNotBelongTogether() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let out = folder.path("out"), npy = out + "/v.npy", ids = out + "/v.ids"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        var random = SeededGenerator(seed: 11)
        // A run may be over before its kill comes; only those that were still at work count.
        var (killed, tries) = (0, 0)
        while killed < 12, tries < 100 {
            tries += 1
            // A pair of three rows, as of another catalog.
            try Data(contentsOf: URL(fileURLWithPath: catalog + "/vectors.npy")).prefix(16).write(to: URL(fileURLWithPath: npy))
            try Data("a\nb\nc\n".utf8).write(to: URL(fileURLWithPath: ids))
            let old = try Data(contentsOf: URL(fileURLWithPath: npy)), before = Set(names("out"))
            let process = try Program.start(["vectors", "export", npy, ids, "--force", "--catalog", catalog], in: folder)
            // At any moment in turn with one when it has begun to write.
            if tries % 2 == 0 { while process.isRunning, Set(names("out")).subtracting(before).isEmpty { usleep(100) } }
            usleep(UInt32.random(in: 0...(tries % 2 == 0 ? 1000 : 30_000), using: &random))
            if Program.kill(process) { killed += 1 }
            let isOldTable = try Data(contentsOf: URL(fileURLWithPath: npy)) == old
            if let text = try? String(contentsOfFile: ids, encoding: .utf8) {
                #expect(isOldTable == (text == "a\nb\nc\n"), "try \(tries)")
                #expect(isOldTable || text.split(separator: "\n").count == 24)
            }
        }
        #expect(killed == 12, "too many exports were over before they could be killed")
        #expect(try vitrine("vectors", "export", npy, ids, "--force", "--catalog", catalog).status == 0)
        #expect(names("out") == ["v.ids", "v.npy"])
    }

    /// Pictures of so many shades in `many`, large enough that they take a moment.
    private func manyPictures(_ count: Int) throws {
        var picture = Fixtures.bitmap(width: 200, height: 200) { x, y in (UInt8(x), UInt8(y), 0) }
        for number in 0..<count {
            picture[picture.count - 1] = UInt8(number & 255)
            try folder.write(picture, to: "many/\(number).bmp")
        }
    }

    @Test func aKilledMakingLeavesNothingAfterTheNextRun() throws {
        try manyPictures(300)
        let catalog = folder.path("new"), vectors = catalog + "/vectors.npy"
        func size() -> Int { (try? FileManager.default.attributesOfItem(atPath: vectors)[.size] as? Int) ?? 0 }
        let isBeingMade = { names().contains { $0.contains(".vitrine-") } }
        let isThere = { FileManager.default.fileExists(atPath: catalog) }
        var grown = 0
        let hasGrown = { size() > grown }
        var killed = 0
        let moments: [() -> Bool] = [{ true }, isBeingMade, isThere, hasGrown, hasGrown]
        for hasCome in moments {
            grown = size()
            let process = try Program.start(["index", folder.path("many"), "--encoder", "descriptor", "--catalog", catalog], in: folder)
            while process.isRunning, !hasCome() { usleep(500) }
            if Program.kill(process) { killed += 1 }
            // It is not there, or it opens and has items.
            guard isThere() else { continue }
            #expect(try vitrine("similar", "--seed", "1", "-k", "1", "--catalog", catalog).status == 0)
        }
        #expect(killed >= 4, "runs were over before they could be killed")
        let result = try vitrine("index", folder.path("many"), "--encoder", "descriptor", "--catalog", catalog)
        #expect(result.status == 0 && result.output.hasPrefix("300 items"), "\(result.errors)")
        #expect(!names().contains { $0.contains(".vitrine-") } && !names("new").contains { $0.contains(".vitrine-") })
    }

    @Test func ofTwoRunsThatMakeOneCatalogOneIsSentAway() throws {
        try manyPictures(200)
        for round in 0..<4 {
            let catalog = folder.path("new\(round)")
            let runs = try (0..<2).map { number in
                let process = Process(), errors = folder.path("\(round)-\(number).err")
                process.executableURL = Program.url
                process.arguments = ["index", folder.path("many"), "--encoder", "descriptor", "--catalog", catalog]
                process.environment = Program.environment(folder)
                _ = FileManager.default.createFile(atPath: errors, contents: nil)
                (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle(forWritingAtPath: errors))
                try process.run()
                return (process: process, errors: errors)
            }
            for run in runs { run.process.waitUntilExit() }
            let losers = runs.filter { $0.process.terminationStatus != 0 }
            #expect(losers.count <= 1)
            for loser in losers {
                let text = try String(contentsOfFile: loser.errors, encoding: .utf8)
                #expect(loser.process.terminationStatus == 1)
                #expect(text.contains("is being written by") || text.contains("has made a catalog there meanwhile"), "\(text)")
            }
            #expect(try vitrine("index", folder.path("many"), "--encoder", "descriptor", "--catalog", catalog).output.hasPrefix("200 items"))
        }
    }
}
