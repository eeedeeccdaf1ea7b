import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct DoctorTests {
    let folder = try! TemporaryFolder()

    @Test func withoutATerminalAllElseIsLookedAt() throws {
        let catalog = try SmallCatalog.index(in: folder)
        let result = try Program.run(["doctor", "--catalog", catalog], in: folder, launcher: ["/usr/bin/setsid", "--wait"])
        #expect(result.status == 0, "\(result.output)")
        for words in [
            "there is none here", "UTF-8", "ncurses", "chafa", "with full-text search", "gdk-pixbuf", "jpeg", "24 items", "compact codes fit",
        ] {
            #expect(result.output.contains(words), "\(words)")
        }
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test func inATerminalItSaysWhatWasAnsweredAndWhy() throws {
        let session = try TerminalSession(["doctor"], in: folder, columns: 120, rows: 90)
        try session.expect("works")
        let text = session.screen.text
        // The test's terminal answers nothing.
        for words in [
            "TERM xterm-256color", "120 x 90 cells", "it did not reply to any query", "pictures by symbols, because the terminal answered nothing",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        for words in [
            "mode 2026): asked for, though it does not answer", "mode 2048): asked for",
            "kitty keyboard): left out, for it does not answer that it can",
            "window title (OSC 2): used, by its name", "links (OSC 8): used", "(OSC 9;4): left out",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(text.contains("Pictures by symbols"))
        #expect(try session.end() == 0 && session.modesAreRestored)
    }

    @Test func whatTheTerminalAnswersOfItsHabitsIsSaid() throws {
        let answers = "\u{1B}[?0u\u{1B}[?2026;2$y\u{1B}[?2004;1$y\u{1B}[?1004;0$y\u{1B}[?2048;4$y\u{1B}[?62c"
        let session = try GuardedSession(["doctor"], in: folder, columns: 120, rows: 90, answers: answers)
        #expect(session.read(seconds: patience) { $0.received("works") || $0.received("All is well") })
        for words in [
            "mode 2026): used, as it answers that it has it", "mode 2004): used, as", "mode 1004): it answers that it lacks it",
            "mode 2031): asked for, though it does not answer", "mode 2048): it answers that it lacks it", "kitty keyboard): used, as",
        ] {
            #expect(session.received(words), "\(words)")
        }
        // Nothing is asked of it for longer than the question takes.
        #expect(session.end() == .init(signal: 0) && !session.received("\u{1B}[>5u"))
    }

    @Test func aChosenProtocolIsDrawnWhateverTheTerminalSays() throws {
        let session = try TerminalSession(["doctor", "--graphics", "sixel"], in: folder, columns: 120, rows: 90)
        try session.expect("works")
        #expect(session.raw.contains("pictures by sixel, because it was asked for") && session.raw.contains("\u{1B}P"))
        #expect(try session.end() == 0)
    }

    @Test func whatIsBrokenHasAStatusAndAdvice() throws {
        try folder.write(Array("graphics = 3\n".utf8), to: "XDG_CONFIG_HOME/vitrine/config.toml")
        try folder.write(Array("no database, however long one looks at it ........................".utf8), to: "bad/catalog.sqlite")
        let result = try Program.run(["doctor", "--catalog", folder.path("bad")], in: folder)
        #expect(result.status == 1 && result.errors.contains("2 things do not work"))
        #expect(
            result.output.contains("✗") && result.output.contains("graphics must be text in quotes") && result.output.contains("is not a catalog"))
        #expect(result.output.contains("→"))
    }
}
