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
        for (subfolder, isOurs) in [("pictures", IDXSource.isCopy), ("features", CatalogFiles.isFeatureTable)] {
            let folder = folder.appendingPathComponent(subfolder)
            guard isFolder(folder) else { continue }
            for name in names(in: folder) where isOurs(name) { unlink(folder.appendingPathComponent(name).path) }
            rmdir(folder.path)
        }
        DraftName.removeAbandoned(in: folder)
        let files = names(in: folder).filter { CatalogFiles.vectorStem($0) != nil } + CatalogFiles.besideDatabase
        for name in files { unlink(folder.appendingPathComponent(name).path) }
        for name in CatalogFiles.database {
            guard unlink(folder.appendingPathComponent(name).path) != 0, errno != ENOENT else { continue }
            return .cannotWrite(path: folder.path, reason: systemReason())
        }
        for name in CatalogFiles.locks { unlink(folder.appendingPathComponent(name).path) }
        rmdir(folder.path)
        return nil
    }

    /// Whether it is a folder itself, not a link to one.
    private static func isFolder(_ url: URL) -> Bool {
        var status = stat()
        return lstat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func names(in folder: URL) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

    /// How many bytes a catalog's files take on disk. Cost: a look at each file.
    public static func bytesOnDisk(_ folder: URL) -> Int {
        let keys: [URLResourceKey] = [.isRegularFileKey, .totalFileAllocatedSizeKey]
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)
        return (files ?? .init()).reduce(0) { sum, file in
            let values = try? (file as? URL)?.resourceValues(forKeys: Set(keys))
            return sum + (values?.isRegularFile == true ? values?.totalFileAllocatedSize ?? 0 : 0)
        }
    }
}
