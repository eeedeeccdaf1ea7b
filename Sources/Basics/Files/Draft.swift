import CFiles
import Foundation

/// A file that is written aside and takes its name when it is complete; dropped before, it leaves nothing behind.
///
/// Its writer may be killed at any time: what was there before stays as it was, and the next draft of the same file removes the dead
/// one. A file that is replaced keeps its mode; a symbolic link stays one.
public final class Draft: Sendable {
    private let url: URL
    private let draft: URL
    /// Open for reading and writing as long as the draft lives.
    public let descriptor: Int32

    /// - Parameters:
    ///   - permissions: of a file that was not there before.
    ///   - sweeping: whether dead drafts of the same file are looked for; whoever writes many files into a folder does so once, for all.
    public init(of url: URL, permissions: Permissions = .umask, sweeping: Bool = true) throws(FileError) {
        let url = url.linkTarget
        var (status, permissions) = (stat(), permissions)
        if lstat(url.path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(url, "it is not a regular file") }
            permissions = Permissions(exactly: status.st_mode)
        }
        if sweeping { DraftName.removeAbandoned(in: url.deletingLastPathComponent(), of: url.lastPathComponent) }
        let mode = permissions.file
        (draft, descriptor) = try DraftName.make(for: url) { open($0, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
        if permissions.isExact { fchmod(descriptor, mode) }
        self.url = url
    }

    deinit {
        close(descriptor)
        unlink(draft.path)
    }

    /// Writes bytes at a place. Safe from several threads.
    public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let written = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .system(url) }
            done += written
        }
    }

    /// Brings the bytes to the disk; they stay a draft.
    public func synchronize() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw .system(url) }
    }

    /// Gives the file its name.
    ///
    /// - Parameters:
    ///   - replacing: whether a file that has the name gives way; otherwise the error is `isOccupied`.
    ///   - synchronizing: whether bytes and name reach the disk before this returns; otherwise they do when the system finds time.
    public func commit(replacing: Bool = true, synchronizing: Bool = true) throws(FileError) {
        if synchronizing { try synchronize() }
        if !replacing {
            try moveToFreeName(draft, url)
        } else if rename(draft.path, url.path) != 0 {
            throw .system(url)
        }
        flock(descriptor, LOCK_UN)
        if synchronizing { synchronizeFolder(of: url) }
    }

    /// Takes the file away again that has got its name.
    public func withdraw() {
        var (named, opened) = (stat(), stat())
        if lstat(url.path, &named) == 0, fstat(descriptor, &opened) == 0, named.st_ino == opened.st_ino { unlink(url.path) }
    }

    /// Writes a whole file, all of it or nothing.
    public static func write(
        _ bytes: Data, to url: URL, permissions: Permissions = .umask, replacing: Bool = true
    ) throws(FileError) {
        let draft = try Draft(of: url, permissions: permissions)
        try draft.write(bytes)
        try draft.commit(replacing: replacing)
    }

    /// Writes the bytes from the start on.
    public func write(_ bytes: Data) throws(FileError) {
        do { try bytes.withUnsafeBytes { try write($0, at: 0) } } catch { throw error as! FileError }
    }
}

/// Whether anything has this name, a dangling link too.
public func isOccupied(_ url: URL) -> Bool {
    var status = stat()
    return lstat(url.path, &status) == 0
}

/// Moves a file or folder to a name that nothing has, files in one step where the file system can.
///
/// - Throws: `FileError`, `isOccupied` where something has the name.
public func moveToFreeName(_ file: URL, _ url: URL) throws(FileError) {
    if link(file.path, url.path) == 0 {
        unlink(file.path)
        return
    }
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK, EACCES].contains(errno) else { throw .system(url) }
    guard !isOccupied(url) else { throw .system(url, EEXIST) }
    guard rename(file.path, url.path) == 0 else { throw .system(url) }
}

/// Brings a name to the disk; where that is not possible, nobody waits for it.
public func synchronizeFolder(of url: URL) {
    let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
}

/// Brings all that was written to a file's file system to the disk: of many files, sooner than one by one.
public func synchronizeFileSystem(of url: URL) {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = files_synchronize_all(descriptor)
    close(descriptor)
}
