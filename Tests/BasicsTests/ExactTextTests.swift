import Basics
import Testing

@Suite struct ExactTextTests {
    private let composed = "caf\u{E9}", decomposed = "cafe\u{301}"

    @Test func formsOfOneTextAreTwo() {
        #expect(composed == decomposed && ExactText(composed) != ExactText(decomposed))
        #expect(ExactText(decomposed) < ExactText(composed) && ExactText("a") < "b")
        #expect(Set([ExactText(composed), ExactText(decomposed), ExactText(composed)]).count == 2)
        #expect(["a": composed].isExactly(["a": composed]) && !["a": composed].isExactly(["a": decomposed]))
        #expect(!["a": composed].isExactly(["b": composed]) && !["a": composed].isExactly([:]))
    }

    @Test func keysThatDifferInFormHoldTwoValues() {
        var table: ExactDictionary = [composed: 1, decomposed: 2]
        #expect(table.count == 2 && table[composed] == 1 && table[decomposed] == 2)
        #expect(table.updateValue(3, forKey: decomposed) == 2)
        table[composed, default: 5] += 1
        #expect(table == [composed: 2, decomposed: 3])
        #expect(ExactDictionary([("a", 1), ("a", 2)]) { first, _ in first }["a"] == 1)
    }

    @Test func marksHideNoSeparator() {
        #expect("a/\u{301}b//c".parts(separatedBy: "/").map(ExactText.init) == ["a", "\u{301}b", "", "c"])
        #expect("x\u{600}-end".dropping(ending: "-end") == "x\u{600}" && "x-en".dropping(ending: "-end") == nil)
        #expect("a\r\nb\rc\n\n\u{301}d\u{2028}e\u{B}".exactLines.map(ExactText.init) == ["a", "b", "c", "", "\u{301}d\u{2028}e\u{B}"])
        #expect("".exactLines.isEmpty && "\n".exactLines == [""])
    }
}
