import CChafa
import CNCurses
import Frames

import Glibc

/// What the terminal at hand says and what follows from it, for a person to read.
public struct TerminalReport: Sendable {
    /// What follows from the replies.
    public let capabilities: Capabilities
    /// What the terminal answered.
    public let replies: ProbeReplies
    /// In cells.
    public let size: Size
    /// `TERM`.
    public let type: String
    /// Whether ncurses can drive a terminal of this type.
    public let isKnownType: Bool

    /// Asks the terminal at /dev/tty without taking it over.
    ///
    /// - Throws: `TerminalError`.
    public init(options: Screen.Options, environment: [String: String] = terminalEnvironment()) throws(TerminalError) {
        let tty = try TTY(nil)
        let guardian = try TerminalGuard(tty)
        defer { guardian.end() }
        (capabilities, replies, _) = Capabilities.probe(
            tty, environment: environment, options: options, more: CapabilityProbe.keyboard + CapabilityProbe.modes)
        size = tty.size().cells
        type = environment["TERM"] ?? ""
        var found: Int32 = 0
        isKnownType = !type.isEmpty && setupterm(type, tty.descriptor, &found) == CURSES_OK
    }

    /// Whether text is UTF-8 here: as the environment says it, only by our own doing, or not at all.
    public enum Encoding: Hashable, Sendable {
        case utf8
        /// The environment says something else; C.UTF-8 stands in.
        case substituted
        case unavailable
    }

    /// The locale that the environment names, and what comes of it. Call it before any thread is made.
    public static func encoding() -> (locale: String, encoding: Encoding) {
        let variables = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { (name: String) in getenv(name).map { String(cString: $0) } }
        let locale = variables.first { !$0.isEmpty } ?? "none"
        setlocale(LC_ALL, "")
        setlocale(LC_NUMERIC, "C")
        if String(cString: nl_langinfo(Int32(CODESET))).uppercased() == "UTF-8" { return (locale, .utf8) }
        return (locale, (try? chooseLocale()) == nil ? .unavailable : .substituted)
    }

    /// The versions of the libraries that draw.
    public static var libraries: [(name: String, version: String)] {
        [
            ("ncurses", String(cString: curses_version()).split(separator: " ").last.map(String.init) ?? ""),
            ("chafa", String(cString: vitrine_chafa_version())),
        ]
    }
}
