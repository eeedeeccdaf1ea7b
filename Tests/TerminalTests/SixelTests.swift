import Basics
import Frames
import Pictures
import Testing

@testable import Terminal

@Suite struct SixelTests {
    /// Whatever is drawn, a terminal that takes sixels one by one ends up with the picture.
    @Test(arguments: [(1, 6), (2, 12), (7, 6), (40, 30), (161, 48)], [1, 2, 9, 255])
    func sixelsDrawThePicture(shape: (width: Int, height: Int), colors: Int) throws {
        for raster in [
            Raster.noise(shape.width, shape.height, seed: 4), .plain(shape.width, shape.height),
            // Flat areas, thin lines and a hole, as a garment's picture has them.
            .drawn(shape.width, shape.height) { x, y in
                x % 9 == 4 ? [200, 30, 40, 255] : (x + y) % 13 == 0 ? [0, 0, 0, 0] : [UInt8(20 + y), 90, UInt8(x), 255]
            },
        ] {
            let picture = IndexedPicture(raster, colors: colors)
            let drawn = SixelDecoder(SixelWriter.bytes(of: picture))
            #expect(drawn.width == shape.width && drawn.height == shape.height)
            #expect(drawn.pixels == picture.indices.map { $0 == IndexedPicture.clear ? nil : percent(picture.palette[Int($0)]) })
        }
    }

    @Test func fewColorsArePreserved() {
        let colors: [[UInt8]] = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [250, 250, 250, 255]]
        let raster = Raster.drawn(20, 12) { x, y in colors[(x / 3 + y) % 4] }
        let picture = IndexedPicture(raster, colors: 64)
        #expect(picture.palette.count == 4)
        let drawn = picture.indices.map { picture.palette[Int($0)] }
        #expect(drawn.flatMap { [$0.x, $0.y, $0.z, 255] } == raster.pixels)
    }

    @Test func aPhotographStaysNearItself() {
        // A soft fold over two colours, with a little noise.
        let noise = Raster.noise(120, 120, seed: 7)
        let raster = Raster.drawn(120, 120) { x, y in
            let light = 60 + x + Int(noise.pixels[4 * (y * 120 + x)]) % 5
            return y < 60 ? [UInt8(light), UInt8(light / 2), 40, 255] : [30, UInt8(light / 3), UInt8(light), 255]
        }
        let picture = IndexedPicture(raster, colors: 64)
        var error = 0
        for (pixel, index) in picture.indices.enumerated() {
            for channel in 0..<3 {
                let apart = Int(picture.palette[Int(index)][channel]) - Int(raster.pixels[4 * pixel + channel])
                error += apart * apart
            }
        }
        // 36 dB: differences that one has to look for.
        #expect(error < 3 * 120 * 120 * 16)
    }

    @Test func whatIsHalfTransparentIsLaidOverTheBackground() {
        let format = PictureFormat(graphics: .sixel, cell: PixelSize(width: 6, height: 6), background: Color(red: 0, green: 0, blue: 200))
        let raster = Raster.drawn(6, 6) { x, _ in [200, 0, 0, x < 3 ? 128 : 100] }
        guard case .inline(let bytes, let coverage) = Sixel.encode(raster, size: Size(columns: 1, rows: 1), format: format) else {
            Issue.record("not inline")
            return
        }
        let drawn = SixelDecoder(bytes).pixels
        #expect(drawn[0] == percent([100, 0, 99, 0]) && drawn[5] == nil)
        #expect(!coverage.isOpaque)
    }

    private func percent(_ color: SIMD4<UInt8>) -> [Int] { (0..<3).map { (Int(color[$0]) * 100 + 127) / 255 } }
}

/// A sixel terminal, one character after another: the plain twin of `SixelWriter`.
private struct SixelDecoder {
    private(set) var width = 0
    private(set) var height = 0
    /// Red, green and blue in percent; nil where nothing was drawn.
    private(set) var pixels: [[Int]?] = []

    init(_ bytes: [UInt8]) {
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        guard text.hasPrefix("\u{1B}P0;1;0q\""), text.hasSuffix("\u{1B}\\") else { return }
        text = text.dropFirst("\u{1B}P0;1;0q\"".count).dropLast(2)
        func numbers() -> [Int] {
            let digits = text.prefix { $0.isNumber || $0 == ";" }
            text = text.dropFirst(digits.count)
            return digits.split(separator: ";").map { Int($0)! }
        }
        let size = numbers()
        (width, height) = (size[2], size[3])
        pixels = Array(repeating: nil, count: width * height)
        var palette: [Int: [Int]] = [:]
        var (x, y, color) = (0, 0, 0)
        while let next = text.popFirst() {
            switch next {
            case "#":
                let definition = numbers()
                color = definition[0]
                if definition.count == 5 { palette[color] = Array(definition[2...]) }
            case "$": x = 0
            case "-": (x, y) = (0, y + 6)
            default:
                let count = next == "!" ? numbers()[0] : 1
                let sixel = next == "!" ? text.removeFirst() : next
                let bits = Int(sixel.asciiValue!) - 63
                for column in x..<x + count {
                    for row in 0..<6 where bits >> row & 1 == 1 { pixels[(y + row) * width + column] = palette[color]! }
                }
                x += count
            }
        }
    }
}
