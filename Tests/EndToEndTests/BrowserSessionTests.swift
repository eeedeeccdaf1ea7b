import Foundation
import GRDB
import TestSupport
import Testing

@Suite(.onOwnThreads) struct BrowserSessionTests {
    let folder = try! TemporaryFolder()

    private func catalog() throws -> String { try SmallCatalog.make(in: folder) }

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
        #expect(session.isRunning)
        kill(session.programProcess, SIGKILL)
        #expect(try session.end() != 0)
        let again = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try again.expect("♥ 1")
        again.type("q")
        _ = try again.end()
    }

    @Test func aLikeThatTheCatalogHasNotTakenYetSurvivesBeingKilled() throws {
        let catalog = try catalog()
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        let database = try DatabaseQueue(path: catalog + "/catalog.sqlite", configuration: configuration)
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            session.type(" ")
            try session.expect("♥ 1")
            kill(session.programProcess, SIGKILL)
            #expect(try session.end() != 0)
            try database.execute(sql: "COMMIT")
        }
        let again = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try again.expect("♥ 1")
        again.type("q")
        _ = try again.end()
    }

    /// In a terminal without a shell nothing could let the program go on.
    @Test func withoutAShellControlZStopsNothing() throws {
        try folder.write(Array("[keys]\nquit = \"F12\"\n".utf8), to: "XDG_CONFIG_HOME/vitrine/config.toml")
        let session = try TerminalSession(["browse", "--catalog", catalog()], in: folder)
        try session.expect("tee-100")
        session.type("\u{1A}")
        try session.expect("no shell")
        for round in 0..<2000 {
            session.pump([0x1A])
            usleep(UInt32(round % 7 * 300))
            session.pump([0x03])
            try #require(session.isRunning, "ended in round \(round)")
        }
        session.settle()
        session.type("\u{1B}[24~")
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored && !session.screen.isAlternate)
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
