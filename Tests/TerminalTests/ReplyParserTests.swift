import Basics
import TestSupport
import Testing

@testable import Terminal

@Suite struct ReplyParserTests {
    /// Everything that comes out of `bytes`, with text joined.
    private func parse(_ bytes: [UInt8]) -> (replies: [Reply], text: String, pending: Bool) {
        var parser = ReplyParser()
        var replies: [Reply] = []
        var text: [UInt8] = []
        for byte in bytes {
            switch parser.consume(byte) {
            case .reply(let reply): replies.append(reply)
            case .text(let bytes): text += bytes
            case .pending: break
            }
        }
        return (replies, String(decoding: text, as: UTF8.self), parser.isPending)
    }

    @Test(arguments: [
        ("\u{1B}P>|kitty(0.35.2)\u{1B}\\", Reply.version("kitty(0.35.2)")),
        ("\u{1B}_Gi=31;OK\u{1B}\\", .kittyGraphics(ok: true)),
        ("\u{1B}_Gi=31;ENOTSUPPORTED:no\u{1B}\\", .kittyGraphics(ok: false)),
        ("\u{1B}[4;680;960t", .textArea(PixelSize(width: 960, height: 680))),
        ("\u{1B}[6;17;8t", .cell(PixelSize(width: 8, height: 17))),
        ("\u{1B}]11;rgb:1616/1818/1d1d\u{1B}\\", .background(Color(red: 0x16, green: 0x18, blue: 0x1D))),
        ("\u{1B}]11;rgb:f/8/0\u{7}", .background(Color(red: 255, green: 136, blue: 0))),
        ("\u{1B}]11;rgba:ffff/0000/8080/ffff\u{7}", .background(Color(red: 255, green: 0, blue: 128))),
        ("\u{1B}[?2026;2$y", .privateMode(2026, isKnown: true)), ("\u{1B}[?2026;0$y", .privateMode(2026, isKnown: false)),
        ("\u{1B}[?2048;4$y", .privateMode(2048, isKnown: false)), ("\u{1B}[?5u", .keyboardFlags(5)), ("\u{1B}[?0u", .keyboardFlags(0)),
        ("\u{1B}[48;24;80;480;800t", .windowSize(WindowSize(columns: 80, rows: 24, width: 800, height: 480))),
        ("\u{1B}[48;24:9;80:;480:1:2;800:9t", .windowSize(WindowSize(columns: 80, rows: 24, width: 800, height: 480))),
        ("\u{1B}[48;24;80;0;0t", .windowSize(WindowSize(columns: 80, rows: 24, width: 0, height: 0))),
        ("\u{1B}[?64;1;2;4c", .deviceAttributes([64, 1, 2, 4])),
    ])
    func knownReplies(bytes: String, expected: Reply) {
        let (replies, text, pending) = parse(Array(bytes.utf8))
        #expect(replies == [expected])
        #expect(text == "")
        #expect(!pending)
    }

    @Test(arguments: [
        "\u{1B}[6;0;8t", "\u{1B}[6;99999999999999999999;8t", "\u{1B}[;;t", "\u{1B}]11;rgb:zz/00/00\u{7}", "\u{1B}]11;rgb:1/2\u{7}",
        "\u{1B}]11;rgb:12345/0/0\u{7}", "\u{1B}]0;title\u{7}",
        "\u{1B}[?u", "\u{1B}[?1;2u", "\u{1B}[?99999999999999999999u", "\u{1B}[48;0;80;1;1t", "\u{1B}[48;24;;480;800t", "\u{1B}[48;24;80;480t",
        "\u{1B}[48;24;80;480;99999999999999999999t", "\u{1B}[48;-24;80;480;800t", "\u{1B}[48;100001;80;480;800t", "\u{1B}[48;24;80;480;800;1t",
        "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[12\u{0}", "\u{1B}_G\u{18}", "\u{1B}[1;2R",
    ])
    func otherSequencesAreSwallowed(bytes: String) {
        let (replies, text, pending) = parse(Array(bytes.utf8))
        #expect(replies == [.other])
        #expect(text == "")
        #expect(!pending)
    }

    @Test func keysBetweenRepliesStay() {
        let (replies, text, _) = parse(Array("q\u{1B}[?62cé\u{1B}x\u{1B}_Gi=31;OK\u{1B}\\ !".utf8))
        #expect(replies == [.deviceAttributes([62]), .kittyGraphics(ok: true)])
        #expect(text == "qé\u{1B}x !")
    }

    @Test func escapeInsideAStringStartsAnew() {
        let (replies, text, pending) = parse(Array("\u{1B}P>|foo\u{1B}[?1c".utf8))
        #expect(replies == [.deviceAttributes([1])])
        #expect(text == "")
        #expect(!pending)
    }

    @Test func endlessStringsAreBoundedAndSwallowed() {
        let endless = Array("\u{1B}P>|".utf8) + Array(repeating: 65, count: 100_000)
        let (replies, text, pending) = parse(endless + Array("\u{1B}\\k".utf8))
        #expect(replies == [.other])
        #expect(text == "k")
        #expect(!pending)
    }

    @Test func randomBytesNeverLetAnEscapeSequenceThrough() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            var parser = ReplyParser()
            for _ in 0..<500 {
                let any = UInt8.random(in: 0...255, using: &generator)
                let byte = [0x1B, any, UInt8(ascii: "["), UInt8(ascii: "]")].randomElement(using: &generator)!
                if case .text(let bytes) = parser.consume(byte), bytes.count > 1 {
                    #expect(bytes.count == 2 && bytes[0] == 0x1B && !Array("[]P_^X".utf8).contains(bytes[1]))
                }
            }
        }
    }

    @Test func pendingBytesCanBeGivenUp() {
        var parser = ReplyParser()
        _ = parser.consume(0x1B)
        #expect(parser.isPendingEscape && parser.mayBeKeys)
        _ = parser.consume(UInt8(ascii: "["))
        #expect(parser.mayBeKeys && !parser.isPendingEscape)
        _ = parser.consume(UInt8(ascii: "6"))
        #expect(!parser.mayBeKeys)
        #expect(parser.abandon() == Array("\u{1B}[6".utf8))
        #expect(!parser.isPending)
    }
}
