import Basics
import CZlib
import Foundation
import Frames
import Pictures
import TestSupport
import Testing

@testable import Terminal

@Suite struct PictureRendererTests {
    /// The cells that a row of bytes prints.
    private func width(of row: [UInt8]) -> Int {
        var inSequence = false
        return String(decoding: row, as: UTF8.self).unicodeScalars.reduce(0) { sum, scalar in
            if scalar == "\u{1B}" { inSequence = true }
            defer { if inSequence, scalar == "m" { inSequence = false } }
            return sum + (inSequence ? 0 : CellText.width(of: scalar))
        }
    }

    @Test(arguments: ColorDepth.allCases, [(10, 10), (3, 200), (300, 5), (1, 1), (28, 28)])
    func symbolsFillTheirRectangleExactly(colors: ColorDepth, shape: (Int, Int)) {
        for size in [Size(columns: 14, rows: 7), Size(columns: 1, rows: 1), Size(columns: 3, rows: 9)] {
            let format = PictureFormat(graphics: .symbols, colors: colors)
            let picture = PictureRenderer.render(.noise(shape.0, shape.1, seed: 3), size: size, format: format)
            guard case .rows(let rows) = picture.body else { Issue.record("no rows"); return }
            #expect(rows.count == size.rows)
            #expect(rows.allSatisfy { width(of: $0) == size.columns })
            #expect(rows.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("\n") })
        }
    }

    /// Every call of chafa that we make; `assets/hostile/chafa.sh` has valgrind watch many more of them, for old releases write out of bounds.
    @Test func symbolsOfAnySizeAndSettingFillTheirRectangle() {
        let count = ProcessInfo.processInfo.environment["VITRINE_SYMBOLS"].flatMap { Int($0) } ?? 60
        let seed = ProcessInfo.processInfo.environment["VITRINE_SEED"].flatMap { UInt64($0) } ?? 1
        let sides = [1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100, 250, 333], cells = [1, 2, 3, 5, 7, 8, 9, 10, 12, 17, 20, 32]
        var random = SeededGenerator(seed: seed)
        func any(_ values: [Int]) -> Int { values.randomElement(using: &random)! }
        for _ in 0..<count {
            let size = Size(columns: any(sides), rows: min(90, any(sides)))
            let format = PictureFormat(
                graphics: .symbols, colors: ColorDepth.allCases.randomElement(using: &random)!,
                cell: PixelSize(width: any(cells), height: any(cells) * Int.random(in: 1...2, using: &random)),
                background: Bool.random(using: &random) ? nil : Color(packed: .random(in: 0...0xFFFFFF, using: &random)),
                symbols: [SymbolSet.halves, .quarters, .sextants].randomElement(using: &random)!)
            var raster = Raster.noise(any(sides), any(sides), seed: .random(in: 0...99, using: &random))
            // Plain and see-through ones take other ways through it.
            if Bool.random(using: &random) { raster.pixels = raster.pixels.map { $0 < 128 ? 0 : 255 } }
            let picture = PictureRenderer.render(raster, size: size, format: format)
            guard case .rows(let rows) = picture.body else { Issue.record("no rows"); return }
            #expect(rows.count == size.rows && rows.allSatisfy { width(of: $0) == size.columns }, "\(size) \(format)")
        }
    }

