import Foundation
import TestSupport
import Testing

/// A catalog that goes to a server and comes back, as people send it.
@Suite(.onOwnThreads, .needsServer) struct ServerTests {
    let folder = try! TemporaryFolder()

    private func run(_ arguments: String...) throws -> Program.Result { try Program.run(arguments, in: folder) }

    /// All that the program tells of a catalog, by command.
    private func exports(of catalog: String) throws -> [String: Data] {
        let out = folder.path("exported")
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let commands = [
            ["wall", "--csv", out + "/wall.csv"], ["wall", "--png", out + "/wall.png"], ["export", out + "/basket.csv"],
            ["export", out + "/basket.json"], ["export", out + "/basket.html", "--compare"], ["vectors", "export", out + "/v.npy", out + "/ids.txt"],
        ]
        for command in commands {
            let result = try Program.run(command + ["--catalog", catalog], in: folder)
            #expect(result.status == 0, "\(command): \(result.errors)")
        }
        var exports: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: out) {
            exports[name] = try Data(contentsOf: URL(fileURLWithPath: out + "/" + name))
        }
        try FileManager.default.removeItem(atPath: out)
        return exports
    }

    @Test func everyExportIsTheSameAfterAPushAndAPull() throws {
        let server = try LoopbackServer.shared.get(), url = try server.newDatabase(), catalog = try SmallCatalog.make(in: folder)
        try SmallCatalog.likeTwo(in: catalog, folder)
        // Of the same name, which pages show.
        let back = folder.path("pulled/catalog")
        try FileManager.default.createDirectory(atPath: folder.path("pulled"), withIntermediateDirectories: true)
        // Nothing is there yet, and nobody is asked twice.
        let early = try run("pull", url, folder.path("early"))
        #expect(
            early.status == 1 && early.errors.contains("vitrine server init") && early.errors.split(separator: "\n").count == 1, "\(early.errors)")
        for command in [["server", "init", url], ["push", catalog, url], ["pull", url, back]] {
            let result = try Program.run(command, in: folder)
            #expect(result.status == 0, "\(command): \(result.errors)")
            #expect(!result.errors.contains(server.password) && !result.output.contains(server.password))
        }
        let before = try exports(of: catalog), after = try exports(of: back)
        #expect(before.count == 7 && Set(before.keys) == Set(after.keys))
        for (name, content) in before { #expect(after[name] == content, "\(name) differs") }
        // Where a folder alone will do, a server is none.
        let refused = try run("push", url, url)
        #expect(refused.status == 64 && refused.errors.contains("pull") && !refused.errors.contains(server.password), "\(refused.errors)")
        // Without a copy that one has made oneself, too.
        let there = try exports(of: url)
        #expect(Set(there.keys) == Set(before.keys))
        for (name, content) in before { #expect(there[name] == content, "\(name) differs on the server") }
    }
}
