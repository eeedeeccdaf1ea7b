import Basics
import Testing

@Suite struct ColorTests {
    @Test func aColorIsANumber() {
        let color = Color(packed: 0x12_34FE)
        #expect(color == Color(red: 0x12, green: 0x34, blue: 0xFE) && color.packed == 0x12_34FE)
        #expect(Color(packed: -1) == Color(red: 255, green: 255, blue: 255))
    }

    @Test func darkColorsTakeWhiteText() {
        #expect(Color(packed: 0x0000FF).isDark && !Color(packed: 0x00FF00).isDark)
    }
}