    /// A terminal may say anything of its size and its cells.
    @Test(arguments: GraphicsProtocol.allCases, 0..<4) func noSizeIsTooSmallOrTooLarge(graphics: GraphicsProtocol, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let lengths = [Int.min, -1, 0, 0, 1, 1, 2, 3, 4, 40]
        let huge = [70_000, 1 << 40, Int.max]
        for step in 0..<40 {
            var size = Size(columns: lengths.randomElement(using: &random)!, rows: lengths.randomElement(using: &random)!)
            var cell = PixelSize(width: lengths.randomElement(using: &random)!, height: lengths.randomElement(using: &random)!)
            // The large ones take longer.
            if step % 10 == 0 { size.columns = huge.randomElement(using: &random)! }
            if step % 10 == 1 { cell.height = huge.randomElement(using: &random)! }
            if step % 10 == 2 { size.rows = huge.randomElement(using: &random)! }
            let format = PictureFormat(graphics: graphics, colors: ColorDepth.allCases.randomElement(using: &random)!, cell: cell)
            let picture = PictureRenderer.render(.noise(Int.random(in: 1...9, using: &random), 3, seed: 1), size: size, format: format)
            if size.isEmpty { #expect(picture.body == .rows([])) }
        }
    }

    @Test func symbolsKeepToTheirColors() {
        func sent(_ colors: ColorDepth) -> String {
            let format = PictureFormat(graphics: .symbols, colors: colors)
            let picture = PictureRenderer.render(.noise(40, 40, seed: 5), size: Size(columns: 8, rows: 4), format: format)
            guard case .rows(let rows) = picture.body else { return "" }
            return String(decoding: rows.joined(), as: UTF8.self)
        }
        #expect(sent(.trueColor).contains("8;2;"))
        #expect(sent(.palette256).contains("8;5;") && !sent(.palette256).contains("8;2;"))
        #expect(!sent(.ansi16).contains("8;5;") && !sent(.ansi16).contains("8;2;"))
        #expect(!sent(.none).contains("8;5;") && !sent(.none).contains("[3") && !sent(.none).contains("[4"))
    }

    private func symbols(_ raster: Raster, _ format: PictureFormat, columns: Int = 8, rows: Int = 4) -> String {
        let picture = PictureRenderer.render(raster, size: Size(columns: columns, rows: rows), format: format)
        guard case .rows(let rows) = picture.body else { return "" }
        return String(decoding: rows.joined(), as: UTF8.self)
    }

    @Test(arguments: ColorDepth.allCases) func symbolsAreOnlyThoseThatTheTerminalSurelyHas(colors: ColorDepth) {
        func used(_ set: SymbolSet) -> Set<Unicode.Scalar> {
            let format = PictureFormat(graphics: .symbols, colors: colors, symbols: set)
            return Set(symbols(.noise(90, 90, seed: 8), format, columns: 16, rows: 8).unicodeScalars.filter { $0.value >= 0x80 })
        }
        #expect(used(.halves).isSubset(of: ["▀", "▄", "▌", "▐", "█", "░", "▒", "▓"]))
        #expect(used(.quarters).allSatisfy { (0x2580...0x259F).contains($0.value) })
        if colors >= .palette256 { #expect(used(.sextants).contains { (0x1FB00...0x1FB3B).contains($0.value) }) }
    }

    /// A shirt of one colour comes out in one that a person calls the same: mustard is no pure red.
    @Test(arguments: [
        (0xC9A227, [3, 11]), (0xD8B98C, [3, 11]), (0x1F2A5A, [4, 12]), (0x2F55B5, [4, 12]), (0x1E4A38, [2, 10, 6, 14]), (0xB02030, [1, 9]),
        (0xE8A6B8, [1, 9, 5, 13]), (0x6B3FA0, [4, 5, 12, 13]), (0x808080, [8]), (0xFFFFFF, [15]), (0x000000, [0]),
    ])
    func sixteenColorsKeepTheHue(color: Int, hues: [Int]) {
        let wanted = Color(packed: color)
        let format = PictureFormat(graphics: .symbols, colors: .ansi16)
        let area = symbols(.drawn(20, 20) { _, _ in [wanted.red, wanted.green, wanted.blue, 255] }, format)
        let block = String(decoding: ColorBlock.row(wanted, columns: 8, colors: .ansi16), as: UTF8.self)
        for text in [area, block] {
            let numbers = text.split(separator: "\u{1B}[").flatMap { $0.prefix { $0 != "m" }.split(separator: ";") }.compactMap { Int($0) }
            let inks = Set(numbers.filter { $0 > 0 }.map { $0 % 10 + ($0 >= 90 ? 8 : 0) })
            #expect(!inks.isDisjoint(with: hues), "\(String(color, radix: 16)) is made of \(inks)")
        }
    }

    /// A white cross on black is white where it is and black where it is not.
    @Test func sixteenColorsKeepShapes() {
        let cross = Raster.drawn(16, 16) { x, y in (6..<10).contains(x) || (6..<10).contains(y) ? [255, 255, 255, 255] : [0, 0, 0, 255] }
        let format = PictureFormat(graphics: .symbols, colors: .ansi16, cell: PixelSize(width: 10, height: 10))
        let text = symbols(cross, format, columns: 4, rows: 4)
        let shapes = text.unicodeScalars.filter { $0.value >= 0x80 }
        #expect(Set(shapes).isSubset(of: ["▀", "▌", "▘", "▝", "▖", "▛", "▞"]) && shapes.count == 12, "\(text)")
    }

    @Test func sixelsHaveThePicturesSizeAndNoHalfBand() {
        let format = PictureFormat(graphics: .sixel, cell: PixelSize(width: 7, height: 13))
        let picture = PictureRenderer.render(.plain(20, 20), size: Size(columns: 5, rows: 3), format: format)
        guard case .inline(let bytes, let coverage) = picture.body else { Issue.record("not inline"); return }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("\u{1B}P") && text.hasSuffix("\u{1B}\\"))
        #expect(text.contains("\"1;1;35;36"))
        #expect(coverage.fit == Fit(of: PixelSize(width: 20, height: 20), in: PixelSize(width: 35, height: 36)))
        #expect(coverage.isOpaque)
    }

    @Test func kittyUploadsAreThePixels() throws {
        let format = PictureFormat(graphics: .kitty, cell: PixelSize(width: 3, height: 5))
        let raster = Raster.noise(6, 5, seed: 9)
        let picture = PictureRenderer.render(raster, size: Size(columns: 2, rows: 1), format: format)
        guard case .upload(let upload) = picture.body else { Issue.record("no upload"); return }
        #expect((upload.width, upload.height, upload.depth) == (6, 5, 32))
        #expect(inflate(decodeBase64(upload.payload), count: 4 * 6 * 5) == raster.pixels)
    }

    @Test func opaqueKittyUploadsLeaveOutAlpha() {
        let upload = KittyUpload(.drawn(3, 2) { x, y in [UInt8(x), UInt8(y), 7, 255] })
        #expect(upload.depth == 24)
        let pixels = inflate(decodeBase64(upload.payload), count: 3 * 3 * 2)
        #expect(pixels == [0, 0, 7, 1, 0, 7, 2, 0, 7, 0, 1, 7, 1, 1, 7, 2, 1, 7])
    }

    @Test func kittyUploadsComeInChunks() {
        let upload = KittyUpload(.noise(60, 60, seed: 2))
        let bytes = KittyCommands(placeholders: .none).upload(upload, id: 5, size: Size(columns: 4, rows: 4))
        let commands = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1B}\\").dropLast()
        #expect(commands.count == (upload.payload.count + 4095) / 4096)
        #expect(commands.first!.hasPrefix("\u{1B}_Ga=t,i=5,f=32,s=60,v=60,o=z,q=2,m=1;"))
        #expect(commands.dropFirst().dropLast().allSatisfy { $0.hasPrefix("\u{1B}_Gq=2,m=1;") })
        #expect(commands.last!.hasPrefix("\u{1B}_Gq=2,m=0;"))
        let payload = commands.flatMap { $0.drop { $0 != ";" }.dropFirst().utf8 }
        #expect(payload == upload.payload)
    }

