import CNCurses

/// What a screen wants of the terminal that ncurses does not ask for, from its beginning to its end.
struct ScreenModes: Sendable {
    /// What is sent once ncurses has the terminal.
    let on: String
    /// What is sent before it gives the terminal back.
    let off: String

    /// - Parameter type: the terminal's, which `setupterm` knows.
    init(type: String) {
        var numbers: [Int] = []
        // How the mouse moves while a button is held.
        if curses_sequence("kmous").pointee != 0 { numbers.append(1002) }
        // What is pasted comes in brackets.
        if !CapabilityProbe.isPointless(type: type) { numbers.append(2004) }
        on = numbers.map { "\u{1B}[?\($0)h" }.joined()
        off = numbers.reversed().map { "\u{1B}[?\($0)l" }.joined()
    }
}
