import Pictures
import TestSupport

/// Pictures for tests.
enum Samples {
    /// Opaque noise.
    static func noise(_ width: Int, _ height: Int, seed: UInt64) -> Raster {
        var generator = SeededGenerator(seed: seed)
        return draw(width, height) { _, _ in
            let bits = generator.next()
            return (
                UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8), UInt8(truncatingIfNeeded: bits >> 16), 255
            )
        }
    }

    static func plain(_ width: Int, _ height: Int, _ red: UInt8, _ green: UInt8, _ blue: UInt8, _ alpha: UInt8 = 255) -> Raster {
        draw(width, height) { _, _ in (red, green, blue, alpha) }
    }

    /// A rectangle of one colour in the middle of a white picture, a crude T-shirt.
    static func shirt(_ side: Int, _ red: UInt8, _ green: UInt8, _ blue: UInt8, width: Double = 0.5) -> Raster {
        draw(side, side) { x, y in
            let (u, v) = ((Double(x) + 0.5) / Double(side), (Double(y) + 0.5) / Double(side))
            return abs(u - 0.5) < width / 2 && abs(v - 0.5) < 0.4 ? (red, green, blue, 255) : (255, 255, 255, 255)
        }
    }

    static func draw(_ width: Int, _ height: Int, _ color: (Int, Int) -> (UInt8, UInt8, UInt8, UInt8)) -> Raster {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(4 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                let (red, green, blue, alpha) = color(x, y)
                pixels += [red, green, blue, alpha]
            }
        }
        return Raster(width: width, height: height, pixels: pixels)
    }
}

func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
}
