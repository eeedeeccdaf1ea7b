import Pictures
import Testing

@testable import Saliency

@Suite struct OcclusionTests {
    /// Distinct colours everywhere.
    private func picture(_ width: Int, _ height: Int) -> Raster {
        var pixels: [UInt8] = []
        for y in 0..<height { for x in 0..<width { pixels += [UInt8(x * 37 % 256), UInt8(y * 53 % 256), UInt8((x + y) * 29 % 256), 255] } }
        return Raster(width: width, height: height, pixels: pixels)
    }

    /// What an encoder made for a test sees: the mean red inside some columns and rows, and a number that never changes.
    private func looking(at columns: Range<Int>, _ rows: Range<Int>) -> ([Raster]) -> [Float] {
        { pictures in
            pictures.flatMap { picture -> [Float] in
                var sum: Float = 0
                for y in rows { for x in columns { sum += Float(picture.pixels[4 * (y * picture.width + x)]) } }
                return [sum / Float(columns.count * rows.count) / 255, 0.2]
            }
        }
    }

    /// Black but for a bright square.
    private func square(_ columns: Range<Int>, _ rows: Range<Int>, side: Int) -> Raster {
        var picture = Raster.filled([0, 0, 0], width: side, height: side)
        picture.paste(.filled([255, 255, 255], width: columns.count, height: rows.count), x: columns.lowerBound, y: rows.lowerBound)
        return picture
    }

    @Test(arguments: Occlusion.Cover.allCases) func heatLiesWhereTheEncoderLooks(_ cover: Occlusion.Cover) throws {
        let occlusion = Occlusion(columns: 8, rows: 8, reach: 1, cover: cover)
        let picture = square(48..<64, 0..<16, side: 64), encode = looking(at: 48..<64, 0..<16)
        let maps = try #require(occlusion.maps(of: picture, for: SimilarityQuery([1, 0]), batch: 5, encode: encode))
        let map = try #require(maps.map())
        #expect(maps.method == .occlusion && maps.seen == .all && map.similarity > 0.9 && map.heat.peak > 0)
        for cell in 0..<64 {
            let isSeen = cell % 8 >= 6 && cell / 8 < 2
            #expect((map.heat.values[cell] > 0) == isSeen, "cell \(cell)")
        }
    }

