import Basics
import Foundation

/// A table of vectors: row i is item i's. A memory-mapped `.npy` file (float32, little-endian, C order), so that
/// opening costs nothing, memory is shared with the page cache, and numpy opens the same file.
///
/// The mapping is fixed when the table is opened; rows that are appended later show in a table that is opened later. One that is opened
/// as a generation of a catalog stays what it was, whatever is overwritten meanwhile.
public final class VectorTable: Sendable {
    /// How many vectors there are.
    public let rows: Int
    /// Numbers in each row.
    public let dimensions: Int
    /// The file that is mapped.
    public let url: URL
    let file: MappedFile
    private let generation: TableGeneration?
    private let dataOffset: Int
    let distant: DistantRows?
    nonisolated(unsafe) let start: UnsafePointer<Float>

    /// Opens a table.
    ///
    /// - Parameters:
    ///   - rows: only the first so many rows are valid; nil: all.
    ///   - generation: what keeps these rows as they are; a writer may have announced fewer since.
    /// - Throws: `VectorFileError` when the file is no such table, ends early, or holds fewer rows.
    public init(contentsOf url: URL, rows: Int? = nil, generation: TableGeneration? = nil) throws {
        self.url = url
        self.generation = generation
        file = try MappedFile(holding: url, isPrivate: generation != nil)
        let header: NpyHeader
        do throws(NpyProblem) { header = try NpyHeader(parsing: file.bytes) } catch {
            throw VectorFileError(url, error.reason)
        }
        guard header.element == .float32 else {
            throw VectorFileError(url, "holds float16 numbers; a catalog's vectors are float32")
        }
        guard header.dataOffset % MemoryLayout<Float>.alignment == 0 else {
            throw VectorFileError(url, "has numbers at an odd place (byte \(header.dataOffset)); save it again with numpy.save")
        }
        let there = (file.bytes.count - header.dataOffset) / (header.dimensions * header.element.size)
        guard there >= header.rows else {
            throw VectorFileError(url, "ends early: \(header.rows) rows are announced, \(there) are there")
        }
        let most = generation == nil ? header.rows : there
        guard rows ?? 0 >= 0, rows ?? 0 <= most else {
            throw VectorFileError(url, "holds \(most) rows; \(rows ?? 0) are needed")
        }
        self.rows = rows ?? header.rows
        dimensions = header.dimensions
        dataOffset = header.dataOffset
        start = UnsafeRawPointer(file.bytes.baseAddress! + header.dataOffset).assumingMemoryBound(to: Float.self)
        distant = nil
        file.advise(Int32(MADV_WILLNEED))
    }

    /// A table whose rows lie elsewhere, and are brought here when they are read.
    ///
    /// - Parameters:
    ///   - most: how many bytes of rows may stay here while nobody reads them.
    ///   - url: where its file would be; what is made from the table lies beside it.
    ///   - stamp: of the rows' state, another one for each.
    ///   - lost: the rows that cannot be had at present; nil: all can.
    package init(
        from source: any RowSource, rows: Int, dimensions: Int, keeping most: Int, url: URL, stamp: FileStamp, lost: RowSet? = nil
    ) throws(VectorFileError) {
        (self.rows, self.dimensions, self.url) = (rows, dimensions, url)
        (generation, dataOffset) = (nil, 0)
        file = try Self.memory(rows, dimensions, url, stamp)
        start = UnsafeRawPointer(file.bytes.baseAddress!).assumingMemoryBound(to: Float.self)
        distant = DistantRows(source, rows: rows, dimensions: dimensions, in: file, keeping: most, lost: lost)
    }

    /// A table of the same shape in memory, all zeros until rows are put there.
    init(likeWithoutRows table: VectorTable) throws(VectorFileError) {
        (rows, dimensions, url) = (table.rows, table.dimensions, table.url)
        (generation, dataOffset, distant) = (nil, 0, nil)
        file = try Self.memory(rows, dimensions, url, table.stamp)
        start = UnsafeRawPointer(file.bytes.baseAddress!).assumingMemoryBound(to: Float.self)
    }

    private static func memory(_ rows: Int, _ dimensions: Int, _ url: URL, _ stamp: FileStamp) throws(VectorFileError) -> MappedFile {
        do { return try MappedFile(zeros: rows * dimensions * MemoryLayout<Float>.size, stamp: stamp) } catch {
            throw VectorFileError(url, "needs more room for addresses than there is")
        }
    }

    /// The file's state when the table was opened.
    var stamp: FileStamp { file.stamp }

    /// Bytes of the vectors.
    public var byteCount: Int { rows * dimensions * MemoryLayout<Float>.size }

    /// A row's vector, copied. Precondition: the row exists.
    public func vector(at row: Int) -> [Float] {
        withRow(row) { Array($0) }
    }

    /// Calls `body` with a row's vector in place; the buffer is valid during the call, and `body` is called once more if the row was
    /// overwritten meanwhile. All NaN where the row lies elsewhere and could not be brought (`failure`). Precondition: the row exists.
    public func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
        return try whole {
            guard let distant, (try? distant.bring(row)) == nil else { return try body(buffer(row)) }
            return try [Float](repeating: .nan, count: dimensions).withUnsafeBufferPointer(body)
        }
    }

    /// Copies some rows' vectors, one after another, as they belong together; where a row is not wanted, what lies there stays.
    ///
    /// Precondition: the rows that are wanted exist, and there is room.
    package func copy(_ rows: [Int], where isWanted: [Bool], to out: UnsafeMutablePointer<Float>?) {
        guard let out else { return }
        whole {
            try? bring(rows.indices.lazy.filter { isWanted[$0] }.map { rows[$0] })
            for (place, row) in rows.enumerated() where isWanted[place] {
                precondition(row >= 0 && row < self.rows, "row \(row) of \(self.rows)")
                (out + place * dimensions).update(from: start + row * dimensions, count: dimensions)
            }
        }
    }

    /// A row's vector in place, which may be overwritten meanwhile: whoever reads many asks `settle()` before and after.
    func buffer(_ row: Int) -> UnsafeBufferPointer<Float> { UnsafeBufferPointer(start: start + row * dimensions, count: dimensions) }

    /// What `body` makes of the rows when none of them is overwritten while it reads.
    func whole<Result>(_ body: () throws -> Result) rethrows -> Result {
        try reading {
            var version = settle()
            while true {
                let result = try body()
                let now = settle()
                if now == version { return result }
                version = now
            }
        }
    }

    /// Makes sure that the table is still the generation that was opened.
    ///
    /// - Returns: a number that changes whenever rows had been overwritten and were put back; 0 as long as none had.
    func settle() -> Int { generation?.settle(self) ?? 0 }

    /// Calls `body` while no writer overwrites rows.
    func holdingWriterUp<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard let generation else { return try body() }
        return try generation.lock.holdingWriterUp(body)
    }

    /// Puts back what a row of this generation held.
    func restore(_ row: Int, _ numbers: [Float]) {
        numbers.withUnsafeBytes { file.write($0, at: dataOffset + row * dimensions * MemoryLayout<Float>.size) }
    }
}
