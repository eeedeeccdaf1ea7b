import Foundation

/// Who may read what is newly made.
public struct Permissions: Hashable, Sendable {
    let file: mode_t
    let folder: mode_t
    /// Whether the modes hold whatever the umask says.
    let isExact: Bool

    /// Its owner alone.
    public static let owner = Permissions(file: 0o600, folder: 0o700, isExact: true)

    /// Whom the umask lets.
    public static let umask = Permissions(file: 0o666, folder: 0o777, isExact: false)

    /// The same people who may read and write a file that is there.
    ///
    /// - Parameter otherwise: holds where it is not there.
    public init(like file: URL, otherwise: Permissions = .owner) {
        var status = stat()
        self = stat(file.path, &status) == 0 ? Permissions(exactly: status.st_mode) : otherwise
    }

    init(exactly mode: mode_t) {
        let file = mode & 0o666
        // Whoever may read a folder's files may enter it.
        self.init(file: file, folder: file | 0o700 | (file & 0o444) >> 2, isExact: true)
    }

    private init(file: mode_t, folder: mode_t, isExact: Bool) { (self.file, self.folder, self.isExact) = (file, folder, isExact) }

    /// Makes a folder, and those on the way to it; one that is there already keeps its mode.
    public func makeFolder(_ url: URL) throws(FileError) {
        if mkdir(url.path, folder) == 0 {
            if isExact { chmod(url.path, folder) }
            return
        }
        let code = errno
        if code == ENOENT, url.path != "/", !url.path.isEmpty {
            try makeFolder(url.deletingLastPathComponent())
            return try makeFolder(url)
        }
        var status = stat()
        if stat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        throw .system(url, code)
    }
}

/// Opens a small file that processes share for reading and writing, and makes it where there is none; negative where neither is possible.
public func openShared(_ url: URL, permissions: Permissions) -> Int32 {
    let new = open(url.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, permissions.file)
    guard new >= 0 else { return open(url.path, O_RDWR | O_CLOEXEC) }
    if permissions.isExact { fchmod(new, permissions.file) }
    return new
}
