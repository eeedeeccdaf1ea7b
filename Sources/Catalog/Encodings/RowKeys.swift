import Basics
import Foundation
import GRDB

/// Which picture each row of a further encoder's table is of: a number for each row, made from its item's ID and its picture's fingerprint,
/// in a file beside the table; 0 for a row that has no vector. In the machine's byte order.
enum RowKeys {
    static func url(_ vectors: URL) -> URL { vectors.deletingPathExtension().appendingPathExtension("keys") }

    /// FNV-1a (draft-eastlake-fnv), 64 bits; never 0.
    static func key(id: String, fingerprint: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in id.utf8 { add(byte) }
        // No UTF-8 text has this byte.
        add(0xFF)
        for byte in fingerprint.utf8 { add(byte) }
        return max(hash, 1)
    }

    /// The keys of the first `count` rows as the items are. Cost: a pass over the items.
    static func current(_ db: Database, count: Int) throws -> [UInt64] {
        var keys = [UInt64](repeating: 0, count: count)
        let cursor = try Row.fetchCursor(db, sql: "SELECT row, id, fingerprint FROM item WHERE row < ?", arguments: [count])
        while let record = try cursor.next() {
            let row: Int = try record.decode(atIndex: 0)
            guard row >= 0 else { continue }
            keys[row] = key(id: try record.decode(atIndex: 1), fingerprint: try record.decode(atIndex: 2))
        }
        return keys
    }

    /// The stored keys of the first `count` rows; those that the file does not have are 0.
    static func read(beside vectors: URL, count: Int) -> [UInt64] {
        var keys = [UInt64](repeating: 0, count: count)
        guard let file = try? MappedFile(url(vectors)) else { return keys }
        let bytes = min(file.bytes.count / 8, count) * 8
        keys.withUnsafeMutableBytes { $0.copyBytes(from: file.bytes[..<bytes]) }
        return keys
    }
}

/// Writes the keys of a table's rows in place, each after its vector has reached the disk.
final class RowKeyWriter {
    private(set) var keys: [UInt64]
    private let descriptor: Int32
    private let url: URL
    /// Rows whose keys are not in the file yet.
    private var pending: Range<Int>?

    /// Makes the file hold these keys.
    init(_ keys: [UInt64], beside vectors: URL, permissions: Permissions) throws(FileError) {
        self.keys = keys
        url = RowKeys.url(vectors)
        // Where a link leads is somebody else's.
        var status = stat()
        if lstat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { unlink(url.path) }
        try Draft.write(keys.withUnsafeBytes { Data($0) }, to: url, permissions: permissions)
        descriptor = open(url.path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(url, systemReason()) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func set(_ key: UInt64, at row: Int) {
        keys[row] = key
        pending = min(pending?.lowerBound ?? row, row)..<max(pending?.upperBound ?? 0, row + 1)
    }

    /// Brings the keys that were set to the disk.
    func synchronize() throws(FileError) {
        guard let rows = pending else { return }
        let isWritten = keys.withUnsafeBytes { bytes in
            let part = bytes[rows.lowerBound * 8..<rows.upperBound * 8]
            return pwrite(descriptor, UnsafeRawBufferPointer(rebasing: part).baseAddress!, part.count, off_t(part.startIndex)) == part.count
        }
        guard isWritten, fsync(descriptor) == 0 else { throw FileError(url, systemReason()) }
        pending = nil
    }
}
