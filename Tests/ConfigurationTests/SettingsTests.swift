import Basics
import Browser
import Engine
import Frames
import Terminal
import TestSupport
import Testing

@testable import Configuration

@Suite struct SettingsTests {
    /// What is wrong with a configuration; nil where nothing is.
    private func fault(_ text: String) -> String? {
        do throws(SettingsError) {
            _ = try Settings(parsing: text)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func everySettingIsRead() throws {
        let settings = try Settings(
            parsing: """
                graphics = "sixel"
                colors = "256"   # a comment
                plain = true
                caption = ["brand", "price"]
                [theme]
                background = "light"
                accent = "#f80"
                like = "bright-red"
                dim = "245"
                text = "default"
                [defaults]
                catalog = "~/tees"
                encoder = "descriptor"
                metric = ["manhattan", "cosine"]
                mode = "interests"
                k = 12
                picture-rows = 9
                stacks = false
                [keys]
                like = ["l", "F5"]
                right = "Right"
                """)
        #expect(settings.graphics == .sixel && settings.colors == .palette256 && settings.plain == true)
        #expect(settings.caption == Caption(["brand", "price"]))
        #expect(try Settings(parsing: "caption = 'id'").caption == Caption(["id"]))
        #expect(settings.theme.background == .light)
        #expect(settings.theme.colors[.accent] == .rgb(Color(red: 255, green: 0x88, blue: 0)))
        #expect(settings.theme.colors[.like] == .palette(9) && settings.theme.colors[.dim] == .palette(245))
        #expect(settings.theme.colors[.text] == .foreground && settings.theme.colors[.pass] == nil)
        #expect(settings.catalog == "~/tees" && settings.encoder == "descriptor" && settings.mode == .interests)
        #expect(settings.metrics == [.manhattan, .cosine] && settings.neighbors == 12 && settings.pictureRows == 9)
        #expect(settings.keymap.command(for: .character("l"), on: .shop) == .like)
        #expect(settings.keymap.command(for: .function(5), on: .compare) == .like)
        #expect(settings.keymap.command(for: .character(" "), on: .shop) == nil)
    }

    @Test func nothingSetLeavesTheDefaults() throws {
        for text in ["", "# nothing\n", "[theme]\n[keys]\n[defaults]\n", "colors = \"auto\"\ngraphics = \"auto\"\n"] {
            let settings = try Settings(parsing: text)
            #expect(settings.colors == nil && settings.metrics == nil && settings.theme == ThemeChoice())
            #expect(settings.keymap.bindings == Keymap().bindings)
        }
    }

    @Test(arguments: [
        ("grafics = \"sixel\"", "there is no setting grafics; did you mean graphics?"),
        ("graphics = \"sixels\"", "graphics must be one of auto, symbols, sixel, kitty, iterm2, not “sixels”"),
        ("plain = 1", "plain must be true or false, not an integer"), ("graphics = 3", "graphics must be text in quotes, not an integer"),
        ("colors = \"8\"", "colors must be one of auto, none, 16, 256, truecolor, not “8”"),
        ("caption = []", "caption is empty; name at least one column, such as title, id or price"),
        ("caption = [\"title\", \"\"]", "caption has a column without a name"), ("caption = [\"id\", \"id\"]", "caption names id twice"),
        ("caption = 3", "caption must be text in quotes, or a list of such, not an integer"),
        ("keys = 3", "keys must be a table, [keys], not an integer"), ("[keys]\nlikes = \"l\"", "there is no command keys.likes; did you mean like?"),
        ("[keys]\nlike = \"Spcae\"", "keys.like: there is no key “Spcae”; did you mean Space?"),
        (
            "[keys]\nlike = \"Hyper-Meta-Cokebottle\"",
            "keys.like: there is no key “Hyper-Meta-Cokebottle”; write a character, or a name such as Space"
        ),
        ("[keys]\nlike = 3", "keys.like must be text in quotes, or a list of such, not an integer"),
        ("[keys]\nlike = [\"l\", 3]", "keys.like must be text in quotes, or a list of such, not an integer"),
        ("[keys]\nlike = \"f\"\npass = \"f\"", "keys.pass: f is the key of like already"),
        ("[keys]\ncompare = \"b\"", "keys.compare: b is the only key of basket (shop); give that another one too"),
        ("[theme]\naccent = \"magneta\"", "theme.accent: “magneta” is not a colour; did you mean magenta"),
        ("[theme]\naccent = \"#12345\"", "theme.accent: “#12345” is not a colour"),
        ("[theme]\nacent = \"red\"", "there is no setting theme.acent; did you mean accent?"),
        ("[theme]\nbackground = \"grey\"", "theme.background must be one of auto, dark, light, not “grey”"),
        ("[defaults]\nk = 0", "defaults.k must be a whole number from 1 to 10000, not 0"),
        ("[defaults]\nk = \"5\"", "defaults.k must be a whole number from 1 to 10000, not a text"),
        ("[defaults]\nmetric = \"taxi\"", "defaults.metric must be one of cosine, euclidean, manhattan, dot, hamming, not “taxi”"),
        ("[defaults]\nmetric = []", "defaults.metric is empty"), ("a = \n", "line 1"), ("graphics = \"auto\"\ngraphics = \"kitty\"\n", "line 2"),
        ("x", "line 1"), ("graphics = \"auto", "line 1"), ("a\0 = 1", "line 1"), ("graphics = 1979-05-27", "dates and times are not used here"),
        ("graphics = \"\\u001b[31m\"", "graphics must be one of"), ("[keys]\nlike = \"\\u0007\"", "keys.like: there is no key"),
        ("\u{FEFF}graphics = 1", "graphics must be text"),
    ])
    func whatIsWrongIsSaidInOneLine(_ text: String, _ message: String) {
        let fault = fault(text) ?? "nothing"
        #expect(fault.contains(message), "\(text): \(fault)")
        #expect(!fault.contains("\n"))
    }

    /// However deep, long or broken: an error or settings, never the end.
    @Test func hostileTextsAreSurvived() {
        for text in [
            String(repeating: "[", count: 100_000), "a = " + String(repeating: "[", count: 100_000), "a = " + String(repeating: "{a=", count: 5000),
            String(repeating: "a.", count: 5000) + "b = 1", "\"" + String(repeating: "x", count: 500_000) + "\" = 1", "\r\n\u{2028}", "'''",
            "\"\"\"\\",
            "[keys]\nlike = [" + String(repeating: "\"x\",", count: 50_000) + "]",
        ] { _ = fault(text) }
        var random = SeededGenerator(seed: 8)
        let valid = Array("graphics = \"sixel\"\n[keys]\nlike = [\"l\", \"Ctrl-R\"]\n[theme]\naccent = \"#ff8800\"\n".utf8)
        for _ in 0..<3000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random))
                default: bytes.insert(UInt8.random(in: 0...127, using: &random), at: Int.random(in: 0...bytes.count, using: &random))
                }
            }
            _ = fault(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func filesAreReadWithCare() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array("graphics = \"kitty\"\n".utf8), to: "good.toml")
        #expect(try Settings(file: folder.url.appendingPathComponent("good.toml")).graphics == .kitty)
        try folder.write([0x67, 0xFF, 0xFE], to: "bytes.toml")
        try folder.write([UInt8](repeating: 0x20, count: 2 << 20), to: "long.toml")
        for (name, message) in [
            ("bytes.toml", "is not UTF-8"), ("long.toml", "longer than a configuration"), ("none.toml", "cannot be read"), ("", "cannot be read"),
        ] {
            #expect { try Settings(file: folder.url.appendingPathComponent(name)) } throws: { "\($0)".contains(message) }
        }
    }

    /// The file that `vitrine config` writes says what holds without it, and stays valid when every line counts.
    @Test func theTemplateIsTheDefaults() throws {
        let template = Settings().template
        #expect(try Settings(parsing: template).keymap.bindings == Keymap().bindings)
        let effective = template.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix("#") && !$0.hasPrefix("# ") ? String($0.dropFirst()) : String($0)
        }
        let settings = try Settings(parsing: effective.joined(separator: "\n"))
        for screen in ScreenKind.allCases {
            for key in Keymap.standard.flatMap(\.keys) {
                #expect(settings.keymap.command(for: key, on: screen) == Keymap().command(for: key, on: screen))
            }
        }
        #expect(settings.theme.background == .auto && settings.metrics == [.cosine, .euclidean, .manhattan] && settings.neighbors == 5)
    }

    @Test func theTemplateKeepsWhatIsSet() throws {
        let text =
            "graphics = \"sixel\"\n[theme]\naccent = \"#ff8800\"\nlike = \"red\"\n[defaults]\ncatalog = \"a \\\"b\\\" \\\\c\"\nk = 7\n[keys]\nlike = [\"l\", \"\\\"\"]\nright = \"Right\"\n"
        let settings = try Settings(parsing: text), again = try Settings(parsing: settings.template)
        #expect(again.graphics == .sixel && again.theme == settings.theme && again.catalog == "a \"b\" \\c" && again.neighbors == 7)
        #expect(again.keymap.command(for: .character("l"), on: .shop) == .like && again.keymap.command(for: .character("\""), on: .item) == .like)
    }
}
