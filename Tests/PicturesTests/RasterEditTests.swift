import TestSupport
import Testing

@testable import Pictures

@Suite struct RasterEditTests {
    private func noise(_ width: Int, _ height: Int, seed: UInt64, isOpaque: Bool = true) -> Raster {
        var random = SeededGenerator(seed: seed)
        return Raster(
            width: width, height: height,
            pixels: (0..<width * height).flatMap { _ in
                (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) } + [isOpaque ? 255 : UInt8.random(in: 0...255, using: &random)]
            })
    }

    /// The plain twin: each mean anew.
    private func blurred(_ picture: Raster, radius: Int) -> [Double] {
        var values = (0..<picture.width * picture.height).flatMap { pixel in
            (0..<3).map { channel in
                let alpha = Double(picture.pixels[4 * pixel + 3]) / 255
                return Double(picture.pixels[4 * pixel + channel]) * alpha + 255 * (1 - alpha)
            }
        }
        for _ in 0..<3 {
            let before = values
            for y in 0..<picture.height {
                for x in 0..<picture.width {
                    let columns = max(0, x - radius)...min(picture.width - 1, x + radius),
                        rows = max(0, y - radius)...min(picture.height - 1, y + radius)
                    for channel in 0..<3 {
                        let sum = rows.reduce(0.0) { sum, row in columns.reduce(sum) { $0 + before[3 * (row * picture.width + $1) + channel] } }
                        values[3 * (y * picture.width + x) + channel] = sum / Double(columns.count * rows.count)
                    }
                }
            }
        }
        return values
    }

    @Test(arguments: [(1, 1, 3), (1, 9, 2), (9, 1, 20), (17, 12, 1), (17, 12, 4), (17, 12, 40)]) func blurringEqualsItsPlainTwin(
        _ width: Int, _ height: Int, _ radius: Int
    ) {
        for isOpaque in [true, false] {
            let picture = noise(width, height, seed: 1, isOpaque: isOpaque), fast = picture.blurred(radius: radius),
                plain = blurred(picture, radius: radius)
            for pixel in 0..<width * height {
                for channel in 0..<3 { #expect(abs(Double(fast.pixels[4 * pixel + channel]) - plain[3 * pixel + channel]) < 0.52) }
                #expect(fast.pixels[4 * pixel + 3] == 255)
            }
        }
    }

    @Test func oneColourStaysIt() {
        #expect(Raster.filled([9, 80, 200], width: 30, height: 20).blurred(radius: 4) == .filled([9, 80, 200], width: 30, height: 20))
        #expect(Raster.filled([9, 80, 200], width: 30, height: 20).resized(width: 7, height: 41) == .filled([9, 80, 200], width: 7, height: 41))
    }

    @Test func whatIsPastedOutsideIsLeftOut() {
        let small = noise(3, 3, seed: 2)
        for (x, y) in [(-9, 0), (0, -9), (-2, -2), (1, 1), (4, 4), (5, 0), (0, 99), (.min / 4, 0)] {
            var picture = Raster.filled([0, 0, 0], width: 5, height: 5)
            picture.paste(small, x: x, y: y)
            for row in 0..<5 {
                for column in 0..<5 {
                    let inside = (0..<3).contains(column - x) && (0..<3).contains(row - y)
                    let expected =
                        inside ? Array(small.pixels[4 * ((row - y) * 3 + column - x)..<4 * ((row - y) * 3 + column - x) + 4]) : [0, 0, 0, 255]
                    #expect(Array(picture.pixels[4 * (row * 5 + column)..<4 * (row * 5 + column) + 4]) == expected)
                }
            }
        }
    }

    @Test(arguments: [(1, 1), (3, 7), (64, 33)]) func aPNGDecodesToTheSamePixels(_ width: Int, _ height: Int) throws {
        for isOpaque in [true, false] {
            let picture = noise(width, height, seed: 3, isOpaque: isOpaque)
            #expect(try PictureDecoder.decode(PNGWriter.encode(picture)) == picture)
        }
    }
}
