import CDistance
import Foundation
import Synchronization

/// 8-bit codes of a table's numbers, in a file beside the table: a quarter of its bytes, enough to rule nearly all rows out.
///
/// One offset and step serve the whole table, so that integer arithmetic applies. How far each row is from what its codes stand
/// for is kept too (`CodeFit`); `CodeBounds` says what follows from it. The file says which state of which table it was made
/// from; its contents are checksummed, and checked once, at the first search.
public final class CompactCodes: Sendable {
    public let rows: Int
    public let dimensions: Int
    let quantizer: Quantizer
    let layout: CodeFile
    private let file: MappedFile
    nonisolated(unsafe) let codes: UnsafePointer<UInt8>
    nonisolated(unsafe) let fits: UnsafePointer<CodeFit>
    private let verdict = Mutex<Bool?>(nil)

    /// Opens the codes of a table; nil when there are none, or they are damaged or out of date: then `update` them.
    public convenience init?(contentsOf url: URL, for table: VectorTable) {
        guard let file = try? MappedFile(url), let layout = CodeFile(parsing: file.bytes) else { return nil }
        guard layout.dimensions == table.dimensions, layout.rows >= table.rows, layout.source == table.stamp else { return nil }
        self.init(file, layout)
    }

    init(_ file: MappedFile, _ layout: CodeFile) {
        self.file = file
        self.layout = layout
        (rows, dimensions, quantizer) = (layout.rows, layout.dimensions, layout.quantizer)
        let start = file.bytes.baseAddress!
        codes = (start + layout.codesOffset).assumingMemoryBound(to: UInt8.self)
        fits = (start + layout.fitsOffset).assumingMemoryBound(to: CodeFit.self)
        file.advise(Int32(MADV_WILLNEED))
    }

    /// Bytes that a search through all codes reads.
    public var byteCount: Int { rows * (layout.stride + MemoryLayout<CodeFit>.size) }

    /// Whether the contents have the checksums that they were written with. Reads everything, the first time.
    var isIntact: Bool {
        verdict.withLock { verdict in
            if let verdict { return verdict }
            let bad = Workers.run(layout.blocks, chunk: 8, threads: Workers.available, state: { 0 }) { bad, blocks in
                for block in blocks where checksum(block: block) != stored(layout.checksumsOffset, block) { bad += 1 }
            }
            let intact = bad.allSatisfy { $0 == 0 }
            verdict = intact
            return intact
        }
    }

    /// The checksum of a block's codes and fits.
    private func checksum(block: Int) -> UInt64 {
        let rows = layout.rows(of: block)
        return CodeFile.checksum(codes + rows.lowerBound * layout.stride, fits + rows.lowerBound, rows.count, layout.stride)
    }

    /// The checksum that the table's rows of a block had.
    func sourceChecksum(block: Int) -> UInt64 { stored(layout.sourceChecksumsOffset, block) }

    private func stored(_ offset: Int, _ block: Int) -> UInt64 {
        file.bytes.load(fromByteOffset: offset + 8 * block, as: UInt64.self)
    }
}
