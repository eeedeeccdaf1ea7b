import Foundation

extension VectorIndex {
    /// Opens a table of vectors with the compact codes beside it (`vectors.codes` beside `vectors.npy`), which are made or brought up to
    /// date first; median bits (`vectors.bits`) follow at the first hamming search.
    ///
    /// Cost: next to nothing where the codes are current, one pass over the table where they are not. They take a quarter to a
    /// third of the table's bytes on the disk, and no memory of their own: all files are mapped.
    ///
    /// - Parameters:
    ///   - url: a float32 `.npy` file of shape (rows, dimensions), little-endian, in C order, such as `numpy.save` writes it.
    ///   - usingCodes: false: nothing is written beside the table, and every search reads all of it.
    /// - Throws: `VectorFileError` when the table cannot be read, or its codes cannot be written.
    public convenience init(contentsOf url: URL, usingCodes: Bool = true) throws {
        let table = try VectorTable(contentsOf: url)
        let name = url.deletingPathExtension()
        let codes = usingCodes ? try CompactCodes.update(at: name.appendingPathExtension("codes"), for: table) : nil
        self.init(table, codes: codes, bitsURL: usingCodes ? name.appendingPathExtension("bits") : nil)
    }

    /// The rows nearest to one vector; see the same of several queries.
    ///
    /// - Parameter vector: as many numbers as the table has dimensions.
    /// - Returns: a list of neighbours for each metric.
    /// - Throws: `SearchError` when the vector has other dimensions or holds NaN or infinity.
    public func nearest(
        to vector: [Float], metrics: [Metric], count: Int, among allowed: RowSet? = nil, excluding: Set<Int> = []
    ) throws(SearchError) -> [[Neighbor]] {
        try nearest(to: [Query(vector)], metrics: metrics, count: count, among: allowed, excluding: excluding)[0]
    }
}
