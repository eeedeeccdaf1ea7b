import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct ConfigTests {
    let folder = try! TemporaryFolder()

    private func configure(_ text: String) throws { try folder.write(Array(text.utf8), to: "XDG_CONFIG_HOME/vitrine/config.toml") }

    @Test func keysDefaultsAndColorsHold() throws {
        let catalog = try SmallCatalog.make(in: folder)
        try configure(
            "colors = \"256\"\n[keys]\nlike = \"f\"\n[defaults]\nmetric = \"manhattan\"\ncatalog = \"\(catalog)\"\n[theme]\naccent = \"201\"\n")
        let session = try TerminalSession([], in: folder)
        try session.expect("tee-100")
        try session.expect("f like")
        try session.expect("manhattan")
        session.type("f")
        try session.expect("♥ 1")
        #expect(session.raw.contains("38;5;201"))
        session.type("q")
        #expect(try session.end() == 0)
        // An option counts more.
        let other = try TerminalSession(["browse", "--metric", "euclidean", "--colors", "none"], in: folder)
        try other.expect("euclidean")
        other.type("q")
        #expect(try other.end() == 0 && !other.raw.contains("38;5"))
        let similar = try Program.run(["similar", "tee-100"], in: folder)
        #expect(similar.output.contains("manhattan") && !similar.output.contains("cosine"))
        #expect(try Program.run(["similar", "tee-100", "--metric", "cosine"], in: folder).output.contains("cosine"))
    }

    @Test func whatIsWrongStopsTheProgramInOneLine() throws {
        let catalog = try SmallCatalog.make(in: folder)
        try configure("[keys]\nlikes = \"f\"\n")
        for arguments in [["browse", "--catalog", catalog], ["similar", "--catalog", catalog], ["config"]] {
            let result = try Program.run(arguments, in: folder)
            #expect(result.status == 1 && result.output.isEmpty)
            #expect(result.errors.contains("config.toml: there is no command keys.likes; did you mean like?"))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func theFileIsMadeOnce() throws {
        let path = folder.path("XDG_CONFIG_HOME/vitrine/config.toml")
        #expect(try Program.run(["config", "--path"], in: folder).output == path + "\n")
        let shown = try Program.run(["config"], in: folder)
        #expect(shown.status == 0 && shown.output.contains("#graphics = \"auto\"") && shown.output.contains("#like = [\"Space\"]"))
        #expect(try Program.run(["config", "--init"], in: folder).status == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == shown.output)
        #expect(try Program.run(["config", "--init"], in: folder).errors.contains("already exists"))
        #expect(try Program.run(["config"], in: folder).output == shown.output)
    }
}
