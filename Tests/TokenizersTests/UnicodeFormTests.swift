import Testing

@testable import Tokenizers

@Suite struct UnicodeFormTests {
    private static let forms: [UnicodeForm] = [
        .canonical(composed: true), .canonical(composed: false), .compatible(composed: true), .compatible(composed: false),
    ]

    private func apply(_ form: UnicodeForm, _ text: String) throws -> [Unicode.Scalar] {
        var passage = try Passage(text)
        form.apply(to: &passage)
        return passage.scalars
    }

    /// NFC, NFD, NFKC and NFKD, as Python's `unicodedata` has them.
    @Test(arguments: [
        (
            "\u{C5}ngstr\u{F6}m \u{212B}",
            ["\u{C5}ngstr\u{F6}m \u{C5}", "A\u{30A}ngstro\u{308}m A\u{30A}", "\u{C5}ngstr\u{F6}m \u{C5}", "A\u{30A}ngstro\u{308}m A\u{30A}"]
        ),
        ("e\u{323}\u{301}\u{302}", ["\u{1EB9}\u{301}\u{302}", "e\u{323}\u{301}\u{302}", "\u{1EB9}\u{301}\u{302}", "e\u{323}\u{301}\u{302}"]),
        ("e\u{301}\u{323}", ["\u{1EB9}\u{301}", "e\u{323}\u{301}", "\u{1EB9}\u{301}", "e\u{323}\u{301}"]),
        ("\u{1E9B}\u{323}", ["\u{1E9B}\u{323}", "\u{17F}\u{323}\u{307}", "\u{1E69}", "s\u{323}\u{307}"]),
        ("\u{1100}\u{1161}\u{11A8}", ["\u{AC01}", "\u{1100}\u{1161}\u{11A8}", "\u{AC01}", "\u{1100}\u{1161}\u{11A8}"]),
        ("\u{AC00}\u{11A8}", ["\u{AC01}", "\u{1100}\u{1161}\u{11A8}", "\u{AC01}", "\u{1100}\u{1161}\u{11A8}"]),
        ("\u{AC01}\u{11A8}", ["\u{AC01}\u{11A8}", "\u{1100}\u{1161}\u{11A8}\u{11A8}", "\u{AC01}\u{11A8}", "\u{1100}\u{1161}\u{11A8}\u{11A8}"]),
        ("\u{1100}\u{1161}\u{1161}", ["\u{AC00}\u{1161}", "\u{1100}\u{1161}\u{1161}", "\u{AC00}\u{1161}", "\u{1100}\u{1161}\u{1161}"]),
        ("\u{CC6}\u{CC2}\u{CD5}", ["\u{CCB}", "\u{CC6}\u{CC2}\u{CD5}", "\u{CCB}", "\u{CC6}\u{CC2}\u{CD5}"]),
        ("\u{915}\u{93C}", ["\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}"]),
        ("\u{344}\u{345}", ["\u{308}\u{301}\u{345}", "\u{308}\u{301}\u{345}", "\u{308}\u{301}\u{345}", "\u{308}\u{301}\u{345}"]),
        ("\u{FB2}\u{F71}\u{F80}", ["\u{FB2}\u{F71}\u{F80}", "\u{FB2}\u{F71}\u{F80}", "\u{FB2}\u{F71}\u{F80}", "\u{FB2}\u{F71}\u{F80}"]),
        ("\u{FB03}\u{2460}\u{3392}", ["\u{FB03}\u{2460}\u{3392}", "\u{FB03}\u{2460}\u{3392}", "ffi1MHz", "ffi1MHz"]),
        ("\u{1D15F}", ["\u{1D158}\u{1D165}", "\u{1D158}\u{1D165}", "\u{1D158}\u{1D165}", "\u{1D158}\u{1D165}"]),
        ("\u{304B}\u{3099}\u{309A}", ["\u{304C}\u{309A}", "\u{304B}\u{3099}\u{309A}", "\u{304C}\u{309A}", "\u{304B}\u{3099}\u{309A}"]),
        ("a\u{345}\u{328}\u{301}", ["\u{105}\u{301}\u{345}", "a\u{328}\u{301}\u{345}", "\u{105}\u{301}\u{345}", "a\u{328}\u{301}\u{345}"]),
        (
            "\u{301}a\u{327}\u{308}\u{301}",
            ["\u{301}\u{E4}\u{327}\u{301}", "\u{301}a\u{327}\u{308}\u{301}", "\u{301}\u{E4}\u{327}\u{301}", "\u{301}a\u{327}\u{308}\u{301}"]
        ),
        ("\u{3B1}\u{313}\u{300}\u{345}", ["\u{1F82}", "\u{3B1}\u{313}\u{300}\u{345}", "\u{1F82}", "\u{3B1}\u{313}\u{300}\u{345}"]),
        ("\u{F900}\u{2126}", ["\u{8C48}\u{3A9}", "\u{8C48}\u{3A9}", "\u{8C48}\u{3A9}", "\u{8C48}\u{3A9}"]),
        ("\u{958}", ["\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}"]),
        ("\u{E0041}\u{323}", ["\u{E0041}\u{323}", "\u{E0041}\u{323}", "\u{E0041}\u{323}", "\u{E0041}\u{323}"]),
    ])
    func formsAreUnicodes(text: String, forms: [String]) throws {
        for (form, expected) in zip(Self.forms, forms) { #expect(try apply(form, text) == Array(expected.unicodeScalars), "\(form)") }
    }

    @Test func manyMarksAreKept() throws {
        let scalars = try apply(.canonical(composed: true), String(repeating: "\u{344}", count: 1_000))
        #expect(scalars.count == 2_000)
    }
}
