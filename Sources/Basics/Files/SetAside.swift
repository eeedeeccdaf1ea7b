import Foundation

/// A file that has lost its name for the moment, while others take their places; it is gone for good with this value, unless it is put back.
public final class SetAside: Sendable {
    private let url: URL
    private let aside: URL
    private let descriptor: Int32

    /// - Returns: nil where there is no such file.
    public init?(_ url: URL) throws(FileError) {
        let url = url.linkTarget
        // Opened first, so that it is locked when it gets the name of a draft.
        descriptor = open(url.path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(url)
        }
        flock(descriptor, LOCK_EX | LOCK_NB)
        (self.url, aside) = (url, DraftName.fresh(for: url))
        guard rename(url.path, aside.path) == 0 else { throw .system(url) }
    }

    /// Gives the file its name again.
    public func putBack() { rename(aside.path, url.path) }

    deinit {
        unlink(aside.path)
        close(descriptor)
    }
}
