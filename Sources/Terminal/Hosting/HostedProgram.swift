import CTerminal
import Foundation
import Frames

/// A program in a pseudo terminal of its own, which takes the part of a real one: it answers what it is asked, passes keys on and
/// remembers what is drawn, and when.
public final class HostedProgram {
    /// A synchronised update as it came.
    public struct Update: Sendable {
        /// From the end of the update before to its own.
        public let bytes: [UInt8]
        /// When its last byte was read, since the key was pressed or the program was started.
        public let time: Duration
    }

    /// The program's.
    public let process: pid_t
    private let master: Int32
    private let terminal: Int32
    private let answers: [UInt8]
    private var hasAnswered = false
    private var hasEnded = false
    /// What has come since the last key. It is looked at when the program rests, for looking takes time that would be the program's.
    private var received: [Piece] = []
    private var asked: ContinuousClock.Instant
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Looks, 4 ms apart, in which a program neither computes nor says anything before it counts as at rest. The browser lets a frame
    /// wait for 8 ms, and while the processors are busy the kernel takes a while to pass on what is typed and said.
    private static let looks = 5
    private struct Piece {
        let time: Duration
        let bytes: [UInt8]
    }

    private static let updateStart = Array("\u{1B}[?2026h".utf8)
    private static let updateEnd = Array("\u{1B}[?2026l".utf8)
    private static let lastQuestion = Array("\u{1B}[c".utf8)
    private static let statusQuestion = Array(LineSpeed.question.utf8)
    /// Bytes a second that the terminal takes, and when it takes the next; nil takes all at once.
    private let lineSpeed: Int?
    private var nextRead = ContinuousClock.now
    /// How many bytes of a question whether all has been read have come.
    private var matched = 0

