import Foundation
import TestSupport
import Testing

/// What the terminal's window shows while the program works.
@Suite(.onOwnThreads) struct WindowProgressTests {
    let folder = try! TemporaryFolder()

    private func index(variables: String) throws -> GuardedSession {
        for number in 0..<400 {
            try folder.write(
                Fixtures.bitmap(width: 12, height: 12) { x, y in (UInt8(number % 250), UInt8(x * 20), UInt8(y * 20)) }, to: "tees/tee-\(number).bmp")
        }
        return try GuardedSession(
            [], in: folder,
            shell: "\(variables) exec \"$vitrine\" index '\(folder.path("tees"))' --encoder descriptor --catalog '\(folder.path("catalog"))'")
    }

    @Test func indexingIsShownAndClearedAtTheEnd() throws {
        let session = try index(variables: "WT_SESSION=1")
        #expect(session.end().signal == 0)
        #expect(session.received("\u{1B}]9;4;1;100\u{1B}\\") && session.progress == "0")
    }

    @Test func elsewhereItIsNotSent() throws {
        let session = try index(variables: "VTE_VERSION=6800")
        #expect(session.end().signal == 0)
        #expect(session.progress == nil)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func whoInterruptsItFindsNoProgressLeft(signal: Int32) throws {
        let session = try index(variables: "WT_SESSION=1")
        #expect(session.read(seconds: patience) { $0.progress != nil })
        kill(session.process, signal)
        _ = session.end()
        #expect(session.progress == "0")
    }
}
