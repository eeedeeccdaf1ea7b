import CDistance

/// What is known of up to 64 rows of a table from their codes: their sums with one query, and their fits.
final class CodeBlock {
    static let rows = 64
    private(set) var count = 0
    let dots: UnsafeMutablePointer<Int64>
    let apart: UnsafeMutablePointer<UInt32>
    /// One kind after another, `count` places each.
    let fits: UnsafeMutablePointer<Float>

    init() {
        dots = .allocate(capacity: Self.rows)
        apart = .allocate(capacity: Self.rows)
        fits = .allocate(capacity: 4 * Self.rows)
        dots.initialize(repeating: 0, count: Self.rows)
        apart.initialize(repeating: 0, count: Self.rows)
        fits.initialize(repeating: 0, count: 4 * Self.rows)
    }

    deinit {
        dots.deallocate()
        apart.deallocate()
        fits.deallocate()
    }

    /// How much of a code is read.
    enum Depth { case coarse, fine }

    /// Takes in what the codes of some rows say about a query. Precondition: at least one row, all within one block of the file.
    ///
    /// - Parameter level: by which instructions (see CDistance.h).
    func fill(
        _ codes: CompactCodes, _ rows: UnsafeBufferPointer<UInt32>, _ query: CodeQuery, _ depth: Depth, level: Int32 = vd_code_level()
    ) {
        let layout = codes.layout
        let index = Int(rows[0]) / CodeFile.blockRows
        let first = UInt32(index * CodeFile.blockRows)
        let block = codes.block(index)
        let coarse = block.assumingMemoryBound(to: UInt8.self)
        let fitsOffset = depth == .coarse ? layout.coarseFitsOffset : layout.fineFitsOffset
        count = rows.count
        vd_gather_fits((block + fitsOffset).assumingMemoryBound(to: CodeFit.self), first, rows.baseAddress!, count, fits)
        var query = query.arrays
        switch depth {
        case .coarse: vd_coarse_sums(level, coarse, layout.half, first, rows.baseAddress!, count, &query, dots, apart)
        case .fine:
            vd_fine_sums(level, coarse, coarse + layout.fineOffset, layout.half, first, rows.baseAddress!, count, &query, dots, apart)
        }
    }

    /// The fit at place `i`.
    func fit(_ i: Int) -> CodeFit {
        CodeFit(manhattan: fits[i], euclidean: fits[count + i], along: fits[2 * count + i], across: fits[3 * count + i])
    }
}
