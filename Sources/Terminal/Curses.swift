import CNCurses

/// The owner of an ncurses screen: the alternate screen, modes, keys and mouse. One at a time in a process, as ncurses has it.
///
/// Frames are not drawn through it: see `TextLayer`.
final class Curses {
    /// What keys are read from: a pad, because reading from a window would refresh it.
    let pad: UnsafeMutablePointer<WINDOW>
    private let screen: OpaquePointer

    /// Switches the terminal to the alternate screen and raw mode: Ctrl-C and Ctrl-Z are keys like others.
    init(type: String, on tty: TTY) throws(TerminalError) {
        guard let screen = newterm(type, tty.streams.output, tty.streams.input) else { throw .unknownType(type) }
        guard let pad = newpad(1, 1) else {
            delscreen(screen)
            throw .unknownType(type)
        }
        self.screen = screen
        self.pad = pad
        raw()
        noecho()
        nonl()
        curs_set(0)
        begin()
    }

    deinit {
        delwin(pad)
        delscreen(screen)
    }

    /// Takes the terminal, again after `end`, with a blank screen.
    func begin() {
        curses_redraw_all()
        wrefresh(curses_standard_window())
    }

    /// Gives the terminal back until `begin`.
    func end() {
        if !isendwin() { endwin() }
    }
}