    @Test func inlineImagesArePNGs() {
        let format = PictureFormat(graphics: .iterm2, cell: PixelSize(width: 3, height: 5))
        let picture = PictureRenderer.render(.plain(6, 5), size: Size(columns: 2, rows: 1), format: format)
        guard case .inline(let bytes, _) = picture.body else { Issue.record("not inline"); return }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("\u{1B}]1337;File=inline=1;width=2;height=1;"))
        #expect(text.hasSuffix("\u{7}"))
        let png = decodeBase64(Array(text.drop { $0 != ":" }.dropFirst().dropLast().utf8))
        #expect(png.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        // Every chunk's checksum holds: length, type and data, CRC.
        var at = 8
        var chunks: [(type: String, data: [UInt8])] = []
        while at < png.count {
            let length = png[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            let body = Array(png[at + 4..<at + 8 + length])
            let check = png[at + 8 + length..<at + 12 + length].reduce(0) { $0 << 8 | UInt($1) }
            #expect(crc32(0, body, UInt32(body.count)) == check)
            chunks.append((String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4))))
            at += 12 + length
        }
        #expect(chunks.map(\.type) == ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"])
        // One colour and what is clear; each line begins with the number of its filter.
        #expect(chunks[1].data == [200, 30, 60, 0, 0, 0] && chunks[2].data == [255, 0])
        #expect(inflate(chunks[3].data, count: 7 * 5) == (0..<7 * 5).map { _ in 0 })
    }

    @Test func pixelArithmetic() {
        #expect(Fit(of: PixelSize(width: 10, height: 20), in: PixelSize(width: 40, height: 40)).width == 20)
        #expect(Fit(of: PixelSize(width: 1, height: 1000), in: PixelSize(width: 40, height: 40)).width == 1)
        // Scaling keeps a plain colour, and transparent pixels lend none.
        let half = Raster.drawn(8, 8) { x, _ in x < 4 ? [10, 200, 30, 255] : [255, 0, 255, 0] }
        for box in [PixelSize(width: 3, height: 3), PixelSize(width: 31, height: 31)] {
            let (scaled, _) = half.fitted(in: box)
            #expect(scaled.width == box.width && scaled.height == box.height)
            for at in stride(from: 0, to: scaled.pixels.count, by: 4) where scaled.pixels[at + 3] > 0 {
                #expect(Array(scaled.pixels[at..<at + 3]) == [10, 200, 30])
            }
        }
        // A grey ramp stays one when enlarged: smooth, without steps back.
        let ramp = Raster.drawn(4, 4) { x, _ in [UInt8(x * 60), UInt8(x * 60), UInt8(x * 60), 255] }
        let row = ramp.fitted(in: PixelSize(width: 40, height: 40)).raster.pixels
        let values = (0..<40).map { Int(row[4 * $0]) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 && $1 - $0 <= 8 })
        for (source, target) in [(1, 9), (9, 1), (28, 200), (200, 28), (7, 7)] {
            let filter = TriangleFilter(from: source, to: target)
            for index in 0..<target {
                let sum = filter.weights[index * filter.taps..<(index + 1) * filter.taps].reduce(0, +)
                #expect(abs(sum - 1) < 1e-5)
                #expect(filter.first[index] >= 0 && filter.first[index] + filter.taps <= source)
            }
        }
    }

    @Test func theCacheDropsWhatWasUsedLongestAgo() {
        let size = Size(columns: 2, rows: 1)
        let picture = PictureRenderer.render(.plain(4, 4), size: size, format: .symbols)
        func request(_ row: Int) -> EncodingRequest {
            EncodingRequest(picture: .item(row: row, zoom: .whole), size: size, format: .symbols)
        }
        let cache = PictureCache(byteLimit: 10 * picture.byteCount)
        for row in 0..<10 { cache.insert(picture, for: request(row)) }
        #expect(cache[request(0)] != nil)
        cache.insert(picture, for: request(10))
        #expect((0...10).count { cache.contains(request($0)) } <= 10)
        #expect(cache.contains(request(0)) && cache.contains(request(10)) && !cache.contains(request(1)))
        cache.insert(picture, for: request(10))
        // What came twice counts once: the rest of the room is still there.
        let kept = (0...10).count { cache.contains(request($0)) }
        for row in 0..<10 - kept { #expect(cache.insert(picture, for: request(20 + row)).isEmpty) }
        #expect(!cache.insert(picture, for: request(40)).isEmpty)
    }

    @Test func nearestPaletteColors() {
        #expect(ColorBlock.index256(Color(red: 255, green: 0, blue: 0)) == 196)
        #expect(ColorBlock.index256(Color(red: 128, green: 128, blue: 128)) == 244)
        #expect(ColorBlock.index256(Color(red: 0, green: 0, blue: 0)) == 16)
        #expect(ColorBlock.index256(Color(red: 255, green: 255, blue: 255)) == 231)
    }
}

private func decodeBase64(_ text: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let bits = text.filter { $0 != UInt8(ascii: "=") }.map { alphabet.firstIndex(of: $0)! }
    return stride(from: 0, to: bits.count * 6 / 8, by: 1).map { index in
        let group = index * 8 / 6
        let offset = index * 8 % 6
        let pair = bits[group] << 6 | (group + 1 < bits.count ? bits[group + 1] : 0)
        return UInt8(pair >> (4 - offset) & 255)
    }
}

private func inflate(_ bytes: [UInt8], count: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count + 1)
    var length = UInt(result.count)
    return uncompress(&result, &length, bytes, UInt(bytes.count)) == Z_OK ? Array(result.prefix(Int(length))) : []
}
