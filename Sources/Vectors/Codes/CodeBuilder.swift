import Basics
import CDistance
import Foundation

extension CompactCodes {
    /// Brings the codes beside a table up to date, or makes them, and opens them.
    ///
    /// Where it is known what has changed, only the blocks of 1024 rows that hold a change are coded, in place, and of the table no others
    /// are read; the codes themselves are checked. Otherwise all blocks are compared with the table by checksums, and those that have not changed keep their codes, in
    /// a file that is written beside the old one and then takes its place. When more than a third of the rows are new or changed, or
    /// the table has doubled since, a new offset and step and new directions of sketches are fitted and everything is coded. Whenever the
    /// program is killed, the file is whole or does not claim to fit the table.
    ///
    /// - Parameter changes: what has been done to the table's file since `changes.since`, completely; nil: unknown.
    /// - Throws: `VectorFileError` when the file cannot be written, or when the table is not the file's newest generation: codes are made of
    ///   that only.
    public static func update(at url: URL, for table: VectorTable, changes: VectorChanges? = nil) throws -> CompactCodes {
        try table.reading { try current(at: url, for: table, changes: changes) }
    }

    private static func current(at url: URL, for table: VectorTable, changes: VectorChanges?) throws -> CompactCodes {
        guard table.settle() == 0 else { throw VectorFileError(url, "was not made: the table has changed") }
        if !table.isDistant, let changes, try extend(url, for: table, changes), let current = CompactCodes(contentsOf: url, for: table) {
            return current
        }
        if let current = CompactCodes(contentsOf: url, for: table), current.rows == table.rows, current.isIntact { return current }
        let whole = CodeFile(
            rows: table.rows, dimensions: table.dimensions, quantizer: Quantizer(offset: 0, step: 1), sketches: nil, fittedRows: table.rows,
            source: table.stamp)
        let old = latest(at: url, dimensions: table.dimensions)
        // Rows from elsewhere take longer to bring than to code; and who reads an earlier state of them has the old file's codes only.
        let kept = old.map { table.isDistant ? unchangedBlocks(of: $0, whole, changes) : unchangedBlocks(of: $0, in: table, whole) } ?? []
        let keptRows = kept.reduce(0) { $0 + whole.rows(of: $1).count }
        let keep = old.map { keptRows * 3 >= 2 * table.rows && $0.layout.fittedRows * 2 >= table.rows } ?? false
        let directions = keep ? old!.directions : try SketchDirections.fitting(table)
        let layout = CodeFile(
            rows: table.rows, dimensions: table.dimensions, quantizer: keep ? old!.quantizer : try Quantizer(fitting: table),
            sketches: directions.map(CodeFile.Sketches.init), fittedRows: keep ? old!.layout.fittedRows : table.rows, source: table.stamp)
        try VectorFileError.drafting(url, permissions: Permissions(like: table.url)) { draft in
            try write(Array(0..<layout.blocks), layout, directions, table, keeping: keep ? old : nil, keep ? kept : []) {
                try draft.write($0, at: $1)
            }
            try directions?.shares.withUnsafeBytes { try draft.write($0, at: CodeFile.headerSize) }
            try layout.header.withUnsafeBytes { try draft.write($0, at: 0) }
            guard table.settle() == 0 else { throw VectorFileError(url, "was not made: the table has changed") }
        }
        guard let codes = CompactCodes(try MappedFile(holding: url), layout) else { throw VectorFileError(url, "was damaged as it was written") }
        return codes
    }

    /// Codes the blocks that hold a change, in place; the header, which claims to fit the table, comes last. False when the codes are
    /// damaged or not those of the state before the changes, or when it is time to fit anew.
    private static func extend(_ url: URL, for table: VectorTable, _ changes: VectorChanges) throws -> Bool {
        guard let codes = latest(at: url, dimensions: table.dimensions), codes.layout.source == changes.since, codes.rows == changes.rows,
            codes.layout.fittedRows * 2 >= table.rows, codes.isIntact
        else { return false }
        let old = codes.layout
        let layout = CodeFile(
            rows: table.rows, dimensions: table.dimensions, quantizer: old.quantizer, sketches: old.sketches,
            fittedRows: old.fittedRows, source: table.stamp)
        let blocks = changes.blocks(of: CodeFile.blockRows, total: table.rows)
        guard blocks.count * 3 <= max(layout.blocks, 3) else { return false }
        if blocks.isEmpty && layout == old { return true }
        let file = try FileInPlace(url)
        try write(blocks, layout, codes.directions, table) { try file.write($0, at: $1) }
        try file.synchronize()
        try layout.header.withUnsafeBytes { try file.write($0, at: 0) }
        try file.synchronize()
        return true
    }

    /// The codes of an earlier state of the table, if they are there.
    private static func latest(at url: URL, dimensions: Int) -> CompactCodes? {
        guard let file = try? MappedFile(holding: url), let layout = CodeFile(parsing: file.bytes), layout.dimensions == dimensions else {
            return nil
        }
        return CompactCodes(file, layout)
    }

