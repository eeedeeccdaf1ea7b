import CNCurses

/// Whether the terminal's type is one that text can only be written on, line by line, as `dumb` is.
///
/// - Parameter environment: names the type in TERM; one that is unknown is not meant.
public func writesLinesOnly(environment: [String: String] = terminalEnvironment()) -> Bool {
    guard let type = environment["TERM"], !type.isEmpty else { return false }
    var found: Int32 = 0
    guard setupterm(type, 1, &found) == CURSES_OK else { return false }
    return String(cString: curses_sequence("cup")).isEmpty
}
