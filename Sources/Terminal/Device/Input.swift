import CNCurses
import Frames

/// Reads keys and the mouse through ncurses.
struct Input {
    private let pad: UnsafeMutablePointer<WINDOW>
    private var decoder = InputDecoder()

    /// How long a sequence may stay unfinished: a reply may come in pieces over a slow line.
    static let patience = Duration.milliseconds(200)

    init(pad: UnsafeMutablePointer<WINDOW>) {
        self.pad = pad
        keypad(pad, true)
        meta(pad, true)
        // Some terminals stay in normal cursor mode, whatever terminfo expects, and others in application mode.
        let finals = [("A", KEY_UP), ("B", KEY_DOWN), ("C", KEY_RIGHT), ("D", KEY_LEFT), ("H", KEY_HOME), ("F", KEY_END)]
        for (final, key) in finals {
            define_key("\u{1B}[\(final)", key)
            define_key("\u{1B}O\(final)", key)
        }
        nodelay(pad, true)
        set_escdelay(25)
    }

    /// Whether an unfinished sequence waits for more, or for its time to run out.
    var isPending: Bool { decoder.isPending }

    /// Everything that is there now.
    mutating func drain() -> [InputEvent] {
        var events: [InputEvent] = []
        while let codes = next() {
            for code in codes { events += decoder.decode(code, at: .now) }
        }
        if decoder.isPendingEscape { events += decoder.flush() }
        return events
    }

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
