import Basics
import Frames
import Pictures
import TestSupport
import Testing

@testable import Terminal

@Suite struct PictureLayerTests {
    private let size = Size(columns: 60, rows: 20)
    private let rects = (0..<4).map { Rect(column: 2 + 14 * $0, row: 2, columns: 10, rows: 5) }

    private func placements(_ rows: [Int]) -> [Placement] {
        zip(rects, rows).map { Placement(rect: $0, picture: .item(row: $1, zoom: .garment)) }
    }

    /// A cache with the pictures of items 0..<count, of all sizes that `rects` have.
    private func cache(_ format: PictureFormat, count: Int = 12) -> PictureCache {
        let cache = PictureCache()
        let size = Size(columns: 10, rows: 5)
        let raster = Raster.plain(20, 20)
        for row in 0..<count {
            let request = EncodingRequest(picture: .item(row: row, zoom: .garment), size: size, format: format)
            cache.insert(PictureRenderer.render(raster, size: size, format: format), for: request)
        }
        return cache
    }

    @Test(arguments: PictureFormat.all)
    func onlyWhatChangedIsSent(format: PictureFormat) {
        let terminal = RecordingTerminal(size: size, format: format)
        let cache = cache(format)
        let first = placements([0, 1, 2, 3])
        #expect(terminal.show(Frame(size: size, placements: first), from: cache).drawn == first)

        // The cursor moves: text, but no picture.
        let text = Frame(size: size, texts: [TextRun(column: 0, row: 0, text: "┏", style: .accent)], placements: first)
        let moved = terminal.show(text, from: cache)
        #expect(moved.drawn == [] && moved.erased == [] && moved.bytes == [])
        #expect(!terminal.lastBytes.isEmpty && terminal.lastBytes.count < 100)

        // One picture changes: it alone is drawn.
        let second = placements([0, 1, 9, 3])
        let update = terminal.show(Frame(size: size, placements: second), from: cache)
        #expect(update.drawn == [second[2]])
        #expect(update.erased == [first[2]])

        // One goes, and nothing is drawn.
        let third = [second[0], second[1], second[3]]
        let gone = terminal.show(Frame(size: size, placements: third), from: cache)
        #expect(gone.drawn == [])
        #expect(gone.erased == [second[2]])

        // The same frame again sends nothing at all.
        terminal.show(Frame(size: size, placements: third), from: cache)
        #expect(terminal.lastBytes == [])
    }

    @Test(arguments: PictureFormat.all)
    func whatIsMissingIsNamedAndStoodInFor(format: PictureFormat) {
        let terminal = RecordingTerminal(size: size, format: format)
        let full = cache(format)
        let frame = Frame(size: size, placements: placements([0, 50, 1, 51]))
        let update = terminal.show(frame, from: full) { _ in Color(red: 9, green: 8, blue: 7) }
        #expect(update.missing == [frame.placements[1], frame.placements[3]].map(terminal.request))
        #expect(update.drawn == frame.placements)
        #expect(String(decoding: update.bytes, as: UTF8.self).contains("48;2;9;8;7"))

        // They come: only they are drawn, over their stand-ins.
        for request in update.missing {
            full.insert(PictureRenderer.render(.plain(5, 9), size: request.size, format: format), for: request)
        }
        let filled = terminal.show(frame, from: full) { _ in Color(red: 9, green: 8, blue: 7) }
        #expect(filled.drawn == [frame.placements[1], frame.placements[3]])
        #expect(filled.missing == [])
    }

    @Test func resizingDrawsEverythingAnew() {
        let terminal = RecordingTerminal(size: size, format: .symbols)
        let cache = cache(.symbols)
        let frame = Frame(size: size, placements: placements([0, 1]))
        terminal.show(frame, from: cache)
        terminal.size = Size(columns: 61, rows: 20)
        #expect(terminal.show(frame, from: cache).drawn == frame.placements)
        // What does not fit any more is left away rather than wrapped.
        terminal.size = Size(columns: 20, rows: 20)
        #expect(terminal.show(frame, from: cache).drawn == [frame.placements[0]])
    }

