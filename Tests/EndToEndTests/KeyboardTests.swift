import Foundation
import TestSupport
import Testing

/// The browser in a terminal that tells keys apart: what was a byte is a sequence there, Ctrl-C and Ctrl-Z among them.
@Suite(.onOwnThreads) struct KeyboardTests {
    let folder = try! TemporaryFolder()

    private static let escape = "\u{1B}[27u", controlC = "\u{1B}[99;5u", controlZ = "\u{1B}[122;5u"

    private func browse(shell: String? = nil) throws -> GuardedSession {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try GuardedSession(["browse", "--catalog", catalog], in: folder, shell: shell?.replacing("CATALOG", with: catalog))
        #expect(session.read(seconds: patience) { $0.received("tee-100") && $0.received("\u{1B}[>5u") })
        return session
    }

    private func expect(_ text: String, in session: GuardedSession, line: UInt = #line) {
        #expect(session.read(seconds: patience) { $0.screen.text.contains(text) }, "“\(text)” (line \(line)): \(session.screen.text)")
    }

    @Test func controlCQuitsAndGivesTheTerminalBack() throws {
        let session = try browse()
        session.type(Self.controlC)
        #expect(session.end() == .init(signal: 0))
    }

    @Test func promptsTakeTextAndControlCLeavesThem() throws {
        let session = try browse()
        session.type(":néЖ: A")
        expect(":néЖ: A", in: session)
        session.type("\u{1B}[119;5u\u{1B}[127;5u\u{1B}[127;2u")
        expect(":néЖ ", in: session)
        session.type(Self.controlC)
        #expect(session.read(seconds: patience) { !$0.screen.text.contains(":né") })
        session.type("/zz")
        expect("/zz", in: session)
        session.type(Self.escape)
        #expect(session.read(seconds: patience) { !$0.screen.text.contains("/zz") })
        session.type("?")
        expect("Help", in: session)
        session.type(Self.escape + "q")
        #expect(session.end() == .init(signal: 0))
    }

    @Test func controlZStopsTheJobWithTheShellsKeyboard() throws {
        let session = try browse(shell: "set -m; \"$vitrine\" browse --catalog 'CATALOG'; echo STOPPED; read line; fg; echo ENDED")
        session.type(Self.controlZ)
        #expect(session.read(seconds: patience) { $0.received("\u{1B}[<u") })
        // It asks whether the terminal has read all.
        session.type("\u{1B}[?62c")
        #expect(session.read(seconds: patience) { $0.received("STOPPED") })
        #expect(session.screen.isKeyboardPlain && !session.screen.isAlternate)
        session.type("\n")
        #expect(session.read(seconds: patience) { $0.screen.isAlternate && $0.screen.keyboardFlags == 5 })
        session.type("q")
        #expect(session.read(seconds: patience) { !$0.screen.isAlternate })
        session.type("\u{1B}[?62c")
        #expect(session.read(seconds: patience) { $0.received("ENDED") })
        #expect(session.end() == .init(signal: 0))
    }

    /// In a terminal without a shell nothing could let the program go on.
    @Test func controlZWithoutAShellStopsNothing() throws {
        let session = try browse()
        session.type(Self.controlZ)
        expect("no shell", in: session)
        session.type(Self.controlC)
        #expect(session.end() == .init(signal: 0))
    }

    /// A window that is dragged, in a terminal that says so among the keys; the system has been told as well, or not yet.
    @Test func aSizeAmongTheKeysIsTaken() throws {
        let session = try browse()
        session.type("\u{1B}[48;30;100;600;1000t?")
        expect("Help", in: session)
        session.type("\u{1B}[48;20;60;0;0t" + Self.escape)
        #expect(session.read(seconds: patience) { !$0.screen.text.contains("Help") })
        session.type("q")
        #expect(session.end() == .init(signal: 0))
    }
}