    /// The blocks whose rows are what they were, and whose codes are undamaged.
    private static func unchangedBlocks(of old: CompactCodes, in table: VectorTable, _ layout: CodeFile) -> Set<Int> {
        let parts = Workers.run(min(layout.blocks, old.layout.blocks), chunk: 1, threads: Workers.available, state: { [Int]() }) {
            found, blocks in
            for block in blocks
            where layout.rows(of: block) == old.layout.rows(of: block)
                && checksum(of: layout.rows(of: block), table) == old.sourceChecksum(block: block)
                && old.isIntact(block: block)
            {
                found.append(block)
            }
        }
        return Set(parts.joined())
    }

    /// The blocks that have not changed, as far as that is known, and whose codes are undamaged.
    private static func unchangedBlocks(of old: CompactCodes, _ layout: CodeFile, _ changes: VectorChanges?) -> Set<Int> {
        guard let changes, old.layout.source == changes.since, old.rows == changes.rows else { return [] }
        let changed = Set(changes.blocks(of: CodeFile.blockRows, total: layout.rows))
        return Set(
            (0..<min(layout.blocks, old.layout.blocks)).filter {
                !changed.contains($0) && layout.rows(of: $0) == old.layout.rows(of: $0) && old.isIntact(block: $0)
            })
    }

    private static func checksum(of rows: Range<Int>, _ table: VectorTable) -> UInt64 {
        vd_checksum(table.start + rows.lowerBound * table.dimensions, rows.count * table.dimensions * MemoryLayout<Float>.size, 3)
    }

    /// Writes blocks, on all processors; those of `kept` are copied.
    private static func write(
        _ blocks: [Int], _ layout: CodeFile, _ directions: SketchDirections?, _ table: VectorTable, keeping old: CompactCodes? = nil,
        _ kept: Set<Int> = [],
        to write: @Sendable (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws {
        if let old {
            for block in blocks where kept.contains(block) {
                try write(UnsafeRawBufferPointer(start: old.block(block), count: layout.blockSize), layout.offset(block: block))
            }
        }
        try table.windows(ofBlocks: blocks.filter { !kept.contains($0) }) { blocks, table in
            try code(blocks, layout, directions, table, to: write)
        }
    }

    private static func code(
        _ blocks: [Int], _ layout: CodeFile, _ directions: SketchDirections?, _ table: VectorTable,
        to write: @Sendable (UnsafeRawBufferPointer, Int) throws -> Void
    ) throws {
        let results = Workers.run(blocks.count, chunk: 1, threads: Workers.available, state: { Result<Void, any Error>.success(()) }) {
            result, places in
            for block in blocks[places] {
                result = result.flatMap {
                    Result {
                        try coded(block, layout, directions, table).withUnsafeBytes { try write($0, layout.offset(block: block)) }
                    }
                }
            }
        }
        for result in results { try result.get() }
    }

    /// A block's bytes.
    private static func coded(_ block: Int, _ layout: CodeFile, _ directions: SketchDirections?, _ table: VectorTable) -> [UInt8] {
        let rows = layout.rows(of: block), half = layout.half
        var bytes = [UInt8](repeating: 0, count: layout.blockSize)
        bytes.withUnsafeMutableBytes { bytes in
            let start = bytes.baseAddress!
            let planes = start.assumingMemoryBound(to: UInt8.self)
            let coarseFits = (start + layout.coarseFitsOffset).assumingMemoryBound(to: Float.self)
            let fineFits = (start + layout.fineFitsOffset).assumingMemoryBound(to: Float.self)
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * half) { codes in
                codes.initialize(repeating: 8)
                for (i, row) in rows.enumerated() {
                    let fits = encode(row, layout, table, codes.baseAddress!)
                    if let directions, let sketches = layout.sketches?.file {
                        sketches.write(
                            table.start + row * table.dimensions, norm: fits.norm, table.dimensions, directions, to: start + layout.sketchesOffset, i)
                    }
                    let group = i / CodeFit.group * 4 * CodeFit.group
                    fits.coarse.store(coarseFits + group, i % CodeFit.group)
                    fits.fine.store(fineFits + group, i % CodeFit.group)
                    vd_split_codes(codes.baseAddress!, half, planes + i * half, planes + layout.fineOffset + i * half)
                }
            }
            bytes.storeBytes(of: layout.checksum(start), toByteOffset: layout.sumsOffset, as: UInt64.self)
            bytes.storeBytes(of: checksum(of: rows, table), toByteOffset: layout.sumsOffset + 8, as: UInt64.self)
        }
        return bytes
    }

    /// Writes a row's codes and says how well the coarse ones fit, and the whole ones; and Σxx, nil where the row holds NaN or infinity.
    private static func encode(
        _ row: Int, _ layout: CodeFile, _ table: VectorTable, _ codes: UnsafeMutablePointer<UInt8>
    ) -> (coarse: CodeFit, fine: CodeFit, norm: Double?) {
        var (fine, coarse, norm) = (vd_code_sum(), vd_code_sum(), 0.0)
        let finite = vd_encode(
            table.start + row * table.dimensions, table.dimensions, layout.quantizer.offset, layout.quantizer.step, codes, &fine, &coarse,
            &norm)
        guard finite != 0 else { return (.unusable, .unusable, nil) }
        return (
            CodeFit(coarse, norm: norm, dimensions: table.dimensions), CodeFit(fine, norm: norm, dimensions: table.dimensions), norm
        )
    }
}
