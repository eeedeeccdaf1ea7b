import Basics
import Frames
import Testing

@testable import Terminal

@Suite struct ThemeTests {
    private func text(_ theme: Theme, _ role: Role) -> String { String(decoding: theme.sequence(Style(role)), as: UTF8.self) }

    @Test(arguments: [
        ("red", ThemeColor.palette(1)), ("Bright-Cyan", .palette(14)), ("grey", .palette(8)), ("201", .palette(201)), ("default", .foreground),
        ("#f80", .rgb(Color(red: 255, green: 136, blue: 0))), ("#0A0b0C", .rgb(Color(red: 10, green: 11, blue: 12))),
    ])
    func colorsAreReadAndWritten(_ written: String, _ color: ThemeColor) {
        #expect(ThemeColor(written) == color)
        #expect(ThemeColor(color.description) == color)
    }

    @Test(arguments: ["", "#", "#12", "#1234", "#gggggg", "#ééé", "256", "-1", "1e2", "redd", "# f80", "\u{1B}[31m", "#1234567"])
    func whatIsNoColorIsNone(_ written: String) { #expect(ThemeColor(written) == nil) }

    @Test func chosenColorsComeAsNearAsTheTerminalCan() {
        let wanted: [Role: ThemeColor] = [
            .accent: .rgb(Color(red: 255, green: 0, blue: 0)), .like: .palette(13), .dim: .palette(3), .pass: .foreground,
        ]
        let trueColor = Theme(colors: .trueColor, dark: true, wanted: wanted)
        #expect(
            text(trueColor, .accent) == "\u{1B}[0;38;2;255;0;0m" && text(trueColor, .dim) == "\u{1B}[0;33m" && text(trueColor, .pass) == "\u{1B}[0m")
        #expect(text(Theme(colors: .palette256, dark: true, wanted: wanted), .accent) == "\u{1B}[0;38;5;196m")
        let few = Theme(colors: .ansi16, dark: true, wanted: wanted)
        #expect(text(few, .accent) == "\u{1B}[0;91m" && text(few, .like) == "\u{1B}[0;95m")
        // Without colours marks are attributes, whatever was chosen.
        #expect(text(Theme(colors: .none, dark: true, wanted: wanted), .accent) == "\u{1B}[0;1m")
    }

    @Test func theBackgroundIsProbedUnlessOneSaysWhatItIs() {
        let white = Color(red: 255, green: 255, blue: 255), black = Color(red: 0, green: 0, blue: 0)
        var theme = ThemeChoice()
        #expect(theme.isDark(nil) == nil && theme.isDark(white) == false && theme.isDark(black) == true && theme.background(nil) == nil)
        theme.background = .light
        #expect(theme.isDark(black) == false && theme.background(nil) == white && theme.background(black) == black)
        #expect(text(Theme(colors: .palette256, dark: true), .accent) != text(Theme(colors: .palette256, dark: false), .accent))
    }
}
