import Foundation
import GRDB

/// What can go wrong with a catalog; `description` is one line that says what, where and what to do.
public enum CatalogError: Error, Hashable, CustomStringConvertible {
    case missing(path: String)
    case notACatalog(path: String, reason: String)
    case newerSchema(path: String)
    case busy(path: String, process: String)
    case cannotOpen(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// Another program holds the database; it will pass.
    case locked(path: String)
    case otherEncoder(catalog: String, given: String)
    case noVectors(path: String)
    case damaged(path: String, reason: String)
    case source(path: String, reason: String)
    case unknownColumn(String, closest: [String])
    case unknownItem(String, closest: [String])
    case unknownBasket(String)
    case attributes(path: String, reason: String)
    case vectorImport(String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no catalog at \(path); make one with `vitrine index SOURCE --catalog \(path)`"
        case .notACatalog(let path, let reason): "\(path) is not a catalog: \(reason)"
        case .newerSchema(let path): "the catalog at \(path) was written by a newer vitrine; update vitrine to open it"
        case .busy(let path, let process): "the catalog at \(path) is being written by \(process); wait for it, or stop it, and try again"
        case .cannotOpen(let path, let reason): "the catalog at \(path) cannot be opened: \(reason)"
        case .locked(let path): "the catalog at \(path) is locked by another program; try again when that is done"
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
        case .otherEncoder(let catalog, let given):
            "the catalog's vectors were made by \(catalog), not by \(given), and vectors of two encoders do not mix; "
                + "index into another --catalog, or use the catalog's encoder"
        case .noVectors(let path): "the catalog at \(path) has no items yet; add some with `vitrine index SOURCE --catalog \(path)`"
        case .damaged(let path, let reason): "the catalog at \(path) is damaged: \(reason)"
        case .source(let path, let reason): "\(path): \(reason)"
        case .unknownItem(let item, let closest):
            "there is no item \(item)" + (closest.isEmpty ? "" : "; the closest are " + closest.joined(separator: ", "))
        case .unknownColumn(let name, let closest):
            "no item has a value in the column \(name)" + (closest.isEmpty ? "" : "; the closest are " + closest.joined(separator: ", "))
        case .unknownBasket(let name): "there is no basket called \(name)"
        case .attributes(let path, let reason): "the attributes in \(path) cannot be used: \(reason)"
        case .vectorImport(let reason): reason
        }
    }
}

extension CatalogError {
    /// What a failure while opening means.
    static func opening(_ folder: URL, _ error: any Error) -> CatalogError {
        switch error {
        case let error as CatalogError: error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_NOTADB: .notACatalog(path: folder.path, reason: "its catalog.sqlite is not a database")
            case .SQLITE_CORRUPT: .damaged(path: folder.path, reason: plainReason(error))
            case .SQLITE_BUSY, .SQLITE_LOCKED: .locked(path: folder.path)
            default: .cannotOpen(path: folder.path, reason: reason(error, folder))
            }
        default: .cannotOpen(path: folder.path, reason: plainReason(error))
        }
    }

    /// What a failure while reading means.
    static func reading(_ folder: URL, _ error: any Error) -> CatalogError {
        switch error {
        case let error as CatalogError: error
        case let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode): .locked(path: folder.path)
        case let error as DatabaseError where [.SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM, .SQLITE_NOMEM].contains(error.resultCode):
            .cannotOpen(path: folder.path, reason: reason(error, folder))
        default: .damaged(path: folder.path, reason: plainReason(error))
        }
    }

    /// What a failure while writing means.
    static func writing(_ folder: URL, _ error: any Error) -> CatalogError {
        switch error {
        case let error as CatalogError: error
        case let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode): .locked(path: folder.path)
        case let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode):
            .damaged(path: folder.path, reason: plainReason(error))
        case let error as DatabaseError: .cannotWrite(path: folder.path, reason: reason(error, folder))
        default: .cannotWrite(path: folder.path, reason: plainReason(error))
        }
    }

    private static func reason(_ error: DatabaseError, _ folder: URL) -> String {
        guard [.SQLITE_FULL, .SQLITE_CANTOPEN, .SQLITE_IOERR].contains(error.resultCode) else { return plainReason(error) }
        var system = statvfs()
        if error.resultCode == .SQLITE_FULL || statvfs(folder.path, &system) == 0 && system.f_bavail == 0 { return "the disk is full" }
        if !FileManager.default.fileExists(atPath: CatalogDatabase.url(folder).path) { return "it is no longer there" }
        return plainReason(error)
    }
}
