import Basics
import Testing

@testable import Terminal

@Suite struct CapabilitiesTests {
    @Test(arguments: [(90_000, 90_000), (0, 10), (10, -3), (2000, 8)]) func cellsThatCannotBeAreNotBelieved(width: Int, height: Int) {
        var replies = ProbeReplies()
        replies.cell = PixelSize(width: width, height: height)
        let capabilities = Capabilities(replies: replies, environment: [:], columns: 1, rows: 1)
        #expect(capabilities.cell == PixelSize(width: 10, height: 20))
        replies.cell = nil
        replies.textArea = PixelSize(width: width, height: height)
        #expect(Capabilities(replies: replies, environment: [:], columns: 1, rows: 1).cell == PixelSize(width: 10, height: 20))
    }

    private func capabilities(
        _ environment: [String: String] = ["TERM": "xterm-256color"], tmux: TmuxState? = nil, graphics: GraphicsChoice = .auto,
        colors: ColorDepth? = nil, _ change: (inout ProbeReplies) -> Void = { _ in }
    ) -> Capabilities {
        var replies = ProbeReplies()
        change(&replies)
        return Capabilities(
            replies: replies, environment: environment, columns: 120, rows: 40, tmux: tmux, graphics: graphics, colors: colors)
    }

    @Test func bestProtocolThatTheTerminalReallyHas() {
        #expect(capabilities().graphics == .symbols)
        #expect(capabilities { $0.deviceAttributes = [62, 22] }.graphics == .symbols)
        #expect(capabilities { $0.deviceAttributes = [62, 4, 22] }.graphics == .sixel)
        let kitty = capabilities {
            $0.deviceAttributes = [62]; $0.kittyGraphics = true; $0.version = "kitty(0.26.5)"
        }
        #expect(kitty.graphics == .kitty)
        #expect(
            capabilities {
                $0.deviceAttributes = [62, 4]; $0.version = "iTerm2 3.5.0"
            }.graphics == .iterm2)
        let wezterm = capabilities {
            $0.deviceAttributes = [65, 4]; $0.kittyGraphics = true; $0.version = "WezTerm 2024"
        }
        #expect(wezterm.graphics == .iterm2)
        #expect(capabilities(["TERM": "xterm-kitty"]).graphics == .kitty)
    }

    @Test func choicesOverruleEverything() {
        #expect(capabilities(graphics: .sixel).graphics == .sixel)
        #expect(
            capabilities(graphics: .symbols) {
                $0.deviceAttributes = [4]; $0.kittyGraphics = true
            }.graphics == .symbols)
        #expect(capabilities(["TERM": "xterm", "NO_COLOR": "1"], colors: .trueColor).colors == .trueColor)
    }

    @Test func choicesCarryTheirReasons() {
        #expect(capabilities(graphics: .sixel).graphicsReason == "it was asked for")
        #expect(capabilities().graphicsReason == "the terminal answered nothing")
        #expect(capabilities { $0.deviceAttributes = [62] }.graphicsReason.contains("draws no pictures"))
        #expect(capabilities(["TERM": "xterm", "NO_COLOR": "1"]).colorsReason == "NO_COLOR is set")
        let tmux = TmuxState(outerTerminal: "kitty(0.35.1)", allowsPassthrough: false)
        #expect(capabilities(tmux: tmux).graphicsReason == "tmux passes nothing on")
        let both = capabilities {
            $0.deviceAttributes = [62, 4]; $0.kittyGraphics = true
        }
        #expect(both.available == [.kitty, .sixel, .symbols])
        #expect(capabilities(graphics: .iterm2).available == [.iterm2, .symbols])
    }

    @Test func colorsFromTheEnvironmentAndTheName() {
        #expect(capabilities(["TERM": "xterm"]).colors == .ansi16)
        #expect(capabilities().colors == .palette256)
        #expect(capabilities(["TERM": "xterm-256color", "COLORTERM": "truecolor"]).colors == .trueColor)
        #expect(capabilities { $0.version = "XTerm(379)" }.colors == .trueColor)
        #expect(capabilities(["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"]).colors == .none)
        #expect(capabilities(["TERM": "xterm-256color", "NO_COLOR": ""]).colors == .palette256)
        #expect(capabilities(["TERM": "vt100"]).colors == .none)
    }

    @Test func cellSizeFromTheBestSource() {
        #expect(capabilities().cell == PixelSize(width: 10, height: 20))
        #expect(capabilities { $0.textArea = PixelSize(width: 965, height: 684) }.cell == PixelSize(width: 8, height: 17))
        let both = capabilities {
            $0.textArea = PixelSize(width: 965, height: 684); $0.cell = PixelSize(width: 9, height: 18)
        }
        #expect(both.cell == PixelSize(width: 9, height: 18))
        #expect(capabilities { $0.textArea = PixelSize(width: 3, height: 3) }.cell == PixelSize(width: 10, height: 20))
    }

    @Test func tmuxPassesKittyOnlyToATerminalThatCan() {
        func graphics(_ answer: String, sixel: Bool = false) -> GraphicsProtocol {
            let tmux = TmuxState(answer: answer)
            return capabilities(["TERM": "tmux-256color", "TMUX": "x"], tmux: tmux) {
                $0.deviceAttributes = sixel ? [1, 2, 4] : [1, 2]
                $0.version = "tmux 3.4"
            }.graphics
        }
        #expect(graphics("kitty(0.35.2)|on\n") == .kitty)
        #expect(graphics("kitty(0.35.2)|off\n") == .symbols)
        #expect(graphics("kitty(0.26.5)|on\n") == .symbols)
        #expect(graphics("ghostty 1.1.0|all\n") == .kitty)
        #expect(graphics("XTerm(379)|on\n", sixel: true) == .sixel)
        #expect(graphics("") == .symbols)
        #expect(graphics("kitty(|on|on") == .symbols)
        #expect(TmuxState(answer: "XTerm(379)|off|256,RGB,title\n").trueColor)
        #expect(!TmuxState(answer: "XTerm(379)|off|256,notRGB\n").trueColor)
        let direct = TmuxState(outerTerminal: "", allowsPassthrough: false, trueColor: true)
        #expect(capabilities(["TERM": "tmux-256color"], tmux: direct).colors == .trueColor)
    }

    @Test func tmuxGetsNoSynchronisedUpdates() {
        #expect(capabilities { $0.version = "kitty(0.35.1)" }.habits.synchronizes)
        #expect(!capabilities(["TERM": "tmux-256color", "TMUX": "x"], tmux: TmuxState(answer: "")).habits.synchronizes)
        // At the other end of an ssh, where nothing but its answer tells.
        #expect(!capabilities(["TERM": "screen-256color"]) { $0.version = "tmux 3.7" }.habits.synchronizes)
    }

    @Test func kittyInsideTmuxUsesPlaceholders() {
        let tmux = TmuxState(outerTerminal: "kitty(0.40.0)", allowsPassthrough: true)
        #expect(capabilities(tmux: tmux).pictureFormat.placeholders == .palette)
        #expect(capabilities(graphics: .kitty).pictureFormat.placeholders == .none)
    }

    @Test func sextantsOnlyWhereTheTerminalDrawsThem() {
        #expect(capabilities { $0.version = "XTerm(379)" }.symbols != .sextants)
        #expect(capabilities { $0.version = "foot(1.16.2)" }.symbols == .sextants)
        #expect(capabilities(tmux: TmuxState(outerTerminal: "XTerm(379)", allowsPassthrough: false)).symbols != .sextants)
        #expect(capabilities { $0.version = "VTE(7003)" }.symbols == .sextants && capabilities { $0.version = "VTE(5402)" }.symbols == .quarters)
        let silent = ["TERM": "xterm-256color", "VTE_VERSION": "7006"]
        #expect(capabilities(silent).symbols == .sextants, "VTE 0.70 says who it is in the environment only")
        #expect(capabilities(silent) { $0.version = "XTerm(379)" }.symbols == .quarters, "an xterm that was started from such a terminal")
        #expect(capabilities(silent.merging(["TERM": "st-256color"]) { $1 }).symbols == .quarters)
        #expect(capabilities(["TERM": "linux"]).symbols == .halves, "the font of a console has no quarters")
    }

    @Test func backgroundsAreDarkOrLight() {
        #expect(Color(red: 0x16, green: 0x18, blue: 0x1D).isDark)
        #expect(!Color(red: 250, green: 250, blue: 240).isDark)
        #expect(!Color(red: 0, green: 255, blue: 0).isDark)
    }

    /// Konsole 22.12 keeps sixels on the screen whatever is written there, and takes kitty's pictures away when it is told to.
    @Test func konsoleGetsPicturesThatGoAway() {
        let konsole = capabilities {
            $0.version = "Konsole 22.12.3"
            $0.kittyGraphics = true
            $0.deviceAttributes = [62, 1, 4]
        }
        #expect(konsole.graphics == .kitty && konsole.available == [.kitty, .sixel, .symbols])
    }

    /// rxvt-unicode, zutty and QTerminal show what they do not know of such a question.
    @Test func questionsThatShowAreWiped() {
        let questions = CapabilityProbe.questions(environment: ["TERM": "rxvt-unicode-256color"])
        var emulator = TerminalEmulator(columns: 40, rows: 3)
        emulator.feed(questions.replacing("\u{1B}_G", with: "G").utf8)
        #expect(emulator.lines.allSatisfy { $0.allSatisfy { $0 == " " } })
    }

    /// tmux and screen would show an APC as a title.
    @Test func multiplexersAreNotAskedForKittyGraphics() {
        let asked = "\u{1B}_G"
        #expect(CapabilityProbe.questions(environment: ["TERM": "xterm-kitty"]).hasPrefix(asked))
        for environment in [["TERM": "xterm-256color", "TMUX": "/tmp/tmux,1,0"], ["TERM": "tmux-256color"], ["TERM": "screen"]] {
            let questions = CapabilityProbe.questions(environment: environment)
            #expect(!questions.contains(asked) && questions.contains("\u{1B}[>q"))
        }
    }
}
