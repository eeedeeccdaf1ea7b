import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct WhereMapTests {
    let folder = try! TemporaryFolder()

    private func similar(_ arguments: String..., catalog: String) throws -> Program.Result {
        try Program.run(["similar"] + arguments + ["--catalog", catalog], in: folder)
    }

    @Test func whereTwoAreAlikeIsAPicture() throws {
        let catalog = try SmallCatalog.make(in: folder), file = folder.path("alike.png")
        let result = try similar("tee-100", "tee-105", "--where-map", file, catalog: catalog)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        // What is there stays, unless it may go.
        try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
        let refused = try similar("tee-100", "tee-105", "--where-map", file, catalog: catalog)
        #expect(refused.status == 1 && refused.errors.contains("already exists; --force replaces it"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data("mine".utf8))
        #expect(try similar("tee-100", "tee-105", "--where-map", file, "--force", catalog: catalog).status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.contains("alike") } == ["alike.png"])
    }

    @Test func anItemAndAPictureFromOutsideAreTwoToo() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let picture = try folder.write(Fixtures.jpeg, to: "outside.jpg")
        let result = try similar("tee-100", "--picture", picture, "--where-map", folder.path("a.png"), catalog: catalog)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func wrongUseIsOneClearLine() throws {
        let catalog = try SmallCatalog.make(in: folder)
        for (arguments, status, words) in [
            (["tee-100"], 64, "compares two pictures, not 1"), (["tee-100", "tee-100"], 64, "not 1"), ([], 64, "not 0"),
            (["tee-100", "tee-101", "tee-102"], 64, "not 3"), (["tee-100", "tee-101", "--words", "cat"], 64, "goes with"),
            (["tee-100", "tee-101", "--json"], 64, "goes with"), (["tee-100", "nobody"], 1, "nobody"),
            (["tee-100", "--picture", folder.path("none.jpg")], 1, "none.jpg"), (["tee-100", "tee-101", "--encoder", "nobody"], 1, "nobody"),
        ] as [([String], Int32, String)] {
            let result = try Program.run(["similar"] + arguments + ["--where-map", folder.path("x.png"), "--catalog", catalog], in: folder)
            #expect(result.status == status && result.errors.contains(words), "\(arguments): \(result.errors)")
        }
        #expect(try similar("tee-100", "tee-101", "--where-map", folder.path("x.jpg"), catalog: catalog).status == 64)
        #expect(try similar("tee-100", "tee-101", "--force", catalog: catalog).status == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.path("x.png")))
    }
}
