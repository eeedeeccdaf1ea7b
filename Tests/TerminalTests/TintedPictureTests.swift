import Foundation
import Frames
import Pictures
import Saliency
import Testing

@testable import Terminal

/// A tinted picture takes the place of the plain one, and gives it back.
@Suite struct TintedPictureTests {
    private let size = Size(columns: 20, rows: 8)
    private let rect = Rect(column: 3, row: 1, columns: 6, rows: 4)

    @Test(arguments: PictureFormat.all)
    func oneStandsWhereTheOtherStood(format: PictureFormat) {
        let plain = PictureKey.item(PictureName(item: "1", fingerprint: "1"), zoom: .garment)
        let map = SimilarityMaps.Map(part: nil, similarity: 0.6, heat: HeatMap(width: 2, height: 1, shares: [1, 0]))
        let tinted = PictureKey.tinted(plain, by: map, seen: .all), cache = PictureCache()
        let whole = Raster.plain(24, 24), heated = whole.tinted(by: map.heat, seen: .all, strength: map.strength)
        for (key, raster) in [(plain, whole), (tinted, heated)] {
            let request = EncodingRequest(picture: key, size: rect.size, format: format)
            cache.insert(PictureRenderer.render(raster, size: rect.size, format: format), for: request)
        }
        let terminal = RecordingTerminal(size: size, format: format)
        var screen = TinyTerminal(columns: size.columns, rows: size.rows)
        for key in [plain, tinted, plain, tinted] {
            let frame = Frame(size: size, placements: [Placement(rect: rect, picture: key)])
            terminal.show(frame, from: cache)
            screen.feed(terminal.lastBytes)
            let alone = RecordingTerminal(size: size, format: format)
            alone.show(frame, from: cache)
            var expected = TinyTerminal(columns: size.columns, rows: size.rows)
            expected.feed(alone.lastBytes)
            #expect(!terminal.lastBytes.isEmpty && screen.lines == expected.lines && screen.placements.count == expected.placements.count)
            if format.graphics == .iterm2 {
                // One whole picture, opaque, and no cell of the first shows through.
                #expect(String(decoding: terminal.lastBytes, as: UTF8.self).components(separatedBy: "1337;File=").count == 2)
            }
        }
        #expect(screen.uploaded.values.allSatisfy { $0 == 1 })
    }
}
