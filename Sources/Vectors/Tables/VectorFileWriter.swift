import Basics
import Foundation

/// Writes a vector file (float32 `.npy`) that is valid at every moment: whoever opens it, even after the program was
/// killed, sees the rows of the last `synchronize()`.
///
/// How: rows are written behind those that the header announces; only after they are on the disk is the header, of fixed
/// size, rewritten in place with the new number of rows. The file never becomes shorter, since others may have it mapped: what lies
/// behind the announced rows is room for new ones. Rows that others may be reading are written to the undo log before they are
/// overwritten. One writer per file at a time; not for use by several threads.
public final class VectorFileWriter {
    /// The file that is written.
    public let url: URL
    /// Numbers in a row.
    public let dimensions: Int
    /// All rows, including those that are appended but not yet synchronised.
    public private(set) var rows: Int
    /// What this writer has done to a file that it continues; nil for one that it has created.
    public private(set) var changes: VectorChanges?
    private let descriptor: Int32
    private let dataOffset: Int
    private var pending: [Float] = []
    private var announced: Int
    private var undo: UndoLogWriter?
    /// Rows that somebody may be reading, of the valid generation or of an earlier one.
    private var readableRows: Int

    private static let pendingLimit = 1 << 18
    /// Bytes that are written before the disk begins with them.
    private static let begunAtOnce = 1 << 23
    /// Where the bytes begin that the disk has not begun with.
    private var unbegun: Int?

    /// Creates an empty file of vectors; one that is there already is replaced.
    ///
    /// - Parameters:
    ///   - permissions: of a file that was not there before.
    ///   - lock: that of its readers; nil: there will be none while this writes.
    public convenience init(creating url: URL, dimensions: Int, permissions: Permissions = .umask, lock: ReaderLock? = nil) throws {
        // The header is there before the name is, so that nobody ever finds an empty file.
        let draft = try Draft(of: url, permissions: permissions)
        try self.init(in: draft, of: url, dimensions: dimensions)
        try draft.commit()
        guard let lock else { return }
        // That of an earlier file of this name is not about this one.
        unlink(UndoLog.url(url).path)
        undo = try UndoLogWriter(url, dimensions: dimensions, lock: lock)
    }

    /// Creates an empty file of vectors that stays a draft until its owner gives it its name.
    public init(in draft: Draft, of url: URL, dimensions: Int) throws {
        let header = NpyHeader(element: .float32, rows: 0, dimensions: min(max(1, dimensions), 1 << 24))
        descriptor = fcntl(draft.descriptor, F_DUPFD_CLOEXEC, 0)
        self.url = url
        self.dimensions = dimensions
        (rows, announced, dataOffset, readableRows) = (0, 0, header.dataOffset, 0)
        guard (1...1 << 24).contains(dimensions) else { throw VectorFileError(url, "cannot have \(dimensions) dimensions") }
        guard descriptor >= 0 else { throw VectorFileError.system(url, "create") }
        try write(header.bytes!, at: 0)
    }

