import Basics
import CNCurses
import CTerminal
import Foundation
import Frames

/// The terminal, text and pictures together. Everything here happens on the main thread.
///
/// From `init` to `close` the terminal is ours. However the process ends, the terminal is put back first. Standard input and
/// output stay free for data.
public final class Screen {
    /// What a person wishes of the terminal.
    public struct Options: Sendable {
        /// How pictures are drawn.
        public var graphics: GraphicsChoice
        /// Nil takes what the terminal shows, and respects NO_COLOR.
        public var colors: ColorDepth?
        /// The roles' colours.
        public var theme: ThemeChoice

        public init(graphics: GraphicsChoice = .auto, colors: ColorDepth? = nil, theme: ThemeChoice = ThemeChoice()) {
            self.graphics = graphics
            self.colors = colors
            self.theme = theme
        }
    }

    /// What the terminal can do, as far as it says.
    public private(set) var capabilities: Capabilities
    /// In cells.
    public private(set) var size: Size
    /// How pictures are encoded for it.
    public var format: PictureFormat { capabilities.pictureFormat }

    /// How pictures of a size in cells are encoded for it now.
    public func format(for size: Size) -> PictureFormat { renderer.format(for: size) }

    private let tty: TTY
    private let curses: Curses
    private let guardian: TerminalGuard
    private let answers: Bool
    private let theme: ThemeChoice
    private var input: Input
    /// What was typed before we listened.
    private var early: [InputEvent]
    private var renderer: FrameRenderer
    /// A line to another machine carries only what is shown.
    private let isRemote: Bool
    private var line: LineSpeed
    /// When somebody last pressed a key, or a frame last had to do without some of its pictures.
    private var lastBusy = ContinuousClock.now
    private var isOpen = true

    /// Takes over the terminal. Call it before any thread is made: it sets the locale.
    /// - Parameter descriptor: an open terminal, which stays the caller's; nil opens /dev/tty.
    /// - Throws: `TerminalError`; the terminal is then as it was.
    public init(
        options: Options = Options(), environment: [String: String] = terminalEnvironment(), descriptor: Int32? = nil
    ) throws(TerminalError) {
        try chooseLocale()
        tty = try TTY(descriptor)
        let type = environment["TERM"] ?? ""
        var found: Int32 = 0
        guard setupterm(type, tty.descriptor, &found) == CURSES_OK else { throw .unknownType(type) }

        // Before ncurses comes too: it leaves alone the signals that somebody handles.
        guardian = try TerminalGuard(tty)
        let asked = ContinuousClock.now
        let (capabilities, replies, typed) = Capabilities.probe(
            tty, environment: environment, options: options, more: CapabilityProbe.keyboard)
        answers = replies.deviceAttributes != nil
        isRemote = environment["SSH_CONNECTION"] != nil
        line = LineSpeed(asks: isRemote, roundTrip: answers ? .now - asked : nil)
        theme = options.theme
        self.capabilities = capabilities
        let modes = ScreenModes(capabilities.habits)
        let firstID = KittyNumbers.first()
        try guardian.reset(by: Self.resetSequences(capabilities, modes, firstID: firstID))
        do {
            curses = try Curses(type: type, on: tty, modes: modes)
        } catch {
            tty.restoreModes()
            throw error
        }
        input = Input(pad: curses.pad, descriptor: tty.descriptor, tellsKeysApart: capabilities.habits.tellsKeysApart)
        early = Self.keys(typed + Self.settle(tty, capabilities, answers: answers))
        renderer = FrameRenderer(format: capabilities.pictureFormat, theme: options.theme, habits: capabilities.habits, firstID: firstID)
        size = tty.size().cells
    }

    deinit { close() }

