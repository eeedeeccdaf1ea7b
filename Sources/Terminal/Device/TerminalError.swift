/// Why there is no terminal to draw on.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no controlling terminal.
    case noTerminal
    /// ncurses does not know the terminal's type, or cannot drive it.
    case unknownType(String)
    /// The locale's characters are not UTF-8, and no UTF-8 locale is installed.
    case noUTF8
    /// A call of the system failed.
    case system(String, code: Int32)
    /// A hosted program did something else than was expected of it.
    case hosted(String)

    public var description: String {
        switch self {
        case .noTerminal: "no terminal: /dev/tty cannot be opened; run this in a terminal"
        case .unknownType(let type): "unknown terminal type \"\(type)\" in TERM; try TERM=xterm-256color"
        case .noUTF8: "no UTF-8 locale; set LANG to one, such as C.UTF-8"
        case .hosted(let reason): reason
        case .system(let call, let code): "\(call) failed on the terminal: \(systemMessage(code))"
        }
    }
}
