/// The mean colour of each cell of an 8x8 grid over a picture, in L*a*b*.
///
/// After the colour layout descriptor of MPEG-7 (ISO/IEC 15938-3), with plain cell colours instead of quantised
/// cosine coefficients: a table of vectors needs no compression, and differences stay in units of visible difference.
enum ColorLayout {
    static let cells = 8
    static let dimensions = 3 * cells * cells
    /// A picture whose cells are all this far (in units of L*a*b*) from the middle gray has length 1.
    private static let radius: Float = 50

    /// Writes `dimensions` values: L* − 50, a*, b* of each cell, row by row.
    ///
    /// The middle gray is the origin, so that black and white are opposite and colours point away from both.
    static func write(_ picture: WorkingPicture, into output: UnsafeMutablePointer<Float>) {
        let scale = 1 / (radius * Float(cells))
        let side = WorkingPicture.side / cells
        for row in 0..<cells {
            for column in 0..<cells {
                var sum = SIMD3<Float>.zero
                for y in row * side..<(row + 1) * side {
                    for x in column * side..<(column + 1) * side { sum += picture.linear(x, y) }
                }
                let lab = LabColor.lab(linear: sum / Float(side * side)) - SIMD3(50, 0, 0)
                let cell = output + 3 * (row * cells + column)
                cell[0] = lab.x * scale
                cell[1] = lab.y * scale
                cell[2] = lab.z * scale
            }
        }
    }
}
