import Foundation

/// Which state of a file something was made from.
public struct FileStamp: Equatable, Sendable {
    /// In bytes.
    public let size: Int
    /// The time of the last change.
    public let seconds: Int
    /// Of the second of its modification.
    public let nanoseconds: Int

    public init(size: Int, seconds: Int, nanoseconds: Int) { (self.size, self.seconds, self.nanoseconds) = (size, seconds, nanoseconds) }

    init(_ status: stat) {
        self.init(size: Int(status.st_size), seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec))
    }
}

/// Why a file cannot be mapped.
public enum MappingError: Error, Hashable {
    case notARegularFile
    /// A system call failed: what it was to do, in a word, and its error code.
    case system(_ verb: String, code: Int32)
}

/// A file's bytes, mapped read-only into memory: nothing is read before it is touched. The file must not be cut short meanwhile.
public final class MappedFile: @unchecked Sendable {
    /// All of the file, as long as this value lives; none of an empty file.
    public let bytes: UnsafeRawBufferPointer
    /// Its state when it was mapped.
    public let stamp: FileStamp

    /// Maps the whole file.
    ///
    /// - Parameter isPrivate: what is written into the mapping (`write`) stays in it; otherwise it is shared with all who map the file.
    public init(_ url: URL, isPrivate: Bool = false) throws(MappingError) {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system("open", code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system("read", code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
        stamp = FileStamp(status)
        guard stamp.size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let flags = isPrivate ? MAP_PRIVATE | MAP_NORESERVE : MAP_SHARED
        guard let start = mmap(nil, stamp.size, PROT_READ, flags, descriptor, 0), start != MAP_FAILED else { throw .system("map", code: errno) }
        bytes = UnsafeRawBufferPointer(start: start, count: stamp.size)
    }

    /// Memory that reads as zeros until something is written into it; it has no file.
    ///
    /// - Parameter stamp: what it is a state of.
    public init(zeros size: Int, stamp: FileStamp) throws(MappingError) {
        self.stamp = stamp
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        guard let start = mmap(nil, max(1, size), PROT_READ | PROT_WRITE, flags, -1, 0), start != MAP_FAILED else {
            throw .system("map", code: errno)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        if let start { munmap(start, bytes.count) }
    }

    private var start: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(mutating: bytes.baseAddress) }

    /// The file's bytes, valid inside `body`.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(self) { try body(bytes) }
    }

    /// Writes into a private mapping; the file stays as it is. Precondition: the place lies within the file.
    public func write(_ source: UnsafeRawBufferPointer, at offset: Int) {
        precondition(offset >= 0 && offset + source.count <= bytes.count)
        guard let start, !source.isEmpty, mprotect(start, bytes.count, PROT_READ | PROT_WRITE) == 0 else { return }
        (start + offset).copyMemory(from: source.baseAddress!, byteCount: source.count)
    }

    /// Undoes all that was written into a private mapping.
    public func forget() { advise(Int32(MADV_DONTNEED)) }

    /// Tells the kernel how the bytes will be read, such as `MADV_SEQUENTIAL`; a hint only, so a refusal is ignored.
    public func advise(_ advice: Int32) {
        if let start { _ = madvise(start, bytes.count, advice) }
    }
}
