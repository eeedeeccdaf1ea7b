import CNCurses
import CTerminal
import Frames

import Glibc

/// An open terminal, its streams for ncurses, and the modes that it had when it was opened.
final class TTY {
    let descriptor: Int32
    let input, output: UnsafeMutablePointer<FILE>
    private(set) var modes = termios()

    /// - Parameter given: an open terminal, which stays the caller's; nil opens /dev/tty, so that standard input and output
    ///   may be pipes.
    init(_ given: Int32?) throws(TerminalError) {
        descriptor = given.map { fcntl($0, F_DUPFD_CLOEXEC, 0) } ?? open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0, tcgetattr(descriptor, &modes) == 0 else {
            if descriptor >= 0 { close(descriptor) }
            throw .noTerminal
        }
        let copies = (Self.input(of: descriptor), fcntl(descriptor, F_DUPFD_CLOEXEC, 0))
        guard let input = fdopen(copies.0, "r"), let output = fdopen(copies.1, "w") else {
            let code = errno
            close(descriptor)
            throw .system("fdopen", code: code)
        }
        (self.input, self.output) = (input, output)
    }

    /// The terminal opened once more, for reading without waiting: ncurses reads a mouse report to its end, which may never come. Where
    /// it cannot be opened again it is the same opening, which is others' too and stays as it is.
    private static func input(of descriptor: Int32) -> Int32 {
        var name = [CChar](repeating: 0, count: 256)
        let again = ttyname_r(descriptor, &name, name.count) == 0 ? open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1
        return again >= 0 ? again : fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    }

    deinit {
        fclose(input)
        fclose(output)
        close(descriptor)
    }

    /// No echo and no waiting for a line, with signals as they were: for a question and its answer.
    func stopEcho() {
        var raw = modes
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(descriptor, TCSANOW, &raw)
    }

    /// No signals from keys either: what a terminal has not read yet is dropped by the system when one comes. Nor is what is written looked
    /// through for line ends, of which frames have none: pictures go through a third faster.
    func stopKeys() {
        var quiet = modes
        quiet.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        quiet.c_oflag &= ~tcflag_t(OPOST)
        tcsetattr(descriptor, TCSANOW, &quiet)
    }

    func restoreModes() { tcsetattr(descriptor, TCSANOW, &modes) }

    /// The size as the system has it.
    func size() -> WindowSize {
        var size = winsize()
        guard terminal_window_size(descriptor, &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return WindowSize(columns: 80, rows: 24, width: 0, height: 0)
        }
        return WindowSize(columns: Int(size.ws_col), rows: Int(size.ws_row), width: Int(size.ws_xpixel), height: Int(size.ws_ypixel))
    }
}

/// The variables that say something about the terminal.
public func terminalEnvironment() -> [String: String] {
    let names = ["TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "NO_COLOR", "SSH_CONNECTION", "VTE_VERSION"]
    return names.reduce(into: [:]) { values, name in
        if let value = getenv(name) { values[name] = String(cString: value) }
    }
}

/// Takes the environment's locale for characters, and keeps "C" for numbers.
///
/// Without UTF-8 there, C.UTF-8 stands in. Call it before any thread is made.
func chooseLocale() throws(TerminalError) {
    func isUTF8() -> Bool { String(cString: nl_langinfo(Int32(CODESET))).uppercased() == "UTF-8" }
    if isUTF8() { return }
    setlocale(LC_ALL, "")
    setlocale(LC_NUMERIC, "C")
    if !isUTF8() { setlocale(LC_CTYPE, "C.UTF-8") }
    if !isUTF8() { throw .noUTF8 }
}
