import Basics
import CTerminal
import Foundation
import Frames
import Synchronization
import Testing

@testable import Terminal

/// A pseudo terminal whose other end answers the probe and remembers what it was sent.
final class PseudoTerminal: @unchecked Sendable {
    let master: Int32
    let slave: Int32
    private(set) var received: [UInt8] = []

    init(columns: Int, rows: Int) throws {
        var slave: Int32 = -1
        master = terminal_pseudo_open(Self.size(columns, rows), &slave)
        self.slave = slave
        try #require(master >= 0)
    }

    deinit {
        close(master)
        close(slave)
    }

    func resize(columns: Int, rows: Int) {
        setWindowSize(Self.size(columns, rows), of: slave)
    }

    private static func size(_ columns: Int, _ rows: Int) -> winsize {
        winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(clamping: columns * 8), ws_ypixel: UInt16(clamping: rows * 16))
    }

    func type(_ text: String) { writeAll(Array(text.utf8), to: master) }

    /// Everything that has come so far.
    func text() -> String {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while Readiness.wait([master], timeout: .milliseconds(20)).readable.contains(master) {
            let count = read(master, &buffer, buffer.count)
            received += buffer.prefix(max(0, count))
        }
        return String(decoding: received, as: UTF8.self)
    }

    /// Takes what comes while something is done that writes more than the system keeps.
    func reading<Result>(_ body: () -> Result) -> Result {
        let (stop, ended) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let thread = Thread { [self] in
            while stop.wait(timeout: .now()) == .timedOut { _ = text() }
            ended.signal()
        }
        thread.start()
        defer {
            stop.signal()
            ended.wait()
        }
        return body()
    }

    func modes() -> termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }
}

/// ncurses and signal handlers belong to the whole process: one test at a time.
@Suite(.serialized) struct ScreenTests {
    let environment = ["TERM": "xterm-256color"]

    /// What has come once `count` events are here.
    func events(_ count: Int, from screen: Screen) -> [InputEvent] {
        let mailbox = Mailbox<Int>()
        var events: [InputEvent] = []
        while events.count < count, let turn = screen.wait(for: mailbox, timeout: .seconds(10)), !turn.events.isEmpty {
            events += turn.events
        }
        return events
    }

