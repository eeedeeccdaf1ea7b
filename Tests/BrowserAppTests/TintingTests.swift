import Basics
import Browser
import Engine
import typealias Engine.Reply
import Foundation
import Frames
import Pictures
import Saliency
import Testing

@testable import BrowserApp
@testable import Terminal

@Suite struct TintingTests {
    private static let maps = SimilarityMaps(
        method: .occlusion, seen: .all,
        maps: [SimilarityMaps.Map(part: nil, similarity: 0.5, heat: HeatMap(width: 2, height: 1, shares: [1, 0]))])

    private func engine(_ alike: @escaping @Sendable (Int, @escaping Reply<SimilarityMaps>) -> Void) -> PretendedEngine {
        PretendedEngine(neighbors: { _, query, reply in reply(.whole(PretendedEngine.ranking(query, 0.101, 0.102))) }, alike: alike)
    }

    private func run(_ engine: PretendedEngine, _ steps: [(String, [Key])]) throws -> PretendedDisplay {
        let display = PretendedDisplay(steps)
        try BrowserProgram(engine, start: BrowserStart()) { display }.run()
        return display
    }

    @Test func theAnswerShowsWhenItComes() throws {
        let engine = engine { _, reply in DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { reply(.whole(Self.maps)) } }
        let display = try run(
            engine, [("tee-0", [.character(" ")]), ("0.101", [.tab, .character("t")]), ("alike overall …", []), ("alike overall 0.50", [])])
        #expect(display.missing == nil, "\(display.text)")
    }

    @Test func whoMovesOnWaitsForNoMap() throws {
        let engine = engine { number, reply in if number > 0 { reply(.whole(Self.maps)) } }
        let display = try run(
            engine, [("tee-0", [.character(" ")]), ("0.101", [.tab, .character("t")]), ("alike overall …", [.right]), ("alike overall 0.50", [])])
        #expect(display.missing == nil && engine.alikeInquiries == [true, false], "\(display.text)")
    }

    @Test func whyItCannotBeShownIsSaid() throws {
        let engine = engine { _, reply in reply(.failure(PretendedEngine.Refusal(description: "the vectors were imported"))) }
        let display = try run(engine, [("tee-0", [.character(" ")]), ("0.101", [.tab, .character("t")]), ("The vectors were imported", [])])
        #expect(display.missing == nil && engine.alikeInquiries.count == 1, "\(display.text)")
    }

    @Test func aTintFollowsThePictureAtEveryZoom() {
        // A grey garment on white, its print in red.
        var picture = Raster.filled([255, 255, 255], width: 100, height: 120)
        picture.paste(.filled([90, 90, 90], width: 60, height: 80), x: 20, y: 20)
        picture.paste(.filled([230, 20, 20], width: 20, height: 20), x: 40, y: 45)
        let map = SimilarityMaps.Map(part: nil, similarity: 1, heat: HeatMap(width: 4, height: 4, shares: (0..<16).map { Float($0 * 7 % 16) }))
        let whole = picture.tinted(by: map, seen: .all, zoom: .whole)
        #expect(whole != picture && whole.width == 100 && whole.height == 120)
        for (zoom, shown) in [(PictureZoom.garment, picture.trimmingMargins()), (.print, picture.trimmingMargins().printArea())] {
            let tinted = picture.tinted(by: map, seen: .all, zoom: zoom)
            #expect(tinted.width == shown.width && tinted.height == shown.height && shown.width < 100)
            // It is a part of the whole, tinted alike up to rounding.
            let isPart = (0...whole.height - tinted.height).contains { y in
                (0...whole.width - tinted.width).contains { x in
                    let part = whole.cropped(x: x, y: y, width: tinted.width, height: tinted.height)
                    return zip(part.pixels, tinted.pixels).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
                }
            }
            #expect(isPart, "\(zoom)")
        }
    }

    @Test func workersMakeTintedPictures() {
        let cache = PictureCache(), workers = PictureWorkers(engine: PretendedEngine(), cache: cache, mailbox: Mailbox<Action>(), threads: 1)
        defer { workers.stop() }
        let plain = PictureKey.item(PictureName(item: "red", fingerprint: "1"), zoom: .garment)
        let keys = [plain, .tinted(plain, by: Self.maps.maps[0], seen: .all)]
        let requests = keys.map { EncodingRequest(picture: $0, size: Size(columns: 8, rows: 4), format: PictureFormat(graphics: .symbols)) }
        workers.want(requests)
        let deadline = ContinuousClock.now + .seconds(20)
        while !requests.allSatisfy(cache.contains), ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.01) }
        guard let first = cache[requests[0]], let second = cache[requests[1]] else { return #expect(Bool(false), "a picture is missing") }
        #expect("\(first.body)" != "\(second.body)")
    }
}
