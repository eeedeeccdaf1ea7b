import Basics
import Frames
import Testing

@testable import Terminal

@Suite struct TextLayerTests {
    private let size = Size(columns: 12, rows: 3)

    private func lines(_ texts: [TextRun], placements: [Placement] = []) -> [String] {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        terminal.show(Frame(size: size, texts: texts, placements: placements), from: PictureCache())
        var screen = TinyTerminal(columns: size.columns, rows: size.rows)
        screen.feed(terminal.lastBytes)
        return screen.lines
    }

    @Test func textIsCutToTheScreen() {
        let runs = [
            TextRun(column: 8, row: 0, text: "abcdefgh"), TextRun(column: -2, row: 1, text: "abcdefgh"),
            TextRun(column: 0, row: 7, text: "below"), TextRun(column: 0, row: -1, text: "above"),
            TextRun(column: 99, row: 2, text: "right"),
        ]
        #expect(lines(runs) == ["        abcd", "cdefgh      ", "            "])
    }

    @Test func wideCharactersDoNotOverrun() {
        // In a tiny terminal the right half keeps the blank that was there.
        #expect(lines([TextRun(column: 9, row: 0, text: "漢字")])[0] == "         漢  ")
        #expect(lines([TextRun(column: -1, row: 0, text: "漢字")])[0] == " 字          ")
        let overwritten = [TextRun(column: 0, row: 0, text: "漢字"), TextRun(column: 1, row: 0, text: "ab")]
        #expect(lines(overwritten)[0] == " ab         ")
    }

    @Test func noControlGetsOut() {
        let hostile = "a\u{1B}[31mb\r\n\u{7F}\u{9B}2Jc\u{202E}d\u{200D}\u{FE0F}\u{2028}\u{10EEEE}"
        let terminal = RecordingTerminal(size: size, format: .symbols)
        terminal.show(Frame(size: size, texts: [TextRun(column: 0, row: 0, text: hostile)]), from: PictureCache())
        let sent = String(decoding: terminal.lastBytes, as: UTF8.self)
        #expect(sent.contains("a[31mb2Jcd"))
        #expect(!sent.contains("\u{1B}[31m"))
        let forbidden: Set<Unicode.Scalar> = ["\r", "\n", "\u{7F}", "\u{9B}", "\u{202E}", "\u{200D}", "\u{10EEEE}"]
        #expect(forbidden.isDisjoint(with: sent.unicodeScalars))
    }

