import Testing

@testable import Pictures

@Suite struct ThumbnailTests {
    private func picture(_ width: Int, _ height: Int, _ color: (Int, Int) -> (UInt8, UInt8, UInt8, UInt8)) -> Raster {
        var pixels: [UInt8] = []
        for y in 0..<height { for x in 0..<width { pixels += [color(x, y).0, color(x, y).1, color(x, y).2, color(x, y).3] } }
        return Raster(width: width, height: height, pixels: pixels)
    }

    @Test func marginsAreTrimmedAndProportionsKept() {
        let thumbnail = Thumbnail(
            picture(400, 300) { x, y in (100..<300).contains(x) && (100..<200).contains(y) ? (200, 10, 20, 255) : (255, 255, 255, 255) })
        #expect(thumbnail.width == 32 && (15...18).contains(thumbnail.height))
        let middle = 3 * (thumbnail.height / 2 * 32 + 16)
        #expect(Array(thumbnail.pixels[middle..<middle + 3]) == [200, 10, 20])
        #expect(thumbnail.raster.width == 32 && thumbnail.raster.pixels.count == 4 * thumbnail.width * thumbnail.height)
        #expect(Thumbnail(thumbnail.raster).raster.pixels.count <= thumbnail.raster.pixels.count)
    }

    @Test func smallPicturesStayAsTheyAre() {
        let small = picture(20, 28) { x, y in (UInt8(x * 9), UInt8(y * 7), 3, 255) }, thumbnail = Thumbnail(small)
        #expect(thumbnail.width == 20 && thumbnail.height == 28 && thumbnail.raster == small)
        for (width, height) in [(1, 1), (1, 5000), (5000, 1), (33, 32), (4000, 3)] {
            let odd = Thumbnail(picture(width, height) { x, y in (UInt8(x % 256), UInt8(y % 256), 0, 255) })
            #expect((1...32).contains(odd.width) && (1...32).contains(odd.height) && odd.pixels.count == 3 * odd.width * odd.height)
        }
    }

    @Test func whatCannotBeSeenIsWhite() {
        let thumbnail = Thumbnail(picture(64, 64) { x, y in (10, 20, 30, x < 32 ? 0 : 255) })
        #expect(Array(thumbnail.pixels.suffix(3)) == [10, 20, 30])
    }

    @Test func whatIsNoneIsRefused() {
        #expect(Thumbnail(width: 33, height: 1, pixels: [UInt8](repeating: 0, count: 99)) == nil)
        #expect(Thumbnail(width: 0, height: 1, pixels: [UInt8]()) == nil)
        #expect(Thumbnail(width: 2, height: 2, pixels: [UInt8](repeating: 0, count: 11)) == nil)
        #expect(Thumbnail(width: 2, height: 2, pixels: [UInt8](repeating: 0, count: 12)) != nil)
    }
}
