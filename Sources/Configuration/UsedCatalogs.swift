import Basics
import Foundation

/// The catalogs that were browsed or indexed with success, remembered from run to run.
public enum UsedCatalogs {
    private static let most = 100

    private static var lastFile: URL { UserFolder.state.url().appendingPathComponent("last-catalog") }
    /// One path a line, the last used first.
    private static var allFile: URL { UserFolder.state.url().appendingPathComponent("used-catalogs") }

    /// What was used last, as it was remembered: a folder's path, or a server's address.
    public static var lastText: String? {
        (try? String(contentsOf: lastFile, encoding: .utf8))?.trimmingCharacters(in: .newlines)
    }

    /// The last one, if it is a folder that is there still.
    public static var last: URL? {
        guard let path = lastText else { return nil }
        return path.isEmpty || !FileManager.default.fileExists(atPath: path) ? nil : URL(fileURLWithPath: path)
    }

    /// All of them, the last used first, whether they are there still or not.
    public static var all: [URL] {
        let text = (try? String(contentsOf: allFile, encoding: .utf8)) ?? ""
        let known = text.exactLines.filter { $0.utf8.first == UInt8(ascii: "/") }.prefix(most).map { URL(fileURLWithPath: $0) }
        return ([last].compactMap(\.self) + known).map(\.path).unique.map { URL(fileURLWithPath: $0) }
    }

    /// Remembers a catalog on a server.
    ///
    /// - Parameter address: without any password.
    public static func remember(server address: String) {
        try? Permissions.owner.makeFolder(UserFolder.state.url())
        try? Draft.write(Data((address + "\n").utf8), to: lastFile, permissions: .owner)
    }

    /// Not being able to remember is no reason to fail.
    public static func remember(_ folder: URL) {
        let path = folder.standardizedFileURL.path
        try? Permissions.owner.makeFolder(UserFolder.state.url())
        let others = all.map(\.path).filter { !$0.isExactly(path) }
        try? Draft.write(Data((path + "\n").utf8), to: lastFile, permissions: .owner)
        let lines = ([path] + others).filter { !$0.utf8.contains(UInt8(ascii: "\n")) }.prefix(most)
        try? Draft.write(Data((lines.joined(separator: "\n") + "\n").utf8), to: allFile, permissions: .owner)
    }
}
