import CDistance

/// What is known of up to 64 rows from their codes: their sums with one query, and their fits.
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

    /// Takes the rows' fits in.
    func gather(_ codes: CompactCodes, _ rows: UnsafeBufferPointer<UInt32>) {
        count = rows.count
        vd_gather_fits(codes.fits, rows.baseAddress!, count, fits)
    }

    /// The fit at place `i`.
    func fit(_ i: Int) -> CodeFit {
        CodeFit(manhattan: fits[i], euclidean: fits[count + i], along: fits[2 * count + i], across: fits[3 * count + i])
    }
}
