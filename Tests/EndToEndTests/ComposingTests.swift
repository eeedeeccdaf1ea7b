import Foundation
import TestSupport
import Testing

/// The browser as a part of a shell's line: the interface on the terminal, the basket on standard output.
@Suite(.onOwnThreads) struct ComposingTests {
    let folder = try! TemporaryFolder()

    private func like(in session: TerminalSession) throws {
        try session.expect("tee-100")
        session.type(" ")
        try session.expect("♥ 1")
        session.type("\u{1B}[C\u{1B}[C ")
        try session.expect("♥ 2")
        session.type("q")
    }

    /// Likes two items in a browser that a shell's line runs, and returns what the line has left in the file `$result`.
    private func result(of line: String) throws -> String {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try TerminalSession(shell: "result='\(folder.path("result"))'; catalog='\(catalog)'; \(line)", in: folder)
        try like(in: session)
        #expect(try session.end() == 0)
        #expect(!session.screen.isAlternate && session.modesAreRestored)
        return try String(contentsOfFile: folder.path("result"), encoding: .utf8)
    }

    @Test func theBasketGoesDownAPipe() throws {
        let line = "\"$vitrine\" browse --print-basket --catalog \"$catalog\" | xargs -n1 echo chosen > \"$result\""
        #expect(try result(of: line) == "chosen tee-100\nchosen tee-102\n")
    }

    @Test func theBasketGoesIntoAVariable() throws {
        let line = "chosen=$(\"$vitrine\" --print-basket --catalog \"$catalog\" < /dev/null); echo \"<\"$chosen\">\" > \"$result\""
        #expect(try result(of: line) == "<tee-100 tee-102>\n")
    }

    @Test func whatIsPipedInStaysUnread() throws {
        let line = "echo typed | { \"$vitrine\" browse --print-basket --catalog \"$catalog\"; cat; } > \"$result\""
        #expect(try result(of: line) == "tee-100\ntee-102\ntyped\n")
    }

    @Test func withoutATerminalTheBasketIsPrintedAsItIs() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try like(in: session)
        #expect(try session.end() == 0)
        // A session of its own has no terminal at all.
        let result = try Program.run(["browse", "--print-basket", "--catalog", catalog], in: folder, launcher: ["/usr/bin/setsid", "--wait"])
        #expect(result.status == 0 && result.output == "tee-100\ntee-102\n", "\(result.errors)")
    }

    @Test func controlCLeavesAPromptFirst() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        session.type(":metric man")
        try session.expect(":metric man")
        session.type("\u{3}")
        try session.expect("Space like")
        session.type("\u{3}")
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored)
    }

    @Test func twoBrowsersShareABasket() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let first = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try first.expect("tee-100")
        let second = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try second.expect("tee-100")
        first.type(" ")
        try first.expect("♥ 1")
        second.type("\u{1B}[C ")
        try second.expect("♥ 2")
        try first.expect("♥ 2")
        // What one takes back takes nothing of the other's.
        first.type("u")
        try first.expect("♥ 1")
        try second.expect("♥ 1")
        first.type("q")
        second.type("q")
        #expect(try first.end() == 0 && second.end() == 0)
        let result = try Program.run(["browse", "--print-basket", "--catalog", catalog], in: folder, launcher: ["/usr/bin/setsid", "--wait"])
        #expect(result.output == "tee-101\n")
    }
}