    @Test func aSessionFromProbeToGoodbye() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        let before = terminal.modes()
        // Typed before we listen: the answer to the probe, with a key in it.
        terminal.type("q\u{1B}P>|Test(1)\u{1B}\\\u{1B}[6;20;9t\u{1B}]11;rgb:ff/ff/ff\u{7}\u{1B}[?62;4c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        #expect(screen.capabilities.name == "Test(1)")
        #expect(screen.format.graphics == .sixel)
        #expect(screen.format.cell == PixelSize(width: 9, height: 20))
        #expect(screen.capabilities.background?.isDark == false)
        #expect(screen.size == Size(columns: 40, rows: 10))
        #expect(events(1, from: screen) == [.key(.character("q"))])

        screen.show(Frame(size: screen.size, texts: [TextRun(column: 3, row: 4, text: "hello")]), from: PictureCache())
        #expect(terminal.text().contains("\u{1B}[?1049h"))
        #expect(terminal.text().contains("\u{1B}[5;4H"))
        #expect(terminal.text().contains("hello"))

        terminal.type("jé\u{1B}OA\u{1B}[B\u{1B}[5~\u{1B}[Z\u{1B}[<64;5;6M\u{1B}[<0;3;2M\u{1B}[<0;3;2m\u{1B}[<81;1;1M")
        #expect(
            events(9, from: screen) == [
                .key(.character("j")), .key(.character("é")), .key(.up), .key(.down), .key(.pageUp), .key(.backTab),
                .mouse(.wheelUp, column: 4, row: 5), .mouse(.press, column: 2, row: 1), .mouse(.controlWheelDown, column: 0, row: 0),
            ])
        // A move with the button held, and its release.
        terminal.type("\u{1B}[<0;2;2M\u{1B}[<32;4;2M\u{1B}[<32;9;3M\u{1B}[<0;9;3m")
        #expect(
            events(3, from: screen) == [
                .mouse(.press, column: 1, row: 1), .mouse(.drag, column: 3, row: 1), .mouse(.drag, column: 8, row: 2),
            ])
        terminal.type("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?64;1;4cx")
        #expect(events(1, from: screen) == [.key(.character("x"))])
        terminal.type("\u{1B}")
        #expect(events(1, from: screen) == [.key(.escape)])

        screen.close()
        let after = terminal.modes()
        #expect(after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag && after.c_oflag == before.c_oflag)
        #expect(terminal.text().contains("\u{1B}[?1049l"))
        #expect(terminal.text().contains("\u{1B}[?1006;1000l"))
        let moves = terminal.text().ranges(of: "\u{1B}[?1002h"), clicks = terminal.text().ranges(of: "\u{1B}[?1006;1000h")
        #expect(clicks.count == 1 && moves.count == 1 && clicks[0].lowerBound < moves[0].lowerBound, "the later mode is the one that counts")
        #expect(terminal.text().contains("\u{1B}[?1002l"))
        #expect(screen.wait(for: Mailbox<Int>()) == nil)
    }

    @Test func aPasteIsOneEventAndKeysAroundItAreKeys() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        #expect(terminal.text().contains("\u{1B}[?2004h"))
        terminal.type("a\u{1B}[200~q\rq\u{1B}[<0;3;2M\u{1B}[B\u{1B}[201~\u{1B}[B\u{1B}[<0;3;2M")
        #expect(
            events(4, from: screen) == [
                .key(.character("a")), .paste("q q"), .key(.down), .mouse(.press, column: 2, row: 1),
            ])
        // Its end never comes.
        terminal.type("\u{1B}[200~torn")
        let mailbox = Mailbox<Int>()
        var found: [InputEvent] = []
        while found.isEmpty, let turn = screen.wait(for: mailbox, timeout: .milliseconds(5)) { found += turn.events }
        #expect(found == [.paste("torn")])
        terminal.type("q")
        #expect(events(1, from: screen) == [.key(.character("q"))])
        screen.close()
        #expect(terminal.text().ranges(of: "\u{1B}[?2004l").count == 1)
    }

    /// Far more than a terminal holds at once.
    @Test func aHugePasteIsReadToItsEnd() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        let typist = Thread { terminal.type("\u{1B}[200~" + String(repeating: "tee\n", count: 1 << 18) + "\u{1B}[201~q") }
        typist.start()
        let mailbox = Mailbox<Int>()
        var found: [InputEvent] = []
        while found.count < 2, let turn = screen.wait(for: mailbox, timeout: .seconds(20)) { found += turn.events }
        #expect(found == [.paste(String(repeating: "tee ", count: Paste.longest / 4)), .key(.character("q"))])
    }

    @Test func titleAndModesAreTheShellsAgainAtTheEnd() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        var frame = Frame(size: screen.size, texts: [TextRun(column: 0, row: 0, text: "tee", link: Link("https://x/1"))])
        frame.title = "Vitrine – tees"
        screen.show(frame, from: PictureCache())
        var emulator = TerminalEmulator(columns: 40, rows: 10)
        emulator.feed(terminal.text().utf8)
        #expect(emulator.title == "Vitrine – tees" && emulator.modes.isSuperset(of: [1002, 1004, 1049, 2004, 2031, 2048]))
        #expect(emulator.links.count == 3)
        screen.close()
        emulator = TerminalEmulator(columns: 40, rows: 10)
        emulator.feed(terminal.text().utf8)
        #expect(emulator.title == "" && emulator.modes.subtracting([7, 25]).isEmpty && emulator.link == nil)
        // rxvt-unicode, st and zutty have no stack of titles.
        #expect(terminal.text().contains("\u{1B}]2;\u{1B}\\\u{1B}[23;2t"), "without a stack, the title is at least no longer ours")
    }

    @Test func consolesAreSentNoneOfThis() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        let screen = try Screen(environment: ["TERM": "linux"], descriptor: terminal.slave)
        var frame = Frame(size: screen.size, texts: [TextRun(column: 0, row: 0, text: "tee", link: Link("https://x/1"))])
        frame.title = "Vitrine – tees"
        screen.show(frame, from: PictureCache())
        screen.close()
        for sequence in ["\u{1B}]", "2004", "1004", "2031", ";2t"] { #expect(!terminal.text().contains(sequence)) }
    }

    @Test func focusIsTold() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        terminal.type("\u{1B}[Ox\u{1B}[I")
        #expect(events(3, from: screen) == [.focus(false), .key(.character("x")), .focus(true)])
    }

    /// A terminal whose colours change: it says so, and is asked for its background.
    @Test func theThemeFollowsTheTerminalsColors() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}]11;rgb:00/00/00\u{7}\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        let frame = Frame(size: screen.size, texts: [TextRun(column: 0, row: 0, text: "tee", style: .accent)])
        func shown() -> String {
            let before = terminal.text().utf8.count
            screen.redraw()
            screen.show(frame, from: PictureCache())
            return String(decoding: Array(terminal.text().utf8.dropFirst(before)), as: UTF8.self)
        }
        func colored(dark: Bool) -> String {
            String(decoding: Theme(colors: .palette256, dark: dark).sequence(.accent), as: UTF8.self) + "tee"
        }
        #expect(shown().contains(colored(dark: true)))
        let asked = terminal.text().ranges(of: "\u{1B}]11;?").count
        terminal.type("\u{1B}[?997;2n")
        #expect(events(1, from: screen) == [.refresh])
        #expect(shown().contains(colored(dark: false)))
        #expect(terminal.text().ranges(of: "\u{1B}]11;?").count == asked + 1)
        terminal.type("\u{1B}]11;rgb:ff/ff/f0\u{1B}\\")
        #expect(events(1, from: screen) == [.refresh])
        #expect(screen.format.background == Color(red: 255, green: 255, blue: 240) && shown().contains(colored(dark: false)))
        terminal.type("\u{1B}[?997;1n")
        #expect(events(1, from: screen) == [.refresh])
        #expect(shown().contains(colored(dark: true)))
    }

    @Test func aChosenThemeStays() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}]11;rgb:00/00/00\u{7}\u{1B}[?62c")
        var options = Screen.Options()
        options.theme.background = .dark
        let screen = try Screen(options: options, environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        terminal.type("\u{1B}[?997;2n\u{1B}]11;rgb:ff/ff/ff\u{7}x")
        #expect(events(1, from: screen) == [.key(.character("x"))])
        #expect(screen.format.background?.isDark == true)
    }

    @Test func resizingTellsTheNewSizeAndDrawsAnew() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        let frame = Frame(size: screen.size, texts: [TextRun(column: 0, row: 0, text: "again")])
        screen.show(frame, from: PictureCache())
        terminal.resize(columns: 50, rows: 12)
        terminal.resize(columns: 60, rows: 20)
        kill(getpid(), SIGWINCH)
        #expect(events(1, from: screen) == [.resize(Size(columns: 60, rows: 20))])
        #expect(screen.size == Size(columns: 60, rows: 20))
        #expect(screen.format.cell == PixelSize(width: 8, height: 16))
        let earlier = terminal.text().components(separatedBy: "again").count
        screen.show(frame, from: PictureCache())
        #expect(terminal.text().components(separatedBy: "again").count == earlier + 1)
    }

    @Test func aSizeThatNoTerminalHasIsCut() throws {
        let terminal = try PseudoTerminal(columns: 1, rows: 1)
        terminal.type("\u{1B}[?62;4c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        var size = winsize(ws_row: 65535, ws_col: 65535, ws_xpixel: 65535, ws_ypixel: 65535)
        for round in 0..<2 {
            setWindowSize(size, of: terminal.slave)
            kill(getpid(), SIGWINCH)
            #expect(events(1, from: screen) == [.resize(Size(columns: round == 0 ? 2000 : 1, rows: round == 0 ? 1000 : 1))])
            #expect(screen.format.cell.width <= 1024)
            size = winsize(ws_row: 1, ws_col: 1, ws_xpixel: 65535, ws_ypixel: 65535)
        }
    }

    /// A key that makes a signal has the system drop what the terminal has not read yet.
    @Test func keysMakeSignalsOnlyWhenTheTerminalHasReadItsWayOut() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62;4c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        let isSignalled = Mutex<[Bool]>([])
        let reader = Thread {
            while !terminal.text().contains("\u{1B}[?1049l") {}
            isSignalled.withLock { $0.append(terminal.modes().c_lflag & tcflag_t(ISIG) != 0) }
            terminal.type("\u{3}\u{1B}[?62;4c")
        }
        reader.start()
        screen.close()
        #expect(isSignalled.withLock { $0 } == [false])
        #expect(terminal.modes().c_lflag & tcflag_t(ISIG) != 0)
    }

    /// The whole screen scrolls, whatever size it had when we came.
    @Test func goingOnInALargerWindowLimitsNoScrolling() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62;4c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        func isLimited() -> Bool {
            let text = terminal.text()
            return text.components(separatedBy: "\u{1B}[r").last!.contains(/\u{1B}\[[0-9]+;[0-9]+r/)
        }
        #expect(!isLimited())
        for (columns, rows) in [(100, 50), (65535, 1)] {
            terminal.resize(columns: columns, rows: rows)
            kill(getpid(), SIGCONT)
            #expect(events(2, from: screen).contains(.refresh))
            #expect(!isLimited())
        }
    }

    @Test func messagesWakeTheWait() async throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        let mailbox = Mailbox<Int>()
        Thread.detachNewThread { mailbox.post(7) }
        #expect(screen.wait(for: mailbox, timeout: .seconds(20))?.messages == [7])
        let silence = screen.wait(for: mailbox, timeout: .milliseconds(1))
        #expect(silence?.messages == [] && silence?.events == [])
    }

    @Test func aTerminalThatAnswersNothingStillShowsText() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        #expect(screen.format.graphics == .symbols)
        // Its answer comes late, and is no key.
        terminal.type("\u{1B}[?62;4cx")
        #expect(events(1, from: screen) == [.key(.character("x"))])
    }

    /// Types whose description says no size.
    @Test(arguments: ["linux", "dumb"]) func terminalsOfNoSizeStart(_ type: String) throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        let screen = try Screen(environment: ["TERM": type], descriptor: terminal.slave)
        #expect(screen.size == Size(columns: 40, rows: 10))
        screen.close()
    }

    @Test func unknownTerminalsAreRefusedAsTheyWere() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        #expect(throws: TerminalError.unknownType("no-such-terminal")) {
            _ = try Screen(environment: ["TERM": "no-such-terminal"], descriptor: terminal.slave)
        }
        #expect(throws: TerminalError.unknownType("")) { _ = try Screen(environment: [:], descriptor: terminal.slave) }
        #expect(!terminal.text().contains("\u{1B}[?1049h"))
        let file = open("/dev/null", O_RDWR)
        defer { close(file) }
        #expect(throws: TerminalError.noTerminal) { _ = try Screen(environment: environment, descriptor: file) }
    }

    /// A line to another machine is asked behind pictures, and gets no more of them before it has answered.
    @Test func aSlowLineSaysWhenItIsReady() throws {
        let terminal = try PseudoTerminal(columns: 80, rows: 20)
        terminal.type("\u{1B}[?62;4c")
        let remote = environment.merging(["SSH_CONNECTION": "192.0.2.1 40000 192.0.2.2 22"]) { $1 }
        let screen = try Screen(environment: remote, descriptor: terminal.slave)
        let cache = PictureCache(), size = Size(columns: 12, rows: 5)
        func show(_ first: Int) -> PictureUpdate {
            let placements = (0..<2).map {
                Placement(rect: Rect(column: 40 * $0, row: 1, columns: size.columns, rows: size.rows), picture: .item(row: first + $0, zoom: .whole))
            }
            while true {
                let update = terminal.reading { screen.show(Frame(size: screen.size, placements: placements), from: cache) }
                if update.missing.isEmpty { return update }
                for request in update.missing {
                    cache.insert(PictureRenderer.render(.noise(90, 90, seed: 4), size: size, format: request.format), for: request)
                }
            }
        }
        func sixels() -> Int { terminal.text().ranges(of: "\u{1B}P0;1;0q").count }
        let first = show(0)
        #expect(first.drawn.count == 2 && !first.isPostponed && !screen.isReady && sixels() == 2)
        #expect(terminal.text().hasSuffix(LineSpeed.question))
        #expect(show(2).isPostponed && !screen.isReady && sixels() == 2)
        terminal.type("\u{1B}[0nx")
        #expect(events(1, from: screen) == [.key(.character("x"))] && screen.isReady)
        #expect(!show(2).drawn.isEmpty && sixels() > 2)
        screen.close()
    }
}

func setWindowSize(_ size: winsize, of terminal: Int32) {
    var size = size
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
}
