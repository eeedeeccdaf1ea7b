import Basics
import Frames
import Pictures

/// Pictures in 16 colours: in each cell either quarters in two of them, or a mixture of two that comes nearer to the cell as a whole.
enum FewColorBlocks {
    /// Characters by the quarters that they fill: top left, top right, bottom left, bottom right as bits. What fills the others is the same
    /// with the colours changed over.
    private static let quarters: [(filled: Int, character: Unicode.Scalar)] = [
        (0b0011, "▀"), (0b0101, "▌"), (0b0001, "▘"), (0b0010, "▝"), (0b0100, "▖"), (0b0111, "▛"), (0b0110, "▞"),
    ]

    /// One run of bytes for each row, `size.columns` cells wide, attributes as the last cell has them.
    static func rows(of raster: Raster, size: Size, symbols: SymbolSet, background: Color) -> [[UInt8]] {
        let lights = means(of: raster, across: 2 * size.columns, down: 2 * size.rows, over: background.light)
        let forms = symbols == .halves ? quarters.prefix(2) : quarters[...]
        return (0..<size.rows).map { row in
            var bytes: [UInt8] = []
            var last: FewColors.Ink?
            for column in 0..<size.columns {
                let first = 4 * row * size.columns + 2 * column
                let ink = ink(for: [0, 1, 2 * size.columns, 2 * size.columns + 1].map { lights[first + $0] }, forms)
                bytes += ink.bytes(after: last)
                last = ink
            }
            return bytes
        }
    }

    private static func ink(for lights: [SIMD3<Float>], _ forms: ArraySlice<(filled: Int, character: Unicode.Scalar)>) -> FewColors.Ink {
        let colors = lights.map(FewColors.seen)
        let mean = FewColors.seen(lights.reduce(.zero, +) / 4)
        let even = FewColors.mixture(of: mean)
        var best = (ink: even.mixture.ink, distance: 4 * even.distance + colors.reduce(0) { $0 + $1.distance(to: mean) })
        for form in forms {
            let front = FewColors.solid(for: colors.indices.filter { form.filled >> $0 & 1 == 1 }.map { colors[$0] })
            let back = FewColors.solid(for: colors.indices.filter { form.filled >> $0 & 1 == 0 }.map { colors[$0] })
            guard front.distance + back.distance < best.distance else { continue }
            best.distance = front.distance + back.distance
            best.ink = FewColors.Ink(foreground: front.index, background: back.index, character: form.character)
        }
        return best.ink
    }

    /// The mean light of a picture's parts, row by row; what is transparent lets the background through.
    private static func means(of raster: Raster, across: Int, down: Int, over background: SIMD3<Float>) -> [SIMD3<Float>] {
        func part(_ index: Int, of parts: Int, in length: Int) -> Range<Int> {
            let start = index * length / parts
            return start..<max(start + 1, (index + 1) * length / parts)
        }
        return (0..<down).flatMap { y in
            let rows = part(y, of: down, in: raster.height)
            return (0..<across).map { x -> SIMD3<Float> in
                let columns = part(x, of: across, in: raster.width)
                var sum = SIMD3<Float>.zero
                for row in rows {
                    for column in columns {
                        let at = 4 * (row * raster.width + column)
                        let color = Color(red: raster.pixels[at], green: raster.pixels[at + 1], blue: raster.pixels[at + 2])
                        let opacity = Float(raster.pixels[at + 3]) / 255
                        sum += color.light * opacity + background * (1 - opacity)
                    }
                }
                return sum / Float(rows.count * columns.count)
            }
        }
    }
}