    @Test func cellsAreAsWideAsTheLayoutTakesThem() {
        for value in UInt32(0x20)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let clean = sanitized(String(scalar))
            #expect(clean.unicodeScalars.allSatisfy { CellText.width(of: $0) == displayWidth($0) }, "\(String(value, radix: 16))")
        }
    }

    @Test func combiningMarksStayWithTheirLetter() {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        terminal.show(Frame(size: size, texts: [TextRun(column: 0, row: 0, text: "\u{301}e\u{301}x")]), from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).unicodeScalars.contains("\u{301}"))
        #expect(CellGrid(terminal.frames[0], size: size)[0, 0].marks.x == 0x301)
        #expect(CellGrid(terminal.frames[0], size: size)[1, 0].scalar == "x")
    }

    @Test func textFromTheRightIsIsolatedWhereTheTerminalTurnsItRound() {
        let arabic = "\u{642}\u{645}\u{64A}\u{635}",
            frame = Frame(
                size: size,
                texts: [TextRun(column: 0, row: 0, text: "ab"), TextRun(column: 2, row: 0, text: arabic), TextRun(column: 8, row: 0, text: arabic)])
        func sent(isolates: Bool) -> String {
            var habits = TerminalHabits()
            habits.isolates = isolates
            var renderer = FrameRenderer(format: .symbols, habits: habits)
            return String(decoding: renderer.render(frame, size: size, from: PictureCache(), placeholder: { _ in nil }).bytes, as: UTF8.self)
        }
        let isolated = sent(isolates: true).unicodeScalars
        #expect(isolated.count { $0 == Isolation.opening } == 2 && isolated.count { $0 == Isolation.closing } == 2)
        #expect(sent(isolates: true).contains("ab\u{2068}"))
        #expect(!sent(isolates: false).unicodeScalars.contains { $0 == Isolation.opening || $0 == Isolation.closing })
        // A picture where an isolate would begin, or nothing at all, has none begin.
        #expect(!CellGrid(Frame(size: size, texts: [TextRun(column: 0, row: 0, text: arabic)]), size: size, isolates: true)[3, 0].closesIsolate)
    }

    @Test(arguments: [
        ("VTE(7006)", nil, true), ("VTE(5401)", nil, false), ("kitty(0.26)", "7006", false), (nil, "7006", true), (nil, "5401", false),
        (nil, "x", false), (nil, nil, false), ("Konsole 22.12.3", nil, true), ("Konsole 24.02", nil, true), ("Konsole 21.08.1", nil, false),
    ])
    func onlyVTEAndKonsoleWantIsolates(_ version: String?, _ variable: String?, _ isWanted: Bool) {
        #expect(Isolation.isUnderstood(version: version, environment: ["VTE_VERSION": variable].compactMapValues(\.self)) == isWanted)
    }

    @Test func laterRunsLieOverEarlierOnesAndPicturesOverBoth() {
        let runs = [TextRun(column: 0, row: 0, text: "aaaaaa"), TextRun(column: 2, row: 0, text: "bb")]
        #expect(lines(runs)[0] == "aabbaa      ")
        let picture = Placement(rect: Rect(column: 1, row: 0, columns: 2, rows: 2), picture: .item(row: 0, zoom: .whole))
        #expect(lines(runs, placements: [picture])[0] == "a  baa      ")
    }

    @Test func aChangedLetterSendsThatLetter() {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        terminal.show(Frame(size: size, texts: [TextRun(column: 0, row: 1, text: "hello")]), from: PictureCache())
        terminal.show(Frame(size: size, texts: [TextRun(column: 0, row: 1, text: "hallo")]), from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self) == "\u{1B}[?2026h\u{1B}[2;2H\u{1B}[0ma\u{1B}[?2026l")
    }

    /// tmux draws its whole pane at the end of a synchronised update.
    @Test func withoutSynchronisedUpdatesALetterIsAllThatIsSent() {
        let terminal = RecordingTerminal(
            size: size, format: .symbols, habits: TerminalHabits(type: "tmux-256color", name: "tmux 3.7", isInTmux: true))
        terminal.show(Frame(size: size, texts: [TextRun(column: 0, row: 1, text: "hello")]), from: PictureCache())
        #expect(!String(decoding: terminal.lastBytes, as: UTF8.self).contains("2026"))
        terminal.show(Frame(size: size, texts: [TextRun(column: 0, row: 1, text: "hallo")]), from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self) == "\u{1B}[2;2H\u{1B}[0ma")
    }

    @Test func aLinkIsClosedWhereItEnds() {
        let link = Link("https://x/1")!
        var frame = Frame(size: size, texts: [TextRun(column: 1, row: 0, text: "ab", link: link), TextRun(column: 3, row: 0, text: "c")])
        frame.texts.append(TextRun(column: 0, row: 2, text: "d", link: link))
        let terminal = RecordingTerminal(size: size, format: .symbols)
        terminal.show(frame, from: PictureCache())
        var screen = TerminalEmulator(columns: size.columns, rows: size.rows)
        screen.feed(terminal.lastBytes)
        let linked = [Cell(column: 1, row: 0), Cell(column: 2, row: 0), Cell(column: 0, row: 2)]
        #expect(screen.links == Dictionary(uniqueKeysWithValues: linked.map { ($0, "https://x/1") }) && screen.link == nil)
        #expect(screen.lines == [" abc        ", "            ", "d           "])
        let sent = String(decoding: terminal.lastBytes, as: UTF8.self), start = "\u{1B}]8;id=\(link.number);https://x/1\u{1B}\\"
        #expect(sent.ranges(of: start).count == 2 && sent.ranges(of: "\u{1B}]8;;\u{1B}\\").count == 2)

        // Another link under the same letters.
        frame.texts[0].link = Link("https://x/2")
        terminal.show(frame, from: PictureCache())
        screen.feed(terminal.lastBytes)
        #expect(screen.links[linked[0]] == "https://x/2" && screen.links[linked[2]] == "https://x/1" && screen.link == nil)
        frame.texts[0].link = nil
        terminal.show(frame, from: PictureCache())
        screen.feed(terminal.lastBytes)
        #expect(screen.links.count == 1)
    }

    @Test(arguments: ["linux", "dumb", "vt100", "screen.xterm-256color"]) func wherePartsOfALinkMayShowThereIsNone(type: String) {
        let terminal = RecordingTerminal(size: size, format: .symbols, habits: TerminalHabits(type: type, name: type, isInTmux: false))
        var frame = Frame(size: size, texts: [TextRun(column: 1, row: 0, text: "ab", link: Link("https://x/1"))])
        frame.title = "Vitrine"
        terminal.show(frame, from: PictureCache())
        let sent = String(decoding: terminal.lastBytes, as: UTF8.self)
        #expect(!sent.contains("\u{1B}]8") && sent.contains("\u{1B}]2;") == type.hasPrefix("screen"))
    }

    @Test func theTitleIsSentWhenItChanges() {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        var frame = Frame(size: size)
        frame.title = "Vitrine – tees\u{7}\u{1B}\\\u{9C}\u{202E}"
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).hasPrefix("\u{1B}]2;Vitrine – tees\\\u{1B}\\\u{1B}[?2026h"))
        terminal.show(frame, from: PictureCache())
        #expect(terminal.lastBytes == [])
        frame.title = "Vitrine"
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self) == "\u{1B}]2;Vitrine\u{1B}\\")
    }

    @Test func theCursorShowsWhereAPromptIs() {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        var frame = Frame(size: size)
        terminal.show(frame, from: PictureCache())
        frame.cursor = Cell(column: 3, row: 1)
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self) == "\u{1B}[?2026h\u{1B}[2;4H\u{1B}[?25h\u{1B}[?2026l")
        // Text is drawn elsewhere: the cursor comes back.
        frame.texts = [TextRun(column: 0, row: 0, text: "x")]
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).hasSuffix("\u{1B}[2;4H\u{1B}[?25h\u{1B}[?2026l"))
        frame.cursor = nil
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).contains("\u{1B}[?25l"))
    }

    @Test func theHiddenCursorWaitsWhereTheFrameSays() {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        var frame = Frame(size: size, texts: [TextRun(column: 0, row: 0, text: "x")])
        frame.focus = Cell(column: 3, row: 1)
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).hasSuffix("\u{1B}[2;4H\u{1B}[?2026l"))
        frame.focus = Cell(column: 0, row: 1)
        terminal.show(frame, from: PictureCache())
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self) == "\u{1B}[?2026h\u{1B}[2;1H\u{1B}[?2026l")
        terminal.show(frame, from: PictureCache())
        #expect(terminal.lastBytes.isEmpty)
    }

    @Test func everyRoleLooksDifferentWithColorsAndNoneNeedsThem() {
        for dark in [true, false, nil] {
            let theme = Theme(colors: .palette256, dark: dark)
            #expect(Set(Role.allCases.map { theme.sequence(Style($0)) }).count == Role.allCases.count)
        }
        let plain = Theme(colors: .none, dark: nil)
        for role in Role.allCases { #expect(!String(decoding: plain.sequence(Style(role)), as: UTF8.self).contains("3")) }
        let all = Style(.text, bold: true, underline: true, reverse: true)
        #expect(String(decoding: plain.sequence(all), as: UTF8.self) == "\u{1B}[0;1;4;7m")
    }
}

extension CellGrid {
    fileprivate init(_ frame: Frame, size: Size, isolates: Bool = false) {
        self.init(size: size)
        take(frame, isolates: isolates)
    }
}