    /// Gives the terminal back as it was. Further calls do nothing.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        write(renderer.forgetPictures())
        giveBack()
        guardian.end()
    }

    /// Whether pictures could be sent now: what was sent before has gone through a line that is slow.
    public var isReady: Bool { !line.isBusy }

    /// Shows a frame: sends what differs from the last one. On a slow line some pictures may have to wait for another frame, and may be
    /// coarse until nobody has pressed a key for a while.
    ///
    /// - Parameters:
    ///   - cache: the encoded pictures at hand.
    ///   - placeholder: the colour that stands in for a picture that is not in the cache yet; nil leaves blanks.
    /// - Returns: what was drawn, and what is missing, so that the caller can have it encoded.
    @discardableResult
    public func show(
        _ frame: Frame, from cache: PictureCache, placeholder: (PictureKey) -> Color? = { _ in nil }
    ) -> PictureUpdate {
        guard isOpen else { return PictureUpdate() }
        let start = ContinuousClock.now
        let limits = line.limits(idle: start - lastBusy, at: start)
        var (bytes, update) = renderer.render(
            frame, size: size, from: cache, limits: limits, placeholder: placeholder)
        if line.isToAsk(after: bytes.count, at: start) { bytes += Array(LineSpeed.question.utf8) }
        write(bytes)
        line.wrote(bytes.count, in: .now - start)
        if !limits.refines, update.isPostponed || !update.missing.isEmpty { lastBusy = start }
        return update
    }

    /// Sends some of the pictures that will be shown soon to a terminal that keeps them, unless it is far away.
    /// - Returns: whether there may be more to send. A terminal that takes nothing at the moment gets nothing.
    public func prepare(_ requests: [EncodingRequest], from cache: PictureCache) -> Bool {
        guard isOpen, !isRemote, !line.isSlow, format.graphics == .kitty else { return false }
        guard Readiness.canWrite(to: tty.descriptor) else { return true }
        let bytes = renderer.prepare(requests, from: cache, limit: 16 << 10)
        write(bytes)
        return !bytes.isEmpty
    }

    /// Has the next frame drawn whole, whatever the terminal shows now.
    public func redraw() { renderer.clear(format: format) }

    /// Stops the process as Ctrl-Z does; the terminal is the shell's until it goes on.
    /// - Returns: false where there is no shell that could let it go on, and nothing stops.
    public func stop() -> Bool {
        guard JobControl.canStop else { return false }
        kill(getpid(), SIGTSTP)
        return true
    }

    /// Puts a text on the clipboard of whoever sits at the terminal, also over ssh (OSC 52).
    public func copy(_ text: String) {
        write(Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{1B}\\".utf8))
    }

    /// Waits for input, messages or the end of `timeout` (nil: for ever), and takes all that is there.
    ///
    /// Of several resizes in a row only the last comes through, ahead of what was typed, and whether the system or the terminal tells of
    /// it. Stops the process on Ctrl-Z and returns when it goes on.
    /// - Returns: nil when the terminal has gone.
    public func wait<Message>(
        for mailbox: Mailbox<Message>, timeout: Duration? = nil
    ) -> (events: [InputEvent], messages: [Message])? {
        guard isOpen else { return nil }
        defer { early = [] }
        let patience = input.deadline.map { max(.zero, $0 - .now) }
        let wanted = [timeout, patience].compactMap(\.self).min()
        let immediately = !early.isEmpty
        let ready = Readiness.wait(
            [tty.descriptor, guardian.wake, mailbox.descriptor], timeout: immediately ? .zero : wanted)
        if ready.gone.contains(tty.descriptor) { return nil }
        let before = (size, capabilities.cell)
        var events = early
        defer { if !events.isEmpty { lastBusy = .now } }
        if ready.readable.contains(guardian.wake) { events += takeSignals() }
        var typed: [InputEvent] = []
        if ready.readable.contains(tty.descriptor) {
            typed = input.drain()
            for report in input.takeReports() where take(report) { typed.append(.refresh) }
        } else if let deadline = input.deadline, ContinuousClock.now >= deadline {
            typed = input.flush()
        }
        if before != (size, capabilities.cell) {
            renderer.clear(format: format)
            events.append(.resize(size))
        }
        events += typed
        return (events, ready.readable.contains(mailbox.descriptor) ? mailbox.takeAll() : [])
    }

    private func write(_ bytes: [UInt8]) {
        if guardian.mayDraw { writeAll(bytes, to: tty.descriptor) }
    }

    /// Takes what the terminal tells of itself; returns whether all has to be drawn anew, but for another size.
    private func take(_ report: Reply) -> Bool {
        if report == .ready { line.answered(at: .now) }
        if case .windowSize(let window) = report {
            resize(to: window)
            return false
        }
        guard theme.background == .auto else { return false }
        switch report {
        case .colorScheme(let isDark):
            // The colour that pictures lie on it says when asked.
            if capabilities.background != nil { write(Array(CapabilityProbe.background.utf8)) }
            renderer.suit(dark: isDark)
        case .background(let color) where color != capabilities.background:
            capabilities.background = color
            renderer.suit(dark: color.isDark)
        default: return false
        }
        return true
    }

    /// tmux drops what it should pass on as long as it has its pane to draw anew, as it has after a change of screens. Waits until it has.
    /// - Returns: what was typed meanwhile.
    private static func settle(_ tty: TTY, _ capabilities: Capabilities, answers: Bool) -> [UInt8] {
        guard answers, capabilities.pictureFormat.placeholders != .none else { return [] }
        return CapabilityProbe.ask("", on: tty.descriptor).typed
    }

    private static func keys(_ typed: [UInt8]) -> [InputEvent] {
        var decoder = InputDecoder()
        return typed.flatMap { decoder.decode(.scalar(Unicode.Scalar($0)), at: .now) } + decoder.flush()
    }

    private func takeSignals() -> [InputEvent] {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = max(0, read(guardian.wake, &bytes, bytes.count))
        let signals = Set(bytes.prefix(count))
        var events: [InputEvent] = []
        if signals.contains(UInt8(TERMINAL_STOP.rawValue)) || signals.contains(UInt8(TERMINAL_CONTINUED.rawValue)) {
            if signals.contains(UInt8(TERMINAL_STOP.rawValue)) { suspend() }
            // Whoever had the terminal meanwhile may have left anything on it, its modes too.
            curses.end()
            guard guardian.mayDraw else { return [] }
            curses.resize(to: tty.size().cells)
            curses.begin()
            events += Self.keys(Self.settle(tty, capabilities, answers: answers))
            renderer.clear(format: format)
            events.append(.refresh)
        }
        if !signals.isEmpty { resize(to: tty.size()) }
        return events
    }

    /// Puts the terminal back, modes last: a Ctrl-C or Ctrl-Z with the modes of before has the system drop what the terminal has not
    /// read, the way out of the alternate screen too. One that answers has read all that came before the question.
    private func giveBack() {
        curses.end()
        if answers { _ = CapabilityProbe.ask("", on: tty.descriptor) }
        tty.restoreModes()
    }

    private func suspend() {
        // For the moment that a stop takes to be dropped, a Ctrl-C would end the program.
        guard JobControl.canStop else { return }
        write(renderer.forgetPictures())
        giveBack()
        terminal_stop_process()
        // The signal that continued us needs no second redraw.
        var byte: UInt8 = 0
        while read(guardian.wake, &byte, 1) == 1 {}
    }

    private func resize(to window: WindowSize) {
        capabilities.cell = window.cell ?? capabilities.cell
        size = window.cells
        curses.resize(to: size)
    }

    /// What a signal handler writes before the process dies.
    private static func resetSequences(_ capabilities: Capabilities, _ modes: ScreenModes, firstID: UInt32) -> String {
        let pictures = capabilities.graphics == .kitty && capabilities.tmux == nil ? KittyCommands.forgetAll(from: firstID) : ""
        let own = ["sgr0", "rmkx", "cnorm", "rmcup"].map { (name: String) in String(cString: curses_sequence(name)) }.joined()
        // CAN first: the process may have died within a sequence.
        let update = capabilities.habits.synchronizes ? "\u{1B}[?2026l" : ""
        return "\u{18}\(pictures)\(update)\(modes.off)\u{1B}[?1000l\u{1B}[?1006l\(own)"
    }
}