    @Test func eachPartHasAMapOfItsOwn() throws {
        // One part looks at the left half, the other at the right, each with a number that never changes.
        let encode: ([Raster]) -> [Float] = { pictures in
            pictures.flatMap { looking(at: 0..<16, 0..<32)([$0]) + looking(at: 16..<32, 0..<32)([$0]) }
        }
        let query = SimilarityQuery([1, 0, 1, 0], parts: [("left", 0..<2), ("right", 2..<4), ("beyond", 2..<5)])
        let maps = try #require(
            Occlusion(columns: 4, rows: 4, reach: 1, cover: .grey).maps(
                of: .filled([255, 255, 255], width: 32, height: 32), for: query, batch: 32, encode: encode))
        #expect(maps.maps.map(\.part) == [nil, "left", "right"] && maps.map(of: "beyond") == nil)
        for (part, columns) in [("left", 0..<2), ("right", 2..<4)] {
            let heat = try #require(maps.map(of: part)).heat
            #expect(heat.values.indices.allSatisfy { (heat.values[$0] > 0) == columns.contains($0 % 4) })
        }
        #expect(try #require(maps.map()).heat.values.allSatisfy { $0 > 0 })
    }

    @Test func weightsDecideWhatTheWholeIs() throws {
        let query = SimilarityQuery([1, 1, 1, 1], weights: [1, 1, 0, 0])
        #expect(abs(query.similarity(of: [2, 2, 9, -7]) - 1) < 1e-6)
        #expect(abs(SimilarityQuery([1, 2], weights: [2, 1]).similarity(of: [3, 1]) - (12 + 2) / ((8 * 37) as Float).squareRoot()) < 1e-5)
        #expect(SimilarityQuery([0, 0]).similarity(of: [1, 2]) == 0 && SimilarityQuery([1, 2]).similarity(of: [0, 0]) == 0)
    }

    @Test(arguments: [(1, 1), (1, 90), (90, 1), (3, 2), (13, 7), (64, 64), (250, 249)]) func cellsCoverEveryPixelAndLieInside(
        _ width: Int, _ height: Int
    ) {
        for occlusion in [Occlusion(columns: 8, rows: 8, reach: 1, cover: .mean), Occlusion(columns: 7, rows: 9, reach: 1.6, cover: .mean)] {
            var isCovered = [Bool](repeating: false, count: width * height)
            for cell in 0..<occlusion.columns * occlusion.rows {
                let box = occlusion.box(of: cell, width: width, height: height)
                #expect(box.width > 0 && box.height > 0 && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height)
                for y in box.y..<box.y + box.height { for x in box.x..<box.x + box.width { isCovered[y * width + x] = true } }
            }
            #expect(isCovered.allSatisfy { $0 })
        }
    }

    @Test func onlyTheCellChanges() {
        let picture = picture(20, 30), occlusion = Occlusion(columns: 4, rows: 5, reach: 1, cover: .grey)
        for (cell, covered) in occlusion.covered(picture).enumerated() {
            let box = occlusion.box(of: cell, width: 20, height: 30)
            for y in 0..<30 {
                for x in 0..<20 {
                    let isInside = (box.x..<box.x + box.width).contains(x) && (box.y..<box.y + box.height).contains(y)
                    let pixel = Array(covered.pixels[4 * (y * 20 + x)..<4 * (y * 20 + x) + 4])
                    #expect(pixel == (isInside ? [128, 128, 128, 255] : Array(picture.pixels[4 * (y * 20 + x)..<4 * (y * 20 + x) + 4])))
                }
            }
        }
    }

    /// Nothing that a picture or an encoder may do ends in anything but a map of numbers.
    @Test(arguments: Occlusion.Cover.allCases) func hostilePicturesAndVectorsHaveMapsToo(_ cover: Occlusion.Cover) throws {
        let occlusion = Occlusion(columns: 8, rows: 8, reach: 1.5, cover: cover)
        let pictures = [picture(1, 1), picture(1, 400), picture(400, 1), .filled([7, 7, 7], width: 30, height: 30)]
        let encoders: [([Raster]) -> [Float]] = [
            { $0.flatMap { _ in [0, 0] } }, { $0.flatMap { _ in [Float.nan, 1] } }, { $0.flatMap { _ in [Float.infinity, -.infinity] } },
            { $0.flatMap { [Float($0.pixels[0]), 1] } }, { $0.enumerated().flatMap { [$0.offset == 3 ? Float.nan : 1, Float($0.offset % 7)] } },
            { $0.flatMap { _ in [Float.greatestFiniteMagnitude, .greatestFiniteMagnitude] } },
        ]
        for picture in pictures {
            for encode in encoders {
                for query in [SimilarityQuery([1, 2]), SimilarityQuery([0, 0]), SimilarityQuery([.nan, 1])] {
                    let map = try #require(occlusion.maps(of: picture, for: query, batch: 9, encode: encode)?.map())
                    #expect(map.similarity.isFinite && map.heat.peak.isFinite && map.heat.values.allSatisfy { (0...1).contains($0) })
                }
            }
        }
        // A picture of one colour is as like as ever wherever it is covered by itself.
        if cover != .grey {
            let constant = try #require(
                occlusion.maps(of: .filled([7, 7, 7], width: 30, height: 30), for: SimilarityQuery([1, 2]), batch: 65) { pictures in
                    pictures.flatMap { [Float($0.pixels[0]), $0.pixels.reduce(0) { $0 + Float($1) } / 255] }
                })
            #expect(constant.maps[0].heat.isEmpty)
        }
    }

    @Test func itIsGivenUpBetweenBatches() {
        var encoded = 0
        let maps = Occlusion.standard.maps(
            of: picture(32, 32), for: SimilarityQuery([1]), batch: 10, isCancelled: { encoded >= 30 },
            encode: { pictures in
                encoded += pictures.count
                return pictures.map { _ in 1 }
            })
        #expect(maps == nil && encoded == 30)
    }

    @Test func whatTheEncoderThrowsIsThrown() {
        struct Broken: Error {}
        #expect(throws: Broken.self) {
            try Occlusion.standard.maps(of: picture(9, 9), for: SimilarityQuery([1]), batch: 8) { _ in throw Broken() }
        }
    }
}
