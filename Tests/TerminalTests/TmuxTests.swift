import Basics
import Foundation
import Frames
import Pictures
import Testing

@testable import Terminal

/// tmux answers byte by byte as 3.5a and 3.7b did.
@Suite struct TmuxTests {
    private func capabilities(_ answer: String?, version: String, attributes: [Int], graphics: GraphicsChoice = .auto) -> Capabilities {
        var replies = ProbeReplies()
        (replies.version, replies.deviceAttributes) = (version, attributes)
        let environment = ["TERM": "tmux-256color"].merging(answer == nil ? [:] : ["TMUX": "/tmp/tmux-0/default,1,0"]) { $1 }
        return Capabilities(
            replies: replies, environment: environment, columns: 80, rows: 24, tmux: answer.map(TmuxState.init), graphics: graphics)
    }

    @Test func itsOwnSixelsWhereItHasThemAndTheTerminalToo() {
        func graphics(_ answer: String?, _ attributes: [Int] = [1, 2, 4]) -> GraphicsProtocol {
            capabilities(answer, version: "tmux 3.5a", attributes: attributes).graphics
        }
        #expect(graphics("XTerm(379)|off|bpaste,RGB,sixel,title\n") == .sixel)
        #expect(graphics("XTerm(379)|on|bpaste,RGB,sixel,title\n") == .sixel)
        // It writes SIXEL IMAGE and plus signs there.
        #expect(graphics("kitty(0.40.0)|off|bpaste,RGB,title\n") == .symbols)
        #expect(graphics("kitty(0.40.0)|on|bpaste,RGB,title\n") == .kitty)
        #expect(graphics("XTerm(379)|off|bpaste,RGB,sixel,title\n", [1, 2]) == .symbols, "a tmux that was built without")
        // At the other end of a line nothing tells what lies around it, unless the person knows.
        #expect(graphics(nil) == .symbols)
        #expect(capabilities(nil, version: "tmux 3.5a", attributes: [1, 2, 4], graphics: .sixel).pictureFormat.keptSixels == 9)
        #expect(!capabilities("kitty(0.40.0)|off|RGB\n", version: "tmux 3.7b", attributes: [1, 2, 4]).available.contains(.sixel))
    }

    @Test func placeholdersAreNamedAsTheColorsAllow() {
        func format(_ features: String) -> PictureFormat {
            capabilities("kitty(0.40.0)|on|\(features)\n", version: "tmux 3.7b", attributes: [1, 2]).pictureFormat
        }
        #expect(format("RGB,title").placeholders == .trueColor && format("256,title").placeholders == .palette)
    }

    @Test func itKeepsOnlySomeSixels() {
        #expect(["tmux 3.4", "tmux 3.5a", "tmux 3.6b"].map(TmuxState.keptSixels) == [9, 9, 9])
        #expect(["tmux 3.7", "tmux next-3.8", "tmux 4.0"].map(TmuxState.keptSixels) == [19, 19, 19])
        #expect(TmuxState.keptSixels(name: "tmux openbsd") == 9 && TmuxState.keptSixels(name: "XTerm(379)") == nil)
    }

    private let format = PictureFormat(graphics: .sixel, cell: .init(width: 4, height: 6), keptSixels: 9)

    private func placements(_ count: Int, columns: Int, row: Int) -> [Placement] {
        (0..<count).map { Placement(rect: Rect(column: 8 * $0, row: row, columns: columns, rows: 3), picture: .item(row: $0, zoom: .whole)) }
    }

    @Test func picturesOfASizeLookAlike() {
        let screen = Size(columns: 200, rows: 30), large = placements(8, columns: 6, row: 2), small = placements(2, columns: 4, row: 8)
        let smallest = placements(1, columns: 2, row: 20)
        #expect(format.sizesInCharacters(large, screen: screen).isEmpty)
        #expect(format.sizesInCharacters(large + small + smallest, screen: screen) == [Size(columns: 4, rows: 3)])
        #expect(format.sizesInCharacters(placements(10, columns: 6, row: 2) + small, screen: screen) == [Size(columns: 6, rows: 3)])
        // One that ends on the last row would scroll.
        #expect(format.sizesInCharacters(placements(1, columns: 6, row: 27), screen: screen).count == 1)
        #expect(format.sizesInCharacters(placements(1, columns: 6, row: 26), screen: screen).isEmpty)
        // A terminal's own.
        #expect(PictureFormat.sixel.sizesInCharacters(placements(40, columns: 4, row: 27), screen: screen).isEmpty)
    }

    @Test func aFrameWithTooManySixelsHasSomeAsCharacters() {
        let screen = Size(columns: 90, rows: 20), cache = PictureCache()
        let frame = Frame(size: screen, placements: placements(3, columns: 6, row: 2) + placements(8, columns: 4, row: 8))
        let terminal = RecordingTerminal(size: screen, format: format)
        let missing = terminal.show(frame, from: cache).missing
        #expect(missing.map(\.format.graphics) == Array(repeating: .sixel, count: 3) + Array(repeating: .symbols, count: 8))
        for request in missing { cache.insert(PictureRenderer.render(.plain(6, 4), size: request.size, format: request.format), for: request) }
        terminal.show(frame, from: cache)
        #expect(String(decoding: terminal.lastBytes, as: UTF8.self).ranges(of: "\u{1B}P0;1;0q").count == 3)
    }

