import ArgumentParser
import Browser
import Catalog
import Foundation

/// Directories by the XDG Base Directory Specification.
enum UserDirectory {
    static var data: URL { directory("XDG_DATA_HOME", ".local/share") }
    static var state: URL { directory("XDG_STATE_HOME", ".local/state") }
    static var config: URL { directory("XDG_CONFIG_HOME", ".config") }

    private static func directory(_ variable: String, _ standard: String) -> URL {
        // The specification says that relative paths are to be ignored.
        let base = ProcessInfo.processInfo.environment[variable].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
        return (base ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(standard)).appendingPathComponent("vitrine")
    }
}

/// Which catalog a command works on.
struct CatalogOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The catalog's directory.", discussion: "By default $VITRINE_CATALOG, else the configuration's, else the last catalog used.",
            valueName: "dir"))
    var catalog: String?

    /// The directory that was asked for, or the last one used; nil where there is neither.
    var folder: URL? {
        get throws {
            if let catalog { return Self.url(catalog) }
            if let variable = ProcessInfo.processInfo.environment["VITRINE_CATALOG"], !variable.isEmpty { return URL(fileURLWithPath: variable) }
            return try UserConfiguration.settings().catalog.map(Self.url) ?? LastCatalog.folder
        }
    }

    private static func url(_ path: String) -> URL { URL(fileURLWithPath: (path as NSString).expandingTildeInPath) }

    /// Opens an existing catalog.
    func open() throws -> Catalog {
        guard let folder = try folder else { throw PlainError("there is no catalog yet; make one with `vitrine index SOURCE`") }
        let catalog = try Catalog(opening: folder) { items in
            // Fewer are done before one has read this.
            guard items > 20_000 else { return }
            Console.note("This catalog is from an earlier version: \(grouped(items)) items are made findable by what one types, once.")
        }
        LastCatalog.remember(folder)
        return catalog
    }
}

/// The catalog that was used last, remembered from run to run.
enum LastCatalog {
    private static var file: URL { UserDirectory.state.appendingPathComponent("last-catalog") }

    static var folder: URL? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let path = text.trimmingCharacters(in: .newlines)
        return path.isEmpty || !FileManager.default.fileExists(atPath: path) ? nil : URL(fileURLWithPath: path)
    }

    /// Not being able to remember is no reason to fail.
    static func remember(_ folder: URL) {
        try? FileManager.default.createDirectory(at: UserDirectory.state, withIntermediateDirectories: true)
        try? Data((folder.standardizedFileURL.path + "\n").utf8).write(to: file, options: .atomic)
    }
}

/// A failure in one line.
struct PlainError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
