import Basics
import CTerminal
import Foundation
import Frames
import Pictures
import Testing

@testable import Terminal

@Suite struct LineSpeedTests {
    private let start = ContinuousClock.now

    private func limits(_ line: inout LineSpeed, idle: Duration = .zero, after: Duration = .zero) -> LineSpeed.Limits {
        line.limits(idle: idle, at: start + after)
    }

    private func asks(_ line: inout LineSpeed, after bytes: Int) -> Bool { line.isToAsk(after: bytes, at: start) }

    @Test func aLineThatNothingSlowIsKnownOfHasNoLimits() {
        var line = LineSpeed(asks: false, roundTrip: .milliseconds(1))
        for _ in 0..<2 {
            let (none, again) = (limits(&line), asks(&line, after: 1 << 20))
            #expect(none == .none && !again)
            line.wrote(100_000, in: .milliseconds(240))
        }
    }

    @Test func aWriteThatHasToWaitTells() {
        var line = LineSpeed(asks: false, roundTrip: .milliseconds(1))
        line.wrote(1_000_000, in: .seconds(1))
        let slow = limits(&line)
        #expect(line.isSlow && slow == .init(frame: 100_000, page: 350_000))
        // One that cannot be asked would never be known to be fast again.
        var silent = LineSpeed(asks: true, roundTrip: nil)
        silent.wrote(1_000_000, in: .seconds(1))
        let (unknown, again) = (limits(&silent), asks(&silent, after: 1 << 20))
        #expect(unknown == .none && !again)
    }

    @Test func nothingIsSentUntilTheTerminalHasReadWhatWasSent() {
        var line = LineSpeed(asks: true, roundTrip: .milliseconds(50))
        let first = limits(&line)
        #expect(first == .init(frame: 65536))
        let asked = [500, 60_000, 60_000].map { asks(&line, after: $0) }
        #expect(asked == [false, true, false])
        let busy = limits(&line)
        #expect(line.isBusy && busy.frame == 0)
        line.answered(at: start + .milliseconds(110))
        #expect(!line.isBusy && line.bytesPerSecond.map { Int($0.rounded()) } == 1_000_000)
        let (known, idle) = (limits(&line), limits(&line, idle: LineSpeed.rest))
        #expect(known == .init(frame: 100_000, page: 350_000) && idle.refines)
        // It has become a fast one.
        for _ in 0..<4 {
            _ = asks(&line, after: 1_000_000)
            line.answered(at: start + .milliseconds(20))
        }
        let fast = limits(&line)
        #expect(!line.isSlow && fast == .none)
    }

    @Test func aTerminalThatNeverAnswersIsAskedNoMore() {
        var line = LineSpeed(asks: true, roundTrip: .milliseconds(5))
        _ = asks(&line, after: 60_000)
        let (waiting, tired) = (limits(&line, after: .seconds(4)), limits(&line, after: .seconds(6)))
        let again = asks(&line, after: 60_000)
        #expect(waiting.frame == 0 && tired == .none && !again)
    }
}

@Suite struct SlowLineTests {
    private let screen = Size(columns: 150, rows: 47)
    private static let formats = [GraphicsProtocol.kitty, .sixel, .iterm2].map {
        PictureFormat(graphics: $0)
    }
    private let rects = (0..<20).map {
        Rect(column: 1 + 20 * ($0 % 5), row: 1 + 11 * ($0 / 5), columns: 16, rows: 9)
    }

    private func placements(from first: Int) -> [Placement] {
        rects.enumerated().map { Placement(rect: $1, picture: .item(row: first + $0, zoom: .garment)) }
    }

    /// Not noise and not plain: a shirt's folds are something between.
    private static let raster = Raster.drawn(120, 120) { x, y in
        [
            UInt8(128 + 127 * sin(Double(x * y) / 700)), UInt8(2 * y), UInt8((x * 7 + y * 3) % 60 + 100),
            255,
        ]
    }

    /// Has what a frame misses encoded, and shows it again, until nothing is missing. Returns what the frames sent.
    private func show(
        _ placements: [Placement], by layer: inout PictureLayer, _ cache: PictureCache,
        _ limits: LineSpeed.Limits
    ) -> [PictureUpdate] {
        var updates: [PictureUpdate] = []
        repeat {
            updates.append(
                layer.update(to: placements, screen: screen, from: cache, limits: limits) { _ in
                    Color(red: 1, green: 2, blue: 3)
                })
            var made: [PictureFormat: EncodedPicture] = [:]
            for request in updates.last!.missing {
                let picture =
                    made[request.format]
                    ?? PictureRenderer.render(Self.raster, size: request.size, format: request.format)
                made[request.format] = picture
                cache.insert(picture, for: request)
            }
        } while !updates.last!.missing.isEmpty || updates.last!.isPostponed && updates.count < 100
        return updates
    }

    private func bytes(_ updates: [PictureUpdate]) -> Int {
        updates.reduce(0) { $0 + $1.uploads.count + $1.bytes.count }
    }

