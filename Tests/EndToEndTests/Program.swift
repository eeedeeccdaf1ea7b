import Foundation
import TestSupport

/// The built program, run as a shopper would.
enum Program {
    /// `vitrine` beside the test binary, or the build of it that `VITRINE_PROGRAM` names.
    static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["VITRINE_PROGRAM"], !path.isEmpty { return URL(fileURLWithPath: path).absoluteURL }
        let test = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("vitrine")
    }()

    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// An environment in which nothing of the machine's own shopper is touched.
    static func environment(_ folder: TemporaryFolder) -> [String: String] {
        var environment = ProcessInfo.processInfo.environment
        for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME"] { environment[name] = folder.path(name) }
        for name in ["VITRINE_CATALOG", "TMUX", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "KITTY_WINDOW_ID", "LINES", "COLUMNS"] {
            environment[name] = nil
        }
        environment["TERM"] = "xterm-256color"
        // A crash that is wanted needs no backtrace, which would ask for a key first.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["LC_ALL"] = "C.UTF-8"
        return environment
    }

    /// Runs the program with pipes and waits for its end.
    /// - Parameters:
    ///   - launcher: a command that runs the program, where it is not run directly.
    ///   - program: what is run instead of the program.
    ///   - ownData: whether encoders are installed in the folder; the machine's OpenVINO is then out of sight.
    static func run(_ arguments: [String], in folder: TemporaryFolder, launcher: [String] = [], program: String = url.path, ownData: Bool = false)
        throws -> Result
    {
        let process = Process()
        let command = launcher + [program] + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment(folder)
        if ownData { process.environment?["XDG_DATA_HOME"] = folder.path("data") }
        let name = UUID().uuidString
        let output = folder.path(name + ".out"), errors = folder.path(name + ".err")
        for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
