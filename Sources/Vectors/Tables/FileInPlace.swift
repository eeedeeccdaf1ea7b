import Foundation

/// A file that is there already and is changed where it stands.
final class FileInPlace: Sendable {
    private let url: URL
    private let descriptor: Int32

    init(_ url: URL) throws {
        self.url = url
        descriptor = open(url.path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw VectorFileError.system(url, "open") }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        try VectorFileError.write(bytes, to: descriptor, at: offset, url)
    }

    /// Brings the bytes to the disk.
    func synchronize() throws {
        guard fsync(descriptor) == 0 else { throw VectorFileError.system(url, "write") }
    }
}

extension VectorFileError {
    /// Writes all bytes at a place of an open file.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, _ url: URL) throws {
        var done = 0
        while done < bytes.count {
            let written = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw VectorFileError.system(url, "write") }
            done += written
        }
    }
}
