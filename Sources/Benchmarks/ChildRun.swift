import Basics
import Foundation

/// A run of this program as a process of its own, with what it took.
struct ChildRun {
    let seconds: Double
    /// The most memory that it held at a time, in bytes, mapped files included.
    let peak: Int

    /// Runs it with some arguments; what it says is dropped.
    ///
    /// - Parameter home: where it finds and leaves what it keeps.
    /// - Throws: `PlainError` where it fails.
    init(_ arguments: [String], home: URL) throws {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("XDG_") && $0.key != "VITRINE_CATALOG" }
        environment["HOME"] = home.path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        (process.arguments, process.environment) = (arguments, environment)
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        let start = ContinuousClock.now
        try process.run()
        var peak = 0
        // The kernel counts the peak; it can be read for as long as the process lives.
        while process.isRunning {
            peak = max(peak, Self.peak(of: process.processIdentifier))
            usleep(2000)
        }
        seconds = (ContinuousClock.now - start) / .seconds(1)
        self.peak = peak
        guard process.terminationStatus == 0 else { throw PlainError("vitrine \(arguments.joined(separator: " ")) failed") }
    }

    private static func peak(of process: pid_t) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return 0 }
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { " \t".contains($0) }).compactMap { Int($0) }.first.map { $0 << 10 } ?? 0
    }
}
