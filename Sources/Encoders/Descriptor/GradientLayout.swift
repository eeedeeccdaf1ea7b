/// Where edges run in which direction: histograms of oriented gradients over an 8x8 grid.
///
/// After N. Dalal and B. Triggs, "Histograms of Oriented Gradients for Human Detection", CVPR 2005: per pixel the
/// channel with the strongest gradient, votes by magnitude, bilinear over cells, local contrast normalisation with
/// clipping. Two things differ. A vote is spread over neighbouring directions by cos⁴ of the doubled angle, which
/// needs no arctangent and is the same on every machine. Each cell is normalised once, by the 3x3 cells around it,
/// which keeps 512 dimensions instead of 1,764.
enum GradientLayout {
    static let cells = 8
    static let directions = 8
    static let dimensions = cells * cells * directions
    /// Gradient strength, per cell, at which normalisation begins to hold back noise.
    private static let floor: Float = 1.5
    private static let clip: Float = 0.45

    /// cos and sin of the doubled angles of the 8 directions (0°, 22.5°, ... of 180°): steps of 45°.
    private static let cosines = SIMD8<Float>(1, 0.70710678, 0, -0.70710678, -1, -0.70710678, 0, 0.70710678)
    private static let sines = SIMD8<Float>(0, 0.70710678, 1, 0.70710678, 0, -0.70710678, -1, -0.70710678)

    /// Writes `dimensions` values: for each cell, row by row, its 8 directions.
    static func write(_ picture: WorkingPicture, into output: UnsafeMutablePointer<Float>) {
        // One ring of cells around the grid takes the votes that fall outside and stays empty of meaning.
        let stride = cells + 2
        withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: stride * stride) { votes in
            votes.initialize(repeating: .zero)
            collect(picture, votes: votes.baseAddress!, stride: stride)
            normalize(votes.baseAddress!, stride: stride, into: output)
        }
    }

    private static func collect(_ picture: WorkingPicture, votes: UnsafeMutablePointer<SIMD8<Float>>, stride: Int) {
        let cell = WorkingPicture.side / cells
        for y in 0..<WorkingPicture.side {
            // The cell whose center is above the pixel, counted with the ring, and how far the next one is.
            let (row, below) = (2 * y + 1 + cell).quotientAndRemainder(dividingBy: 2 * cell)
            let down = Float(below) / Float(2 * cell)
            for x in 0..<WorkingPicture.side {
                let dx = picture.clamped(x + 1, y) - picture.clamped(x - 1, y)
                let dy = picture.clamped(x, y + 1) - picture.clamped(x, y - 1)
                let power: SIMD4<Float> = dx * dx + dy * dy
                let channel = power.x >= power.y ? (power.x >= power.z ? 0 : 2) : (power.y >= power.z ? 1 : 2)
                guard power[channel] > 1e-6 else { continue }
                let (gx, gy) = (dx[channel], dy[channel])
                let (cosine, sine): (Float, Float) = (gx * gx - gy * gy, 2 * gx * gy)
                let near: SIMD8<Float> = (cosines * cosine + sines * sine) / power[channel]
                let positive = near.replacing(with: 0, where: near .< 0)
                let square = positive * positive
                let vote = square * square * power[channel].squareRoot()
                let (column, beside) = (2 * x + 1 + cell).quotientAndRemainder(dividingBy: 2 * cell)
                let right = Float(beside) / Float(2 * cell)
                let corner = votes + row * stride + column
                corner[0] += vote * ((1 - down) * (1 - right))
                corner[1] += vote * ((1 - down) * right)
                corner[stride] += vote * (down * (1 - right))
                corner[stride + 1] += vote * (down * right)
            }
        }
    }

    private static func normalize(
        _ votes: UnsafeMutablePointer<SIMD8<Float>>, stride: Int, into output: UnsafeMutablePointer<Float>
    ) {
        let scale = 1.3 / Float(cells)
        for row in 1...cells {
            for column in 1...cells {
                var energy: Float = floor * floor
                for y in row - 1...row + 1 {
                    for x in column - 1...column + 1 {
                        let vote = votes[y * stride + x]
                        energy += (vote * vote).sum() / 9
                    }
                }
                let vote = votes[row * stride + column] / energy.squareRoot()
                let clipped = vote.replacing(with: clip, where: vote .> clip) * scale
                let cell = output + directions * ((row - 1) * cells + column - 1)
                for direction in 0..<directions { cell[direction] = clipped[direction] }
            }
        }
    }
}
