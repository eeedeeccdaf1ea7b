import Foundation

/// Which state of a file something was made from.
struct FileStamp: Equatable {
    let size: Int
    let seconds: Int
    let nanoseconds: Int
}

extension FileStamp {
    fileprivate init(size: Int, _ status: stat) {
        self.init(size: size, seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec))
    }
}

/// A file's bytes, mapped read-only into memory: nothing is read before it is touched.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    /// Its state when it was mapped.
    let stamp: FileStamp

    /// Maps the whole file. Throws `VectorFileError` when it cannot be opened, is no regular file, or is empty.
    ///
    /// - Parameter isPrivate: what is written into the mapping (`write`) stays in it.
    init(_ url: URL, isPrivate: Bool = false) throws {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw VectorFileError.system(url, "open") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw VectorFileError.system(url, "read") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw VectorFileError(url, "is not a regular file") }
        guard status.st_size > 0 else { throw VectorFileError(url, "is empty") }
        let size = Int(status.st_size)
        stamp = FileStamp(size: size, status)
        guard let start = mmap(nil, size, PROT_READ, isPrivate ? MAP_PRIVATE | MAP_NORESERVE : MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
            throw VectorFileError.system(url, "map")
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    /// Writes into a private mapping; the file stays as it is. Precondition: the place lies within the file.
    func write(_ source: UnsafeRawBufferPointer, at offset: Int) {
        precondition(offset >= 0 && offset + source.count <= bytes.count)
        let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress!)
        guard mprotect(start, bytes.count, PROT_READ | PROT_WRITE) == 0 else { return }
        (start + offset).copyMemory(from: source.baseAddress!, byteCount: source.count)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count)
    }

    /// Tells the kernel how the bytes will be read; a hint only, so a refusal is ignored.
    func advise(_ advice: Int32) {
        _ = madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, advice)
    }
}
