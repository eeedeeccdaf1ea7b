import Foundation

/// The bytes of a picture's file, a piece at a time, from memory or from the file itself: a large file is never in memory whole.
final class PictureInput {
    let size: Int
    private let bytes: [UInt8]
    private let descriptor: Int32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        size = bytes.count
        descriptor = -1
    }

    /// Opens a regular file; pipes, devices and directories are refused so that no read can hang.
    /// - Throws: `PictureError` when the file is missing, no regular file, or larger than `limit` bytes.
    init(file path: String, limit: Int) throws(PictureError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        bytes = []
        var status = stat()
        let code = descriptor < 0 || fstat(descriptor, &status) != 0 ? errno : 0
        size = Int(status.st_size)
        guard code == 0 else { throw .unreadable(String(cString: strerror(code))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard size <= limit else { throw .tooManyBytes(size) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// At most `count` bytes from an offset on; fewer at the end.
    func piece(at offset: Int, count: Int) throws(PictureError) -> [UInt8] {
        let count = max(0, min(count, size - offset))
        guard descriptor >= 0 else { return Array(bytes[min(offset, size)..<min(offset, size) + count]) }
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            (filled, failure) = Self.read(descriptor, at: offset, into: buffer)
        }
        guard failure == 0 else { throw .unreadable(String(cString: strerror(failure))) }
        return piece
    }

    private static func read(_ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableBufferPointer<UInt8>) -> (count: Int, failure: Int32) {
        var filled = 0
        while filled < buffer.count {
            let got = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset + filled))
            if got < 0, errno == EINTR { continue }
            if got < 0 { return (filled, errno) }
            if got == 0 { break }
            filled += got
        }
        return (filled, 0)
    }
}
