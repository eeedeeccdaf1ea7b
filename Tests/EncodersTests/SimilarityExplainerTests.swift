import Foundation
import Heads
import Pictures
import Saliency
import Testing

@testable import Encoders

@Suite struct SimilarityExplainerTests {
    private let folder = try! TemporaryFolder()
    private var store: EncoderStore { EncoderStore(ownFolder: folder.url.appendingPathComponent("encoders")) }

    /// Dark but for one bright cell of an 8 x 8 grid.
    private func picture(bright cell: Int, side: Int = 64) -> Raster {
        var picture = Raster.filled([20, 20, 20], width: side, height: side)
        picture.paste(.filled([255, 255, 255], width: side / 8, height: side / 8), x: cell % 8 * side / 8, y: cell / 8 * side / 8)
        return picture
    }

    /// Convolution → relu "map" [n, 4, 8, 8] → pooling → "vector".
    private func install(pooling: String, name: String, resize: Preprocessing.Resize = .stretch) throws {
        var writer = OnnxWriter()
        writer.input("pixels", [0, 3, 8, 8])
        writer.output("vector", [0, 4])
        writer.weights("w", [4, 3, 1, 1], [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1])
        writer.node("Conv", ["pixels", "w"], ["conv"])
        writer.node("Relu", ["conv"], ["map"])
        writer.node(pooling, ["map"], ["pooled"])
        writer.node("Flatten", ["pooled"], ["vector"])
        var wishes = EncoderWishes()
        (wishes.resize, wishes.means, wishes.deviations) = (resize, [0, 0, 0], [1, 1, 1])
        try store.add(EncoderPlan(folder.write("\(UUID()).onnx", writer.model), name: name, wishes: wishes))
    }

    @Test(.needsOpenVINO, arguments: ["GlobalAveragePool", "GlobalMaxPool"]) func poolingsHaveExactShares(_ pooling: String) throws {
        try install(pooling: pooling, name: "net")
        let encoder = try store.open("net"), explainer = SimilarityExplainer(encoder, in: store)
        let target = try encoder.encode([picture(bright: 0)])
        for cell in [0, 10, 63] {
            let picture = picture(bright: cell), maps = try #require(try explainer.maps(of: picture, likenessTo: target))
            #expect(maps.method == .shares && maps.seen == .all && maps.maps.count == 1)
            let map = maps.maps[0]
            #expect(map.heat.width == 8 && map.heat.values.firstIndex(of: 1) == cell)
            // All that the cosine is made of, for nothing speaks against it here.
            #expect(abs(map.heat.values.reduce(0, +) * map.heat.peak - map.similarity) < 1e-3)
        }
        // Without the network's file, or where other numbers than pooled ones are the vector, occlusion points at the same place.
        let covered = SimilarityExplainer(encoder, occlusion: Occlusion(columns: 8, rows: 8, reach: 1, cover: .mean))
        let maps = try #require(try covered.maps(of: picture(bright: 10), likenessTo: [1, -1, 0.5, 0]))
        #expect(maps.method == .occlusion)
    }

    /// The map lies on what the network saw, wherever in the picture that is.
    @Test(.needsOpenVINO, arguments: [Preprocessing.Resize.crop, .pad]) func mapsLieOnTheRightPlaceOfThePicture(_ resize: Preprocessing.Resize) throws
    {
        try install(pooling: "GlobalAveragePool", name: "net", resize: resize)
        let encoder = try store.open("net")
        var picture = Raster.filled([0, 0, 0], width: 128, height: 64)
        picture.paste(.filled([255, 255, 255], width: 8, height: 8), x: 72, y: 24)
        let vector = try encoder.encode([picture])
        let exact = try #require(try SimilarityExplainer(encoder, in: store).maps(of: picture, likenessTo: vector))
        let covered = try #require(
            try SimilarityExplainer(encoder, occlusion: Occlusion(columns: 16, rows: 16, reach: 1, cover: .grey)).maps(
                of: picture, likenessTo: vector))
        #expect(exact.method == .shares && covered.method == .occlusion && covered.seen == .all)
        #expect(resize == .crop ? exact.seen.x > 0.2 && exact.seen.width < 0.6 : exact.seen.y < 0 && exact.seen.height > 1)
        let hottest = try #require(exact.maps[0].heat.values.firstIndex(of: 1))
        let x = exact.seen.x + (Double(hottest % 8) + 0.5) / 8 * exact.seen.width
        let y = exact.seen.y + (Double(hottest / 8) + 0.5) / 8 * exact.seen.height
        #expect(abs(x - 76.0 / 128) < 0.1 && abs(y - 28.0 / 64) < 0.2)
        // What a network does not see counts for nothing.
        if resize == .crop { #expect(covered.maps[0].heat.values.indices.allSatisfy { $0 % 16 >= 3 || covered.maps[0].heat.values[$0] == 0 }) }
    }

