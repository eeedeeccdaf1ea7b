import Basics
import Catalog
import Configuration
import Console
import Foundation
import LocalEngine
import Postgres
import Server

/// A catalog that a command works on, wherever it is: in a folder, or on a server and mirrored here.
struct OpenedCatalog {
    let catalog: Catalog
    /// What is on the server; nil for a folder.
    private(set) var server: (address: ServerAddress, documents: ServerDocuments)?

    init(catalog: Catalog) { self.catalog = catalog }

    /// Brings the mirror of a catalog on a server up to date, and opens it.
    init(_ address: ServerAddress) throws {
        let interrupt = Interrupt()
        var line = ProgressLine("vectors", one: "vector", isLong: true)
        defer { line.finish() }
        let limit = try Self.limit
        let folder = try Mirror(address, keeping: limit, isCancelled: { interrupt.isWished }).refresh { line.show(done: $0, total: $1) }
        let isWithoutVectors = try Mirror.isWithoutVectors(folder)
        let refresh = { @Sendable in
            guard try Mirror(address, keeping: limit).refresh(withoutVectors: isWithoutVectors) == folder else {
                throw PlainError(
                    "the catalog on the server has been replaced by another one, or has become much smaller or larger; start vitrine again to see it")
            }
        }
        let vectors = ServerVectors(address, keeping: min(limit, Self.mostKept))
        let opened = try Catalog(opening: folder)
        catalog = isWithoutVectors ? opened.with(vectors) : opened
        let look = { @Sendable () -> [String] in
            vectors.look()
            let rest = isWithoutVectors ? "neighbours are the nearest of the remaining items" : "its vectors are here too, so nothing is missing"
            return vectors.lost.map { "\($0.place) is down: \(rest)." }
        }
        server = (
            address,
            try ServerDocuments(address, refresh: refresh) {
                let line = look().joined(separator: " ")
                // Of vectors that are missing, answers tell themselves.
                return isWithoutVectors || line.isEmpty ? nil : line
            }
        )
        for line in look() { Console.note(line) }
    }

    /// Bytes of vectors that were asked for and may be kept: they come again quickly.
    private static let mostKept = 256 << 20

    /// Vectors of more bytes stay on their server: half the memory, unless the configuration says otherwise.
    private static var limit: Int {
        get throws { try UserConfiguration.settings().mirrorMegabytes.map { $0 << 20 } ?? Int(ProcessInfo.processInfo.physicalMemory / 2) }
    }

    /// Changes the catalog of a server by way of its mirror; nil for a folder.
    var changing: (@Sendable (_ body: (Catalog) throws -> Void) throws -> Void)? {
        guard let address = server?.address else { return nil }
        return { body in try Mirror(address).change(body) }
    }

    /// Changes a catalog on a server by way of its mirror, and sends there what was changed.
    ///
    /// - Parameter body: changes the catalog that it is given, which is empty where there is none on the server yet.
    static func changing<Value>(_ address: ServerAddress, _ body: (Catalog) throws -> Value) throws -> Value {
        var line = ProgressLine("vectors", one: "vector", isLong: true)
        let value = try Mirror(address).change {
            line.show(done: $0, total: $1)
        } _: { catalog in
            line.finish()
            return try body(catalog)
        }
        UsedCatalogs.remember(server: address.withoutPassword)
        return value
    }

    /// An engine over it.
    ///
    /// - Parameters:
    ///   - seen: the same catalog, as it is now or by other vectors; nil: as it is.
    ///   - fetch: asks a host for a picture.
    func engine(over seen: Catalog? = nil, fetch: PictureFetch? = nil) -> LocalEngine {
        LocalEngine(seen ?? catalog, documents: server?.documents, fetch: fetch)
    }

    /// Remembers it as the one used last.
    func remember() {
        if let server { UsedCatalogs.remember(server: server.address.withoutPassword) } else { UsedCatalogs.remember(catalog.folder) }
    }
}