    /// Starts a program.
    /// - Parameters:
    ///   - environment: all its variables; those of the likeness come on top.
    ///   - size: in cells of `cell` pixels.
    ///   - lineSpeed: how many bytes a second reach the terminal, as if from another machine; nil for as many as come.
    /// - Throws: `TerminalError`.
    public init(
        _ program: String, arguments: [String], environment: [String: String], likeness: TerminalLikeness, size: Size,
        cell: PixelSize = PixelSize(width: 10, height: 20), lineSpeed: Int? = nil
    ) throws(TerminalError) {
        let window = winsize(
            ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: UInt16(size.columns * cell.width),
            ws_ypixel: UInt16(size.rows * cell.height))
        var terminal: Int32 = -1
        master = terminal_pseudo_open(window, &terminal)
        guard master >= 0 else { throw .system("opening a pseudo terminal", code: errno) }
        self.terminal = terminal
        self.lineSpeed = lineSpeed
        answers = Array(likeness.answers(columns: size.columns, rows: size.rows, cell: cell).utf8)
        var variables = environment
        for (name, value) in likeness.environment { variables[name] = value }
        if lineSpeed != nil { variables["SSH_CONNECTION"] = "192.0.2.1 40000 192.0.2.2 22" }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + pairs { free(word) } }
        asked = .now
        // `ttyname` would answer from one buffer for all threads.
        var device = [CChar](repeating: 0, count: 128)
        process = ttyname_r(terminal, &device, device.count) == 0 ? terminal_start(program, &words, &pairs, device) : -1
        // The object goes by `deinit`, which closes both ends.
        guard process > 0 else { throw .system("starting \(program)", code: errno) }
    }

    deinit {
        // No process: to signal -1 would reach every process there is.
        if process > 0, !hasEnded {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        close(terminal)
        close(master)
    }

    /// Types; times count from here.
    public func type(_ text: String) {
        received = []
        asked = .now
        writeAll(Array(text.utf8), to: master)
    }

    /// Takes what the program draws until it rests: all its threads sleep and nothing more comes, nor is an update left half
    /// drawn.
    /// - Parameters:
    ///   - least: how many updates have to come before its rest counts.
    ///   - limit: how long it may take.
    /// - Returns: its updates since the last key.
    /// - Throws: `TerminalError.hosted` when the program has ended or does not come to rest.
    public func untilRest(least: Int = 1, limit: Duration = .seconds(30)) throws(TerminalError) -> [Update] {
        let deadline = ContinuousClock.now + limit
        var quiet = 0
        var used = processorTime
        while true {
            guard ContinuousClock.now < deadline else { throw .hosted("the program does not come to rest") }
            if try read(timeout: .milliseconds(4)) {
                quiet = 0
                continue
            }
            let now = processorTime
            quiet = now == used && !isRunning ? quiet + 1 : 0
            used = now
            guard quiet == Self.looks else { continue }
            let (updates, rest) = parts()
            if updates.count >= least, rest.firstRange(of: Self.updateStart) == nil { return updates }
            quiet = 0
        }
    }

    /// Waits until the program ends.
    public func untilEnd(limit: Duration = .seconds(10)) throws(TerminalError) {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while ContinuousClock.now < deadline {
            hasEnded = hasEnded || waitpid(process, &status, WNOHANG) == process
            if hasEnded { return }
            _ = try? read(timeout: .milliseconds(4))
        }
        throw .hosted("the program does not end")
    }

    /// All bytes that have come since the last key, within updates or not.
    public var receivedBytes: Int { received.reduce(0) { $0 + $1.bytes.count } }

    /// Memory that is the program's own and no file's (RssAnon), in bytes.
    public var privateMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 } ?? 0
    }

    /// Takes what is there; false when nothing came in time.
    private func read(timeout: Duration) throws(TerminalError) -> Bool {
        if lineSpeed != nil { usleep(useconds_t(max(0, (nextRead - .now) / .microseconds(1)))) }
        let ready = Readiness.wait([master], timeout: timeout)
        guard ready.readable.contains(master) else { return false }
        // A hundredth of a second's worth at a time.
        let count = Foundation.read(
            master, &buffer, min(buffer.count, lineSpeed.map { max(1, $0 / 100) } ?? buffer.count))
        guard count > 0 else { throw .hosted("the program has ended") }
        if let lineSpeed {
            nextRead = max(nextRead, .now) + .seconds(Double(count) / Double(lineSpeed))
        }
        answerStatus(Array(buffer[..<count]))
        received.append(Piece(time: ContinuousClock.now - asked, bytes: Array(buffer[..<count])))
        if !hasAnswered, received.flatMap(\.bytes).firstRange(of: Self.lastQuestion) != nil {
            hasAnswered = true
            writeAll(answers, to: master)
        }
        return true
    }

    /// Says that all has been read where it is asked that.
    private func answerStatus(_ bytes: [UInt8]) {
        for byte in bytes {
            // Its first byte is in it once only.
            matched = byte == Self.statusQuestion[matched] ? matched + 1 : byte == Self.statusQuestion[0] ? 1 : 0
            guard matched == Self.statusQuestion.count else { continue }
            matched = 0
            writeAll(Array("\u{1B}[0n".utf8), to: master)
        }
    }

    /// The updates that have come, and what has come since the last of them.
    private func parts() -> (updates: [Update], rest: [UInt8]) {
        var updates: [Update] = []
        var rest: [UInt8] = []
        for piece in received {
            // A sequence may come in two pieces.
            var searched = max(0, rest.count - Self.updateEnd.count)
            rest += piece.bytes
            while let end = rest[searched...].firstRange(of: Self.updateEnd)?.upperBound {
                updates.append(Update(bytes: Array(rest[..<end]), time: piece.time))
                rest.removeFirst(end)
                searched = 0
            }
        }
        return (updates, rest)
    }

    /// The processor time of all its threads, in nanoseconds.
    private var processorTime: Int {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// Whether one of its threads runs, wants to run, or waits for the disk.
    private var isRunning: Bool {
        let folder = "/proc/\(process)/task"
        for thread in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let line = try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8), let end = line.lastIndex(of: ")") else {
                continue
            }
            if let state = line[end...].dropFirst(2).first, "RD".contains(state) { return true }
        }
        return false
    }
}
