import Pictures
import Testing

@testable import Encoders

@Suite struct ResamplerTests {
    /// The plain reference: every weight in double precision, straight from the definition.
    private func reference(_ picture: Raster, _ resampler: Resampler) -> [Double] {
        func weights(input: Int, output: Int, at position: Int) -> [(Int, Double)] {
            let scale = Double(input) / Double(output)
            let stretch = max(1, scale)
            let center = (Double(position) + 0.5) * scale
            let all = (0..<input).map { ($0, resampler.filter.weight((Double($0) + 0.5 - center) / stretch)) }
            let sum = all.map(\.1).reduce(0, +)
            return all.filter { $0.1 != 0 }.map { ($0.0, $0.1 / sum) }
        }
        var result: [Double] = []
        for row in resampler.rows {
            for column in resampler.columns {
                for channel in 0..<3 {
                    var sum = 0.0
                    for (y, down) in weights(input: picture.height, output: resampler.height, at: row) {
                        for (x, across) in weights(input: picture.width, output: resampler.width, at: column) {
                            sum += down * across * Double(picture.pixels[4 * (y * picture.width + x) + channel])
                        }
                    }
                    result.append(sum)
                }
            }
        }
        return result
    }

    @Test(
        arguments: [
            (7, 5, 3, 4), (3, 4, 9, 8), (1, 1, 4, 4), (40, 2, 5, 6), (13, 13, 13, 13), (2, 50, 7, 3),
        ], ResampleFilter.allCases)
    func agreesWithItsReference(size: (Int, Int, Int, Int), filter: ResampleFilter) {
        let picture = Samples.noise(size.0, size.1, seed: 5)
        let resampler = Resampler(width: size.2, height: size.3, filter: filter)
        var values: [Double] = []
        resampler.forEachRow(of: picture) { _, line in
            for pixel in line { values += [Double(pixel.x), Double(pixel.y), Double(pixel.z)] }
        }
        let expected = reference(picture, resampler)
        #expect(values.count == expected.count)
        #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test func aWindowIsAPartOfTheWhole() {
        let picture = Samples.noise(31, 23, seed: 6)
        var whole: [[SIMD4<Float>]] = []
        Resampler(width: 12, height: 10, filter: .bicubic).forEachRow(of: picture) { whole.append(Array($1)) }
        var part: [[SIMD4<Float>]] = []
        let window = Resampler(width: 12, height: 10, columns: 3..<9, rows: 2..<7, filter: .bicubic)
        window.forEachRow(of: picture) { part.append(Array($1)) }
        #expect(part == whole[2..<7].map { Array($0[3..<9]) })
    }

    @Test func transparentPixelsAreWhite() {
        #expect(composedOnWhite(Samples.plain(3, 2, 10, 20, 30, 0)) == Samples.plain(3, 2, 255, 255, 255).pixels)
        #expect(composedOnWhite(Samples.plain(1, 1, 0, 100, 255, 128)) == [127, 177, 255, 255])
        let opaque = Samples.noise(9, 9, seed: 7)
        #expect(composedOnWhite(opaque) == opaque.pixels)
    }
}
