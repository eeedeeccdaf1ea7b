import Frames
import Pictures
import Testing

@testable import Terminal

@Suite struct PrintedPicturesTests {
    private let size = Size(columns: 4, rows: 2)

    private func line(_ format: PictureFormat) -> String {
        var printer = PrintedPictures(format: format, firstID: 7)
        let picture = PictureRenderer.render(.plain(8, 8), size: size, format: format)
        return String(decoding: printer.line([picture, nil, picture], size: size, gap: 1), as: UTF8.self)
    }

    @Test func charactersStandInLines() {
        let lines = line(PictureFormat(graphics: .symbols, colors: .none)).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines[2].isEmpty)
    }

    @Test(arguments: [PictureFormat(graphics: .sixel), PictureFormat(graphics: .iterm2), PictureFormat(graphics: .kitty)])
    func pixelsGetTheirRoomFirst(_ format: PictureFormat) {
        let text = line(format)
        #expect(text.contains("\n\n\u{1B}[2A") && text.hasSuffix("\r\u{1B}[2B") && text.contains("\r\u{1B}[10C\u{1B}7"))
        if format.graphics == .kitty { #expect(text.contains("i=7,") && text.contains("i=8,")) }
    }

    @Test func insideTmuxPicturesStandAtPlaceholders() {
        let text = line(PictureFormat(graphics: .kitty, placeholders: .palette))
        #expect(text.contains("\u{1B}Ptmux;") && text.unicodeScalars.count { $0 == "\u{10EEEE}" } == 16)
    }
}