    @Test(arguments: formats) func aPageFitsTheLineByBeingCoarser(format: PictureFormat) {
        var layer = PictureLayer(format: format)
        let cache = PictureCache()
        // Beside its pictures a page sends the colours that stand in for them.
        func pictureBytes(from first: Int, _ format: PictureFormat) -> Int {
            placements(from: first).reduce(0) { sum, placement in
                sum + (cache[EncodingRequest(picture: placement.picture, size: Size(columns: 16, rows: 9), format: format)]?.byteCount ?? 0)
            }
        }
        _ = show(placements(from: 0), by: &layer, cache, .none)
        let full = pictureBytes(from: 0, format)
        var last = full
        for limit in [full / 2, full / 4, full / 8] {
            // The first pages of a line teach how many bytes pictures take.
            for page in 0..<5 { _ = show(placements(from: 100 * (limit + page)), by: &layer, cache, .init(page: limit)) }
            let updates = show(placements(from: 100 * limit + 50), by: &layer, cache, .init(page: limit))
            let format = layer.format(for: Size(columns: 16, rows: 9))
            let sent = pictureBytes(from: 100 * limit + 50, format)
            #expect(sent <= limit || format.detail == .quarter)
            #expect(sent > 0 && sent <= last && updates.last!.isCoarse && bytes(updates) < full + 20_000)
            last = sent
        }
        // Where the line is fast again, everything is as it was.
        let fine = show(placements(from: 0), by: &layer, cache, .none)
        #expect(!fine.last!.isCoarse && layer.format(for: Size(columns: 16, rows: 9)) == format)
    }

    @Test(arguments: formats + [PictureFormat(graphics: .symbols)]) func keysNeverWaitForAWholePage(
        format: PictureFormat
    ) {
        var layer = PictureLayer(format: format)
        let cache = PictureCache()
        let page = placements(from: 0)
        let updates = show(page, by: &layer, cache, .init(frame: 20_000))
        let largest = page.compactMap {
            cache[.init(picture: $0.picture, size: Size(columns: 16, rows: 9), format: format)]?.byteCount
        }.max()!
        // Besides pictures a frame may have the colours that stand in for them.
        #expect(
            updates.dropFirst().allSatisfy {
                $0.uploads.count + $0.bytes.count < 20_000 + largest * 3 / 2 + 40_000
            })
        #expect(
            updates.dropFirst().dropLast().allSatisfy { $0.isPostponed } && !updates.last!.isPostponed
                && updates.count > 3)
        #expect(updates.dropFirst().flatMap(\.drawn).count >= page.count)
        // A busy line gets none, and the cursor's move has nothing to draw.
        let busy = layer.update(to: page, screen: screen, from: cache, limits: .init(frame: 0))
        #expect(busy.bytes == [] && busy.uploads == [] && !busy.isPostponed)
        // The next page overtakes what is left of this one.
        let next = placements(from: 40)
        for placement in next {
            let request = EncodingRequest(
                picture: placement.picture, size: Size(columns: 16, rows: 9), format: format)
            cache.insert(
                PictureRenderer.render(.plain(8, 8), size: request.size, format: format), for: request)
        }
        let overtaken = layer.update(to: next, screen: screen, from: cache, limits: .init(frame: 0)) {
            _ in Color(red: 9, green: 9, blue: 9)
        }
        #expect(overtaken.isPostponed && overtaken.uploads == [] && overtaken.missing == [])
    }

    @Test(arguments: formats) func anIdleLineMakesPicturesFine(format: PictureFormat) {
        var layer = PictureLayer(format: format)
        let cache = PictureCache()
        let page = placements(from: 0)
        #expect(show(page, by: &layer, cache, .init(page: 10_000)).last!.isCoarse)
        let coarse = layer.format(for: Size(columns: 16, rows: 9)).detail
        #expect(coarse > .full)
        // What is fine is not there yet: what is coarse stays.
        let waiting = layer.update(
            to: page, screen: screen, from: cache, limits: .init(page: 10_000, refines: true))
        #expect(
            waiting.bytes == [] && waiting.isCoarse
                && waiting.missing.map(\.format) == Array(repeating: format, count: page.count))
        #expect(
            !show(page, by: &layer, cache, .init(frame: 30_000, page: 10_000, refines: true)).last!
                .isCoarse)
        // A key comes: what is fine stays so.
        let after = layer.update(to: page, screen: screen, from: cache, limits: .init(page: 10_000))
        #expect(after.bytes == [] && !after.isCoarse && after.missing == [])
    }

    @Test(arguments: formats) func eachDetailTakesFewerBytesInTheSamePlace(format: PictureFormat) {
        let size = Size(columns: 16, rows: 9)
        let pictures = PictureDetail.allCases.map {
            PictureRenderer.render(Self.raster, size: size, format: format.with($0))
        }
        #expect(zip(pictures, pictures.dropFirst()).allSatisfy { $0.byteCount > $1.byteCount })
        for picture in pictures {
            if case .inline(let bytes, _) = picture.body, format.graphics == .sixel {
                #expect(String(decoding: bytes.prefix(40), as: UTF8.self).contains("\"1;1;160;180#"))
            }
        }
        #expect(PictureFormat(graphics: .symbols).with(.half) == PictureFormat(graphics: .symbols))
    }

    @Test func aCoarseUploadIsAPNGThatTheTerminalEnlarges() {
        let picture = PictureRenderer.render(
            Self.raster, size: Size(columns: 16, rows: 9),
            format: PictureFormat(graphics: .kitty).with(.half))
        guard case .upload(let upload) = picture.body else {
            Issue.record("no upload")
            return
        }
        #expect((upload.width, upload.height, upload.depth) == (80, 90, 100))
        let commands = KittyCommands(placeholders: .none)
        #expect(
            String(decoding: commands.upload(upload, id: 5, size: picture.size), as: UTF8.self).hasPrefix(
                "\u{1B}_Ga=t,i=5,f=100,s=80,v=90,q=2,m="))
        #expect(
            String(decoding: commands.place(id: 5, placement: 1, size: picture.size), as: UTF8.self)
                .contains("c=16,r=9"))
    }
}