    @Test func colorsNeedNoPicture() {
        let terminal = RecordingTerminal(size: size, format: .kitty)
        let frame = Frame(size: size, placements: [Placement(rect: rects[0], picture: .color(red: 1, green: 2, blue: 3))])
        let update = terminal.show(frame, from: PictureCache())
        #expect(update.missing == [] && update.drawn == frame.placements)
    }

    @Test(arguments: [PictureFormat.kitty, .kittyInTmux]) func whatIsSentAheadIsOnlyPlacedLater(format: PictureFormat) {
        var layer = PictureLayer(format: format)
        let cache = cache(format)
        let wanted = placements([0, 1, 2])
        let requests = wanted.map {
            EncodingRequest(picture: $0.picture, size: Size(columns: $0.rect.columns, rows: $0.rect.rows), format: format)
        }
        var pieces: [[UInt8]] = []
        while let piece = Optional(layer.prepare(requests, from: cache, limit: 1)), !piece.isEmpty { pieces.append(piece) }
        #expect(pieces.count == 3)
        #expect(!pieces.contains { String(decoding: $0, as: UTF8.self).contains("a=p") })
        let update = layer.update(to: wanted, from: cache)
        #expect(update.drawn == wanted)
        #expect(!String(decoding: update.bytes, as: UTF8.self).contains("a=t") && !String(decoding: update.bytes, as: UTF8.self).contains("a=T"))
        // Nothing is kept of what was there before the screen was cleared.
        _ = layer.clear()
        #expect(!layer.prepare(requests, from: cache, limit: .max).isEmpty)
    }

    @Test(arguments: [PictureFormat.symbols, .sixel, .iterm2]) func onlyATerminalThatKeepsPicturesIsSentSomeAhead(format: PictureFormat) {
        var layer = PictureLayer(format: format)
        let request = EncodingRequest(picture: .item(row: 0, zoom: .garment), size: Size(columns: 4, rows: 3), format: format)
        #expect(layer.prepare([request], from: cache(format), limit: .max).isEmpty)
    }

    @Test func kittyUploadsOnceAndPlacesMany() {
        let terminal = RecordingTerminal(size: size, format: .kitty)
        let cache = cache(.kitty)
        var screen = TinyTerminal(columns: size.columns, rows: size.rows)
        for rows in [[0, 0, 1, 2], [2, 1, 0, 0], [0, 3, 3, 3], []] {
            terminal.show(Frame(size: size, placements: placements(rows)), from: cache)
            screen.feed(terminal.lastBytes)
            let shown = screen.placements.values.map(\.column).sorted()
            #expect(shown == rects.prefix(rows.count).map(\.column))
        }
        #expect(screen.uploaded.values.allSatisfy { $0 == 1 })
        #expect(screen.uploaded.count == 4)
    }

    @Test func kittyUploadsAgainAfterTheScreenWasCleared() {
        let terminal = RecordingTerminal(size: size, format: .kitty)
        let cache = cache(.kitty)
        let frame = Frame(size: size, placements: placements([0, 1]))
        terminal.show(frame, from: cache)
        terminal.size.rows += 1
        var screen = TinyTerminal(columns: size.columns, rows: size.rows + 1)
        terminal.show(frame, from: cache)
        screen.feed(terminal.lastBytes)
        #expect(screen.uploaded.count == 2 && screen.placements.count == 2)
    }

    @Test func kittyForgetsTheOldestPicturesButNoneOnTheScreen() {
        var store = KittyStore(commands: KittyCommands(placeholders: .none), firstNumber: 1, byteLimit: 3 * 400)
        let upload = KittyUpload(.plain(10, 10))
        func request(_ row: Int) -> EncodingRequest {
            EncodingRequest(picture: .item(row: row, zoom: .whole), size: Size(columns: 1, rows: 1), format: .kitty)
        }
        var screen = TinyTerminal(columns: 1, rows: 1)
        for row in 0..<3 { screen.feed(store.id(for: request(row), upload).bytes) }
        let first = store.id(for: request(0), upload)
        #expect(first.bytes == [])
        store.inUse = [first.id, store.id(for: request(1), upload).id]
        screen.feed(store.id(for: request(3), upload).bytes)
        #expect(Set(screen.uploaded.keys) == ["1", "2", "4"])
        screen.feed(store.forgetAll())
        #expect(screen.uploaded.isEmpty)
    }

