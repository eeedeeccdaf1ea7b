import Basics
import Frames
import Glibc
import Testing

@testable import Terminal

/// A terminal that tells keys apart, and one that tells its size in the midst of what is typed.
extension ScreenTests {
    /// What has come once all that was typed is read.
    private func events(before key: Key, from screen: Screen, _ terminal: PseudoTerminal) -> [InputEvent] {
        let mailbox = Mailbox<Int>()
        var events: [InputEvent] = []
        while events.last != .key(key), let turn = screen.wait(for: mailbox, timeout: .seconds(10)) { events += turn.events }
        return events.dropLast()
    }

    private func emulated(_ terminal: PseudoTerminal) -> TerminalEmulator {
        var emulator = TerminalEmulator(columns: 40, rows: 10)
        emulator.feed(terminal.text().utf8)
        return emulator
    }

    @Test func keysAreToldApartWhereTheTerminalCan() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?0u\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        #expect(emulated(terminal).keyboardFlags == 5 && emulated(terminal).isAlternate)
        terminal.type("\u{1B}[27u\t\u{1B}[105;5u\r\u{1B}[109;5u\u{1B}[99;5u\u{1B}[122;5u\u{1B}[1089::99;5u\u{1B}[A\u{1B}[1;129B")
        let first: [Key] = [
            .escape, .tab, .control("i"), .enter, .control("m"), .control("c"), .control("z"), .control("c"), .up, .down,
        ]
        #expect(events(10, from: screen) == first.map(InputEvent.key))
        terminal.type("é漢Ж:\u{1B}[9;2u\u{1B}[P\u{1B}[13~\u{1B}[57376u\u{1B}[57414u\u{1B}[57400;129u\u{1B}[5~\u{1B}[27;1:3u\u{1B}[1;5Aq")
        let second: [Key] = [
            .character("é"), .character("漢"), .character("Ж"), .character(":"), .backTab, .function(1), .function(3), .function(13), .enter,
            .character("1"), .pageUp, .character("q"),
        ]
        #expect(events(12, from: screen) == second.map(InputEvent.key))
        screen.close()
        #expect(emulated(terminal).isKeyboardPlain && terminal.text().ranges(of: "\u{1B}[<u").count == 1)
    }

    /// The byte alone is what a line has torn off.
    @Test func aTornKeyIsOneKey() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?0u\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        let mailbox = Mailbox<Int>()
        for sequence in ["\u{1B}[27u", "\u{1B}[99;5u", "\u{1B}[1;129A"] {
            for cut in 1..<sequence.utf8.count {
                terminal.type(String(sequence.prefix(cut)))
                #expect(screen.wait(for: mailbox, timeout: .milliseconds(20))?.events == [])
                terminal.type(String(sequence.dropFirst(cut)))
                #expect(events(1, from: screen).count == 1)
            }
        }
        // What never goes on is a key all the same: something between us and the terminal may write it as ever.
        terminal.type("\u{1B}")
        var found: [InputEvent] = []
        while found.isEmpty, let turn = screen.wait(for: mailbox, timeout: .milliseconds(5)) { found += turn.events }
        #expect(found == [.key(.escape)])
    }

    @Test func whereTheTerminalDoesNotSayKeysStayAsTheyAre() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        // Its answer comes late.
        terminal.type("\u{1B}[?0u\u{1B}")
        #expect(events(1, from: screen) == [.key(.escape)])
        screen.close()
        #expect(!terminal.text().contains("\u{1B}[>5u") && !terminal.text().contains("\u{1B}[<u"))
    }

    @Test func aSizeThatTheTerminalTellsIsASize() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[6;16;8t\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        #expect(emulated(terminal).modes.contains(2048))
        // The first one says what is known.
        terminal.type("\u{1B}[48;10;40;160;320tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [])
        terminal.type("\u{1B}[48;11;50;176;400t\u{1B}[48;20;60;320;480tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [.resize(Size(columns: 60, rows: 20))])
        #expect(screen.size == Size(columns: 60, rows: 20) && screen.format.cell == PixelSize(width: 8, height: 16))
        // The same from the system, and once more from the terminal.
        terminal.resize(columns: 60, rows: 20)
        kill(getpid(), SIGWINCH)
        terminal.type("\u{1B}[48;20;60;320;480tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [])
        // Another font.
        terminal.type("\u{1B}[48;20;60;400;600tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [.resize(Size(columns: 60, rows: 20))])
        #expect(screen.format.cell == PixelSize(width: 10, height: 20))
        // It does not know its pixels.
        terminal.type("\u{1B}[48;20;70;0;0tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [.resize(Size(columns: 70, rows: 20))])
        #expect(screen.format.cell == PixelSize(width: 10, height: 20))
        screen.close()
        #expect(!emulated(terminal).modes.contains(2048))
    }

    @Test func sizesThatCannotBeAreCutOrPassedOver() throws {
        let terminal = try PseudoTerminal(columns: 40, rows: 10)
        terminal.type("\u{1B}[?62c")
        let screen = try Screen(environment: environment, descriptor: terminal.slave)
        defer { screen.close() }
        for report in ["0;0;0;0", "-1;5;1;1", "99999999999999999999;5;1;1", "5", ";;;", "5;5;5;99999999999", "100001;1;1;1"] {
            terminal.type("\u{1B}[48;\(report)tx")
            #expect(events(before: .character("x"), from: screen, terminal) == [])
        }
        terminal.type("\u{1B}[48;65535;65535;1000000;1000000tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [.resize(Size(columns: 2000, rows: 1000))])
        terminal.type("\u{1B}[48;1;1;1000000;1000000tx")
        #expect(events(before: .character("x"), from: screen, terminal) == [.resize(Size(columns: 1, rows: 1))])
        #expect(screen.format.cell.width <= 1024 && screen.format.cell.height <= 1024)
    }
}
