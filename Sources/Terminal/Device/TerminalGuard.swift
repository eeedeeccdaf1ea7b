import CTerminal

import Glibc

/// Puts a terminal back, however the process ends. It stands from before the terminal's first mode is changed until the terminal is
/// as it was. One at a time in a process.
final class TerminalGuard {
    /// Readable when the terminal was resized, or the process is to stop or has been continued.
    let wake: Int32
    private var stands = true

    /// - Throws: `TerminalError.system`.
    init(_ tty: TTY) throws(TerminalError) {
        var modes = tty.modes
        // The process may end within a question: CAN.
        let wake = terminal_guard_begin(tty.descriptor, &modes, "\u{18}", 1)
        guard wake >= 0 else { throw .system("guarding the terminal", code: errno) }
        self.wake = wake
    }

    deinit { end() }

    /// What a signal handler writes from now on.
    func reset(by sequence: String) throws(TerminalError) {
        guard terminal_guard_set_reset(sequence, sequence.utf8.count) == 0 else { throw .system("guarding the terminal", code: errno) }
    }

    /// False while another thread dies and restores the terminal: nothing more may be drawn then.
    var mayDraw: Bool { terminal_guard_is_active() != 0 }

    /// The terminal is as it was.
    func end() {
        if stands { terminal_guard_end() }
        stands = false
    }
}

/// Has a crash end the process at once instead of asking at the terminal what to do, unless SWIFT_BACKTRACE wants that. Call it first.
public func crashPlainly() { terminal_crash_plainly() }

/// Has all threads share two heaps, which keeps a program with many workers small. Call it before there are any.
public func shareHeaps() { terminal_share_heaps() }
