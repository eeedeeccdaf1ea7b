import Basics
import Foundation

/// Which Vitrine this is.
package enum ProgramVersion {
    package static let number = "1.0.0"

    /// The program, the commit that it was built from, and its libraries: a line each.
    package static var lines: [String] {
        ["vitrine \(number)", "commit " + commit(besides: Bundle.main.bundleURL.resolvingSymlinksInPath())] + LibraryVersions.lines
    }

    /// What a package says that it was built from, or where the checkout is that a build lies in.
    /// - Parameter folder: the program's own.
    static func commit(besides folder: URL) -> String {
        if folder.lastPathComponent == "bin" {
            let file = folder.deletingLastPathComponent().appendingPathComponent("share/vitrine/commit")
            if let name = commitName(in: file) { return name }
        }
        if let build = folder.pathComponents.lastIndex(of: ".build") {
            let checkout = URL(fileURLWithPath: NSString.path(withComponents: Array(folder.pathComponents[..<build])))
            if let name = head(of: checkout.appendingPathComponent(".git")) { return name + ", where the checkout is that this was built in" }
        }
        return "unknown"
    }

    /// What is checked out, read from Git's own files.
    private static func head(of repository: URL) -> String? {
        let head = repository.appendingPathComponent("HEAD")
        if let name = commitName(in: head) { return name }
        guard let text = try? String(contentsOf: head, encoding: .utf8), text.hasPrefix("ref: refs/") else { return nil }
        let branch = text.dropFirst(5).trimmingCharacters(in: .newlines)
        if let name = commitName(in: repository.appendingPathComponent(branch)) { return name }
        let packed = (try? String(contentsOf: repository.appendingPathComponent("packed-refs"), encoding: .utf8)) ?? ""
        return packed.exactLines.first { $0.dropping(ending: " " + branch) != nil }.flatMap { name(String($0.prefix(40))) }
    }

    private static func commitName(in file: URL) -> String? {
        (try? String(contentsOf: file, encoding: .utf8)).flatMap { name($0.trimmingCharacters(in: .newlines)) }
    }

    /// The beginning of a hash, by which people know a commit; nil for what is none.
    private static func name(_ text: String) -> String? {
        text.utf8.count == 40 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) } ? String(text.prefix(12)) : nil
    }
}
