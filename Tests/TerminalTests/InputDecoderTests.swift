import Frames
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    private let start = ContinuousClock.now

    private func decode(_ text: String, by decoder: inout InputDecoder) -> [InputEvent] {
        text.unicodeScalars.flatMap { decoder.decode(.scalar($0), at: start) }
    }

    @Test func characters() {
        var decoder = InputDecoder()
        let events = decode("aé漢\r\t\u{7F}\u{12} ", by: &decoder)
        let keys: [Key] = [
            .character("a"), .character("é"), .character("漢"), .enter, .tab, .backspace, .control("r"), .character(" "),
        ]
        #expect(events == keys.map(InputEvent.key))
    }

    @Test func escapeAloneAndBeforeAKey() {
        var decoder = InputDecoder()
        #expect(decode("\u{1B}", by: &decoder) == [])
        #expect(decoder.isPendingEscape)
        #expect(decoder.flush() == [.key(.escape)])
        #expect(decode("\u{1B}j", by: &decoder) == [.key(.escape), .key(.character("j"))])
        #expect(decode("\u{1B}\u{1B}", by: &decoder) == [.key(.escape)])
        #expect(decoder.decode(.key(.up), at: start) == [.key(.escape), .key(.up)])
        #expect(decode("\u{1B}[", by: &decoder) == [])
        #expect(decoder.flush() == [.key(.escape), .key(.character("["))])
    }

    @Test func lateRepliesAreNeverKeys() {
        let replies =
            "\u{1B}P>|XTerm(379)\u{1B}\\\u{1B}[6;17;8t"
            + "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?64;4c"
        var decoder = InputDecoder()
        #expect(decode("x" + replies + "y", by: &decoder) == [.key(.character("x")), .key(.character("y"))])
        // In two pieces, with a pause between: what came is dropped or goes on, never typed.
        let scalars = Array(replies.unicodeScalars)
        for cut in 2..<scalars.count {
            var decoder = InputDecoder()
            let events =
                scalars.prefix(cut).flatMap { decoder.decode(.scalar($0), at: start) }
                + scalars.dropFirst(cut).flatMap { decoder.decode(.scalar($0), at: start) }
            #expect(events == [])
            #expect(!decoder.isPending)
        }
    }

    @Test func aTornReplyIsDropped() {
        var decoder = InputDecoder()
        #expect(decode("\u{1B}]11;rgb:12", by: &decoder) == [])
        #expect(decoder.flush() == [])
        #expect(decode("q", by: &decoder) == [.key(.character("q"))])
    }

    @Test func aPasteIsTextInWhateverPiecesItComes() {
        let pasted = "wh\u{1B}[A漢\r\nq\u{1B}[201x\u{1B}\u{1B}[201~"
        for cut in 0...pasted.utf8.count {
            var decoder = InputDecoder()
            #expect(decode("x\u{1B}[200~", by: &decoder) == [.key(.character("x"))])
            #expect(decoder.isPending && !decoder.isPendingEscape)
            var events: [InputEvent] = []
            for piece in [pasted.utf8.prefix(cut), pasted.utf8.dropFirst(cut)] { events += decoder.take(pasted: piece) }
            #expect(events == [.paste("wh漢 q")])
            #expect(!decoder.isPending)
            #expect(decode("q", by: &decoder) == [.key(.character("q"))])
        }
    }

    /// The Escape has come alone, and was taken for a key; nothing behind it is.
    @Test func aBracketThatIsTornBehindItsEscapeBeginsAPaste() {
        var decoder = InputDecoder()
        #expect(decode("\u{1B}", by: &decoder) == [])
        #expect(decoder.flush() == [.key(.escape)])
        #expect(decode("[200~", by: &decoder) == [])
        #expect(decoder.take(pasted: "q\u{1B}[201~".utf8) == [.paste("q")])
        // Two keys, quickly typed.
        #expect(decode("\u{1B}", by: &decoder) == [])
        #expect(decoder.flush() == [.key(.escape)])
        #expect(decode("[", by: &decoder) == [])
        #expect(decoder.flush() == [.key(.character("["))])
        #expect(decode("[", by: &decoder) == [.key(.character("["))])
    }

    /// No byte is read that may be a key behind it.
    @Test func onlyWhatIsMissingOfAPasteIsRead() {
        var paste = Paste()
        for byte in "a\u{1B}[201b\u{1B}[201".utf8 {
            let isComplete = paste.consume(byte)
            #expect(!isComplete)
        }
        #expect(paste.missing == 1)
        let isComplete = paste.consume(UInt8(ascii: "~"))
        #expect(isComplete)
        #expect(paste.text == "a")
    }

    @Test func aPasteHoldsNoControls() {
        func text(_ pasted: String) -> String {
            var paste = Paste()
            for byte in pasted.utf8 { _ = paste.consume(byte) }
            return paste.text
        }
        #expect(text("a\u{1B}]0;title\u{7}b\u{1B}[31mc\u{1B}P$q\u{1B}\\d\u{1B}cee\u{7}\u{8}\u{7F}\u{0}f") == "abcdeef")
        #expect(text("one\ttwo\nthree\r\nfour\rfive\u{2028}six\n") == "one two three four five six ")
        #expect(text("\u{9B}31mred\u{85}") == "31mred ")
        #expect(text("torn\u{1B}[31") == "torn")
    }

    @Test func aPasteIsBoundedAndEndsWithItsTime() {
        var decoder = InputDecoder()
        _ = decode("\u{1B}[200~", by: &decoder)
        #expect(decoder.take(pasted: Array(repeating: UInt8(ascii: "a"), count: 1 << 20)) == [])
        guard case .paste(let text)? = decoder.flush().first else { return #expect(Bool(false), "the paste goes on") }
        #expect(text.utf8.count == Paste.longest)
        #expect(decode("q", by: &decoder) == [.key(.character("q"))])
        // The end of a paste that nobody waits for.
        #expect(decode("\u{1B}[201~", by: &decoder) == [])
    }

    @Test func doubleClicks() {
        var decoder = InputDecoder()
        func click(_ column: Int, after milliseconds: Int) -> [InputEvent] {
            decoder.decode(.mouse(.press, column: column, row: 3), at: start + .milliseconds(milliseconds))
        }
        #expect(click(5, after: 0) == [.mouse(.press, column: 5, row: 3)])
        #expect(click(5, after: 200) == [.mouse(.doubleClick, column: 5, row: 3)])
        #expect(click(5, after: 300) == [.mouse(.press, column: 5, row: 3)])
        #expect(click(5, after: 900) == [.mouse(.press, column: 5, row: 3)])
        #expect(click(6, after: 950) == [.mouse(.press, column: 6, row: 3)])
        let wheel = decoder.decode(.mouse(.controlWheelUp, column: 6, row: 3), at: start)
        #expect(wheel == [.mouse(.controlWheelUp, column: 6, row: 3)])
    }

    @Test func theRestOfAMouseReportIsNoKey() {
        var decoder = InputDecoder()
        #expect(decoder.decode(.mouseTorso, at: start) == [])
        #expect(decode("35;10Mj", by: &decoder) == [.key(.character("j"))])
        // Something else than its rest, and its rest too late, are keys.
        #expect(decoder.decode(.mouseTorso, at: start) == [])
        #expect(decode("x5", by: &decoder) == [.key(.character("x")), .key(.character("5"))])
        #expect(decoder.decode(.mouseTorso, at: start - .seconds(1)) == [])
        #expect(decode("5", by: &decoder) == [.key(.character("5"))])
    }
}
