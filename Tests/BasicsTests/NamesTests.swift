import Basics
import Testing

@Suite struct NamesTests {
    @Test(arguments: [
        ("Navy TEE", "navy tee"), ("Café", "cafe"), ("cafe\u{301}", "cafe"), ("ＡＢＣ", "abc"), ("ÅNGSTRÖM", "angstrom"), ("猫", "猫"), ("", ""),
    ])
    func neitherCaseNorMarksNorWidthCount(_ text: String, _ folded: String) {
        #expect(ExactText(text.folded) == ExactText(folded) && ExactText(text.folded.folded) == ExactText(folded))
    }

    @Test func editDistances() {
        func distance(_ a: String, _ b: String, limit: Int = 3) -> Int? {
            editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: limit)
        }
        #expect(distance("kitten", "sitting") == 3)
        #expect(distance("", "abc") == 3)
        #expect(distance("abcd", "") == nil)
        #expect(distance("same", "same") == 0)
        #expect(distance("kitten", "sitting", limit: 2) == nil && distance("", "", limit: 0) == 0 && distance("a", "a", limit: -1) == nil)
        #expect(editDistance(Array("abcdef"), Array("")) == 6)
    }

    @Test func nearNamesAreSuggested() {
        let names = ["price", "Prix", "title", "colour", "second_colour", "café"]
        #expect(nearestNames(to: "prise", among: names) == ["price", "Prix"])
        #expect(nearestNames(to: "COLOUR", among: names) == ["colour", "second_colour"])
        #expect(nearestNames(to: "cafe", among: names) == ["café"])
        #expect(nearestNames(to: "", among: names).isEmpty && nearestNames(to: "nothing", among: names).isEmpty)
        #expect(nearestNames(to: "a", among: ["d", "c", "b", "a"]) == ["a", "b", "c"])
    }

    @Test func ofEquallyNearNamesTheFirstStay() {
        var nearest = NearestNames(to: "100")
        for number in [205, 301, 900, 101, 200, 100_000] { nearest.consider("\(number)") }
        #expect(nearest.names == ["900", "101", "200"])
        nearest.consider("100")
        #expect(nearest.names == ["100", "900", "101"])
    }
}
