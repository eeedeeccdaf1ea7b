import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct CatalogsTests {
    private let folder = try! TemporaryFolder()

    private func vitrine(_ arguments: String...) throws -> Program.Result { try Program.run(arguments, in: folder) }

    @Test func catalogsAreListedNamedAndRemoved() throws {
        let elsewhere = try SmallCatalog.index(in: folder)
        #expect(try vitrine("index", folder.path("tees"), "--encoder", "descriptor").status == 0)
        let listed = try vitrine("catalogs")
        let lines = listed.output.split(separator: "\n").map(String.init)
        #expect(listed.status == 0 && lines.count == 3)
        #expect(lines[1].hasPrefix("tees ") && lines[1].contains(" 24 ") && lines[1].contains("descriptor"))
        #expect(lines[2].hasPrefix(elsewhere) && lines[2].hasSuffix(elsewhere))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(vitrine("catalogs", "--json").output.utf8)) as? [[String: Any]])
        #expect(json.map { $0["name"] as? String } == ["tees", elsewhere])
        #expect(json.map { $0["items"] as? Int } == [24, 24])

        // Pictures are in a folder of the same name, which is not in the working directory.
        #expect(try vitrine("similar", "tee-100", "--catalog", "tees").status == 0)
        let unasked = try vitrine("catalogs", "remove", "tees")
        #expect(unasked.status == 1 && unasked.errors.contains("--yes"))
        let missing = try vitrine("catalogs", "remove", "shoes", "--yes")
        #expect(missing.status == 1 && missing.errors.contains("there is no catalog at"))
        #expect(try vitrine("catalogs", "remove", "tees", "--yes").status == 0)
        #expect(try vitrine("catalogs").output.split(separator: "\n").count == 2)
        #expect(try vitrine("similar", "tee-100", "--catalog", "tees").status == 1)

        // The folder of a removed catalog that other files keep is no catalog to open next.
        #expect(try vitrine("browse", "--catalog", elsewhere).status == 0)
        try folder.write([1], to: "catalog/notes.txt")
        #expect(try vitrine("catalogs", "remove", elsewhere, "--yes").output.contains("other files"))
        #expect(try vitrine("similar", "tee-100").errors.contains("there is no catalog yet"))
        #expect(FileManager.default.fileExists(atPath: folder.path("tees/tee-100.bmp")))
    }

    @Test(arguments: [
        (["brwose"], "did you mean browse?"), (["help", "simlar"], "did you mean similar?"), (["vectors", "exprt"], "did you mean export?"),
        (["catalogs", "remve", "x"], "did you mean remove?"), (["xyzzyx"], "vitrine --help"),
    ])
    func mistypedCommandsAreRecognised(arguments: [String], advice: String) throws {
        let result = try Program.run(arguments, in: folder)
        #expect(result.status == 64 && result.output.isEmpty)
        #expect(result.errors.contains(advice), "\(result.errors)")
    }
}
