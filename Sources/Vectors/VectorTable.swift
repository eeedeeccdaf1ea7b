import Foundation

/// The vectors of a catalog: row i is item i's. A memory-mapped `.npy` file (float32, little-endian, C order), so that
/// opening costs nothing, memory is shared with the page cache, and numpy opens the same file.
///
/// The mapping is fixed when the table is opened; rows that are appended later show in a table that is opened later.
public final class VectorTable: Sendable {
    public let rows: Int
    public let dimensions: Int
    public let url: URL
    private let file: MappedFile
    nonisolated(unsafe) let start: UnsafePointer<Float>

    /// Opens a table.
    ///
    /// - Parameter rows: only the first so many rows are valid; nil: all.
    /// - Throws: `VectorFileError` when the file is no such table, ends early, or holds fewer rows.
    public init(contentsOf url: URL, rows: Int? = nil) throws {
        self.url = url
        file = try MappedFile(url)
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
        guard rows ?? 0 >= 0, rows ?? 0 <= header.rows else {
            throw VectorFileError(url, "holds \(header.rows) rows; \(rows ?? 0) are needed")
        }
        self.rows = rows ?? header.rows
        dimensions = header.dimensions
        start = UnsafeRawPointer(file.bytes.baseAddress! + header.dataOffset).assumingMemoryBound(to: Float.self)
        file.advise(Int32(MADV_WILLNEED))
    }

    /// The file's state when the table was opened.
    var stamp: FileStamp { file.stamp }

    /// Bytes of the vectors.
    public var byteCount: Int { rows * dimensions * MemoryLayout<Float>.size }

    /// A row's vector, copied. Precondition: the row exists.
    public func vector(at row: Int) -> [Float] {
        withRow(row) { Array($0) }
    }

    /// Calls `body` with a row's vector in place; the buffer is valid during the call. Precondition: the row exists.
    public func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
        return try body(UnsafeBufferPointer(start: start + row * dimensions, count: dimensions))
    }
}
