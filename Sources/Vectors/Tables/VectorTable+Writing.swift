import Basics
import Foundation

extension VectorTable {
    /// Writes vectors to a `.npy` file, float32 of shape (rows, dimensions), and opens it. Precondition: whole rows.
    ///
    /// A file that is there already is replaced, at once or not at all; tables that have it open keep what they had. Cost: one copy of the
    /// vectors to the disk.
    ///
    /// - Parameter vectors: row after row, `dimensions` numbers each.
    /// - Throws: `VectorFileError` when the file cannot be written, or for dimensions outside of 1...2²⁴.
    public convenience init(writing vectors: [Float], dimensions: Int, to url: URL) throws {
        try VectorFileError.drafting(url, permissions: .umask) { draft in
            let writer = try VectorFileWriter(in: draft, of: url, dimensions: dimensions)
            try writer.append(vectors)
            try writer.synchronize()
        }
        try self.init(contentsOf: url)
    }
}
