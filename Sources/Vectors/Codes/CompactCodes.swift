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
    /// Those of the sketches; nil: there are none.
    let directions: SketchDirections?
    let layout: CodeFile
    private let file: MappedFile
    private let verdict = Mutex<Bool?>(nil)

    /// Opens the codes of a table; nil when there are none, or they are damaged or out of date: then `update` them.
    public convenience init?(contentsOf url: URL, for table: VectorTable) {
        guard let file = try? MappedFile(holding: url), let layout = CodeFile(parsing: file.bytes) else { return nil }
        guard layout.dimensions == table.dimensions, layout.rows >= table.rows, layout.source == table.stamp else { return nil }
        self.init(file, layout)
    }

    /// nil when the sketches' directions are damaged.
    init?(_ file: MappedFile, _ layout: CodeFile) {
        self.file = file
        self.layout = layout
        if let sketches = layout.sketches {
            let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[CodeFile.headerSize...].prefix(layout.directionsSize))
            guard let found = SketchDirections(shares: Array(bytes.bindMemory(to: Float.self)), count: sketches.file.count),
                CodeFile.Sketches(found) == sketches
            else { return nil }
            directions = found
        } else {
            directions = nil
        }
        (rows, quantizer) = (layout.rows, layout.quantizer)
        file.advise(Int32(MADV_WILLNEED))
    }

    /// Bytes that a search reads which looks at every row's coarse codes.
    public var byteCount: Int { rows * bytesPerRow }

    /// Bytes of a row's coarse codes with their fit; the fine ones are as many.
    var bytesPerRow: Int { layout.half + MemoryLayout<CodeFit>.size }

    /// Everything about a block of 1024 rows.
    func block(_ index: Int) -> UnsafeRawPointer { file.bytes.baseAddress! + layout.offset(block: index) }

    /// Says that a row's coarse codes will be read soon, or the fine ones, with their fit.
    func fetch(row: Int, _ depth: CodeBlock.Depth) {
        let block = block(row / CodeFile.blockRows), place = row % CodeFile.blockRows
        vd_prefetch(block + (depth == .coarse ? 0 : layout.fineOffset) + place * layout.half, layout.half)
        let group = CodeFit.group * MemoryLayout<CodeFit>.size, kind = CodeFit.group * MemoryLayout<Float>.size
        let fits = block + (depth == .coarse ? layout.coarseFitsOffset : layout.fineFitsOffset)
        let fit = fits + place / CodeFit.group * group + place % CodeFit.group * MemoryLayout<Float>.size
        for start in stride(from: 0, to: group, by: kind) { vd_prefetch(fit + start, 1) }
    }

    /// How long a row's vector is, rounded to float32; nil where no sketch tells.
    func length(ofRow row: Int) -> Float? {
        guard let sketches = layout.sketches?.file else { return nil }
        let block = block(row / CodeFile.blockRows) + layout.sketchesOffset, place = row % SketchFile.groupRows
        let group = block + row % CodeFile.blockRows / SketchFile.groupRows * sketches.groupSize
        return sketches.fits(group)[SketchFile.groupRows + place].isNaN ? nil : sketches.lengths(group)[place]
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

    /// How many rows are a block.
    package static let blockRows = CodeFile.blockRows

    /// The checksums that the table's rows had, by block.
    package var sourceChecksums: [UInt64] { (0..<layout.blocks).map(sourceChecksum) }

    /// The checksum that the table's rows of a block had.
    func sourceChecksum(block index: Int) -> UInt64 { block(index).load(fromByteOffset: layout.sumsOffset + 8, as: UInt64.self) }
}
