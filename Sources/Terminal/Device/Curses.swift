import CNCurses
import Frames

/// The owner of an ncurses screen: the alternate screen, modes, keys and mouse. One at a time in a process, as ncurses has it.
///
/// Frames are not drawn through it: see `TextLayer`.
final class Curses {
    /// What keys are read from: a pad, because reading from a window would refresh it.
    let pad: UnsafeMutablePointer<WINDOW>
    private let screen: OpaquePointer
    private let descriptor: Int32
    /// What lets the whole screen scroll: ncurses limits that to the size that it takes the terminal to have.
    private let unlimited: [UInt8]
    private let modes: ScreenModes

    /// Switches the terminal to the alternate screen and raw mode: Ctrl-C and Ctrl-Z are keys like others.
    init(type: String, on tty: TTY, modes: ScreenModes) throws(TerminalError) {
        self.modes = modes
        // Its own look at the terminal's size goes wrong above 32,767; `resize` tells it.
        use_env(false)
        // What it finds it puts back in `end`: the screen's owner then waits until the terminal has read all, and restores the modes.
        tty.stopKeys()
        guard let screen = Self.screen(type, on: tty) else { throw .unknownType(type) }
        guard let pad = newpad(1, 1) else {
            delscreen(screen)
            throw .unknownType(type)
        }
        self.screen = screen
        descriptor = tty.descriptor
        unlimited = String(cString: curses_sequence("csr")).hasPrefix("\u{1B}[") ? Array("\u{1B}[r".utf8) : []
        self.pad = pad
        raw()
        noecho()
        nonl()
        curs_set(0)
        // Clicks are told apart in `InputDecoder`, so ncurses need not wait to see whether a second one follows.
        mouseinterval(0)
        mousemask(CURSES_MOUSE_MASK, nil)
        resize(to: tty.size().cells)
        begin()
    }

    /// Some types, such as linux, say no size to begin with; for these ncurses has to look itself.
    private static func screen(_ type: String, on tty: TTY) -> OpaquePointer? {
        if let screen = newterm(type, tty.output, tty.input) { return screen }
        use_env(true)
        return newterm(type, tty.output, tty.input)
    }

    deinit {
        delwin(pad)
        delscreen(screen)
    }

    /// Takes the terminal, again after `end`, with a blank screen.
    func begin() {
        curses_redraw_all()
        wrefresh(curses_standard_window())
        writeAll(unlimited, to: descriptor)
        writeAll(Array(modes.on.utf8), to: descriptor)
    }

    /// The terminal has another size. Only where the cursor goes at the end depends on it.
    func resize(to size: Size) { resize_term(Int32(size.rows), Int32(size.columns)) }

    /// Leaves the alternate screen until `begin`; keys still make neither echo nor signals.
    func end() {
        guard !isendwin() else { return }
        writeAll(Array(modes.off.utf8), to: descriptor)
        endwin()
    }
}
