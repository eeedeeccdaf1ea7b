import Basics
import Foundation
import TestSupport
import Testing

@testable import Catalog

@Suite struct ConditionTests {
    let shop = Shop()

    private func catalog() throws -> Catalog {
        for number in 1...4 { try shop.add(number == 3 ? "cats/3.bmp" : "\(number).bmp", red: UInt8(number)) }
        let csv = """
            id,title,price,colour,sale price
            1,"Navy tee, sleeping CAT",17.90,navy,9
            2,O'Neill's wave,€25.00,NAVY,
            3,100% cotton,"1.299,00",red,8
            4,Żółw,,,
            """
        let path = try shop.temporary.write(Array(csv.utf8), to: "a.csv")
        return try shop.index { $0.attributes = try AttributesFile(path: path) }.catalog
    }

    @Test(
        arguments: [
            ("price < 20", ["1"]), ("price >= 17.9", ["1", "2", "3"]), ("colour = 'navy'", ["1", "2"]), ("colour != navy", ["3"]),
            ("title contains 'cat' and price < 20", ["1"]), ("title contains 'O''Neill''s'", ["2"]), ("title contains \"%\"", ["3"]),
            ("not colour = navy", ["3", "4"]), ("colour is missing", ["4"]), ("colour is not missing and not price < 20", ["2", "3"]),
            ("colour in (red, 'navy')", ["1", "2", "3"]), ("colour not in (red)", ["1", "2"]), ("[sale price] = 8 or id = 4", ["3", "4"]),
            ("label = cats", ["3"]), ("title begins navy", ["1"]), ("title ends 'cotton'", ["3"]), ("title contains 'żółw'", ["4"]),
            ("title contains 'zoŁw'", ["4"]),
            ("(price < 20 or price > 20) and NOT (colour = red)", ["1", "2"]), ("title = 'x'' OR 1=1 --'", []), ("nosuch = 1", []),
        ] as [(String, [String])])
    func conditionsFindWhatTheySay(text: String, expected: [String]) throws {
        let catalog = try catalog()
        let rows = try catalog.rows(where: Condition(parsing: text))
        #expect(try catalog.items(rows: rows).map(\.id).sorted() == expected)
    }

    @Test(
        arguments: [
            ("colour = nvay", "no item has the colour nvay; did you mean NAVY or navy?"),
            ("price < 20 and colour in (rad, navy)", "did you mean red?"),
            ("colour = navy and price > 90", nil), ("colour = chartreuse", nil), ("not colour = nvay", nil), ("title contains 'nvay'", nil),
            ("label = cat", "no item has the label cat; did you mean cats?"), ("id = 1 and [sale price] = 9", nil),
        ] as [(String, String?)])
    func aNearValueIsOffered(text: String, expected: String?) throws {
        let catalog = try catalog()
        for columns in [nil, try AttributeColumns(catalog)] {
            let hint = try catalog.hint(for: Condition(parsing: text), columns: columns)
            #expect(expected.map { hint?.contains($0) == true } ?? (hint == nil), "\(hint ?? "nothing")")
        }
    }

    @Test func thousandsOfValuesAreOneList() throws {
        let catalog = try catalog()
        let many = (100..<40_100).map(String.init)
        #expect(try catalog.rows(where: Condition(parsing: "id in (\(many.joined(separator: ",")))")).isEmpty)
        let rows = try catalog.rows(where: Condition(parsing: "id in (\((many + ["2", "'3'"]).joined(separator: ", ")))"))
        #expect(try catalog.items(rows: rows).map(\.id).sorted() == ["2", "3"])
        #expect(try catalog.rows(where: Condition(parsing: "price not in (17.9, \(many.joined(separator: ",")))")).count == 1)
    }

    @Test(
        arguments: [
            ("prise < 20", "in the column prise; the closest are price"),
            ("price < abc", "the column price holds numbers, and abc is not one"),
            ("colour = navy or not price >= 'cheap'", "the column price holds numbers, and cheap is not one"),
            ("not colour = navy or titel is missing", "in the column titel; the closest are title"),
            ("labels = cats", "the closest are label"), ("[qu\"ite \\ other] = 1", "in the column qu\"ite \\ other"),
        ])
    func columnsThatNoItemHasAreNamed(text: String, reason: String) throws {
        let catalog = try catalog()
        #expect { try catalog.requireColumns(of: Condition(parsing: text)) } throws: { "\($0)".contains(reason) }
        try catalog.requireColumns(of: Condition(parsing: "price < 20 and [sale price] = 8 and id = 1 and label = cats"))
        try Catalog(creating: shop.temporary.url.appendingPathComponent("empty")).requireColumns(of: Condition(parsing: text))
    }

