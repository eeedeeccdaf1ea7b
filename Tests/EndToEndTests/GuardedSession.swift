import CTerminal
import Foundation
import Terminal
import TestSupport

/// The program in a pseudo terminal, without a shell or anything else between: how it ends, and what it leaves.
final class GuardedSession {
    /// What the program left behind.
    struct End: Equatable {
        /// The signal that ended it; 0 when it ended by itself, -1 when it had not ended in time.
        var signal: Int32
        var modesAreRestored = true
        /// Private modes that are set, but for those of a plain terminal.
        var modes: Set<Int> = []
        /// The window's title; "" is the one of before.
        var title = ""
        /// Whether what is written next would lead somewhere.
        var isLink = false
        /// Whether keys come as before.
        var isKeyboardPlain = true
    }

    let process: pid_t
    private let master: Int32
    private let slave: Int32
    private let modes: termios
    private var received: [UInt8] = []
    /// What shows.
    private(set) var screen: TerminalEmulator

    /// - Parameters:
    ///   - answers: what the terminal answers to what it is asked first: that it tells keys apart, if nothing else is said; nil for one that
    ///     never answers.
    ///   - shell: a line that starts `$vitrine` instead.
    init(
        _ arguments: [String], in folder: TemporaryFolder, columns: Int = 80, rows: Int = 24, answers: String? = "\u{1B}[?0u\u{1B}[?62c",
        shell: String? = nil
    ) throws {
        var slave: Int32 = -1
        let size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(columns * 10), ws_ypixel: UInt16(rows * 20))
        master = terminal_pseudo_open(size, &slave)
        self.slave = slave
        screen = TerminalEmulator(columns: columns, rows: rows)
        var modes = termios()
        guard master >= 0, tcgetattr(slave, &modes) == 0 else { throw POSIXError(.EIO) }
        self.modes = modes
        let answer = Array((answers ?? "").utf8)
        _ = write(master, answer, answer.count)
        let command = shell.map { ["/bin/sh", "-c", $0] } ?? [Program.url.path] + arguments
        var environment = Program.environment(folder).merging(["vitrine": Program.url.path]) { $1 }
        // As a shopper has it.
        environment["SWIFT_BACKTRACE"] = nil
        var words = command.map { strdup($0) } + [nil]
        var pairs = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + pairs { free(word) } }
        var device = [CChar](repeating: 0, count: 128)
        guard ttyname_r(slave, &device, device.count) == 0 else { throw POSIXError(.EIO) }
        process = terminal_start(command[0], &words, &pairs, device)
        guard process > 0 else { throw POSIXError(.ENOEXEC) }
    }

    deinit {
        close(slave)
        close(master)
    }

    func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress!, $0.count) } }

    /// Whether this has come from the program by now.
    func received(_ text: String) -> Bool { received.firstRange(of: Array(text.utf8)) != nil }

    /// What was last said of the progress that the window shows (OSC 9;4); nil if nothing was.
    var progress: Substring? {
        String(decoding: received, as: UTF8.self).components(separatedBy: "\u{1B}]9;4;").dropFirst().last?.prefix { $0 != "\u{1B}" }
    }

    /// Whether echo is off, as it is while the terminal is asked.
    var isSilent: Bool {
        var now = termios()
        tcgetattr(slave, &now)
        return now.c_lflag & tcflag_t(ECHO) == 0
    }

    /// Reads what comes for a while, or until something holds.
    @discardableResult
    func read(seconds: Double, until isDone: (GuardedSession) -> Bool = { _ in false }) -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if isDone(self) { return true }
            takeWhatIsThere(within: 2)
        }
        return isDone(self)
    }

    /// - Parameter patience: milliseconds.
    /// - Returns: whether there was anything.
    @discardableResult
    private func takeWhatIsThere(within patience: Int32) -> Bool {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, patience) > 0, poll.revents & Int16(POLLIN) != 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &buffer, buffer.count)
        received += buffer.prefix(max(0, count))
        screen.feed(buffer.prefix(max(0, count)))
        return count > 0
    }

    /// Waits for the program's end; what does not end in time is killed.
    /// - Parameter reading: whether the terminal goes on taking what is written meanwhile.
    func end(seconds: Double = patience, reading: Bool = true) -> End {
        var status: Int32 = 0
        var hasEnded = false
        func check() -> Bool {
            hasEnded = hasEnded || waitpid(process, &status, WNOHANG) == process
            return hasEnded
        }
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !check(), ContinuousClock.now < deadline { if reading { read(seconds: 0.005) } else { usleep(5000) } }
        if !hasEnded {
            kill(process, SIGKILL)
            waitpid(process, &status, 0)
        }
        while takeWhatIsThere(within: 10) {}
        var now = termios()
        tcgetattr(slave, &now)
        return End(
            signal: hasEnded ? status & 0x7F : -1,
            modesAreRestored: now.c_lflag == modes.c_lflag && now.c_iflag == modes.c_iflag && now.c_oflag == modes.c_oflag,
            modes: screen.modes.subtracting([7, 25]), title: screen.title, isLink: screen.link != nil,
            isKeyboardPlain: screen.isKeyboardPlain)
    }
}
