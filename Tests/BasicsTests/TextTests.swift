import Basics
import Engine
import Frames
import Testing

@Suite struct TextTests {
    @Test func widthsAreThoseOfTerminals() {
        #expect(displayWidth("T-shirt") == 7)
        #expect(displayWidth("猫のTシャツ") == 11)
        #expect(displayWidth("cafe\u{301}") == 4)
        #expect(displayWidth("👕") == 2)
        #expect(displayWidth("♥ ✕ · … ┏━┓") == 11)
        #expect(displayWidth("한글") == 4)
        #expect(displayWidth("שלום") == 4)
        #expect(displayWidth("") == 0)
        // A syllable of three conjoining letters, an old one with letters of the second block, a hexagram.
        #expect(displayWidth("\u{1112}\u{1161}\u{11AB}") == 2 && displayWidth("\u{1112}\u{D7B0}\u{D7CB}") == 2 && displayWidth("\u{4DC0}") == 2)
    }

    @Test func clippingKeepsWidthAndCharacters() {
        #expect(clipped("T-shirt", to: 7) == "T-shirt")
        #expect(clipped("T-shirt", to: 4) == "T-s…")
        #expect(clipped("猫猫猫", to: 4) == "猫…")
        #expect(clipped("cafe\u{301} au lait", to: 5) == "cafe\u{301}…")
        #expect(clipped("x", to: 0) == "")
        #expect(clippedHead("train-00017", to: 6) == "…00017")
        #expect(padded("猫", to: 4) == "猫  ")
        #expect(paddedHead("12", to: 4) == "  12")
    }

    @Test func nothingThatSteersATerminalGetsOut() {
        #expect(sanitized("plain text") == "plain text")
        #expect(sanitized("\u{1B}[2Jcat\u{7}\u{9B}31m") == "\u{FFFD}[2Jcat\u{FFFD}\u{FFFD}31m")
        #expect(sanitized("a\tb\nc\u{2028}d") == "a b c d")
        #expect(sanitized("evil\u{202E}txt\u{2066}\u{200F}") == "eviltxt")
        #expect(sanitized("\u{301}a" + String(repeating: "\u{301}", count: 50)) == "a\u{301}\u{301}\u{301}\u{301}")
        #expect(sanitized("👩\u{200D}👧\u{FE0F}") == "👩👧")
        for value in UInt32(0)...0x2FF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let result = sanitized(String(Character(scalar)))
            #expect(!result.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(sanitized(result) == result)
        }
    }

    @Test func numbers() {
        #expect(grouped(289_222) == "289,222" && grouped(7) == "7" && grouped(-1234) == "-1,234")
        #expect(counted(1, "step") == "1 step" && counted(0, "step") == "0 steps" && counted(2000, "match", "matches") == "2,000 matches")
        #expect(fixed(0.0814, decimals: 3) == "0.081" && fixed(1.05, decimals: 0) == "1" && fixed(-0.0001, decimals: 2) == "0.00")
        #expect(fixed(.nan, decimals: 1) == "–" && fixed(.infinity, decimals: 1) == "–")
        #expect(distanceText(0.0941) == "0.094" && distanceText(1234.56) == "1234.6")
        #expect(millisecondsText(1.24) == "1.2 ms")
    }
}
