import Basics
import Foundation

extension Console {
    /// Whether the window of the terminal at hand is known to show how far work is, by the environment.
    package static var windowShowsProgress: Bool { WindowProgress.isShown(ProcessInfo.processInfo.environment) }
}

/// How far work is, where the terminal shows that on its window, tab or task bar (OSC 9;4, which ConEmu began).
struct WindowProgress {
    private static let end: StaticString = "\u{1B}]9;4;0\u{1B}\\"
    private let descriptor: Int32
    private var percent: Int?

    /// Nil for a terminal that is not known to show it.
    init?(on descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard isatty(descriptor) == 1, Self.isShown(environment) else { return nil }
        self.descriptor = descriptor
    }

    /// Whether the terminal is known to take it for progress. Others show a notification for each OSC 9, and a multiplexer keeps it.
    static func isShown(_ environment: [String: String]) -> Bool {
        func value(_ name: String) -> String { environment[name] ?? "" }
        // Terminals with a type of their own inherit variables of the one that they were started from.
        guard value("TMUX").isEmpty, ["xterm-256color", "xterm-ghostty"].contains(value("TERM")) else { return false }
        if !value("WT_SESSION").isEmpty || value("ConEmuANSI").isExactly("ON") { return true }
        // GNOME's Console, Ptyxis and others: 0.80.
        if let version = Int(value("VTE_VERSION")), version >= 8000 { return true }
        let version = value("TERM_PROGRAM_VERSION").split(separator: ".").map { Int($0.prefix(while: \.isNumber)) ?? 0 }
        let first = ["ghostty": [1, 2], "iTerm.app": [3, 6, 6]][value("TERM_PROGRAM")]
        return first.map { !version.lexicographicallyPrecedes($0) } ?? false
    }

    /// - Parameter total: more than 0.
    mutating func show(done: Int, total: Int) {
        let percent = max(0, min(100, 100 * done / total))
        if descriptor == STDERR_FILENO { Self.clearAtSignals() }
        guard percent != self.percent else { return }
        self.percent = percent
        Console.write("\u{1B}]9;4;1;\(percent)\u{1B}\\", to: descriptor)
    }

    /// The work is over.
    mutating func clear() {
        if percent != nil { Console.write(Self.end.description, to: descriptor) }
        percent = nil
    }

    /// Has the signals by which people end programs clear it first, unless somebody handles or ignores them.
    private static func clearAtSignals() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var current = sigaction()
            guard sigaction(number, nil, &current) == 0, current.__sigaction_handler.sa_handler == nil else { continue }
            signal(number) { number in
                let end = WindowProgress.end
                _ = Foundation.write(STDERR_FILENO, end.utf8Start, end.utf8CodeUnitCount)
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }
}
