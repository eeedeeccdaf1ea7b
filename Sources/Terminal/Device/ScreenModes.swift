import CNCurses

/// What a screen wants of the terminal that ncurses does not ask for, from its beginning to its end.
struct ScreenModes: Sendable {
    /// What is sent once ncurses has the terminal.
    let on: String
    /// What is sent before it gives the terminal back.
    let off: String

    /// How the mouse moves while a button is held.
    private static let mouseMoves = 1002
    /// What is pasted comes in brackets; whether the terminal is in focus; whether its colours have become dark or light ones; its size.
    private static let reports = [2004, 1004, 2031, 2048]
    /// kitty's keyboard protocol: keys that others send the same bytes for are told apart (1), and keys of other letters tell the Latin ones
    /// in their place (4). Every screen of a terminal has a stack of such flags.
    private static let keyboard = (on: "\u{1B}[>5u", off: "\u{1B}[<u")

    /// `setupterm` has to have been called.
    init(_ habits: TerminalHabits) {
        let numbers = (curses_sequence("kmous").pointee != 0 ? [Self.mouseMoves] : []) + (habits.ignoresUnknown ? Self.reports : [])
        // The title goes on a stack, and comes back from there; a terminal without such a stack has the title that it has by itself, or none.
        on =
            (habits.ignoresUnknown ? "\u{1B}[22;2t" : "") + numbers.map { "\u{1B}[?\($0)h" }.joined()
            + (habits.tellsKeysApart ? Self.keyboard.on : "")
        off =
            (habits.tellsKeysApart ? Self.keyboard.off : "") + (habits.hasLinks ? CellWriter.linkEnd : "")
            + numbers.reversed().map { "\u{1B}[?\($0)l" }.joined()
            + (habits.ignoresUnknown ? "\u{1B}]2;\u{1B}\\\u{1B}[23;2t" : "")
    }
}
