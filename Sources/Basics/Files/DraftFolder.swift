import CFiles
import Foundation
import Synchronization

/// A folder that is filled aside and takes its name when it is complete; dropped before, it leaves nothing behind.
public final class DraftFolder: Sendable {
    /// Where it is filled.
    public let folder: URL
    private let url: URL
    private let descriptor: Int32
    private let isKept = Atomic(false)

    /// Begins a folder, and removes those that dead writers have begun for the same name.
    ///
    /// - Parameters:
    ///   - permissions: of the folder.
    ///   - resuming: whether to go on in one that a dead writer has begun, where there is one.
    ///   - rescue: takes out of a dead one what is still of use in this one.
    public init(
        of url: URL, permissions: Permissions = .umask, resuming: Bool = false,
        rescuing rescue: (_ dead: URL, _ folder: URL) -> Void = { _, _ in }
    ) throws(FileError) {
        (folder, descriptor) = try DraftName.make(for: url, adopting: resuming) { path in
            guard mkdir(path, permissions.folder) == 0 else { return -1 }
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            // Somebody who removes abandoned drafts may have come between: another name, then.
            if descriptor < 0, errno == ENOENT { errno = EEXIST }
            return descriptor
        }
        if permissions.isExact { fchmod(descriptor, permissions.folder) }
        self.url = url
        DraftName.removeAbandoned(in: url.deletingLastPathComponent(), of: url.lastPathComponent) { rescue($0, folder) }
    }

    deinit {
        // While the lock is held, so that nobody else begins to remove it too.
        if !isKept.load(ordering: .relaxed), isOccupied(folder) { try? FileManager.default.removeItem(at: folder) }
        close(descriptor)
    }

    /// Leaves the folder behind as it is, for the next one of the same name to go on in.
    public func keep() { isKept.store(true, ordering: .relaxed) }

    /// A folder for a while, for its owner's eyes, that goes away with this value.
    ///
    /// - Parameter purpose: what it is for, in a word.
    public static func temporary(_ purpose: String) throws(FileError) -> DraftFolder {
        try DraftFolder(of: FileManager.default.temporaryDirectory.appendingPathComponent("vitrine-" + purpose), permissions: .owner)
    }

    /// Gives the folder its name; where something has it already, the error is `isOccupied`.
    public func commit() throws(FileError) {
        guard !isOccupied(url) else { throw .system(url, EEXIST) }
        // An empty folder that came meanwhile gives way, anything else does not.
        guard rename(folder.path, url.path) == 0 else { throw .system(url) }
        synchronizeFolder(of: url)
    }

    /// Gives the folder its name and takes that of one that has it, in one step where the file system can.
    public func commitReplacing() throws(FileError) {
        guard isOccupied(url) else { return try commit() }
        if files_exchange(folder.path, url.path) == 0 { return synchronizeFolder(of: url) }
        let old = DraftName.fresh(for: url)
        guard rename(url.path, old.path) == 0 else { throw .system(url) }
        guard rename(folder.path, url.path) == 0 else {
            let code = errno
            rename(old.path, url.path)
            throw .system(url, code)
        }
        synchronizeFolder(of: url)
        try? FileManager.default.removeItem(at: old)
    }

}
