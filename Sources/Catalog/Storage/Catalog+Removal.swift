import Basics
import Foundation
import Vectors

extension Catalog {
    /// Removes a catalog: the files that are its own, and its folder if nothing else is in it. Pictures elsewhere are left alone.
    ///
    /// The database goes last, so that a removal that was stopped can be asked for once more.
    /// - Returns: whether the folder stays, because something else is in it.
    /// - Throws: `CatalogError.missing` or `.notACatalog`; `.busy` while it is written, `.inUse` while it is read; `.cannotWrite`.
    public static func remove(at folder: URL) throws(CatalogError) -> Bool {
        let folder = folder.resolvingSymlinksInPath()
        guard exists(at: folder) else {
            if isOccupied(folder) { throw .notACatalog(path: folder.path, reason: "it has no catalog.sqlite") }
            throw .missing(path: folder.path)
        }
        let writer = try WriterLock(folder: folder)
        defer { withExtendedLifetime(writer) {} }
        let readers = ReaderLock(folder.appendingPathComponent(CatalogFiles.readerLock), permissions: Permissions(like: CatalogDatabase.url(folder)))
        guard let readers else { throw .cannotWrite(path: folder.path, reason: systemReason()) }
        var failure: CatalogError? = CatalogError.inUse(path: folder.path)
        readers.ifNobodyReads { failure = removeFiles(of: folder) }
        if let failure { throw failure }
        return isOccupied(folder)
    }

    private static func removeFiles(of folder: URL) -> CatalogError? {
        for file in ownFiles(of: folder) { unlink(file.path) }
        for subfolder in subfolders(of: folder) {
            DraftName.removeAbandoned(in: subfolder)
            rmdir(subfolder.path)
        }
        DraftName.removeAbandoned(in: folder)
        for name in CatalogFiles.database {
            guard unlink(folder.appendingPathComponent(name).path) != 0, errno != ENOENT else { continue }
            return .cannotWrite(path: folder.path, reason: systemReason())
        }
        for name in CatalogFiles.locks { unlink(folder.appendingPathComponent(name).path) }
        rmdir(folder.path)
        return nil
    }

    /// Its files but for the database and the locks, whether they are there or not.
    private static func ownFiles(of folder: URL) -> [URL] {
        let vectors = names(in: folder).filter { CatalogFiles.vectorStem($0) != nil }
        let others = subfolders(of: folder).flatMap { subfolder in
            names(in: subfolder).filter { IDXSource.isCopy($0) || ShopPictures.isFile($0) || CatalogFiles.isFeatureTable($0) }.map(
                subfolder.appendingPathComponent)
        }
        return (vectors + CatalogFiles.besideDatabase).map(folder.appendingPathComponent) + others
    }

    private static func subfolders(of folder: URL) -> [URL] { ["pictures", "features"].map(folder.appendingPathComponent).filter(isFolder) }

    /// Whether it is a folder itself, not a link to one.
    private static func isFolder(_ url: URL) -> Bool {
        var status = stat()
        return lstat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func names(in folder: URL) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

    /// How many bytes a catalog's files take on disk. Cost: a look at each file.
    public static func bytesOnDisk(_ folder: URL) -> Int {
        let files = ownFiles(of: folder) + (CatalogFiles.database + CatalogFiles.locks).map(folder.appendingPathComponent)
        return files.reduce(0) { sum, file in
            var status = stat()
            return lstat(file.path, &status) == 0 ? sum + Int(status.st_blocks) * 512 : sum
        }
    }
}
