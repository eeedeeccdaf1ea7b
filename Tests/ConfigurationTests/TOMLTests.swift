import Basics
import Testing

@testable import Configuration

@Suite struct TOMLTests {
    private func parse(_ text: String) throws -> ExactDictionary<TOMLValue> { try TOMLParser.parse(text) }

    @Test func valuesOfEveryKind() throws {
        let table = try parse(
            """
            a = "b\\t\\u00e9\\U0001F455" # comment
            'lit\\eral' = 'C:\\n'
            "quoted key" = 1_000
            hex = 0xDEAD_BEEF
            octal=0o17
            binary = 0b101
            negative = -17
            point = 3.14
            power = -2E-2
            huge = inf
            yes = true
            no = false
            list = [ 1, [ "x", 'y' ], # inside
                     2,
            ]
            empty = []
            inline = { x = 1, y.z = "w" }
            nothing = {}
            long = \"\"\"
            one "" two \\
               three
            four\"\"\"\"
            raw = '''
            a\\b''c'''
            """)
        let expected: [String: TOMLValue] = [
            "a": .string("b\té\u{1F455}"), "lit\\eral": .string("C:\\n"), "quoted key": .integer(1000), "hex": .integer(0xDEAD_BEEF),
            "octal": .integer(15),
            "binary": .integer(5), "negative": .integer(-17), "point": .float(3.14), "power": .float(-0.02), "huge": .float(.infinity),
            "yes": .boolean(true), "no": .boolean(false), "list": .array([.integer(1), .array([.string("x"), .string("y")]), .integer(2)]),
            "empty": .array([]), "inline": .table(["x": .integer(1), "y": .table(["z": .string("w")])]), "nothing": .table([:]),
            "long": .string("one \"\" two three\nfour\""), "raw": .string("a\\b''c"),
        ]
        for (name, value) in expected { #expect(table[name] == value, "\(name)") }
        #expect(table.count == expected.count)
    }

    @Test func tablesAndDottedNames() throws {
        let table = try parse("a.b.c = 1\r\na.d = 2\r\n[x.y]\r\nz = 3\r\n[x]\r\nw = 4\r\n[ q . \"r s\" ]\r\n")
        #expect(table["a"] == .table(["b": .table(["c": .integer(1)]), "d": .integer(2)]))
        #expect(table["x"] == .table(["y": .table(["z": .integer(3)]), "w": .integer(4)]))
        #expect(table["q"] == .table(["r s": .table([:])]))
        #expect(try parse("\u{FEFF}a = 1") == ["a": .integer(1)])
        #expect(try parse("[[a]]\nb = 1\n[[a]]") == ["a": .array([.table(["b": .integer(1)]), .table([:])])])
        #expect(try parse("a = 1979-05-27T07:32:00Z\nb = 07:32:00") == ["a": .date("1979-05-27T07:32:00Z"), "b": .date("07:32:00")])
    }

    @Test(arguments: [
        ("a = 1\na = 2", "line 2, column 1: a is defined here a second time"), ("[a]\n[a]", "the table a is defined here a second time"),
        ("a.b = 1\n[a]", "the table a is defined here a second time"), ("a = 1\n[a.b]", "a is not a table"),
        ("a = {b = 1}\na.c = 2", "a is not a table"),
        ("a.b = 1\na = 2", "a is defined here a second time"), ("[a]\n[[a]]", "a is not a list of tables"), ("[[a]", "expected “]]”"),
        ("a.b.c = 1\n[a]", "a is defined here a second time"),
        ("[a.b]\n[a]\nb.c = 1", "b has a header of its own"), ("a", "expected “=”"),
        ("a =", "expected a value"),
        ("= 1", "expected a name"), ("[.a]", "expected a name"), ("[a.]", "expected a name"), ("[a", "expected “]”"), ("[]", "expected a name"),
        ("a = [1 2]", "expected “,” or “]”"), ("a = [1, }", "expected a value"), ("a = {b = 1", "expected “,” or “}”"),
        ("a = 1 b = 2", "expected the end of the line"),
        ("a = \"x", "line 1, column 5: this quote is not closed"), ("a = \"\\q\"", "a backslash must begin an escape"),
        ("a = \"\\uD800\"", "the number of no character"),
        ("a = \"\\u12\"", "the number of no character"), ("a = '\u{1}'", "control character"), ("# \u{7}", "control character"),
        ("a = 01", "“01” is not a value"),
        ("a = 1__0", "is not a value"), ("a = _1", "is not a value"), ("a = 1_", "is not a value"), ("a = 1.", "is not a value"),
        ("a = .5", "is not a value"),
        ("a = 1.e5", "is not a value"), ("a = 0x", "is not a value"), ("a = 0x-1", "is not a value"), ("a = +", "is not a value"),
        ("a = True", "put text in quotes"),
        ("a = 1979-02-29", "is not a value"), ("a = 1_e5", "“1_e5” is not a value"),
        ("a = 99999999999999999999", "is not a value"),
        ("\"\"\"a\"\"\" = 1", "expected “=”"), ("é = 1", "expected a name"),
    ])
    func whatIsNotTOMLIsRefusedWithItsPlace(_ text: String, _ message: String) {
        #expect { try parse(text) } throws: { "\($0)".contains(message) && "\($0)".hasPrefix("line ") }
    }
}
