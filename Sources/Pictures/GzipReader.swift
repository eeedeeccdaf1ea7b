import CZlib
import Foundation

/// Reads a file that may be gzip-compressed, from its start to its end. zlib passes files through that are not compressed.
public final class GzipReader {
    private let file: gzFile

    /// - Throws: `PictureError.unreadable` when the file cannot be opened.
    public init(path: String) throws(PictureError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard let file = gzopen(path, "rb") else { throw .unreadable(String(cString: strerror(errno))) }
        gzbuffer(file, 1 << 17)
        self.file = file
    }

    deinit { gzclose_r(file) }

    /// Reads up to `count` bytes; fewer only at the end.
    ///
    /// - Throws: `PictureError.undecodable` when the compressed stream is damaged or breaks off.
    public func read(upTo count: Int) throws(PictureError) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = gzread(file, buffer.baseAddress! + filled, UInt32(min(count - filled, 1 << 30)))
                if got < 0 { failed = true }
                if got <= 0 { break }
                filled += Int(got)
            }
        }
        var code: Int32 = 0
        let message = gzerror(file, &code).map { String(cString: $0) } ?? ""
        // Z_BUF_ERROR is what a stream that breaks off leaves behind.
        if failed || code == Z_BUF_ERROR || code == Z_DATA_ERROR {
            throw .undecodable(message.isEmpty ? "the compressed file breaks off" : "the compressed file is damaged: \(message)")
        }
        return bytes
    }
}
