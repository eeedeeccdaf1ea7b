import Basics
import Testing

@Suite struct NamesTests {
    @Test(arguments: [
        ("Navy TEE", "navy tee"), ("Café", "cafe"), ("cafe\u{301}", "cafe"), ("ＡＢＣ", "abc"), ("ÅNGSTRÖM", "angstrom"), ("猫", "猫"), ("", ""),
    ])
    func neitherCaseNorMarksNorWidthCount(_ text: String, _ folded: String) {
        #expect(ExactText(text.folded) == ExactText(folded) && ExactText(text.folded.folded) == ExactText(folded))
    }

    /// What is typed and what is found by it are the same, script by script.
    @Test(arguments: [
        ("ФУТБОЛКА", "футболка"), ("Ёлка", "елка"), ("مُحَمَّد", "محمد"), ("أحمر", "احمر"), ("إبن", "ابن"), ("ٱلله", "الله"), ("قطة", "قطه"),
        ("قـــط", "قط"),
        ("کتاب", "كتاب"), ("یک", "يك"), ("ﻗﻂ", "قط"), ("٣", "3"), ("שָׁלוֹם", "שלום"), ("שלום", "שלומ"), ("Άσπρη", "ασπρη"), ("ΓΑΤΟΣ", "γατος"),
        ("Straße", "STRASSE"),
        ("GROẞ", "gross"), ("Ärmel", "armel"), ("KIRMIZI", "kırmızı"), ("İSTANBUL", "istanbul"), ("Áo thun đỏ", "ao thun do"), ("क़मीज़", "कमीज"),
        ("हिँदी", "हिंदी"),
        ("เสื้อ", "เสือ"), ("นํ้า", "น้ำ"), ("ﾈｺ", "ネコ"), ("ｶﾞｲｼﾞﾝ", "ガイジン"), ("ねこ", "ネコ"), ("Ｔシャツ", "tシャツ"), ("고양이", "고양이"), ("❤️", "❤"), ("👍🏽", "👍"),
        ("Blåbær", "blabaer"), ("Łódź", "lodz"), ("Þór", "thor"), ("ﬁsh", "fish"), ("m²", "m2"), ("foo\u{AD}bar", "foobar"), ("l’été", "l'ete"),
        ("t–shirt", "t-shirt"), ("a\u{A0}b", "a b"), ("\u{200F}قط", "قط"), ("می‌خواهم", "میخواهم"),
    ])
    func whatIsTypedOtherwiseIsTheSame(_ text: String, _ typed: String) {
        #expect(ExactText(text.folded) == ExactText(typed.folded), "\(text) and \(typed)")
        #expect(ExactText(text.folded.folded) == ExactText(text.folded))
    }

    @Test func lettersThatDifferStayApart() {
        for (one, other) in [("ガ", "カ"), ("で", "て"), ("कि", "की"), ("นา", "นำ"), ("ж", "ш"), ("ب", "ت"), ("猫", "貓")] {
            #expect(ExactText(one.folded) != ExactText(other.folded), "\(one) and \(other)")
        }
        // A Korean syllable that is half typed is found already.
        #expect("고양이".folded.unicodeScalars.starts(with: "고야".folded.unicodeScalars))
        #expect("공룡".folded.unicodeScalars.starts(with: "고".folded.unicodeScalars))
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
