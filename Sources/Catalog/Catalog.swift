import Basics
import Encoders
import Foundation
import GRDB
import Synchronization

/// A directory with items, references to their pictures, their vectors, and baskets.
///
/// `catalog.sqlite` holds all but the vectors, which lie in a `.npy` file beside it that is memory-mapped and read as it is.
/// Opening reads neither items nor vectors. Any number of processes may read a catalog while one writes it; what is read one after another
/// belongs together only in a `generation()`.
public final class Catalog: Sendable {
    /// The catalog's own.
    public let folder: URL
    let database: any DatabaseWriter
    /// Whether nothing can be stored in it. Documents are kept in memory then.
    public let isReadOnly: Bool
    let documents = Mutex<[String: Data]>([:])
    /// What this one is frozen at; nil for the catalog as it is.
    let frozen: Frozen?
    /// Whose vectors are meant; nil: the catalog's own.
    let chosen: EncoderIdentity?
    /// Where its own vectors are; nil: in its folder.
    let distant: (any DistantVectors)?

    /// Opens a catalog that is there already.
    ///
    /// - Parameter migrating: told how many items there are before a catalog of an earlier version is brought up to date, which takes
    ///   seconds for each 100,000 of them.
    /// - Throws: `CatalogError.missing`, `.notACatalog`, `.newerSchema`, `.damaged`, `.locked`, `.full` or `.cannotOpen`.
    public convenience init(opening folder: URL, migrating: (_ items: Int) -> Void = { _ in }) throws(CatalogError) {
        var status = stat()
        guard stat(CatalogDatabase.url(folder).path, &status) == 0 else {
            switch errno {
            case ENOENT where isOccupied(folder), ENOTDIR: throw .notACatalog(path: folder.path, reason: "it has no catalog.sqlite")
            case ENOENT: throw .missing(path: folder.path)
            default: throw .cannotOpen(path: folder.path, reason: systemReason())
            }
        }
        try self.init(folder, migrating: migrating)
    }

    /// Opens a catalog, or makes an empty one where there is none; `make` brings one into being with its first items.
    ///
    /// - Parameter permissions: of what is made.
    public convenience init(creating folder: URL, permissions: Permissions = .owner) throws(CatalogError) {
        do {
            try permissions.makeFolder(folder)
            // SQLite takes an empty file for a new database, and gives its other files the same mode.
            let database = CatalogDatabase.url(folder)
            if !isOccupied(database) { try Draft.write(Data(), to: database, permissions: permissions, replacing: false) }
        } catch  where !error.isOccupied {
            throw .cannotWrite(path: folder.path, reason: error.reason)
        } catch {}
        try self.init(folder) { _ in }
    }

    private init(_ folder: URL, migrating: (Int) -> Void) throws(CatalogError) {
        self.folder = folder
        (frozen, chosen, distant) = (nil, nil, nil)
        let opened = try CatalogDatabase.open(folder, migrating: migrating)
        (database, isReadOnly) = (opened.writer, opened.isReadOnly)
    }

    /// Opens a catalog for a glance at what it holds: nothing is written into its folder, and nobody who writes it is waited for.
    ///
    /// - Throws: `CatalogError` where it cannot be read like that.
    public init(glancingAt folder: URL) throws(CatalogError) {
        (self.folder, isReadOnly, frozen, chosen, distant) = (folder, true, nil, nil, nil)
        do { database = try CatalogDatabase.untouched(folder) } catch { throw .opening(folder, error) }
    }

    /// The same catalog, frozen.
    init(_ catalog: Catalog, frozenAt frozen: Frozen) {
        (folder, database, isReadOnly) = (catalog.folder, catalog.database, catalog.isReadOnly)
        (self.frozen, chosen, distant) = (frozen, catalog.chosen, catalog.distant)
    }

    /// The same catalog by the vectors of an encoder, as it is; nil: its own.
    init(_ catalog: Catalog, by encoder: EncoderIdentity?) {
        (folder, database, isReadOnly) = (catalog.folder, catalog.database, catalog.isReadOnly)
        (frozen, chosen, distant) = (nil, encoder, catalog.distant)
    }

    /// The same catalog, whose own vectors are elsewhere.
    init(_ catalog: Catalog, with distant: any DistantVectors) {
        (folder, database, isReadOnly) = (catalog.folder, catalog.database, catalog.isReadOnly)
        (frozen, chosen, self.distant) = (nil, catalog.chosen, distant)
    }

    /// Where pictures are unpacked that come out of larger files.
    var picturesFolder: URL { Self.picturesFolder(in: folder) }

    static func picturesFolder(in folder: URL) -> URL { folder.appendingPathComponent("pictures") }
}

extension DatabaseError {
    /// Also without room for the little file that readers and writers share.
    var meansFullDisk: Bool { resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE }
}

/// The system's or the database's reason in a few words, without its type's name.
func plainReason(_ error: any Error) -> String {
    switch error {
    case let error as DatabaseError where error.meansFullDisk: systemReason(ENOSPC)
    case let error as DatabaseError: error.message ?? "\(error)"
    default: Basics.plainReason(error)
    }
}
