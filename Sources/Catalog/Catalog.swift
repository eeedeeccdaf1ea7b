import Foundation
import GRDB
import Synchronization

/// A directory with items, references to their pictures, their vectors, and baskets.
///
/// `catalog.sqlite` holds all but the vectors, which lie in a `.npy` file beside it that is memory-mapped and read as it is.
/// Opening reads neither items nor vectors. Any number of processes may read a catalog while one writes it; what is read one after another
/// belongs together only in a `generation()`.
public final class Catalog: Sendable {
    public let folder: URL
    let database: any DatabaseWriter
    /// Whether nothing can be stored in it. Documents are kept in memory then.
    public let isReadOnly: Bool
    let documents = Mutex<[String: Data]>([:])
    /// What this one is frozen at; nil for the catalog as it is.
    let frozen: Frozen?

    /// Opens a catalog that is there already.
    ///
    /// - Parameter migrating: told how many items there are before a catalog of an earlier version is brought up to date, which takes
    ///   seconds for each 100,000 of them.
    /// - Throws: `CatalogError.missing`, `.notACatalog`, `.newerSchema`, `.damaged`, `.locked` or `.cannotOpen`.
    public convenience init(opening folder: URL, migrating: (_ items: Int) -> Void = { _ in }) throws(CatalogError) {
        guard FileManager.default.fileExists(atPath: CatalogDatabase.url(folder).path) else {
            throw FileManager.default.fileExists(atPath: folder.path)
                ? .notACatalog(path: folder.path, reason: "it has no catalog.sqlite") : .missing(path: folder.path)
        }
        try self.init(folder, migrating: migrating)
    }

    /// Opens a catalog, or makes an empty one where there is none.
    public convenience init(creating folder: URL) throws(CatalogError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder.path, reason: plainReason(error))
        }
        try self.init(folder) { _ in }
    }

    private init(_ folder: URL, migrating: (Int) -> Void) throws(CatalogError) {
        self.folder = folder
        frozen = nil
        let opened = try CatalogDatabase.open(folder, migrating: migrating)
        (database, isReadOnly) = (opened.writer, opened.isReadOnly)
    }

    /// The same catalog, frozen.
    init(_ catalog: Catalog, frozenAt frozen: Frozen) {
        (folder, database, isReadOnly) = (catalog.folder, catalog.database, catalog.isReadOnly)
        self.frozen = frozen
    }

    /// Where pictures are unpacked that come out of larger files.
    var picturesFolder: URL { folder.appendingPathComponent("pictures") }
}

/// The system's or the database's reason in a few words, without its type's name.
func plainReason(_ error: any Error) -> String {
    switch error {
    case let error as DatabaseError: error.message ?? "\(error)"
    case let error as CocoaError: error.localizedDescription
    case let error as any CustomStringConvertible: error.description
    default: error.localizedDescription
    }
}