    @Test func placeholdersFillTheRectangle() {
        let terminal = RecordingTerminal(size: size, format: .kittyInTmux)
        terminal.show(Frame(size: size, placements: placements([7])), from: cache(.kittyInTmux))
        var screen = TinyTerminal(columns: size.columns, rows: size.rows)
        screen.feed(terminal.lastBytes)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                #expect((screen.cells[row][column] == "\u{10EEEE}") == rects[0].contains(column: column, row: row))
            }
        }
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).contains("\u{1B}Ptmux;\u{1B}\u{1B}_G"))
    }

    @Test func placeholderNumbersAreDistinctAndNeverZero() {
        let commands = KittyCommands(placeholders: .palette)
        let ids = (0..<UInt32(240 * 256)).map(commands.id)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0 & 0x00FF_FF00 == 0 && $0 & 255 >= 16 })
        #expect(KittyCommands(placeholders: .none).id(0) == 1)
        #expect(KittyDiacritics.marks.count == 297 && Set(KittyDiacritics.marks).count == 297)
    }

    /// Random frames, one after the other by differences, leave on a terminal what the last one alone would.
    @Test(arguments: [PictureFormat.symbols, .kitty, .kittyInTmux, .sixel, .iterm2])
    func differencesAddUp(format: PictureFormat) {
        var generator = SeededGenerator(seed: 7)
        let size = Size(columns: 30, rows: 12)
        let cache = PictureCache()
        let terminal = RecordingTerminal(size: size, format: format)
        var screen = TinyTerminal(columns: size.columns, rows: size.rows)
        for round in 0..<60 {
            let frame = Self.randomFrame(size, by: &generator)
            for placement in frame.placements where Bool.random(using: &generator) {
                let request = terminal.request(for: placement)
                if cache.contains(request) { continue }
                cache.insert(PictureRenderer.render(.plain(6, 4), size: request.size, format: format), for: request)
            }
            if round % 17 == 16 { terminal.size.rows += 1; terminal.size.rows -= 1 }
            let placeholder: (PictureKey) -> Color? = { key in
                if case .item(let name, _) = key, Int(name.item)! % 2 == 0 { Color(red: 1, green: 2, blue: 3) } else { nil }
            }
            terminal.show(frame, from: cache, placeholder: placeholder)
            screen.feed(terminal.lastBytes)

            let alone = RecordingTerminal(size: size, format: format)
            alone.show(frame, from: cache, placeholder: placeholder)
            var expected = TinyTerminal(columns: size.columns, rows: size.rows)
            expected.feed(alone.lastBytes)
            // The names of kitty's pictures depend on the history, what lies where does not.
            #expect(screen.lines == expected.lines)
            #expect(Self.places(of: screen) == Self.places(of: expected))
        }
    }

    private static func places(of terminal: TinyTerminal) -> Set<[Int]> {
        Set(terminal.placements.values.map { [$0.column, $0.row] })
    }

    private static func randomFrame(_ size: Size, by generator: inout SeededGenerator) -> Frame {
        var frame = Frame(size: size)
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            let rect = Rect(
                column: Int.random(in: 0...4, using: &generator) * 5, row: Int.random(in: 0...2, using: &generator) * 3,
                columns: Int.random(in: 1...6, using: &generator), rows: Int.random(in: 1...4, using: &generator))
            guard !frame.placements.contains(where: { $0.rect.intersects(rect) }), rect.fits(in: size) else { continue }
            let row = Int.random(in: 0...5, using: &generator)
            frame.placements.append(Placement(rect: rect, picture: .item(row: row, zoom: .whole)))
        }
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let text = ["漢字ab", "é", "e\u{301}x", "plain text", "┏━━┓", "♥ 1"].randomElement(using: &generator)!
            let run = TextRun(
                column: Int.random(in: -3..<size.columns, using: &generator), row: Int.random(in: 0..<size.rows, using: &generator),
                text: text, style: [.text, .dim, .accent].randomElement(using: &generator)!)
            frame.texts.append(run)
        }
        return frame
    }
}
