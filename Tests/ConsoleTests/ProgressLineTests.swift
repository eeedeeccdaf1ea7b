import Basics
import Console
import Foundation
import TestSupport
import Testing

@Suite struct ProgressLineTests {
    let folder = try! TemporaryFolder()

    @Test func elsewhereThanOnATerminalItIsALineNowAndThen() throws {
        let path = try folder.write([], to: "log")
        let file = open(path, O_WRONLY)
        defer { close(file) }
        var line = ProgressLine("pictures", on: file)
        line.show(done: 0, total: 0)
        line.show(done: 0, total: 2000)
        line.show(done: 1, total: 2000)
        line.show(done: 2000, total: 2000, skipped: 3)
        line.erase()
        line.finish()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "0 of 2,000 pictures")
        #expect(lines.last?.hasPrefix("2,000 of 2,000 pictures, 3 skipped") == true)
        #expect(lines.allSatisfy { !$0.contains("\r") })
    }

    @Test(arguments: [80, 40, 12] as [UInt16]) func onATerminalItMovesWithinTheLine(columns: UInt16) throws {
        let terminal = try PseudoTerminal(columns: columns)
        var line = ProgressLine("pictures", on: terminal.descriptor)
        line.show(done: 0, total: 10)
        line.show(done: 10, total: 10)
        line.finish()
        // A line that is over, or was never shown, has nothing to end.
        line.finish()
        line.erase()
        Console.write("!", to: terminal.descriptor)
        let moves = terminal.text(upTo: "!").split(separator: "\r")
        #expect(moves.count == 2 && moves[1].hasSuffix("\n!"))
        for move in moves { #expect(displayWidth(String(move.prefix { $0 != "\n" })) < Int(columns)) }
        if columns == 80 { #expect(moves[0].hasPrefix("╌") && moves[1].hasPrefix("━") && moves[1].contains("10 of 10 pictures")) }
    }

    @Test func itGoesWithoutATrace() throws {
        let terminal = try PseudoTerminal(columns: 60)
        var line = ProgressLine("pictures", on: terminal.descriptor)
        line.show(done: 1, total: 10)
        line.erase()
        Console.write("!", to: terminal.descriptor)
        let moves = terminal.text(upTo: "!").split(separator: "\r")
        #expect(moves.count == 3 && moves[1].allSatisfy { $0 == " " } && moves[1].count >= displayWidth(String(moves[0])))
    }

    @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (59.5, "1 min 0 s"), (3599, "59 min 59 s"), (3700, "1 h 1 min")])
    func timeIsSaidInTwoUnitsAtMost(seconds: Double, text: String) { #expect(ProgressLine.duration(seconds) == text) }
}
