import CDistance
import Foundation

extension CompactCodes {
    /// Brings the codes beside a table up to date, or makes them, and opens them.
    ///
    /// Blocks of 1024 rows whose numbers have not changed keep their codes; the others are coded, on all processors. When more
    /// than a third of the rows are new or changed, or the table has doubled since, a new offset and step are fitted and
    /// everything is coded. The file is written beside the old one and then takes its place, so that it is whole at every moment.
    ///
    /// - Throws: `VectorFileError` when the file cannot be written.
    public static func update(at url: URL, for table: VectorTable) throws -> CompactCodes {
        if let current = CompactCodes(contentsOf: url, for: table), current.rows == table.rows, current.isIntact { return current }
        let old = usable(at: url, dimensions: table.dimensions)
        let whole = CodeFile(
            rows: table.rows, dimensions: table.dimensions, quantizer: Quantizer(offset: 0, step: 1), fittedRows: table.rows,
            source: table.stamp)
        let sums = sourceChecksums(of: table, whole)
        let kept = old.map { old in
            sums.indices.map {
                $0 < old.layout.blocks && whole.rows(of: $0) == old.layout.rows(of: $0)
                    && sums[$0] == old.sourceChecksum(block: $0)
            }
        }
        let keptRows = kept?.enumerated().reduce(0) { $0 + ($1.element ? whole.rows(of: $1.offset).count : 0) } ?? 0
        let keep = old.map { keptRows * 3 >= 2 * table.rows && $0.layout.fittedRows * 2 >= table.rows } ?? false
        let layout = CodeFile(
            rows: table.rows, dimensions: table.dimensions,
            quantizer: keep ? old!.quantizer : Quantizer(fitting: table),
            fittedRows: keep ? old!.layout.fittedRows : table.rows, source: table.stamp)
        try write(layout, sums, to: url, table) { block in keep && kept![block] ? old : nil }
        return CompactCodes(try MappedFile(url), layout)
    }

    /// The codes of an earlier state of the table, if they are there and undamaged.
    private static func usable(at url: URL, dimensions: Int) -> CompactCodes? {
        guard let file = try? MappedFile(url), let layout = CodeFile(parsing: file.bytes), layout.dimensions == dimensions else {
            return nil
        }
        let codes = CompactCodes(file, layout)
        return codes.isIntact ? codes : nil
    }

    private static func sourceChecksums(of table: VectorTable, _ layout: CodeFile) -> [UInt64] {
        let parts = Workers.run(layout.blocks, chunk: 4, threads: Workers.available, state: { [(Int, UInt64)]() }) {
            found, blocks in
            for block in blocks {
                let rows = layout.rows(of: block)
                let start = table.start + rows.lowerBound * table.dimensions
                found.append((block, vd_checksum(start, rows.count * table.dimensions * MemoryLayout<Float>.size, 3)))
            }
        }
        return parts.joined().sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Writes the whole file; a block that `kept` has is copied.
    private static func write(
        _ layout: CodeFile, _ sums: [UInt64], to url: URL, _ table: VectorTable, kept: @Sendable (Int) -> CompactCodes?
    ) throws {
        let draft = try DraftFile(replacing: url)
        let parts = Workers.run(
            layout.blocks, chunk: 1, threads: Workers.available, state: { Result<[(Int, UInt64)], Error>.success([]) }
        ) {
            result, blocks in
            result = result.flatMap { done in
                Result { try done + blocks.map { ($0, try write(block: $0, layout, draft, table, kept: kept($0))) } }
            }
        }
        let checksums = try parts.flatMap { try $0.get() }.sorted { $0.0 < $1.0 }.map(\.1)
        try (checksums + sums).withUnsafeBytes { try draft.write($0, at: layout.checksumsOffset) }
        var header = layout.header
        header += [UInt64](repeating: 0, count: CodeFile.headerSize / 8 - header.count)
        try header.withUnsafeBytes { try draft.write($0, at: 0) }
        try draft.commit()
    }

    /// Writes a block's codes and fits and gives their checksum.
    private static func write(
        block: Int, _ layout: CodeFile, _ draft: DraftFile, _ table: VectorTable, kept: CompactCodes?
    ) throws -> UInt64 {
        let rows = layout.rows(of: block)
        var codes = [UInt8](repeating: 0, count: rows.count * layout.stride)
        var fits = [CodeFit](repeating: .unusable, count: rows.count)
        codes.withUnsafeMutableBufferPointer { codes in
            if let kept {
                _ = codes.update(
                    fromContentsOf: UnsafeBufferPointer(start: kept.codes + rows.lowerBound * layout.stride, count: codes.count))
                for i in fits.indices { fits[i] = kept.fits[rows.lowerBound + i] }
                return
            }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 5) { sums in
                for (i, row) in rows.enumerated() {
                    let finite = vd_encode(
                        table.start + row * table.dimensions, table.dimensions, layout.quantizer.offset, layout.quantizer.step,
                        codes.baseAddress! + i * layout.stride, sums.baseAddress!)
                    if finite != 0 { fits[i] = CodeFit(sums.baseAddress!, dimensions: table.dimensions) }
                }
            }
        }
        try codes.withUnsafeBytes { try draft.write($0, at: layout.codesOffset + rows.lowerBound * layout.stride) }
        try fits.withUnsafeBytes { try draft.write($0, at: layout.fitsOffset + rows.lowerBound * MemoryLayout<CodeFit>.size) }
        return CodeFile.checksum(codes, fits, rows.count, layout.stride)
    }
}
