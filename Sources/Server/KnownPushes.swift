import Basics
import Catalog

/// What a catalog remembers of servers, as a document of its own that does not travel: the pushes that brought what it holds, or less.
///
/// A push goes on from one of these alone, so that it takes nothing away that somebody else has brought meanwhile. Of one whose end was not
/// heard the catalog knows too, so it is gone on with whether it came through or not.
struct KnownPushes: Codable {
    static let document = "server"

    private(set) var versions: [String] = []

    /// More are of servers that nobody pushes to any more.
    private static let most = 100

    static func of(_ catalog: Catalog) throws -> KnownPushes { try catalog.document(document) ?? KnownPushes() }

    func contains(_ version: String) -> Bool { versions.contains { $0.isExactly(version) } }

    static func add(_ version: String, to catalog: Catalog) throws {
        try catalog.update(document) { (known: KnownPushes?) in
            var known = known ?? KnownPushes()
            known.versions = Array(([version] + known.versions.filter { !$0.isExactly(version) }).prefix(most))
            return known
        }
    }

    /// A name for a push that no other one has.
    static func newVersion() -> String { String(UInt64.random(in: 0 ... .max), radix: 16) + "-" + String(UInt64.random(in: 0 ... .max), radix: 16) }
}
