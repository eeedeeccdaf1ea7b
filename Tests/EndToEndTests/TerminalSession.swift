import Foundation
import Terminal
import TestSupport

/// The program in a terminal of its own: a pseudo terminal that a test types into and looks at.
final class TerminalSession {
    struct Timeout: Error, CustomStringConvertible {
        let wanted: String
        let line: UInt
        let screen: String
        var description: String { "“\(wanted)” did not appear (line \(line)); the screen shows:\n\(screen)" }
    }

    private let master: Int32
    private let slave: Int32
    private let process = Process()
    private let modes: termios
    private(set) var screen: TerminalEmulator
    /// All that has come so far, as text.
    private(set) var raw = ""

    /// The program with these arguments.
    convenience init(_ arguments: [String], in folder: TemporaryFolder, columns: Int = 100, rows: Int = 30) throws {
        try self.init(command: [Program.url.path] + arguments, in: folder, columns: columns, rows: rows)
    }

    /// A line for the shell, in which `$vitrine` is the program.
    convenience init(shell line: String, in folder: TemporaryFolder) throws {
        try self.init(command: ["/bin/sh", "-c", line], in: folder, columns: 100, rows: 30)
    }

    private init(command: [String], in folder: TemporaryFolder, columns: Int, rows: Int) throws {
        var pair: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&pair.master, &pair.slave, nil, nil, nil) == 0 else { throw POSIXError(.EIO) }
        (master, slave) = pair
        for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(columns * 10), ws_ypixel: UInt16(rows * 20))
        _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
        var modes = termios()
        tcgetattr(slave, &modes)
        self.modes = modes
        screen = TerminalEmulator(columns: columns, rows: rows)
        // A session of its own, so that the pseudo terminal is what /dev/tty means.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait"] + command
        process.environment = Program.environment(folder).merging(["vitrine": Program.url.path]) { $1 }
        let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.standardInput = terminal
        process.standardOutput = terminal
        process.standardError = terminal
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        close(master)
        close(slave)
    }

    func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress!, $0.count) } }

    /// Types bytes while it reads what comes, so that neither side waits for the other for ever.
    func pump(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, process.isRunning {
            var poll = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard Glibc.poll(&poll, 1, 1000) > 0 else { return }
            if poll.revents & Int16(POLLIN) != 0 { read(milliseconds: 0) }
            guard poll.revents & Int16(POLLOUT) != 0 else { continue }
            // Little by little: a write that does not fit would wait.
            let count = rest.prefix(64).withUnsafeBytes { write(master, $0.baseAddress!, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) }
        }
    }

    /// Reads until nothing has come for a while.
    func settle(milliseconds: Int32 = 300) {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        while Glibc.poll(&poll, 1, milliseconds) > 0, poll.revents & Int16(POLLIN) != 0 { read(milliseconds: 0) }
    }

    /// Gives the terminal another size, as a window that is dragged does.
    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: UInt16(columns * 10), ws_ypixel: UInt16(rows * 20))
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        screen = TerminalEmulator(columns: columns, rows: rows)
    }

    var isRunning: Bool { process.isRunning }

    /// Whether `raw` is kept; a long session does not need it.
    var keepsRaw = true

    /// Waits until the screen shows a text.
    func expect(_ text: String, seconds: Double = patience, line: UInt = #line) throws {
        try wait(for: text, seconds: seconds, line) { $0.screen.text.contains(text) }
    }

    /// Waits for the end and returns the exit status.
    func end(seconds: Double = patience, line: UInt = #line) throws -> Int32 {
        try wait(for: "the end", seconds: seconds, line) { !$0.process.isRunning }
        return process.terminationStatus
    }

    private func wait(for wanted: String, seconds: Double, _ line: UInt, until isDone: (TerminalSession) -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while !isDone(self) {
            guard Date() < deadline else { throw Timeout(wanted: wanted, line: line, screen: screen.text) }
            read(milliseconds: 20)
        }
        read(milliseconds: 0)
    }

    private func read(milliseconds: Int32) {
        var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        var timeout = milliseconds
        while Glibc.poll(&poll, 1, timeout) > 0, poll.revents & Int16(POLLIN) != 0 {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            let count = Glibc.read(master, &bytes, bytes.count)
            guard count > 0 else { return }
            screen.feed(bytes[..<count])
            if keepsRaw { raw += String(decoding: bytes[..<count], as: UTF8.self) }
            timeout = 0
        }
    }

    /// Whether echo and line editing are as they were before the program came.
    var modesAreRestored: Bool {
        var now = termios()
        tcgetattr(slave, &now)
        return now.c_lflag == modes.c_lflag && now.c_iflag == modes.c_iflag && now.c_oflag == modes.c_oflag
    }

    /// The process that runs the program: `setsid` itself, or its child where it had to make one.
    var programProcess: pid_t {
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let candidate = pid_t(entry), let status = try? String(contentsOfFile: "/proc/\(entry)/stat", encoding: .utf8) else { continue }
            // The parent is the second field behind the command's name, which stands in parentheses and may hold anything.
            let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
            if fields.count > 2, pid_t(fields[2]) == process.processIdentifier { return candidate }
        }
        return process.processIdentifier
    }
}

extension TerminalEmulator {
    /// The screen's lines, one below the other.
    var text: String { lines.joined(separator: "\n") }
}
