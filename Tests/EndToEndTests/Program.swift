import Basics
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

    /// Where set-up has put OpenVINO for the person who runs the tests, or where they say that it is.
    private static let openVINO: String = {
        let variables = ProcessInfo.processInfo.environment
        if let path = variables["VITRINE_OPENVINO"], !path.isEmpty { return path }
        return UserFolder.data.url().path + "/openvino"
    }()

    /// An environment that knows nothing of the person who runs the tests, but where programs, libraries and OpenVINO are.
    static func environment(_ folder: TemporaryFolder) -> [String: String] {
        let kept = ["PATH", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE", "TMPDIR"]
        var environment = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
        environment["HOME"] = folder.path("home")
        for name in ["XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] { environment[name] = folder.path(name) }
        if FileManager.default.fileExists(atPath: openVINO) { environment["VITRINE_OPENVINO"] = openVINO }
        environment["TERM"] = "xterm-256color"
        // A crash that is wanted needs no backtrace, which would ask for a key first.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["LC_ALL"] = "C.UTF-8"
        return environment
    }

    /// Starts the program, silent, to be killed.
    static func start(_ arguments: [String], in folder: TemporaryFolder) throws -> Process {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = environment(folder)
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        return process
    }

    /// Kills a process.
    /// - Returns: whether it was still at work, so that it was the kill that ended it.
    static func kill(_ process: Process) -> Bool {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
    }

    /// Runs the program with pipes and waits for its end.
    /// - Parameters:
    ///   - launcher: a command that runs the program, where it is not run directly.
    ///   - program: what is run instead of the program.
    static func run(_ arguments: [String], in folder: TemporaryFolder, launcher: [String] = [], program: String = url.path) throws -> Result {
        let process = Process()
        let command = launcher + [program] + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment(folder)
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
