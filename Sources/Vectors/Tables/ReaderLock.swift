import Basics
import Foundation

/// Lets the readers of a catalog's vectors and their writer know of each other: locks on two bytes of a file, which the system drops
/// when a process dies.
///
/// Whoever reads shares the first byte for as long as it reads; a writer that can have it for itself knows that nobody looks back. The
/// second byte is the writer's while it overwrites rows; a reader shares it for one search when it has lost too much time to new tries.
public final class ReaderLock: Sendable {
    private enum Place: off_t {
        case readers, overwriting
    }

    private let descriptor: Int32

    /// Opens the file, and makes it where there is none and it can be made; nil where it cannot be had.
    ///
    /// - Parameter permissions: of a new file.
    public init?(_ url: URL, permissions: Permissions) {
        let writable = openShared(url, permissions: permissions)
        descriptor = writable >= 0 ? writable : open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Reads from now on, until this lock goes. A writer holds the byte for an instant at most.
    public func read() { _ = wait(Int16(F_RDLCK), .readers, .seconds(5)) }

    /// Calls `body` if nobody reads, and lets nobody begin meanwhile.
    public func ifNobodyReads(_ body: () throws -> Void) rethrows {
        guard set(Int16(F_WRLCK), .readers) else { return }
        defer { _ = set(Int16(F_UNLCK), .readers) }
        try body()
    }

    /// Begins to overwrite rows, when no reader holds the writer up any more. One that is stopped just then holds it up for 5 s.
    func beginOverwriting() { _ = wait(Int16(F_WRLCK), .overwriting, .seconds(5)) }

    func endOverwriting() { _ = set(Int16(F_UNLCK), .overwriting) }

    /// Calls `body` while the writer overwrites nothing.
    func holdingWriterUp<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let holds = wait(Int16(F_RDLCK), .overwriting, .seconds(5))
        defer { if holds { _ = set(Int16(F_UNLCK), .overwriting) } }
        return try body()
    }

    private func wait(_ type: Int16, _ place: Place, _ limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        while !set(type, place) {
            guard ContinuousClock.now < deadline else { return false }
            usleep(500)
        }
        return true
    }

    private func set(_ type: Int16, _ place: Place) -> Bool {
        // Locks of the open file, not of the process: F_OFD_SETLK.
        var lock = flock(l_type: type, l_whence: Int16(SEEK_SET), l_start: place.rawValue, l_len: 1, l_pid: 0)
        return withUnsafeMutablePointer(to: &lock) { fcntl(descriptor, 37, UnsafeMutableRawPointer($0)) } == 0
    }
}
