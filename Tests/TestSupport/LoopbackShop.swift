import Foundation

/// A program of `assets/examples/shop` that serves on loopback, and ends with this.
public final class LoopbackShop: @unchecked Sendable {
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    public let url: String
    private let process = Process()
    private let input = Pipe()

    public struct Silence: Error, CustomStringConvertible {
        public let description = "the shop's program has told no address"
    }

    /// - Parameter script: its file's name; it gets `--until-stdin-ends`, so that it never outlives the tests.
    public init(_ script: String, _ arguments: [String] = []) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", "-B", root.appendingPathComponent("assets/examples/shop/\(script)").path, "--until-stdin-ends"] + arguments
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
        guard line.starts(with: Array("http".utf8)) else {
            process.terminate()
            throw Silence()
        }
        url = String(decoding: line.last == UInt8(ascii: "/") ? line.dropLast() : line[...], as: UTF8.self)
    }

    deinit { kill(process.processIdentifier, SIGTERM) }
}
