import Basics
import CDistance
import Foundation
import Synchronization

/// 8-bit codes of a table's numbers, in a file beside the table: a quarter of its bytes, enough to rule nearly all rows out, and
/// the coarser half of each is enough for most of them.
///
/// One offset and step serve the whole table, so that integer arithmetic applies. How far each row is from what its codes stand
/// for is kept too (`CodeFit`); `CodeBounds` says what follows from it. The file says which state of which table it was made
/// from; its contents are checksummed, and checked once, before the first search.
public final class CompactCodes: Sendable {
    /// As many as the file has, which may be more than the table's.
    public let rows: Int
    let quantizer: Quantizer
    let layout: CodeFile
    private let file: MappedFile
    private let verdict = Mutex<Bool?>(nil)

    /// Opens the codes of a table; nil when there are none, or they are damaged or out of date: then `update` them.
    public convenience init?(contentsOf url: URL, for table: VectorTable) {
        guard let file = try? MappedFile(holding: url), let layout = CodeFile(parsing: file.bytes) else { return nil }
        guard layout.dimensions == table.dimensions, layout.rows >= table.rows, layout.source == table.stamp else { return nil }
        self.init(file, layout)
    }

    init(_ file: MappedFile, _ layout: CodeFile) {
        self.file = file
        self.layout = layout
        (rows, quantizer) = (layout.rows, layout.quantizer)
        file.advise(Int32(MADV_WILLNEED))
    }

    /// Bytes that a search reads which looks at every row's coarse codes.
    public var byteCount: Int { rows * bytesPerRow }

    /// Bytes of a row's coarse codes with their fit; the fine ones are as many.
    var bytesPerRow: Int { layout.half + MemoryLayout<CodeFit>.size }

    /// Everything about a block of 1024 rows.
    func block(_ index: Int) -> UnsafeRawPointer { file.bytes.baseAddress! + layout.offset(block: index) }

    /// Says that a row's fine codes will be read soon.
    func fetchFine(row: Int) {
        vd_prefetch(block(row / CodeFile.blockRows) + layout.fineOffset + row % CodeFile.blockRows * layout.half, layout.half)
    }

    /// Whether the contents have the checksums that they were written with. Reads everything, the first time.
    var isIntact: Bool {
        verdict.withLock { verdict in
            if let verdict { return verdict }
            let bad = Workers.run(layout.blocks, chunk: 1, threads: Workers.available, state: { 0 }) { bad, blocks in
                for block in blocks where !isIntact(block: block) { bad += 1 }
            }
            let intact = bad.allSatisfy { $0 == 0 }
            verdict = intact
            return intact
        }
    }

    /// Whether a block's contents have their checksum.
    func isIntact(block index: Int) -> Bool {
        let block = block(index)
        return layout.checksum(block) == block.load(fromByteOffset: layout.sumsOffset, as: UInt64.self)
    }

    /// The checksum that the table's rows of a block had.
    func sourceChecksum(block index: Int) -> UInt64 { block(index).load(fromByteOffset: layout.sumsOffset + 8, as: UInt64.self) }
}
