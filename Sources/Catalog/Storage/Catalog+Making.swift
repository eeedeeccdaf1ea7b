import Basics
import Foundation

extension Catalog {
    /// Whether there is a catalog in a folder.
    public static func exists(at folder: URL) -> Bool { FileManager.default.fileExists(atPath: CatalogDatabase.url(folder).path) }

    /// Who may read what is made in this catalog: whoever may read its database.
    public var permissions: Permissions { Permissions(like: CatalogDatabase.url(folder)) }

    /// What a folder that becomes a catalog cannot hold already.
    private static let ownNames = ["vectors.npy", "vectors.codes", "index-report.csv"]

    /// Makes a catalog that comes into being in one step, with its first items. Until then nobody sees it, and whoever is killed or fails
    /// leaves none.
    ///
    /// A folder that is missing is made; one that is there keeps all that it holds. Precondition: there is no catalog in it.
    /// - Parameters:
    ///   - resuming: whether what a run that was cut has left is gone on with.
    ///   - isKept: whether what `fill` has brought by the time that it throws is left for a run that resumes.
    ///   - rescue: takes what is of use out of the folder of a run that was killed before it had items.
    ///   - fill: brings the first items in.
    /// - Returns: the catalog, or nil where no items came; then there is none.
    /// - Throws: what `fill` throws; `CatalogError.busy` when somebody else makes one there at the same time.
    public static func make(
        at folder: URL, permissions: Permissions = .owner, resuming: Bool = false, keepingIf isKept: (Catalog, any Error) -> Bool = { _, _ in false },
        rescuing rescue: (_ dead: URL, _ folder: URL) -> Void = { _, _ in }, _ fill: (Catalog) throws -> Void
    ) throws -> Catalog? {
        let folder = folder.resolvingSymlinksInPath()
        let isThere = isOccupied(folder)
        let place = isThere ? folder.appendingPathComponent("catalog") : folder
        if exists(at: folder) { throw madeMeanwhile(folder) }
        if isThere { try requireRoom(in: folder) }
        if let other = DraftName.beingWritten(place) { throw CatalogError.busy(path: folder.path, process: WriterLock.writer(of: other)) }
        let draft: DraftFolder
        do {
            try permissions.makeFolder(place.deletingLastPathComponent())
            draft = try DraftFolder(of: place, permissions: permissions, resuming: resuming, rescuing: rescue)
        } catch {
            throw CatalogError.cannotWrite(path: folder.path, reason: error.reason)
        }
        defer { withExtendedLifetime(draft) {} }
        guard
            try begin(
                draft.folder, permissions,
                {
                    do { try fill($0) } catch {
                        if isKept($0, error) { draft.keep() }
                        throw error
                    }
                }, for: folder)
        else { return nil }
        do {
            if isThere { try move(draft.folder, into: folder) } else { try draft.commit() }
        } catch  where error.isOccupied && (WriterLock.isHeld(in: folder) || exists(at: folder)) {
            throw madeMeanwhile(folder)
        } catch {
            throw CatalogError.cannotWrite(path: folder.path, reason: error.reason)
        }
        return try Catalog(opening: folder)
    }

    /// Somebody else was first: is writing there still, or has just been.
    private static func madeMeanwhile(_ folder: URL) -> CatalogError {
        WriterLock.isHeld(in: folder)
            ? .busy(path: folder.path, process: WriterLock.writer(of: folder))
            : .cannotWrite(path: folder.path, reason: "another vitrine has made a catalog there meanwhile; try again")
    }

    /// Makes and closes a catalog at its first place. Errors speak of where it will be.
    ///
    /// - Returns: whether it has items.
    private static func begin(
        _ draft: URL, _ permissions: Permissions, _ fill: (Catalog) throws -> Void, for folder: URL
    ) throws -> Bool {
        do {
            let catalog = try Catalog(creating: draft, permissions: permissions)
            do {
                try fill(catalog)
                let hasItems = try catalog.state().items > 0
                try catalog.database.close()
                return hasItems
            } catch {
                try? catalog.database.close()
                throw error
            }
        } catch let error as CatalogError {
            throw error.moved(from: draft.path, to: folder.path)
        }
    }

    private static func requireRoom(in folder: URL) throws(CatalogError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .cannotWrite(path: folder.path, reason: "it is not a folder")
        }
        for name in ownNames where isOccupied(folder.appendingPathComponent(name)) {
            throw .cannotWrite(path: folder.path, reason: "it holds \(name), which does not belong to a catalog; name another folder")
        }
    }

    /// Moves a catalog's files into a folder; the vectors, of which two catalogs would have one each, come first, and the database, which
    /// makes it a catalog, comes last.
    private static func move(_ draft: URL, into folder: URL) throws(FileError) {
        let database = CatalogDatabase.url(folder).lastPathComponent
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: draft.path)) ?? []).filter { ![database, "writer.lock"].contains($0) }
            .sorted { $1 != ownNames[0] && ($0 == ownNames[0] || $0 < $1) }
        let moves = (names + [database]).flatMap { Self.moves(draft.appendingPathComponent($0), to: folder.appendingPathComponent($0)) }
        for (_, target) in moves where isOccupied(target) {
            throw FileError(target, "something is there already that does not belong to a catalog", isOccupied: true)
        }
        for (file, target) in moves { try moveToFreeName(file, target) }
    }

    /// What has to be moved: what a folder holds, where there is a folder of this name already.
    private static func moves(_ file: URL, to target: URL) -> [(file: URL, target: URL)] {
        func isFolder(_ url: URL) -> Bool {
            var status = stat()
            return lstat(url.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        }
        guard isFolder(file), isFolder(target) else { return [(file, target)] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: file.path)) ?? []
        return names.map { (file.appendingPathComponent($0), target.appendingPathComponent($0)) }
    }
}

extension CatalogError {
    /// The same error of a catalog that will be elsewhere.
    fileprivate func moved(from draft: String, to folder: String) -> CatalogError {
        func moved(_ text: String) -> String { text.replacingOccurrences(of: draft, with: folder) }
        switch self {
        case .cannotWrite(let path, let reason): return .cannotWrite(path: moved(path), reason: moved(reason))
        // What has just been made and cannot be opened is no catalog for want of room, or of rights.
        case .notACatalog(let path, let reason), .cannotOpen(let path, let reason): return .cannotWrite(path: moved(path), reason: moved(reason))
        case .full(let path): return .full(path: moved(path))
        case .readOnly(let path): return .readOnly(path: moved(path))
        case .damaged(let path, let reason): return .damaged(path: moved(path), reason: moved(reason))
        case .source(let path, let reason): return .source(path: path, reason: moved(reason))
        default: return self
        }
    }
}
