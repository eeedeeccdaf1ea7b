import Glibc

/// Asks a terminal what it can do.
enum CapabilityProbe {
    /// kitty graphics, XTVERSION, the cell's and the text area's pixels, the background colour; DA1 last, which every
    /// terminal answers, and in order: when its reply is here, nothing else will come.
    ///
    /// A multiplexer answers nothing about kitty graphics; tmux and screen would take the question for a window's title. A few terminals
    /// show it (rxvt-unicode, zutty, QTerminal), so its line is wiped.
    static func questions(environment: [String: String]) -> String {
        let type = environment["TERM"] ?? ""
        let isMultiplexer = environment["TMUX"]?.isEmpty == false || type.hasPrefix("tmux") || type.hasPrefix("screen")
        return (isMultiplexer ? "" : "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\" + wiping)
            + "\u{1B}[>q\u{1B}[16t\u{1B}[14t" + background
    }

    /// The background colour.
    static let background = "\u{1B}]11;?\u{1B}\\"

    private static let lastQuestion = "\u{1B}[c"

    /// What keys are told apart (kitty's keyboard protocol). st takes it for an order to put the cursor where it was saved, which is here.
    static let keyboard = "\u{1B}7\u{1B}[?u"

    /// Which of its modes the terminal knows; asked for a report only, because a few terminals show the questions' last letters.
    static let modes = [2026, 2004, 1004, 2031, 2048].map { "\u{1B}[?\($0)$p" }.joined() + wiping

    /// Takes away what a terminal has shown of a question.
    private static let wiping = "\r\u{1B}[K"

    /// The answer has to begin within this time.
    static let limit = Duration.milliseconds(250)
    /// And once bytes arrive, each further piece within this, up to `most` overall.
    static let gap = Duration.milliseconds(50)
    static let most = Duration.seconds(1)

    /// The replies, and what the shopper typed meanwhile. The terminal must not echo.
    ///
    /// - Parameters:
    ///   - questions: all but the last one, which every terminal answers.
    static func ask(_ questions: String, on descriptor: Int32) -> (replies: ProbeReplies, typed: [UInt8]) {
        var replies = ProbeReplies()
        var typed: [UInt8] = []
        guard writeAll(Array((questions + lastQuestion).utf8), to: descriptor) else { return (replies, typed) }
        var parser = ReplyParser()
        let start = ContinuousClock.now
        var deadline = start + limit
        var buffer = [UInt8](repeating: 0, count: 4096)
        while replies.deviceAttributes == nil {
            let left = deadline - .now
            guard left > .zero else { break }
            let ready = Readiness.wait([descriptor], timeout: left)
            if ready.gone.contains(descriptor) { break }
            // A signal may have cut the wait short.
            guard ready.readable.contains(descriptor) else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            for byte in buffer.prefix(count) {
                switch parser.consume(byte) {
                case .reply(let reply): replies.add(reply)
                case .text(let bytes): typed += bytes
                case .pending: break
                }
            }
            deadline = min(max(deadline, .now + gap), start + most)
        }
        return (replies, typed)
    }

    /// Terminals that show the questions as text, or know nothing of them.
    static func isPointless(type: String) -> Bool { ["", "dumb", "linux"].contains(type) || type.hasPrefix("vt1") }
}

extension Capabilities {
    /// Asks the terminal and tmux. The modes are as before afterwards. A `TerminalGuard` has to stand.
    static func probe(
        _ tty: TTY, environment: [String: String], options: Screen.Options, more: String = ""
    ) -> (capabilities: Capabilities, replies: ProbeReplies, typed: [UInt8]) {
        var answer = (replies: ProbeReplies(), typed: [UInt8]())
        if !CapabilityProbe.isPointless(type: environment["TERM"] ?? "") {
            tty.stopEcho()
            answer = CapabilityProbe.ask(CapabilityProbe.questions(environment: environment) + more, on: tty.descriptor)
            tty.restoreModes()
        }
        let window = tty.size()
        if answer.replies.textArea == nil { answer.replies.textArea = window.pixels }
        answer.replies.background = options.theme.background(answer.replies.background)
        let capabilities = Capabilities(
            replies: answer.replies, environment: environment, columns: window.cells.columns, rows: window.cells.rows,
            tmux: TmuxState.current(environment: environment), graphics: options.graphics, colors: options.colors)
        return (capabilities, answer.replies, answer.typed)
    }

    /// What the terminal at /dev/tty can do, without taking it over: for a report.
    /// - Throws: `TerminalError`.
    public static func detect(
        options: Screen.Options = Screen.Options(), environment: [String: String] = terminalEnvironment()
    ) throws(TerminalError) -> Capabilities {
        let tty = try TTY(nil)
        let guardian = try TerminalGuard(tty)
        defer { guardian.end() }
        return probe(tty, environment: environment, options: options).capabilities
    }
}