    @Test(
        arguments: [
            ("title = 'a\u{301}''b'", "a\u{301}'b"), ("title = '\u{301}x' ", "\u{301}x"), ("title = 'x'\u{301}", nil),
            ("title = cafe\u{301}", "cafe\u{301}"),
        ] as [(String, String?)])
    func marksHideNoQuote(text: String, value: String?) throws {
        guard let value else {
            #expect(throws: ConditionError.self) { try Condition(parsing: text) }
            return
        }
        guard case .compare(_, .equal, .text(let found)) = try Condition(parsing: text) else { return #expect(Bool(false), "no comparison") }
        #expect(Array(found.utf8) == Array(value.utf8))
    }

    @Test func namesThatAPathCannotHoldAreColumnsToo() throws {
        try shop.add("1.bmp", red: 1)
        let path = try shop.temporary.write(Array("id,\"a\"\"\u{301}b\",c\\d\n1,x,y\n".utf8), to: "a.csv")
        let catalog = try shop.index { $0.attributes = try AttributesFile(path: path) }.catalog
        for text in ["[a\"\u{301}b] = x", "[c\\d] = y"] {
            let condition = try Condition(parsing: text)
            try catalog.requireColumns(of: condition)
            #expect(try catalog.rows(where: condition) == [0])
        }
        #expect(try catalog.rows(containing: "\"\u{200D}x").isEmpty && catalog.rows(containing: "y\"\u{200D}\"").isEmpty)
    }

    @Test(arguments: [
        ("", 0), ("price", 5), ("price <", 7), ("price < 20 and", 14), ("price < 20 colour = 1", 11), ("(price < 20", 11),
        ("title contains 'cat", 15), ("price ~ 3", 6), ("= 3", 0), ("colour in red", 10), ("[sale price = 3", 0), ("colour is navy", 10),
        ("and = 3", 0), ("colour not 3", 11),
    ])
    func mistakesArePointedAt(text: String, position: Int) {
        let error = #expect(throws: ConditionError.self) { try Condition(parsing: text) }
        #expect(error?.position == position)
        #expect(error?.description.split(separator: "\n").last?.count == position + 3)
    }

    @Test func aNameOfSeveralWordsIsShownInItsBrackets() {
        let error = #expect(throws: ConditionError.self) { try Condition(parsing: "colour = navy and unit price of it > 1000") }
        #expect(error?.reason.contains("[unit price of it]") == true)
        let other = #expect(throws: ConditionError.self) { try Condition(parsing: "price < 20 colour") }
        #expect(other?.reason.contains("[") == false)
    }

    @Test func monstrousConditionsAreRefused() {
        #expect(throws: ConditionError.self) { try Condition(parsing: String(repeating: "(", count: 100_000)) }
        #expect(throws: ConditionError.self) { try Condition(parsing: String(repeating: "not ", count: 100_000) + "a = 1") }
        #expect(throws: ConditionError.self) { try Condition(parsing: Array(repeating: "a = 1", count: 10_000).joined(separator: " or ")) }
        var random = SeededGenerator(seed: 1)
        let pieces = ["price", "<", "20", "and", "or", "not", "(", ")", "'", "\"", "in", ",", "is", "missing", "[", "]", "=", "é", "\u{1B}"]
        for _ in 0..<2000 {
            _ = try? Condition(parsing: (0..<12).map { _ in pieces.randomElement(using: &random)! }.joined(separator: " "))
        }
    }

    @Test func rowsAreSortedAndFoundByWords() throws {
        let catalog = try catalog()
        func ids(_ rows: [Int]) throws -> [String] { try catalog.items(rows: rows).map(\.id) }
        #expect(try ids(catalog.rows(sortedBy: .attribute("price", descending: false))).prefix(2) == ["1", "2"])
        #expect(try ids(catalog.rows(sortedBy: .attribute("colour", descending: true))) == ["3", "1", "2", "4"])
        #expect(try ids(catalog.rows(containing: "NAVY cat")) == ["1"])
        #expect(try ids(catalog.rows(containing: "100%")) == ["3"])
        #expect(try catalog.attributeNames().sorted() == ["colour", "price", "sale price", "title"])
    }

    @Test func numbersAsShopsWriteThem() {
        #expect(plainNumber("€17.90") == 17.9)
        #expect(plainNumber("17,90 EUR") == 17.9)
        #expect(plainNumber("1,299") == 1299)
        #expect(plainNumber("1.299,50 €") == 1299.5)
        #expect(plainNumber("$1,299.5") == 1299.5)
        #expect(plainNumber("-3") == -3)
        #expect(plainNumber("navy") == nil)
        #expect(plainNumber("nan") == nil)
        #expect(plainNumber("") == nil)
    }
}
