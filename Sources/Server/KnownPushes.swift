import Basics
import Catalog
import Foundation

/// What a catalog remembers of servers, as a document of its own that does not travel: the pushes that brought what it holds, or less.
///
/// A push goes on from one of these alone, so that it takes nothing away that somebody else has brought meanwhile. Of one whose end was not
/// heard the catalog knows too, so it is gone on with whether it came through or not.
struct KnownPushes: Codable {
    static let document = "server"

    private(set) var versions: [String] = []
    /// What it holds of a server's catalog, if it is a mirror, or was pulled.
    var holding: Holding?
    /// The hashes of the documents that it has sent to a server, or taken from one; nil: none.
    private var documents: [Int64]?

    /// More are of servers that nobody pushes to any more.
    private static let most = 100

    static func of(_ catalog: Catalog) throws -> KnownPushes { try catalog.document(document) ?? KnownPushes() }

    /// Changes what a catalog remembers, in one transaction.
    static func update(_ catalog: Catalog, _ change: (inout KnownPushes) -> Void) throws {
        try catalog.update(document) { (known: KnownPushes?) in changed(known, change) }
    }

    static func changed(_ known: KnownPushes?, _ change: (inout KnownPushes) -> Void) -> KnownPushes {
        var known = known ?? KnownPushes()
        change(&known)
        return known
    }

    /// Whether a document is on a server as this catalog knows it.
    func contains(document hash: Int64) -> Bool { documents?.contains(hash) ?? false }

    mutating func add(documents hashes: [Int64]) { documents = Array((hashes + (documents ?? [])).unique.prefix(Self.most)) }

    func contains(_ version: String) -> Bool { versions.contains { $0.isExactly(version) } }

    mutating func add(_ version: String) {
        versions = Array(([version] + versions.filter { !$0.isExactly(version) }).prefix(Self.most))
    }

    /// A name for a push that no other one has.
    static func newVersion() -> String { String(UInt64.random(in: 0 ... .max), radix: 16) + "-" + String(UInt64.random(in: 0 ... .max), radix: 16) }
}

/// How far a catalog is in step with one on a server. Changes are the server's numbers of pushes: what came with a later one is not here.
struct Holding: Codable, Equatable {
    /// Of the catalog on the server.
    let server: UUID
    /// The push whose rows and own vectors are here, or on their way to a catalog that has no items yet.
    var version: String
    /// Whether all else of that push is here too.
    var isWhole = false
    /// By the server's number of an encoder, the change up to which its vectors are here; those that are on their way may be of later ones.
    var vectors: [Int: Int] = [:]
    /// The change up to which files are here.
    var files = -1
    /// Whether the own vectors stayed on the server, and codes of them are here.
    var isWithoutVectors: Bool?
    /// Whether there may be work here that was not sent.
    var isChanged = false

    func isCurrent(_ state: ServerCatalog.State) -> Bool { isWhole && server == state.identity && version.isExactly(state.version) }
}
