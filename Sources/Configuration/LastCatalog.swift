import Basics
import Foundation

/// The catalog that was last browsed or indexed with success, remembered from run to run.
public enum LastCatalog {
    private static var file: URL { UserFolder.state.url().appendingPathComponent("last-catalog") }

    public static var folder: URL? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let path = text.trimmingCharacters(in: .newlines)
        return path.isEmpty || !FileManager.default.fileExists(atPath: path) ? nil : URL(fileURLWithPath: path)
    }

    /// Not being able to remember is no reason to fail.
    public static func remember(_ folder: URL) {
        try? Permissions.owner.makeFolder(UserFolder.state.url())
        try? Draft.write(Data((folder.standardizedFileURL.path + "\n").utf8), to: file, permissions: .owner)
    }
}
