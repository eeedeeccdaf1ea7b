import Foundation
import Synchronization
import Testing

/// A PostgreSQL server with pgvector on loopback, by `assets/server/start.sh`: one for all tests of a process, with which it ends.
public final class LoopbackServer: Sendable {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The one that all tests share.
    public static let shared: Result<LoopbackServer, any Error> = Result {
        let server = try LoopbackServer()
        atexit { if case .success(let server) = LoopbackServer.shared { server.end() } }
        return server
    }

    public struct Silence: Error, CustomStringConvertible {
        public let description = "no server starts: assets/server/setup.sh installs one"
    }

    /// What psql says where the server does not do what it is asked.
    public struct Refusal: Error, CustomStringConvertible {
        public let description: String
    }

    /// Of the database that the server comes with, its password in it.
    public let address: String
    private let process: Process
    private let input = Pipe()
    private let databases = Atomic(0)

    /// Starts one.
    ///
    /// - Parameter folder: where its data lies, so that starting again goes on with it at the same address; nil: nowhere for long.
    public init(in folder: URL? = nil) throws {
        let output = Pipe()
        process = Process()
        process.executableURL = Self.root.appendingPathComponent("assets/server/start.sh")
        process.arguments = ["--until-stdin-ends"] + (folder.map { [$0.path] } ?? [])
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, FileHandle.nullDevice)
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
        guard line.starts(with: Array("postgresql".utf8)) else { throw Silence() }
        address = String(decoding: line, as: UTF8.self)
    }

    /// By the end of its standard input, for signals may be blocked where it was started.
    private func end() { try? input.fileHandleForWriting.close() }

    /// Ends it, and the connections to it.
    public func stop() {
        end()
        process.waitUntilExit()
    }

    /// The password in the address.
    public var password: String { address.components(separatedBy: "keeper:")[1].components(separatedBy: "@")[0] }

    /// The address of an empty database of a test's own.
    public func newDatabase() throws -> String {
        let name = "test_\(databases.add(1, ordering: .relaxed).newValue)"
        try run("CREATE DATABASE \(name)")
        return address.replacingOccurrences(of: "/shop?", with: "/\(name)?")
    }

    /// The same address as somebody else, who is made where there is none, with the password `other`.
    public func address(_ address: String, of user: String) throws -> String {
        try run("DO $$ BEGIN CREATE ROLE \(user) LOGIN PASSWORD 'other'; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$")
        return address.replacingOccurrences(of: "keeper:\(password)@", with: "\(user):other@")
    }

    /// What psql answers, by default on the database that the server comes with.
    @discardableResult
    public func run(_ statement: String, on address: String? = nil) throws -> String {
        let output = Pipe(), errors = Pipe(), psql = Process()
        psql.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        psql.arguments = ["psql", "-qtAX", "-v", "ON_ERROR_STOP=1", address ?? self.address, "-c", statement]
        (psql.standardInput, psql.standardOutput, psql.standardError) = (FileHandle.nullDevice, output, errors)
        try psql.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        psql.waitUntilExit()
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        guard psql.terminationStatus == 0 else { throw Refusal(description: complaint) }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

private let serverIsThere =
    (try? FileManager.default.contentsOfDirectory(atPath: "/usr/share/postgresql"))?.contains {
        FileManager.default.fileExists(atPath: "/usr/share/postgresql/\($0)/extension/vector.control")
    } ?? false
private let serverIsRequired = ProcessInfo.processInfo.environment["VITRINE_REQUIRES_SERVER"] == "1"

extension Trait where Self == ConditionTrait {
    /// Skips what cannot run without a PostgreSQL server, unless `VITRINE_REQUIRES_SERVER=1`: it then runs, and fails for want of one.
    public static var needsServer: Self {
        .enabled(if: serverIsThere || serverIsRequired, "PostgreSQL with pgvector is not installed: run assets/server/setup.sh")
    }
}
