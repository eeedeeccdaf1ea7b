import Basics
import Testing

@Suite struct CSVTests {
    private func fields(_ text: String) throws -> [[String]] { try CSV.records(Array(text.utf8)).map(\.fields) }

    @Test(
        arguments: [
            ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]), ("a\r1\r", [["a"], ["1"]]),
            ("\u{FEFF}id,t\n", [["id", "t"]]), ("a,\n,b\n\n\n", [["a", ""], ["", "b"]]), ("\"\"\n", [[""]]), ("", []),
            ("\"a \"\"b\"\", c\",\"two\r\nlines\"\n", [["a \"b\", c", "two\r\nlines"]]), ("5\" nail,x\n", [["5\" nail", "x"]]),
            // Marks behind commas, quotes and line breaks.
            ("1,\u{301}a,2\n", [["1", "\u{301}a", "2"]]), ("\"a\"\"\u{301}b\",c\n", [["a\"\u{301}b", "c"]]),
            ("\"\u{301}a\",b\n\u{301}c,d\n", [["\u{301}a", "b"], ["\u{301}c", "d"]]), ("a\u{200D},b\n", [["a\u{200D}", "b"]]),
            ("\u{600},a\n", [["\u{600}", "a"]]), ("a\u{2028}b\u{85}c\n", [["a\u{2028}b\u{85}c"]]),
        ] as [(String, [[String]])])
    func recordsAreReadByBytes(text: String, expected: [[String]]) throws {
        let read = try fields(text)
        #expect(read.map { $0.map(ExactText.init) } == expected.map { $0.map(ExactText.init) })
    }

    @Test(
        arguments: [
            ("a\n\"b", 2, "not closed"), ("a\n\"b\" c\n", 2, "after a closing quote"), ("a\n\"b\"\u{301},c\n", 2, "after a closing quote"),
            ("a,b\n1,x\0y\n", 2, "NUL"), ("\"a\nb\"\n\"c\0\"\n", 3, "NUL"),
        ])
    func whatIsNoCSVIsNamedWithItsLine(text: String, line: Int, reason: String) {
        let error = #expect(throws: CSV.Malformed.self) { try CSV.records(Array(text.utf8)) }
        #expect(error?.line == line && error?.reason.contains(reason) == true)
        #expect(throws: CSV.Malformed.self) { try CSV.records([0x61, 0xFF]) }
    }

    @Test(
        arguments: [
            "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-2+3", "\tx", "\rx", "\n=x", " =1", "\u{FF1D}1", "-", "+", "--5", "-5e", "\u{200B}=1", "'=1",
            "''@a",
            "-5 €",
        ])
    func whatASpreadsheetWouldRunIsGuardedAndComesBack(cell: String) throws {
        let line = CSV.line([cell, "x"])
        let read = try fields(line)[0]
        #expect(read == ["'" + cell, "x"] && ExactText(CSV.unguarded(read[0])) == ExactText(cell))
        #expect(try fields(CSV.line([cell, "x"], cells: .raw))[0].map(ExactText.init) == [ExactText(cell), "x"])
    }

    @Test(arguments: ["-5", "+3.2e4", "-1,299.50", "-0.5E-3", "5", "a=b", "", "'", "it's", "'tis", "x-y", "café", "e\u{301}", "👩‍🦰"])
    func otherTextAndNumbersStay(cell: String) throws {
        #expect(try fields(CSV.line([cell, "x"]))[0].map(ExactText.init) == [ExactText(cell), "x"])
        #expect(ExactText(CSV.unguarded(cell)) == ExactText(cell))
    }

    @Test func marksHideNoQuoteAndNoComma() throws {
        let hostile = ["a\"\u{301}b", ",\u{301}", "\"\u{200D}", "a\n\u{301}", "\u{600},", "a;b", "a\tb"]
        #expect(try fields(CSV.line(hostile)).map { $0.map(ExactText.init) } == [hostile.map(ExactText.init)])
    }

    @Test func controlCharactersStayOutUnlessRaw() {
        #expect(CSV.line(["a\u{1B}[2Jb", "c\u{9B}d\0\u{7F}", "\u{202E}e"]) == "a\u{FFFD}[2Jb,c\u{FFFD}d\u{FFFD}\u{FFFD},\u{FFFD}e\n")
        #expect(CSV.line(["a\u{1B}[2Jb"], cells: .raw, end: "\r\n") == "a\u{1B}[2Jb\r\n")
    }
}
