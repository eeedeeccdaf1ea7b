import Foundation
import TestSupport
import Testing

@Suite struct BrowserSessionTests {
    let folder = try! TemporaryFolder()

    /// A catalog of a few pictures, each of one colour.
    private func catalog() throws -> String {
        for number in 0..<24 {
            let shade = UInt8(number * 10)
            try folder.write(
                Fixtures.bitmap(width: 12, height: 12) { x, y in (shade, UInt8(x * 20), UInt8(y * 20)) }, to: "tees/tee-\(100 + number).bmp")
        }
        let result = try Program.run(["index", folder.path("tees"), "--encoder", "descriptor", "--catalog", folder.path("catalog")], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return folder.path("catalog")
    }

    @Test func aShopperLikesLooksAndComesBack() throws {
        let catalog = try catalog()
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        try session.expect("Space like")
        session.type(" ")
        try session.expect("♥ 1")
        try session.expect("nearest")
        session.type("\u{1B}[C ")
        try session.expect("♥ 2")
        session.type("m")
        try session.expect("euclidean")
        session.type("?")
        try session.expect("help")
        session.type("\u{1B}")
        try session.expect("tee-100")
        session.type("q")
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored && !session.screen.isAlternate)

        let again = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try again.expect("♥ 2")
        try again.expect("euclidean")
        again.type("q")
        #expect(try again.end() == 0)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV])
    func howeverItEndsTheTerminalIsGivenBack(signal: Int32) throws {
        let session = try TerminalSession(["browse", "--catalog", catalog()], in: folder)
        try session.expect("tee-100")
        #expect(session.screen.isAlternate && !session.modesAreRestored)
        kill(session.programProcess, signal)
        _ = try session.end()
        #expect(session.modesAreRestored && !session.screen.isAlternate)
    }

    @Test func aBasketSurvivesBeingKilled() throws {
        let catalog = try catalog()
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        session.type(" ")
        try session.expect("♥ 1")
        try session.expect("nearest")
        kill(session.programProcess, SIGKILL)
        _ = try session.end()
        let again = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try again.expect("♥ 1")
        again.type("q")
        _ = try again.end()
    }

    @Test func withoutATerminalTheSameIsSaidInText() throws {
        let result = try Program.run(["--catalog", catalog()], in: folder)
        #expect(result.status == 0)
        for words in ["24 items", "The first page", "A basket of 3", "cosine", "euclidean", "manhattan", "In a terminal"] {
            #expect(result.output.contains(words))
        }
        #expect(!result.output.contains("\u{1B}"))
    }
}