    @Test(.needsOpenVINO) func theFirstLayerOfAHeadIsSeenThrough() throws {
        try install(pooling: "GlobalAveragePool", name: "net")
        let body = try store.body("net")
        for embed in HeadOutput.allCases {
            let name = "head-\(embed.rawValue)"
            let head = Head(HeadShape(inputs: 8, hidden: 6, classes: 3), seed: 3)
            try store.add(
                head, on: body.reference, name: name, embed: embed, classes: ["a", "b", "c"], summary: "", record: Data(), replacing: false)
            let encoder = try store.open(name), picture = picture(bright: 27)
            let vector = try encoder.encode([picture])
            let maps = try #require(try SimilarityExplainer(encoder, in: store).maps(of: picture, likenessTo: vector))
            #expect(maps.method == (embed == .logits ? .occlusion : .shares))
            #expect(abs(maps.maps[0].similarity - 1) < 1e-4)
            guard embed != .logits else { continue }
            #expect(maps.maps[0].heat.values.firstIndex(of: 1) == 27)
        }
    }

    @Test(.needsOpenVINO) func theBuiltInEncoderHasAMapForEachPart() throws {
        let assets = EncoderStore(
            ownFolder: folder.url,
            builtInFolders: [URL(fileURLWithPath: #filePath).appendingPathComponent("../../../assets/encoders").standardizedFileURL])
        let encoder = try assets.open(EncoderStore.standardName), picture = picture(bright: 27, side: 128)
        let maps = try #require(try SimilarityExplainer(encoder, in: assets).maps(of: picture, likenessTo: encoder.encode([picture])))
        #expect(maps.method == .occlusion && maps.maps.map(\.part) == [nil, "print", "garment"])
        #expect(maps.maps.allSatisfy { abs($0.similarity - 1) < 1e-4 && !$0.heat.isEmpty && $0.heat.width >= 7 && $0.heat.height >= 7 })
    }

    @Test func theDescriptorIsOccluded() throws {
        let encoder = DescriptorEncoder(), explainer = SimilarityExplainer(encoder, in: store), picture = picture(bright: 9)
        let maps = try #require(try explainer.maps(of: picture, likenessTo: encoder.encode([picture])))
        #expect(maps.method == .occlusion && maps.maps.map(\.part) == [nil, "colour", "shape"])
        #expect(maps.maps[0].heat.values.firstIndex(of: 1) == 9)
        #expect(try explainer.maps(of: picture, likenessTo: encoder.encode([picture]), isCancelled: { true }) == nil)
    }

    /// An encoder that counts the pixels which it is given.
    private struct Counting: Encoder {
        let identity = EncoderIdentity(name: "counting", version: "1", dimensions: 1)
        let preferredSide = 32
        let batchSize = 4

        func encode(_ pictures: [Raster]) throws -> [Float] {
            for picture in pictures where max(picture.width, picture.height) > 512 { throw EncoderError.badName("large") }
            return pictures.map { Float($0.pixels[0]) }
        }
    }

    @Test(arguments: [(1, 1), (1, 20_000), (20_000, 1), (3000, 2000)]) func noPictureIsTooLargeOrTooSmall(_ width: Int, _ height: Int) throws {
        let maps = try SimilarityExplainer(Counting()).maps(of: .filled([5, 5, 5], width: width, height: height), likenessTo: [1])
        #expect(maps?.maps.count == 1)
    }
}
