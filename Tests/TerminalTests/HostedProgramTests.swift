import Foundation
import Frames
import Testing

@testable import Terminal

@Suite struct HostedProgramTests {
    private func host(_ script: String, as likeness: TerminalLikeness = .trueColor) throws -> HostedProgram {
        try HostedProgram(
            "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], likeness: likeness, size: Size(columns: 40, rows: 10))
    }

    @Test func aKeyBringsItsUpdates() throws {
        let program = try host(
            #"stty -echo -icanon; printf '\033[?2026hready\033[?2026l'; head -c 1; printf '\033[?2026hone\033[?2026lloose\033[?2026htwo\033[?2026l'; sleep 100"#
        )
        #expect(try program.untilRest().map { String(decoding: $0.bytes, as: UTF8.self) } == ["\u{1B}[?2026hready\u{1B}[?2026l"])
        program.type("k")
        let updates = try program.untilRest(least: 2)
        #expect(updates.count == 2 && updates[0].time <= updates[1].time)
        #expect(String(decoding: updates[1].bytes, as: UTF8.self).hasPrefix("loose"))
        #expect(program.receivedBytes == updates.reduce(0) { $0 + $1.bytes.count })
        #expect(program.privateMemory > 0)
    }

    /// On a slow line, too, in which the question may come in pieces.
    @Test(arguments: [nil, 2000]) func itIsToldWhatHasBeenRead(lineSpeed: Int?) throws {
        let script =
            #"stty -echo -icanon; head -c 300 /dev/zero | tr '\0' x; printf '\033[5n'; reply=$(head -c 4 | od -An -c | tr -d ' \n'); printf "\033[?2026h$reply\033[?2026l"; sleep 100"#
        let program = try HostedProgram(
            "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"],
            likeness: .trueColor, size: Size(columns: 40, rows: 10),
            lineSpeed: lineSpeed)
        #expect(
            String(decoding: try program.untilRest()[0].bytes, as: UTF8.self).hasSuffix(
                "\u{1B}[?2026h033[0n\u{1B}[?2026l"))
    }

    @Test func itIsALeaderWithATerminalOfItsOwn() throws {
        let program = try host(#"tty=$(tty); size=$(stty size < /dev/tty); printf "\033[?2026h$tty $size $TERM\033[?2026l"; exit 3"#)
        let shown = String(decoding: try program.untilRest()[0].bytes, as: UTF8.self)
        #expect(shown.contains("/dev/pts/") && shown.contains(" 10 40 xterm-256color"))
        try program.untilEnd()
    }

    /// What a program would find out by asking.
    @Test(arguments: zip(TerminalLikeness.all, [GraphicsProtocol.kitty, .sixel, .iterm2, .symbols, .symbols, .symbols, .symbols]))
    func likenessesAreTakenForWhatTheyAre(likeness: TerminalLikeness, graphics: GraphicsProtocol) {
        var parser = ReplyParser()
        var replies = ProbeReplies()
        for byte in likeness.answers(columns: 80, rows: 24, cell: PixelSize(width: 10, height: 20)).utf8 {
            if case .reply(let reply) = parser.consume(byte) { replies.add(reply) }
        }
        let capabilities = Capabilities(
            replies: replies, environment: likeness.environment.compactMapValues(\.self), columns: 80, rows: 24)
        #expect(capabilities.graphics == graphics)
        #expect(capabilities.cell == PixelSize(width: 10, height: 20))
        let colors = ["256": ColorDepth.palette256, "16": .ansi16, "none": ColorDepth.none][likeness.name] ?? .trueColor
        #expect(capabilities.colors == colors)
    }

    @Test func aProgramThatIsNotThereIsAnError() {
        #expect(throws: TerminalError.self) {
            try HostedProgram("/no/such/program", arguments: [], environment: [:], likeness: .kitty, size: Size(columns: 40, rows: 10))
        }
    }
}
