import Basics
import CDistance
import Foundation
import Synchronization

/// What rows held before they were overwritten, in a file beside the table, so that a reader keeps the generation that it has opened, and
/// a writer that was killed can be undone.
///
/// Records of one size, one after another: 32 bytes (kind, generation, row, checksum), then the row's numbers. The generation is the one
/// that was valid when the row was overwritten: a reader of that one or an earlier one has to look here, and the first such record of a
/// row counts. A record is complete before its row is touched.
struct UndoLog {
    enum Kind: UInt64 {
        case overwritten = 0x3157_4F52_4F44_4E55
        /// All rows from this one on are no more.
        case shortened = 0x3154_5548_534F_4455
    }

    struct Record {
        let kind: Kind
        let generation: Int
        let row: Int
        let numbers: [Float]
    }

    static let headerSize = 32
    let dimensions: Int
    var recordSize: Int { Self.headerSize + (dimensions * MemoryLayout<Float>.size + 7) / 8 * 8 }

    static func url(_ table: URL) -> URL { table.deletingPathExtension().appendingPathExtension("undo") }

    func bytes(_ kind: Kind, generation: Int, row: Int, numbers: UnsafeRawBufferPointer? = nil) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: recordSize)
        bytes.withUnsafeMutableBytes { record in
            record.storeBytes(of: kind.rawValue, toByteOffset: 0, as: UInt64.self)
            record.storeBytes(of: Int64(generation), toByteOffset: 8, as: Int64.self)
            record.storeBytes(of: UInt64(row), toByteOffset: 16, as: UInt64.self)
            if let numbers { UnsafeMutableRawBufferPointer(rebasing: record[Self.headerSize...]).copyMemory(from: numbers) }
            record.storeBytes(of: Self.checksum(UnsafeRawBufferPointer(record)), toByteOffset: 24, as: UInt64.self)
        }
        return bytes
    }

    /// A record; nil when it is damaged, as one is whose writer lost power. Its row was not touched then.
    func record(_ bytes: UnsafeRawBufferPointer) -> Record? {
        guard bytes.count == recordSize, let kind = Kind(rawValue: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self) == Self.checksum(bytes),
            let generation = Int(exactly: bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self)),
            let row = Int(exactly: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        else { return nil }
        let numbers = [Float](unsafeUninitializedCapacity: dimensions) { numbers, count in
            UnsafeMutableRawBufferPointer(numbers).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize...].prefix(4 * dimensions)))
            count = dimensions
        }
        return Record(kind: kind, generation: generation, row: row, numbers: numbers)
    }

    /// Of all but the checksum's own place.
    private static func checksum(_ record: UnsafeRawBufferPointer) -> UInt64 {
        vd_checksum(record.baseAddress! + headerSize, record.count - headerSize, vd_checksum(record.baseAddress!, 24, 5))
    }

    /// Reads the whole records of an open file from a place on, in order, but for those of generations that nobody asks for.
    func read(_ descriptor: Int32, from start: Int, to end: Int, generation: Int, _ body: (Record) -> Void) {
        var bytes = [UInt8](repeating: 0, count: recordSize)
        for offset in stride(from: start, to: end, by: recordSize) {
            guard pread(descriptor, &bytes, Self.headerSize, off_t(offset)) == Self.headerSize else { return }
            let wanted = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 8, as: Int64.self) } >= generation
            guard wanted else { continue }
            guard pread(descriptor, &bytes, recordSize, off_t(offset)) == recordSize else { return }
            if let record = bytes.withUnsafeBytes(record) { body(record) }
        }
    }

    /// Where an open file's last whole record ends.
    func end(_ descriptor: Int32) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return 0 }
        return Int(status.st_size) / recordSize * recordSize
    }
}

/// A reader's generation of a table, and what it must look back for.
///
/// The table is mapped privately. When records show that rows of it have been overwritten, what they held is put back into the mapping, so
/// that it stays the generation that was opened; whoever was reading meanwhile reads once more.
public final class TableGeneration: Sendable {
    private let log: UndoLog
    private let url: URL
    private let generation: Int
    let lock: ReaderLock
    private let descriptor: Int32
    /// How far the log has been read.
    private let read = Atomic(0)
    private let changes = Atomic(0)
    private let restored = Mutex<Set<Int>>([])

    /// - Parameters:
    ///   - table: the vector file.
    ///   - lock: held by whoever reads; taken before the generation was looked up.
    public init(_ generation: Int, of table: URL, dimensions: Int, lock: ReaderLock) {
        self.generation = generation
        self.lock = lock
        log = UndoLog(dimensions: dimensions)
        url = UndoLog.url(table)
        // A reader that comes before the first writer makes the file that this one will use.
        let writable = openShared(url, permissions: Permissions(like: table))
        descriptor = writable >= 0 ? writable : open(url.path, O_RDONLY | O_CLOEXEC)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Puts back what has been overwritten since the last call. Cost: one system call where nothing has.
    ///
    /// - Returns: a number that changes whenever rows had to be put back; 0 as long as none had.
    func settle(_ table: VectorTable) -> Int {
        atomicMemoryFence(ordering: .acquiring)
        guard descriptor >= 0, log.end(descriptor) > read.load(ordering: .acquiring) else { return changes.load(ordering: .acquiring) }
        return restored.withLock { restored in
            let start = read.load(ordering: .relaxed), end = log.end(descriptor)
            var isChanged = false
            log.read(descriptor, from: start, to: end, generation: generation) { record in
                guard record.row < table.rows else { return }
                isChanged = true
                if record.kind == .overwritten, restored.insert(record.row).inserted { table.restore(record.row, record.numbers) }
            }
            if isChanged { changes.add(1, ordering: .releasing) }
            read.store(end, ordering: .releasing)
            return changes.load(ordering: .acquiring)
        }
    }
}
