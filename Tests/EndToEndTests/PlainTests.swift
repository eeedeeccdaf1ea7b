import TestSupport
import Testing

/// The browser of lines.
@Suite(.onOwnThreads) struct PlainTests {
    private let folder = try! TemporaryFolder()

    private func run(_ arguments: [String], typing lines: String) throws -> Program.Result {
        let launcher = ["/bin/sh", "-c", "lines=$0; printf '%s' \"$lines\" | \"$@\"", lines]
        return try Program.run(arguments, in: folder, launcher: launcher)
    }

    @Test func aPipeShopsAndTheBasketIsThatOfEveryBrowser() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let shopped = try run(
            ["browse", "--plain", "--catalog", catalog], typing: "like\nnext\nlike\nnearest\nbasket\nexport \(folder.path("x.csv"))\n")
        #expect(shopped.status == 0 && shopped.errors.isEmpty, "\(shopped.errors)")
        for text in [
            "catalog: 24", "Liked: tee-100.", "2 of 24: tee-101", "2 liked, 0 passed.", "distance 0.", "Basket my likes: 2 liked", "Written to ",
        ] {
            #expect(shopped.output.contains(text), "\(text) is missing in \(shopped.output)")
        }
        #expect(!shopped.output.contains("\u{1B}"))
        let basket = try Program.run(["browse", "--print-basket", "--catalog", catalog], in: folder)
        #expect(basket.output == "tee-100\ntee-101\n")
        let printed = try run(["browse", "--plain", "--print-basket", "--catalog", catalog], typing: "undo\nnext\nlike\nquit\nlike\n")
        #expect(printed.status == 0 && printed.output.split(separator: "\n").count == 3 && printed.errors.contains("3 liked"), "\(printed)")
    }

    @Test func aDumbTerminalIsTalkedTo() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try TerminalSession(shell: "TERM=dumb exec $vitrine browse --catalog \(catalog)", in: folder)
        try session.expect("talks in lines")
        try session.expect("1 of 24: tee-100")
        session.type("like\n")
        try session.expect("1 liked, 0 passed.")
        session.type("quit\n")
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored && !session.raw.contains("\u{1B}") && session.raw.contains("> "))
    }

    @Test func theConfigurationMayAskForIt() throws {
        let catalog = try SmallCatalog.make(in: folder)
        try folder.write(Array("plain = true\n".utf8), to: "XDG_CONFIG_HOME/vitrine/config.toml")
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("1 of 24: tee-100")
        session.type("\u{04}")
        #expect(try session.end() == 0)
        #expect(!session.raw.contains("\u{1B}"))
        let other = try TerminalSession(["browse", "--no-plain", "--catalog", catalog], in: folder)
        try other.expect("Space like")
        other.type("q")
        #expect(try other.end() == 0)
    }
}
