import CDistance

/// What is known of up to 64 rows of a table from their codes: their sums with one query, and their fits.
final class CodeBlock {
    static let rows = 64
    private(set) var count = 0
    let dots, differences: UnsafeMutablePointer<Double>
    /// A group of fits: those of the file where the rows are one, and copies otherwise.
    private(set) var fits: UnsafePointer<Float>
    private let copies: UnsafeMutablePointer<Float>

    init() {
        dots = .allocate(capacity: Self.rows)
        differences = .allocate(capacity: Self.rows)
        copies = .allocate(capacity: 4 * CodeFit.group)
        fits = UnsafePointer(copies)
        dots.initialize(repeating: 0, count: Self.rows)
        differences.initialize(repeating: 0, count: Self.rows)
        copies.initialize(repeating: 0, count: 4 * CodeFit.group)
    }

    deinit {
        dots.deallocate()
        differences.deallocate()
        copies.deallocate()
    }

    /// How much of a code is read.
    enum Depth { case coarse, fine }

    /// Takes in what the codes of some rows say about a query. Precondition: at least one row, all within one block of the file.
    ///
    /// - Parameters:
    ///   - wants: the sums that matter; others may be left from before.
    ///   - level: by which instructions (see CDistance.h).
    func fill(
        _ codes: CompactCodes, _ rows: UnsafeBufferPointer<UInt32>, _ query: CodeQuery, _ depth: Depth,
        wants: UInt32 = UInt32(VD_PRODUCTS | VD_DIFFERENCES), level: Int32 = vd_code_level()
    ) {
        let layout = codes.layout
        let index = Int(rows[0]) / CodeFile.blockRows
        let first = UInt32(index * CodeFile.blockRows)
        let block = codes.block(index)
        let coarse = block.assumingMemoryBound(to: UInt8.self)
        count = rows.count
        let allFits = (block + (depth == .coarse ? layout.coarseFitsOffset : layout.fineFitsOffset)).assumingMemoryBound(to: Float.self)
        takeFits(allFits, rows, first)
        var query = query.arrays
        switch depth {
        case .coarse: vd_coarse_sums(level, coarse, layout.half, first, rows.baseAddress!, count, &query, wants, dots, differences)
        case .fine:
            vd_fine_sums(level, coarse, coarse + layout.fineOffset, layout.half, first, rows.baseAddress!, count, &query, wants, dots, differences)
        }
    }

    private func takeFits(_ all: UnsafePointer<Float>, _ rows: UnsafeBufferPointer<UInt32>, _ first: UInt32) {
        let start = Int(rows[0] - first)
        if start % CodeFit.group == 0, rows[count - 1] - rows[0] == count - 1, count <= CodeFit.group {
            fits = all + 4 * start
            // The next group's, for these come too far differences for the processor to see them coming.
            vd_prefetch(fits + 4 * CodeFit.group, 4 * CodeFit.group * MemoryLayout<Float>.size)
            return
        }
        fits = UnsafePointer(copies)
        for (i, row) in rows.enumerated() {
            let place = Int(row - first)
            let group = all + place / CodeFit.group * 4 * CodeFit.group
            CodeFit(group, place % CodeFit.group).store(copies, i)
        }
    }

    /// The fit at place `i`.
    func fit(_ i: Int) -> CodeFit { CodeFit(fits, i) }
}
