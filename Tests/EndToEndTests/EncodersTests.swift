import Foundation
import TestSupport
import Testing

/// Vectors by several encoders in one catalog.
@Suite(.onOwnThreads) struct EncodersTests {
    private let folder = try! TemporaryFolder()

    private func vitrine(_ arguments: String...) throws -> Program.Result { try Program.run(arguments, in: folder) }

    /// A catalog whose vectors came from elsewhere, and that of the same pictures by the descriptor.
    private func catalogs() throws -> (mine: String, described: String) {
        let described = try SmallCatalog.index(in: folder), mine = folder.path("mine")
        #expect(try vitrine("vectors", "export", folder.path("v.npy"), folder.path("ids.txt"), "--catalog", described).status == 0)
        let result = try vitrine(
            "vectors", "import", folder.path("v.npy"), folder.path("ids.txt"), "--catalog", mine, "--encoder-name", "mine", "--pictures",
            folder.path("tees"))
        #expect(result.status == 0, "\(result.errors)")
        return (mine, described)
    }

    private func list(_ catalog: String) throws -> [[String: Any]] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(vitrine("vectors", "list", "--json", "--catalog", catalog).output.utf8)) as? [[String: Any]])
    }

    @Test func anotherEncoderIsAddedComparedByAndRemoved() throws {
        let (mine, described) = try catalogs()
        let added = try vitrine("index", "--encoder", "descriptor", "--catalog", mine)
        #expect(added.status == 0 && added.output.contains("descriptor"), "\(added.errors)")
        #expect(try list(mine).map { $0["name"] as? String } == ["mine", "descriptor"])
        #expect(try list(mine).map { $0["missing"] as? Int } == [0, 0])
        func nearest(_ catalog: String, _ more: [String]) throws -> String {
            try Program.run(["similar", "tee-103", "tee-110", "--format", "csv", "--catalog", catalog] + more, in: folder).output
        }
        #expect(try nearest(mine, ["--encoder", "descriptor"]) == nearest(described, []))

        let unknown = try vitrine("similar", "tee-103", "--encoder", "clip", "--catalog", mine)
        #expect(unknown.status == 1 && unknown.errors.contains("no vectors by clip, only by mine, descriptor"))
        let own = try vitrine("vectors", "remove", "mine", "--yes", "--catalog", mine)
        #expect(own.status == 1 && own.errors.contains("so they stay"))
        let unasked = try vitrine("vectors", "remove", "descriptor", "--catalog", mine)
        #expect(unasked.status == 1 && unasked.errors.contains("--yes"))
        let removed = try vitrine("vectors", "remove", "descriptor", "--yes", "--catalog", mine)
        #expect(removed.status == 0 && removed.output.contains("which frees"))
        #expect(try list(mine).count == 1)
    }

    @Test func aRunThatIsKilledLeavesACatalogThatOpensAndGoesOn() throws {
        let (mine, described) = try catalogs()
        for _ in 0..<4 {
            let process = try Program.start(["index", "--encoder", "descriptor", "--catalog", mine], in: folder)
            usleep(UInt32.random(in: 20_000...300_000))
            _ = Program.kill(process)
            #expect(try vitrine("similar", "tee-103", "--catalog", mine).status == 0)
        }
        #expect(try vitrine("index", "--encoder", "descriptor", "--catalog", mine).status == 0)
        for (catalog, encoder) in [(mine, "descriptor"), (described, "descriptor")] {
            let path = folder.path(catalog == mine ? "a" : "b")
            let result = try vitrine("vectors", "export", path + ".npy", path + ".txt", "--encoder", encoder, "--catalog", catalog)
            #expect(result.status == 0, "\(result.errors)")
        }
        for end in [".npy", ".txt"] {
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: folder.path("a" + end))) == Data(contentsOf: URL(fileURLWithPath: folder.path("b" + end))))
        }
    }
}
