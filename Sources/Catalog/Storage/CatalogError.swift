import Foundation
import GRDB

/// What can go wrong with a catalog; `description` is one line that says what, where and what to do.
public enum CatalogError: Error, Hashable, CustomStringConvertible {
    case missing(path: String)
    case notACatalog(path: String, reason: String)
    case newerSchema(path: String)
    case busy(path: String, process: String)
    /// Somebody has it open and would lose it.
    case inUse(path: String)
    case cannotOpen(path: String, reason: String)
    case cannotWrite(path: String, reason: String)
    /// Another program holds the database; it will pass.
    case locked(path: String)
    /// The disk has no room left.
    case full(path: String)
    case readOnly(path: String)
    case otherEncoder(catalog: String, given: String)
    /// No vectors by an encoder of this name, with the names that there are.
    case noEncoding(String, path: String, there: [String])
    /// The vectors that are to be removed are those that items come in with.
    case ownEncoding(String, path: String)
    case noVectors(path: String)
    case damaged(path: String, reason: String)
    case source(path: String, reason: String)
    case unknownColumn(String, closest: [String])
    /// What a column of numbers is compared with.
    case notANumber(column: String, value: String)
    case unknownItem(String, closest: [String])
    case attributes(path: String, reason: String)
    case vectorImport(String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no catalog at \(path); make one with `vitrine index SOURCE --catalog \(path)`"
        case .notACatalog(let path, let reason): "\(path) is not a catalog: \(reason)"
        case .newerSchema(let path): "the catalog at \(path) was written by a newer vitrine; update vitrine to open it"
        case .busy(let path, let process): "the catalog at \(path) is being written by \(process); wait for it, or stop it, and try again"
        case .inUse(let path): "the catalog at \(path) is open in another vitrine; close that and try again"
        case .cannotOpen(let path, let reason): "the catalog at \(path) cannot be opened: \(reason)"
        case .locked(let path): "the catalog at \(path) is locked by another program; try again when that is done"
        case .full(let path): "the catalog at \(path) cannot be used: the disk is full; make room and try again"
        case .readOnly(let path): "the catalog at \(path) cannot be written: it is read-only; make it writable, or copy it and use the copy"
        case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
        case .otherEncoder(let catalog, let given):
            "the catalog's vectors were made by \(catalog), not by \(given), and vectors of two encoders do not mix; "
                + "index into another --catalog, or use the catalog's encoder"
        case .noEncoding(let name, let path, let there):
            "the catalog at \(path) has no vectors by \(name), only by \(there.joined(separator: ", ")); "
                + "`vitrine index --encoder \(name) --catalog \(path)` adds them"
        case .ownEncoding(let name, let path):
            "the catalog at \(path) takes items in with its vectors by \(name), so they stay; `vitrine catalogs remove` removes all of it"
        case .noVectors(let path): "the catalog at \(path) has no items yet; add some with `vitrine index SOURCE --catalog \(path)`"
        case .damaged(let path, let reason): "the catalog at \(path) is damaged: \(reason)"
        case .source(let path, let reason): "\(path): \(reason)"
        case .unknownItem(let item, let closest):
            "there is no item \(item)" + (closest.isEmpty ? "" : "; the closest are " + closest.joined(separator: ", "))
        case .unknownColumn(let name, let closest):
            "no item has a value in the column \(name)" + (closest.isEmpty ? "" : "; the closest are " + closest.joined(separator: ", "))
        case .notANumber(let column, let value): "the column \(column) holds numbers, and \(value) is not one; write a number such as \(column) < 20"
        case .attributes(let path, let reason): "the attributes in \(path) cannot be used: \(reason)"
        case .vectorImport(let reason): reason
        }
    }
}

extension CatalogError {
    /// What a failure while opening means.
    static func opening(_ folder: URL, _ error: any Error) -> CatalogError {
        if (error as? DatabaseError)?.resultCode == .SQLITE_NOTADB {
            return .notACatalog(path: folder.path, reason: "its catalog.sqlite is not a database")
        }
        return known(error, folder) ?? .cannotOpen(path: folder.path, reason: plainReason(error))
    }

    /// What a failure while reading means. What is read and makes no sense is damage.
    static func reading(_ folder: URL, _ error: any Error) -> CatalogError {
        if let known = known(error, folder) { return known }
        guard let code = (error as? DatabaseError)?.resultCode, ![.SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_SCHEMA].contains(code) else {
            return .damaged(path: folder.path, reason: plainReason(error))
        }
        return .cannotOpen(path: folder.path, reason: plainReason(error))
    }

    /// What a failure while writing means.
    static func writing(_ folder: URL, _ error: any Error) -> CatalogError {
        known(error, folder) ?? .cannotWrite(path: folder.path, reason: plainReason(error))
    }

    /// What a failure means by its result code, whatever was being done; nil where that makes a difference.
    private static func known(_ error: any Error, _ folder: URL) -> CatalogError? {
        if let error = error as? CatalogError { return error }
        guard let error = error as? DatabaseError else { return nil }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: folder.path)
        case .SQLITE_FULL: return .full(path: folder.path)
        case .SQLITE_READONLY: return .readOnly(path: folder.path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .damaged(path: folder.path, reason: plainReason(error))
        case .SQLITE_CANTOPEN, .SQLITE_IOERR:
            var system = statvfs()
            if error.meansFullDisk || statvfs(folder.path, &system) == 0 && system.f_bavail == 0 { return .full(path: folder.path) }
            let isThere = FileManager.default.fileExists(atPath: CatalogDatabase.url(folder).path)
            return isThere ? nil : .cannotOpen(path: folder.path, reason: "it is no longer there")
        default: return nil
        }
    }
}
