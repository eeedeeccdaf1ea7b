import Basics
import Catalog
import Engine

/// Where a person's documents are kept: baskets, and where they were.
///
/// Each function may take as long as a disk or a server takes, and throws an error in one line.
package protocol DocumentStore: Sendable {
    /// The same for all that store in the same place.
    var location: String { get }
    /// What the catalog is called there; nil: as its folder.
    var catalogName: String? { get }
    /// Who the person is among those that store there; nil where there is nobody else.
    var person: String? { get }
    /// Whether nothing can be stored there for good.
    var isReadOnly: Bool { get }

    /// What is stored under a name.
    func stored<Value: Decodable>(_ name: String, as type: Value.Type) throws -> StoredDocument<Value>

    /// Changes what is stored under a name, so that no change by somebody else is lost between reading and writing.
    ///
    /// - Parameter change: is handed what is stored, or nil where that is nothing, or something of another shape; may be called again.
    /// - Returns: the name that something of another shape is kept under from now on.
    @discardableResult
    func update<Value: Codable>(_ name: String, _ change: (Value?) -> Value) throws -> String?

    /// All baskets as they are stored.
    func storedBaskets() throws -> StoredDocument<BasketContents>

    /// Makes a change to the stored baskets. Made twice it changes nothing more.
    func change(baskets change: BasketChange) throws -> ChangedBaskets

    /// Tells from now on what others do, for as long as the process lives.
    func watch(_ tell: @escaping @Sendable (EngineNews) -> Void)
}

extension DocumentStore {
    /// The name of the document with the baskets.
    package static var basketsName: String { "baskets" }
}

extension Catalog: DocumentStore {
    package var location: String { folder.resolvingSymlinksInPath().standardizedFileURL.path }
    package var catalogName: String? { nil }
    package var person: String? { nil }

    package func storedBaskets() throws -> StoredDocument<BasketContents> { try stored(Self.basketsName) }

    package func change(baskets change: BasketChange) throws -> ChangedBaskets {
        var made = change
        let aside = try update(Self.basketsName) { (stored: BasketContents?) in
            // Where nothing is stored yet, what the change began with is what everybody began with.
            let stored = stored ?? change.from
            made = BasketChange(from: stored, to: change.applied(to: stored))
            return made.to
        }
        return ChangedBaskets(change: made, aside: aside)
    }

    /// Whoever asks once a second learns of it soon enough.
    package func watch(_ tell: @escaping @Sendable (EngineNews) -> Void) {}
}
