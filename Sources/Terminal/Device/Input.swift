import CNCurses
import Frames

import Glibc

/// Reads keys and the mouse through ncurses, and what is pasted past it.
struct Input {
    private let pad: UnsafeMutablePointer<WINDOW>
    private let descriptor: Int32
    private var decoder: InputDecoder
    /// When something last came.
    private var latest = ContinuousClock.now

    /// How long a sequence may stay unfinished: a reply may come in pieces over a slow line.
    static let patience = Duration.milliseconds(200)
    /// And a paste, before what comes is taken for keys again.
    private static let pastePatience = Duration.seconds(1)

    /// - Parameters:
    ///   - descriptor: the terminal that `pad` is read from.
    ///   - tellsKeysApart: whether an Escape that is typed comes as more than its byte.
    init(pad: UnsafeMutablePointer<WINDOW>, descriptor: Int32, tellsKeysApart: Bool) {
        decoder = InputDecoder(tellsKeysApart: tellsKeysApart)
        self.pad = pad
        self.descriptor = descriptor
        keypad(pad, true)
        // Some terminals stay in normal cursor mode, whatever terminfo expects, and others in application mode.
        let finals = [("A", KEY_UP), ("B", KEY_DOWN), ("C", KEY_RIGHT), ("D", KEY_LEFT), ("H", KEY_HOME), ("F", KEY_END)]
        for (final, key) in finals {
            define_key("\u{1B}[\(final)", key)
            define_key("\u{1B}O\(final)", key)
        }
        // Brackets of a paste and reports of focus are the decoder's, even where terminfo has them as keys.
        for sequence in ["200~", "201~", "I", "O"] { define_key("\u{1B}[\(sequence)", 0) }
        nodelay(pad, true)
        set_escdelay(25)
    }

    /// When the time of an unfinished sequence or paste runs out; nil where there is none.
    var deadline: ContinuousClock.Instant? {
        decoder.isPending ? latest + (decoder.missingOfPaste == nil ? Self.patience : Self.pastePatience) : nil
    }

    /// Everything that is there now.
    mutating func drain() -> [InputEvent] {
        var events: [InputEvent] = []
        // A long paste keeps us here for longer than it may pause.
        defer { latest = .now }
        while true {
            if let missing = decoder.missingOfPaste {
                // What is typed behind it is ncurses' to read.
                guard let bytes = read(atMost: missing) else { break }
                events += decoder.take(pasted: bytes)
            } else {
                guard let codes = next() else { break }
                for code in codes { events += decoder.decode(code, at: .now) }
            }
        }
        if decoder.isEscapeTyped { events += decoder.flush() }
        return events
    }

    /// What the terminal has told of itself meanwhile.
    mutating func takeReports() -> [Reply] { decoder.takeReports() }

    /// The unfinished sequence's time has run out.
    mutating func flush() -> [InputEvent] { decoder.flush() }

    /// What one read gives: one thing, or several mouse events; nil when there is no more.
    private func next() -> [InputCode]? {
        var code: wint_t = 0
        switch wget_wch(pad, &code) {
        case CURSES_KEY_CODE where code == wint_t(KEY_MOUSE): return mouse()
        case CURSES_KEY_CODE: return [key(Int32(bitPattern: code))]
        case CURSES_OK: return [Unicode.Scalar(code).map(InputCode.scalar) ?? .unknown]
        default: return nil
        }
    }

    /// Some bytes as they come; nil when there are no more.
    private func read(atMost most: Int) -> ArraySlice<UInt8>? {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 0) > 0, polled.revents & Int16(POLLIN) != 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: most)
        let count = Glibc.read(descriptor, &bytes, most)
        return count > 0 ? bytes.prefix(count) : nil
    }

    private func key(_ code: Int32) -> InputCode {
        switch code {
        case KEY_UP: .key(.up)
        case KEY_DOWN: .key(.down)
        case KEY_LEFT: .key(.left)
        case KEY_RIGHT: .key(.right)
        case KEY_PPAGE: .key(.pageUp)
        case KEY_NPAGE: .key(.pageDown)
        case KEY_HOME, KEY_A1, KEY_FIND: .key(.home)
        case KEY_END, KEY_C1, KEY_SELECT: .key(.end)
        case KEY_ENTER: .key(.enter)
        case KEY_BTAB: .key(.backTab)
        case KEY_BACKSPACE: .key(.backspace)
        case KEY_DC: .key(.delete)
        case KEY_IC: .key(.insert)
        case CURSES_KEY_F0 + 1...CURSES_KEY_F0 + 24: .key(.function(Int(code - CURSES_KEY_F0)))
        default: .unknown
        }
    }

    /// All that ncurses has read of the mouse. It gives the newest first, and may have read several in one go.
    private func mouse() -> [InputCode] {
        var codes: [InputCode] = []
        var event = MEVENT()
        while getmouse(&event) == CURSES_OK {
            if let action = action(event.bstate) { codes.append(.mouse(action, column: Int(event.x), row: Int(event.y))) }
        }
        return codes.isEmpty ? [.mouseTorso] : codes.reversed()
    }

    private func action(_ state: mmask_t) -> MouseAction? {
        let control = state & CURSES_BUTTON_CTRL != 0
        if state & CURSES_PRESS != 0 { return .press }
        if state & CURSES_WHEEL_UP != 0 { return control ? .controlWheelUp : .wheelUp }
        if state & CURSES_WHEEL_DOWN != 0 { return control ? .controlWheelDown : .wheelDown }
        return state & CURSES_DRAG != 0 ? .drag : nil
    }
}
