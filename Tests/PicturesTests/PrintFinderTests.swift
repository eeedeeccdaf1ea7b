import Testing

@testable import Pictures

@Suite struct PrintFinderTests {
    /// A cloth of 120 by 160 pixels with sleeves on a white ground of 200 by 200, and what `paint` puts on it.
    private func garment(_ width: Int = 200, _ height: Int = 200, _ paint: (_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8)?) -> Raster {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let (column, row) = (x * 200 / width, y * 200 / height)
                let isCloth = (40..<160).contains(column) && (20..<180).contains(row) || (10..<190).contains(column) && (20..<70).contains(row)
                let color = isCloth ? paint(column, row) ?? (40, 70, 140) : (255, 255, 255)
                pixels += [color.0, color.1, color.2, 255]
            }
        }
        return Raster(width: width, height: height, pixels: pixels)
    }

    @Test(arguments: [(200, 200), (800, 800), (90, 90), (1000, 1000)])
    func aPatchOfAnotherColorIsThePrint(_ width: Int, _ height: Int) throws {
        let picture = garment(width, height) { x, y in (110..<130).contains(x) && (70..<90).contains(y) ? (240, 200, 60) : nil }
        let box = try #require(picture.printBox)
        let scale = Double(width) / 200
        for (found, drawn) in [(box.x, 110), (box.y, 70), (box.x + box.width, 130), (box.y + box.height, 90)] {
            #expect(abs(Double(found) / scale - Double(drawn)) < 8, "\(box) at \(scale)")
        }
        let area = picture.printArea()
        #expect(area.width == area.height && Double(area.width) < 70 * scale)
    }

    @Test func lightAndFoldsAreNoPrint() {
        let picture = garment { x, y in
            let light = 0.6 + 0.4 * Double(abs((x + 2 * y) % 160 - 80)) / 80
            return (UInt8(200 * light), UInt8(60 * light), UInt8(50 * light))
        }
        #expect(picture.printBox == nil)
        #expect(picture.printArea() == picture.cropped(x: 50, y: 40, width: 100, height: 100))
    }

    @Test func whatCoversEverythingIsNoPrint() {
        #expect(garment { x, y in (x / 8 + y / 8) % 2 == 0 ? (250, 250, 250) : nil }.printBox == nil)
        #expect(garment { _, y in y / 10 % 2 == 0 ? (20, 20, 20) : (230, 230, 230) }.printBox == nil)
    }

    @Test func anyPictureHasAnArea() {
        for (width, height) in [(1, 1), (1, 300), (300, 1), (2, 2), (7, 5), (96, 96), (97, 3)] {
            let picture = Raster(width: width, height: height, pixels: (0..<4 * width * height).map { UInt8(truncatingIfNeeded: $0 * 89) })
            let area = picture.printArea()
            #expect(area.width >= 1 && area.width <= width && area.height >= 1 && area.height <= height)
        }
    }
}
