import Foundation
import Testing

@testable import Console

@Suite struct WindowProgressTests {
    private static let type = ["TERM": "xterm-256color"]

    @Test(arguments: [
        ["WT_SESSION": "8f9c"], ["ConEmuANSI": "ON"], ["VTE_VERSION": "8002"], ["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0"],
        ["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.10.0-dev", "TERM": "xterm-ghostty"],
        ["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.6.6"],
    ])
    func someTerminalsAreKnownToShowIt(variables: [String: String]) {
        #expect(WindowProgress.isShown(Self.type.merging(variables) { $1 }))
        #expect(!WindowProgress.isShown(Self.type.merging(variables) { $1 }.merging(["TMUX": "/tmp/tmux"]) { $1 }))
        // Started from one of them.
        #expect(!WindowProgress.isShown(Self.type.merging(variables) { $1 }.merging(["TERM": "xterm-kitty"]) { $1 }))
    }

    @Test(arguments: [
        [:], ["WT_SESSION": ""], ["ConEmuANSI": "OFF"], ["VTE_VERSION": "7603"], ["VTE_VERSION": "new"],
        ["TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"], ["TERM_PROGRAM": "ghostty"],
        ["TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.14"], ["TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809"],
    ])
    func othersWouldShowANotification(variables: [String: String]) {
        #expect(!WindowProgress.isShown(Self.type.merging(variables) { $1 }))
    }

    @Test func eachPercentIsSaidOnceAndTheEndClearsIt() throws {
        let terminal = try PseudoTerminal(columns: 80)
        var progress = try #require(WindowProgress(on: terminal.descriptor, environment: Self.type.merging(["WT_SESSION": "1"]) { $1 }))
        for done in [0, 1, 500, 504, 1000] { progress.show(done: done, total: 1000) }
        progress.clear()
        progress.clear()
        Console.write("!", to: terminal.descriptor)
        let said = ["1;0", "1;50", "1;100", "0"].map { "\u{1B}]9;4;\($0)\u{1B}\\" }.joined()
        #expect(terminal.text(upTo: "!") == said + "!")
    }

    @Test func whatIsNoTerminalShowsNothing() throws {
        let file = open("/dev/null", O_WRONLY)
        defer { close(file) }
        #expect(WindowProgress(on: file, environment: Self.type.merging(["WT_SESSION": "1"]) { $1 }) == nil)
    }
}
