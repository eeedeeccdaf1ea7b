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
            "The catalog's directory, its name among `vitrine catalogs`, or a server's address: postgresql://NAME@HOST/DATABASE.",
            discussion: "By default $VITRINE_CATALOG, else the configuration's, else the one that was last browsed or indexed.",
            valueName: "dir"), completion: .catalogs)
    var catalog: String?

    func validate() throws {
        if let catalog, ServerAddress.isMeant(by: catalog) { ServerArgument.hide(catalog) }
    }

    /// Refuses a server's address where a folder is meant. The message does not repeat it, for there may be a password in it.
    static func requireFolder(_ text: String?, _ name: String) throws {
        guard let text, ServerAddress.isMeant(by: text) else { return }
        throw ValidationError("\(name) takes a folder, not a server; `vitrine pull URL CATALOG` makes a catalog of what is on a server.")
    }

    /// Where a catalog is.
    enum Place {
        case folder(URL)
        case server(ServerAddress)
    }

    /// What was asked for, or what was last browsed or indexed; nil where there is neither.
    var place: Place? {
        get throws {
            if let catalog { return try Self.server(catalog) ?? .folder(CatalogLibrary().existing(meant: catalog)) }
            if let variable = ProcessInfo.processInfo.environment["VITRINE_CATALOG"], !variable.isEmpty {
                return try Self.server(variable) ?? .folder(URL(fileURLWithPath: variable))
            }
            if let configured = try UserConfiguration.settings().catalog {
                return try Self.server(configured) ?? .folder(HomeFolder.url(configured))
            }
            if let last = UsedCatalogs.last { return Catalog.exists(at: last) ? .folder(last) : nil }
            return try UsedCatalogs.lastText.flatMap(Self.server)
        }
    }

    /// The server that was asked for, here or in the environment; nil where that is a folder, or nothing was.
    var askedServer: ServerAddress? {
        get throws {
            let text = catalog ?? ProcessInfo.processInfo.environment["VITRINE_CATALOG"] ?? ""
            guard case .server(let address)? = try Self.server(text) else { return nil }
            return address
        }
    }

    /// The server that was asked for, or last used; nil where that is a folder.
    var server: ServerAddress? {
        get throws {
            guard case .server(let address)? = try place else { return nil }
            return address
        }
    }

    /// Calls `body` with an existing catalog that it changes; what changes of one on a server is sent there.
    func changing<Value>(_ body: (Catalog) throws -> Value) throws -> Value {
        guard let server = try server else { return try body(open()) }
        return try OpenedCatalog.changing(server, body)
    }

    private static func server(_ text: String) throws -> Place? {
        ServerAddress.isMeant(by: text) ? .server(try ServerAddress(text)) : nil
    }

    /// The directory; nil where there is neither a catalog nor a server.
    ///
    /// - Throws: for a server, which has none.
    var folder: URL? {
        get throws {
            switch try place {
            case .folder(let folder): return folder
            case .server: throw PlainError("this works only on a catalog in a folder, not on a server")
            case nil: return nil
            }
        }
    }

    /// Opens an existing catalog as it is now, whatever others write meanwhile.
    func openGeneration() throws -> Catalog { try open().generation() }

    /// Opens an existing catalog; of one on a server its mirror, which is brought up to date.
    func open() throws -> Catalog { try opened().catalog }

    /// Opens an existing catalog.
    func opened() throws -> OpenedCatalog {
        switch try place {
        case .folder(let folder):
            let catalog = try Catalog(opening: folder) { items in
                // Fewer are done before one has read this.
                guard items > 20_000 else { return }
                Console.note(
                    "This catalog is from an earlier version: \(counted(items, "item is", "items are")) made findable by what one types, once.")
            }
            return OpenedCatalog(catalog: catalog)
        case .server(let address): return try OpenedCatalog(address)
        case nil: throw PlainError("there is no catalog yet; make one with `vitrine index SOURCE`")
        }
    }
}

/// Who may read a catalog that is made.
struct SharedOption: ParsableArguments {
    @Flag(help: "Let others read what is newly made, as the umask says; otherwise it is for its owner alone.") var shared = false

    var permissions: Permissions { shared ? .umask : .owner }
}
