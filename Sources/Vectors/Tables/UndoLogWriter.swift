import Basics
import Foundation

/// The writer's side of an undo log.
final class UndoLogWriter {
    private let log: UndoLog
    private let url: URL
    private let lock: ReaderLock
    private let descriptor: Int32
    private var isOverwriting = false

    init(_ table: URL, dimensions: Int, lock: ReaderLock) throws {
        log = UndoLog(dimensions: dimensions)
        url = UndoLog.url(table)
        self.lock = lock
        descriptor = openShared(url, permissions: Permissions(like: table))
        guard descriptor >= 0 else { throw VectorFileError.system(url, "create") }
    }

    deinit {
        end()
        if descriptor >= 0 { close(descriptor) }
    }

    /// What rows held before they were overwritten in a generation.
    func overwritten(in generation: Int) -> [Int: [Float]] {
        var before: [Int: [Float]] = [:]
        log.read(descriptor, from: 0, to: log.end(descriptor), generation: generation) { record in
            guard record.kind == .overwritten, record.generation == generation, before[record.row] == nil else { return }
            before[record.row] = record.numbers
        }
        return before
    }

    /// Keeps what rows of the table hold, on the disk, and begins to overwrite.
    func keep(_ rows: [Int], generation: Int, from table: Int32, offset: (Int) -> Int) throws {
        begin()
        var end = log.end(descriptor)
        var numbers = [Float](repeating: 0, count: log.dimensions)
        for row in rows {
            let size = log.dimensions * MemoryLayout<Float>.size
            guard pread(table, &numbers, size, off_t(offset(row))) == size else { throw VectorFileError.system(url, "read what stands before") }
            try write(numbers.withUnsafeBytes { log.bytes(.overwritten, generation: generation, row: row, numbers: $0) }, at: end)
            end += log.recordSize
        }
        guard fsync(descriptor) == 0 else { throw VectorFileError.system(url, "write") }
    }

    /// Says that all rows from one on will be no more.
    func shorten(to row: Int, generation: Int) throws {
        try write(log.bytes(.shortened, generation: generation, row: row), at: log.end(descriptor))
    }

    func end() {
        if isOverwriting { lock.endOverwriting() }
        isOverwriting = false
    }

    /// Empties the log unless somebody reads; then calls `body`.
    func clearIfNobodyReads(_ body: () -> Void) throws {
        try lock.ifNobodyReads {
            guard ftruncate(descriptor, 0) == 0 else { throw VectorFileError.system(url, "write") }
            body()
        }
    }

    private func begin() {
        if !isOverwriting { lock.beginOverwriting() }
        isOverwriting = true
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws {
        try bytes.withUnsafeBytes { try VectorFileError.write($0, to: descriptor, at: offset, url) }
    }
}