    /// Continues a file after its first `rows` rows; what lies beyond them counts no more. What a writer that was killed has overwritten
    /// in this generation is put back.
    ///
    /// - Parameters:
    ///   - generation: the one that is valid now.
    ///   - lock: that of the file's readers; nil: there are none.
    public init(appendingTo url: URL, rows: Int, generation: Int = 0, lock: ReaderLock? = nil) throws {
        self.url = url
        descriptor = open(url.path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            (dimensions, self.rows, announced, dataOffset, readableRows) = (1, 0, 0, 0, 0)
            throw VectorFileError.system(url, "open")
        }
        do {
            let table = try NpyFile(contentsOf: url)
            guard table.header.element == .float32 else { throw VectorFileError(url, "holds float16 numbers; float32 is needed") }
            guard (0...table.rows).contains(rows) else {
                throw VectorFileError(url, "holds \(table.rows) rows; \(rows) are needed")
            }
            (dimensions, self.rows, announced, dataOffset) = (table.dimensions, rows, table.rows, table.header.dataOffset)
            readableRows = rows
            changes = VectorChanges(since: table.stamp, rows: rows)
        } catch {
            (dimensions, self.rows, announced, dataOffset, readableRows) = (1, 0, 0, 0, 0)
            throw error
        }
        if announced != rows { try announce() }
        if let lock { try takeUndo(UndoLogWriter(url, dimensions: dimensions, lock: lock), generation) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private func takeUndo(_ undo: UndoLogWriter, _ generation: Int) throws {
        let before = undo.overwritten(in: generation).filter { $0.key < rows }
        for (row, numbers) in before { try overwrite(row: row, with: numbers) }
        if !before.isEmpty { try synchronize() }
        // Rows of earlier generations lie beyond the valid ones, as far as the file goes.
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw VectorFileError.system(url, "read") }
        readableRows = max(rows, (Int(status.st_size) - dataOffset) / (dimensions * MemoryLayout<Float>.size))
        try undo.clearIfNobodyReads { readableRows = rows }
        self.undo = undo
    }

    /// Keeps what rows hold, for those who read this generation or an earlier one, before they are overwritten; on disk when this
    /// returns. Until `endOverwriting()` a reader that has waited long waits for that.
    ///
    /// - Parameter generation: the one that is valid now; it has to count up before it is valid that these rows hold something else.
    /// - Returns: whether there was anything to keep.
    @discardableResult
    public func beginOverwriting(_ rows: some Collection<Int>, generation: Int) throws -> Bool {
        guard let undo else { return false }
        try flush()
        let readable = rows.filter { $0 < readableRows }
        guard !readable.isEmpty else { return false }
        try undo.keep(readable, generation: generation, from: descriptor, offset: offset)
        return true
    }

    /// What was overwritten is valid: readers may let go of the former rows.
    public func endOverwriting() { undo?.end() }

    /// Says that rows of this generation that nobody has overwritten will be no more.
    public func beginShortening(to rows: Int, generation: Int) throws { try undo?.shorten(to: rows, generation: generation) }

    /// Forgets what earlier generations held, if nobody reads one.
    public func forgetGenerations() throws { try undo?.clearIfNobodyReads { readableRows = rows } }

    /// Adds rows at the end; they count from the next `synchronize()` on.
    ///
    /// - Parameter vectors: one or more rows, one after another. Precondition: whole rows.
    public func append(_ vectors: [Float]) throws {
        precondition(vectors.count.isMultiple(of: dimensions), "\(vectors.count) numbers are no whole rows of \(dimensions)")
        pending += vectors
        rows += vectors.count / dimensions
        readableRows = max(readableRows, rows)
        if pending.count >= Self.pendingLimit { try flush() }
    }

    /// Replaces a row in place. Precondition: the row exists.
    ///
    /// A program that is killed here may leave the row half written: say beforehand, elsewhere, which row is being replaced.
    public func overwrite(row: Int, with vector: [Float]) throws {
        precondition(row >= 0 && row < rows && vector.count == dimensions, "row \(row) of \(rows)")
        try flush()
        try vector.withUnsafeBytes { try write($0, at: offset(of: row)) }
        changes?.replace(row)
    }

    /// Takes rows away from the end. Whoever counts rows elsewhere should do so first: this one announces fewer at once.
    /// Precondition: there are as many.
    public func shorten(to rows: Int) throws {
        precondition(rows >= 0 && rows <= self.rows, "\(rows) of \(self.rows) rows")
        try flush()
        self.rows = rows
        changes?.shorten(to: rows)
        try synchronize()
    }

    /// Brings all rows to the disk, and then the header that announces them.
    public func synchronize() throws {
        try flush()
        guard fsync(descriptor) == 0 else { throw VectorFileError.system(url, "write") }
        if announced != rows { try announce() }
    }

    private func announce() throws {
        let header = NpyHeader(element: .float32, rows: rows, dimensions: dimensions, dataOffset: dataOffset)
        guard let bytes = header.bytes else { throw VectorFileError(url, "has a header that is too small to be continued") }
        try write(bytes, at: 0)
        guard fsync(descriptor) == 0 else { throw VectorFileError.system(url, "write") }
        announced = rows
    }

    private func flush() throws {
        guard !pending.isEmpty else { return }
        let start = offset(of: rows - pending.count / dimensions), end = offset(of: rows)
        try pending.withUnsafeBytes { try write($0, at: start) }
        pending.removeAll(keepingCapacity: true)
        // The disk works while more comes, so that less is left to wait for in the end. What is not written yet stays in memory.
        let begin = unbegun ?? start
        unbegun = end - begin < Self.begunAtOnce ? begin : nil
        if unbegun == nil { posix_fadvise(descriptor, off_t(begin), off_t(end - begin), Int32(POSIX_FADV_DONTNEED)) }
    }

    private func offset(of row: Int) -> Int { dataOffset + row * dimensions * MemoryLayout<Float>.size }

    private func write(_ bytes: [UInt8], at offset: Int) throws {
        try bytes.withUnsafeBytes { try write($0, at: offset) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
        try VectorFileError.write(bytes, to: descriptor, at: offset, url)
    }
}
