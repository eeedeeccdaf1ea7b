import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Foundation
import LocalEngine
import Postgres

/// Which catalog a command works on.
struct CatalogOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The catalog's directory, or its name among `vitrine catalogs`.",
            discussion: "By default $VITRINE_CATALOG, else the configuration's, else the one that was last browsed or indexed.",
            valueName: "dir"), completion: .catalogs)
    var catalog: String?

    func validate() throws {
        let variable = ProcessInfo.processInfo.environment["VITRINE_CATALOG"]
        for (text, name) in [(catalog, "--catalog"), (catalog == nil ? variable : nil, "VITRINE_CATALOG")] {
            try Self.requireFolder(text, name)
        }
    }

    /// Refuses a server's address where a folder is meant. The message does not repeat it, for there may be a password in it.
    static func requireFolder(_ text: String?, _ name: String) throws {
        guard let text, ServerAddress.isMeant(by: text) else { return }
        throw ValidationError("\(name) takes a folder, not a server; `vitrine pull URL CATALOG` makes a catalog of what is on a server.")
    }

    /// The directory that was asked for, or the one last browsed or indexed; nil where there is neither.
    var folder: URL? {
        get throws {
            if let catalog { return CatalogLibrary().existing(meant: catalog) }
            if let variable = ProcessInfo.processInfo.environment["VITRINE_CATALOG"], !variable.isEmpty { return URL(fileURLWithPath: variable) }
            let configured = try UserConfiguration.settings().catalog
            try Self.requireFolder(configured, "catalog in config.toml")
            return configured.map(HomeFolder.url) ?? UsedCatalogs.last.flatMap { Catalog.exists(at: $0) ? $0 : nil }
        }
    }

    /// Opens an existing catalog as it is now, whatever others write meanwhile.
    func openGeneration() throws -> Catalog { try open().generation() }

    /// An engine over an existing catalog as it is now.
    func engine() throws -> LocalEngine { LocalEngine(try openGeneration()) }

    /// Opens an existing catalog.
    func open() throws -> Catalog {
        guard let folder = try folder else { throw PlainError("there is no catalog yet; make one with `vitrine index SOURCE`") }
        return try Catalog(opening: folder) { items in
            // Fewer are done before one has read this.
            guard items > 20_000 else { return }
            Console.note("This catalog is from an earlier version: \(counted(items, "item is", "items are")) made findable by what one types, once.")
        }
    }
}

/// Who may read a catalog that is made.
struct SharedOption: ParsableArguments {
    @Flag(help: "Let others read what is newly made, as the umask says; otherwise it is for its owner alone.") var shared = false

    var permissions: Permissions { shared ? .umask : .owner }
}
