import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct WallTests {
    let folder = try! TemporaryFolder()

    private func wall(_ arguments: String..., catalog: String) throws -> Program.Result {
        try Program.run(["wall"] + arguments + ["--catalog", catalog], in: folder)
    }

    @Test func everyItemHasAPlaceOfItsOwn() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let table = try wall("--csv", "-", catalog: catalog)
        #expect(table.status == 0, "\(table.errors)")
        let lines = table.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "item,column,row" && lines.count > 5)
        #expect(Set(lines.dropFirst().map { $0.split(separator: ",").dropFirst().joined(separator: ",") }).count == lines.count - 1)
        // The same once more, and with the same seed.
        #expect(try wall("--csv", "-", catalog: catalog).output == table.output)
        let other = try wall("--csv", "-", "--seed", "7", catalog: catalog)
        #expect(other.output.split(separator: "\n").count == lines.count)
        #expect(try wall("--csv", "-", "--seed", "7", catalog: catalog).output == other.output)
        #expect(try wall("--csv", "-", catalog: catalog).output == table.output)
    }

    @Test func thePictureIsAPNG() throws {
        let catalog = try SmallCatalog.make(in: folder), file = folder.path("wall.png"), table = folder.path("wall.csv")
        let result = try wall("--png", file, "--csv", table, catalog: catalog)
        #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try wall("--png", file, catalog: catalog).errors.contains("already exists; --force replaces it"))
        #expect(try wall("--png", file, "--force", catalog: catalog).status == 0)
        #expect(FileManager.default.fileExists(atPath: table))
    }

    @Test func wrongUseIsOneClearLine() throws {
        let catalog = try SmallCatalog.make(in: folder)
        for (arguments, status, words) in [
            ([], 64, "--csv wall.csv"), (["--png", folder.path("x.jpg")], 64, "such as wall.png"),
            (["--csv", "-", "--where", "price <"], 64, "--where"),
            (["--csv", "-", "--where", "nonsense = 1"], 1, "nonsense"), (["--csv", "-", "--encoder", "nobody"], 1, "nobody"),
            (["--csv", "-", "--where", "id = 'nobody'"], 1, "no item meets"), (["--csv", folder.path("no/such/folder.csv")], 1, "folder"),
        ] as [([String], Int32, String)] {
            let result = try Program.run(["wall"] + arguments + ["--catalog", catalog], in: folder)
            #expect(result.status == status && result.errors.contains(words), "\(arguments): \(result.errors)")
        }
        let missing = try wall("--csv", "-", catalog: folder.path("nowhere"))
        #expect(missing.status == 1 && missing.errors.split(separator: "\n").count == 1)
    }
}
