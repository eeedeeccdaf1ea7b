import Catalog
import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct ExportTests {
    let folder = try! TemporaryFolder()

    /// A catalog whose basket holds tee-100 and tee-102.
    private func catalog(by make: (TemporaryFolder) throws -> String = SmallCatalog.make) throws -> String {
        let catalog = try make(folder)
        try SmallCatalog.likeTwo(in: catalog, folder)
        return catalog
    }

    private func run(_ arguments: String..., catalog: String) throws -> Program.Result {
        try Program.run(["export"] + arguments + ["--catalog", catalog], in: folder)
    }

    @Test func aBasketAsCSV() throws {
        let result = try run("--format", "csv", catalog: catalog())
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(whereSeparator: \.isNewline)
        #expect(lines.count == 3 && lines[0].hasPrefix("section,place,item,weight,distance,score,found_by,title,url"))
        #expect(lines[1].hasPrefix("liked,1,tee-100,1.0,") && lines[2].hasPrefix("liked,2,tee-102,1.0,"))
    }

    @Test func basketsThatCannotBeReadAreKeptAndSpokenOf() throws {
        let catalog = try SmallCatalog.make(in: folder), laters = ["format": 9]
        let stored = try Catalog(opening: URL(fileURLWithPath: catalog))
        try stored.store(laters, as: "baskets")
        #expect(try run("--format", "csv", catalog: catalog).errors.contains("baskets cannot be read"))
        #expect(try stored.document("baskets") == laters)
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("baskets cannot be read")
        try session.expect("tee-100")
        session.type(" ")
        try session.expect("♥ 1")
        session.type("q")
        #expect(try session.end() == 0)
        #expect(try stored.document("baskets.unreadable") == laters)
        #expect(try run("--format", "csv", catalog: catalog).output.contains("liked,1,tee-100,1.0,"))
    }

    @Test func aComparisonAsJSON() throws {
        let result = try run("-", "--format", "json", "--item", "tee-105", "--metric", "cosine,manhattan", "-k", "4", catalog: catalog())
        #expect(result.status == 0, "\(result.errors)")
        let page = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(page["title"] as? String == "Nearest to tee-105")
        let sections = try #require(page["sections"] as? [[String: Any]])
        #expect(sections.map { $0["name"] as? String } == ["liked", "cosine", "manhattan"])
        for section in sections.dropFirst() {
            let items = try #require(section["items"] as? [[String: Any]])
            #expect(items.count == 4 && !items.contains { $0["item"] as? String == "tee-105" })
            #expect(items.allSatisfy { [1, 2].contains($0["foundBy"] as? Int) })
        }
    }

    @Test func onePageWithItsPictures() throws {
        let catalog = try catalog(), page = folder.path("tees.html")
        #expect(try run(page, "--compare", catalog: catalog).status == 0)
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.components(separatedBy: "src=\"data:image/").count - 1 == 2 + 3 * 5)
        for outside in ["src=\"http", "src=\"/", "<script", "<link"] { #expect(!text.contains(outside)) }
        for heading in ["Liked", "Nearest by cosine distance", "Nearest by euclidean distance", "Nearest by manhattan distance"] {
            #expect(text.contains("<h2>\(heading)</h2>"))
        }
    }

    @Test func onlyPicturesAreEmbeddedAndTheirFoldersNamed() throws {
        let catalog = try catalog(by: SmallCatalog.index), tees = URL(fileURLWithPath: folder.path("tees")).resolvingSymlinksInPath().path
        try Data("top secret".utf8).write(to: URL(fileURLWithPath: folder.path("tees/tee-100.bmp")))
        let page = try run("--format", "html", catalog: catalog)
        #expect(page.output.components(separatedBy: "src=\"data:image/jpeg").count - 1 == 1 && page.output.contains("tee-100"))
        #expect(!page.output.contains(Data("top secret".utf8).base64EncodedString()))
        for format in ["csv", "json", "html"] {
            let errors = try run("--format", format, catalog: catalog).errors
            #expect(errors == "The pictures come from \(tees).\n")
        }
        let tree = try run("--deepfashion", folder.path("tree"), "--by", "id", catalog: catalog)
        #expect(tree.errors.contains("The pictures come from \(tees).\n") && tree.errors.contains("1 item without a picture that can be decoded"))
    }

    @Test func nothingIsReplacedUnasked() throws {
        let catalog = try catalog()
        try folder.write(Array("precious".utf8), to: "tees.csv")
        let refused = try run(folder.path("tees.csv"), catalog: catalog)
        #expect(refused.status == 1 && refused.errors.contains("already exists; --force replaces it"))
        #expect(try String(contentsOfFile: folder.path("tees.csv"), encoding: .utf8) == "precious")
        #expect(try run(folder.path("tees.csv"), "--force", catalog: catalog).status == 0)
        #expect(try String(contentsOfFile: folder.path("tees.csv"), encoding: .utf8).contains("tee-102"))
    }

    @Test(
        arguments: [
            (["tees.pdf"], 1, "must end with .csv, .json or .html"), ([], 64, "Name a FILE"), (["x.csv", "-k", "0"], 64, "-k takes a number"),
            (["x.csv", "--basket", "gifts"], 1, "there is no basket called gifts; there are my likes"),
            (["x.csv", "--item", "tee-10"], 1, "there is no item tee-10"), (["x.csv", "--item", "tee-100", "--basket", "a"], 64, "Either"),
            (["nowhere/x.csv"], 1, "cannot be written"),
        ] as [([String], Int32, String)])
    func mistakesAreSaidInOneLine(arguments: [String], status: Int32, line: String) throws {
        let catalog = try SmallCatalog.make(in: folder)
        let result = try Program.run(["export", "--catalog", catalog] + arguments.map { $0.hasSuffix(".csv") ? folder.path($0) : $0 }, in: folder)
        #expect(result.status == status && result.output.isEmpty && result.errors.contains(line), "\(result.errors)")
        if status == 1 { #expect(result.errors.split(separator: "\n").count == 1) }
    }
}
