import Basics
import CDistance
import Foundation

/// Median bits in a file beside the table: a header of 64 bytes, the medians (float64), the set of unusable rows, the bits. All
/// in the machine's byte order; a file that does not fit, is damaged or out of date does not open, and bits are made anew.
extension MedianBits {
    private static let magic: UInt64 = 0x3130_5354_4942_5456

    private static let headerSize = 64

    /// What the bits are of, and their checksum.
    private static func header(of table: VectorTable, checksum: UInt64) -> [UInt64] {
        let stamp = table.stamp
        return [
            magic, UInt64(table.rows), UInt64(table.dimensions), UInt64(stamp.size), UInt64(bitPattern: Int64(stamp.seconds)),
            UInt64(stamp.nanoseconds), checksum, 0,
        ]
    }

    private static func checksum(_ front: UnsafeRawBufferPointer, _ bits: UnsafeRawBufferPointer) -> UInt64 {
        vd_checksum(bits.baseAddress!, bits.count, vd_checksum(front.baseAddress!, front.count, 4))
    }

    /// Opens a table's bits, memory-mapped; nil when there are none, or they are damaged or out of date. Reads all of them once.
    convenience init?(contentsOf url: URL, for table: VectorTable) {
        guard let file = try? MappedFile(holding: url) else { return nil }
        let words = (table.dimensions + 63) / 64
        let frontCount = table.dimensions + (table.rows + 63) / 64
        guard file.bytes.count == Self.headerSize + 8 * (frontCount + table.rows * words) else { return nil }
        let numbers = UnsafeRawBufferPointer(rebasing: file.bytes[Self.headerSize...]).bindMemory(to: UInt64.self)
        let (front, bits) = (UnsafeBufferPointer(rebasing: numbers[..<frontCount]), UnsafeBufferPointer(rebasing: numbers[frontCount...]))
        let checksum = Self.checksum(UnsafeRawBufferPointer(front), UnsafeRawBufferPointer(bits))
        let header = Self.header(of: table, checksum: checksum)
        guard header.withUnsafeBytes({ $0.elementsEqual(file.bytes[..<Self.headerSize]) }) else { return nil }
        self.init(
            medians: front[..<table.dimensions].map(Double.init(bitPattern:)), rows: table.rows,
            bits: bits.baseAddress ?? numbers.baseAddress!,
            unusable: RowSet(universe: table.rows, words: Array(front[table.dimensions...])), owner: file)
    }

    /// Keeps the bits of a table. The file takes its name when it is complete.
    ///
    /// - Throws: `VectorFileError` when it cannot be written.
    func write(to url: URL, for table: VectorTable) throws {
        let front = medians.map(\.bitPattern) + unusable.words
        let bits = UnsafeRawBufferPointer(start: bits, count: 8 * rows * words)
        try VectorFileError.drafting(url, permissions: Permissions(like: table.url)) { draft in
            try front.withUnsafeBytes { front in
                try Self.header(of: table, checksum: Self.checksum(front, bits)).withUnsafeBytes { try draft.write($0, at: 0) }
                try draft.write(front, at: Self.headerSize)
                try draft.write(bits, at: Self.headerSize + front.count)
            }
        }
    }
}