    /// What another sixel covers tmux keeps, and counts; what a blank is written on it forgets.
    @Test func whatIsCoveredIsBlankedFirst() {
        let screen = Size(columns: 20, rows: 10), size = Size(columns: 6, rows: 3), cache = PictureCache()
        func bytes(_ format: PictureFormat) -> String {
            let terminal = RecordingTerminal(size: screen, format: format)
            for row in 0..<2 {
                let key = PictureKey.item(row: row, zoom: .whole)
                cache.insert(PictureRenderer.render(.plain(24, 18), size: size, format: format), for: .init(picture: key, size: size, format: format))
                terminal.show(
                    Frame(size: screen, placements: [Placement(rect: Rect(column: 1, row: 1, columns: 6, rows: 3), picture: key)]), from: cache)
            }
            return String(decoding: terminal.lastBytes, as: UTF8.self)
        }
        #expect(bytes(format).contains("\u{1B}[2;2H      \u{1B}[3;2H      \u{1B}[4;2H      \u{1B}[2;2H\u{1B}P"))
        #expect(!bytes(.sixel).contains("      "))
    }

    @Test func aLargeSixelIsSplitAtWholeCells() {
        // Cells of 20 pixels: three of them end with a band of six.
        let picture = IndexedPicture(.noise(120, 240, seed: 3), colors: 64)
        let whole = SixelWriter.bytes(of: picture)
        #expect(SixelWriter.bytes(of: picture, cellHeight: 20, longest: whole.count) == whole)
        for longest in [whole.count - 1, whole.count / 2, whole.count / 3] {
            let bytes = SixelWriter.bytes(of: picture, cellHeight: 20, longest: longest)
            let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1B}7").dropFirst()
            #expect(parts.count > 1)
            var below = 0
            for (number, part) in parts.enumerated() {
                let sixel = part.components(separatedBy: "\u{1B}8")[0]
                #expect(sixel.utf8.count <= longest && sixel.hasPrefix("\u{1B}P") && sixel.hasSuffix("\u{1B}\\"))
                let rows = Int(sixel.prefix { $0 != "#" }.split(separator: ";").last!)!
                let expected = SixelWriter.bytes(of: picture.rows(below..<below + rows))
                #expect(Array(sixel.utf8) == expected, "no row is lost or drawn twice")
                if number < parts.count - 1 {
                    #expect(rows % 60 == 0 && part.hasSuffix("\u{1B}8\u{1B}[\(rows / 20)B"))
                }
                below += rows
            }
            #expect(below == 240)
        }
    }

    @Test func onlyTmuxGetsSixelsInParts() {
        let raster = Raster.noise(600, 600, seed: 5), size = Size(columns: 120, rows: 80)
        func parts(_ format: PictureFormat) -> [String] {
            guard case .inline(let bytes, _) = PictureRenderer.render(raster, size: size, format: format).body else { return [] }
            return String(decoding: bytes, as: UTF8.self).components(separatedBy: "\u{1B}P0;1;0q").dropFirst().map { String($0) }
        }
        var large = format
        large.cell = PixelSize(width: 10, height: 15)
        var plain = large
        plain.keptSixels = nil
        let split = parts(large)
        #expect(split.count > 1 && split.allSatisfy { $0.utf8.count < 1 << 20 })
        #expect(parts(plain).count == 1 && parts(plain)[0].utf8.count > 1 << 20)
    }

    /// What is clear tmux 3.5 gives the first of the picture's colours.
    @Test func nothingOfASixelIsClear() {
        func coverage(_ format: PictureFormat) -> EncodedPicture.Coverage? {
            guard case .inline(_, let coverage) = PictureRenderer.render(.plain(4, 12), size: Size(columns: 6, rows: 3), format: format).body else {
                return nil
            }
            return coverage
        }
        #expect(coverage(format) == .init(fit: Fit(x: 0, y: 0, width: 24, height: 18), isOpaque: true))
        #expect(coverage(.sixel)?.fit == Fit(x: 9, y: 0, width: 6, height: 18))
    }

    /// Zellij answers the question about kitty's pictures itself, and refuses virtual placements.
    @Test func zellijGetsPlainPlacements() {
        var replies = ProbeReplies()
        (replies.version, replies.kittyGraphics, replies.deviceAttributes) = ("Zellij(4500)", true, [62, 4])
        let environment = ["TERM": "xterm-256color", "ZELLIJ": "0"]
        let alone = Capabilities(replies: replies, environment: environment, columns: 80, rows: 24)
        #expect(alone.graphics == .kitty && alone.pictureFormat.placeholders == .none)
        // In a tmux's window: its variables are there, but it is Zellij that answers.
        let tmux = TmuxState(answer: "kitty(0.40.0)|on|RGB\n")
        let inner = Capabilities(replies: replies, environment: environment.merging(["TMUX": "x"]) { $1 }, columns: 80, rows: 24, tmux: tmux)
        #expect(inner.tmux == nil && inner.graphics == .kitty && inner.pictureFormat.placeholders == .none)
        // And the other way round: a tmux in one of Zellij's panes passes on to nobody who knows placeholders.
        (replies.version, replies.kittyGraphics) = ("tmux 3.5a", false)
        let outer = Capabilities(
            replies: replies, environment: environment.merging(["TMUX": "x"]) { $1 }, columns: 80, rows: 24,
            tmux: TmuxState(answer: "Zellij(4500)|on|RGB,title\n"))
        #expect(outer.graphics == .symbols)
        #expect(CapabilityProbe.questions(environment: environment).hasPrefix("\u{1B}_G"))
    }
}
