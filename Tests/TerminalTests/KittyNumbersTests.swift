import Frames
import Pictures
import Testing

@testable import Terminal

/// Two programs in one terminal share its pictures' numbers.
@Suite struct KittyNumbersTests {
    private func request(_ row: Int) -> EncodingRequest {
        EncodingRequest(picture: .item(row: row, zoom: .whole), size: Size(columns: 1, rows: 1), format: .kitty)
    }

    private static let placements: [PictureFormat.Placeholders] = [.none, .palette, .trueColor]

    @Test(arguments: placements) func aProgramKeepsToItsOwn(placeholders: PictureFormat.Placeholders) {
        let commands = KittyCommands(placeholders: placeholders)
        let own = Set(commands.ids(from: 5 << 10 | 1)), others = Set(commands.ids(from: 6 << 10 | 1))
        #expect(own.isDisjoint(with: others) && !own.contains(0) && own.count >= 240)
        var store = KittyStore(commands: commands, firstNumber: 5 << 10 | 1)
        let upload = KittyUpload(.plain(1, 1))
        var shown: [UInt32] = []
        for row in 0..<3000 {
            let id = store.id(for: request(row), upload).id
            #expect(own.contains(id) && !shown.contains(id), "a number that the screen shows goes to no other picture")
            shown.append(id)
            if shown.count > 40 { shown.removeFirst() }
            store.inUse = Set(shown)
        }
    }

    @Test func whatIsForgottenIsOnlyOnesOwn() {
        var store = KittyStore(commands: KittyCommands(placeholders: .none), firstNumber: 7 << 10 | 1)
        for row in 0..<3 { _ = store.id(for: request(row), KittyUpload(.plain(1, 1))) }
        let text = String(decoding: store.forgetAll(), as: UTF8.self)
        #expect(text.ranges(of: "a=d,d=I,i=").count == 3 && text.ranges(of: "a=d").count == 3)
        // What a crash leaves to the terminal.
        #expect(KittyCommands.forgetAll(from: 7 << 10 | 1) == "\u{1B}_Ga=d,d=R,x=7169,y=8191,q=2\u{1B}\\")
    }

    @Test func programsDrawLots() {
        let firsts = (0..<200).map { _ in KittyNumbers.first() }
        #expect(firsts.allSatisfy { $0 & 1023 == 1 && $0 > 1023 && $0 <= UInt32.max - KittyNumbers.count })
        #expect(firsts.allSatisfy { $0 + KittyNumbers.count < 1 << 31 }, "Konsole shows no picture with a larger number")
        #expect(Set(firsts).count > 190)
    }

    @Test func directColorsNameAnyPicture() {
        let row = String(decoding: KittyCommands(placeholders: .trueColor).placeholderRow(0, columns: 2, id: 0x0405_0607), as: UTF8.self)
        #expect(row.hasPrefix("\u{1B}[38;2;5;6;7m") && row.unicodeScalars.contains(KittyDiacritics.character(4)))
        let palette = String(decoding: KittyCommands(placeholders: .palette).placeholderRow(0, columns: 2, id: 0x0400_0020), as: UTF8.self)
        #expect(palette.hasPrefix("\u{1B}[38;5;32m"))
    }
}
