import Basics
import Foundation
import GRDB
import TestSupport
import Testing
import Vectors

@testable import Catalog

/// The columns and the database find the same.
@Suite struct AttributeColumnsTests {
    let shop = Shop()

    /// Items whose attributes are written as they are.
    private func catalog(_ attributes: [String]) throws -> Catalog {
        for number in attributes.indices { try shop.add(number % 3 == 0 ? "cats/\(number).bmp" : "\(number).bmp", red: UInt8(number % 250)) }
        let catalog = try shop.index().catalog
        try catalog.write { db in
            for (number, text) in attributes.enumerated() {
                try db.execute(sql: "UPDATE item SET attributes = ? WHERE row = ?", arguments: [text, number])
            }
        }
        return try catalog.generation()
    }

    private static let values = [
        "navy", "Navy", "żółw", "ZOLW", "5", "5.0", "€25.00", "1.299,00", "-3", "", " ", "M", "O'Neill", "a\"b", "100%", "\u{1F41F}", "e\u{301}", "é",
        "ends",
    ]

    private static func attributes(_ random: inout SplitMix) -> String {
        var object: [String: AttributeValue] = [:]
        for name in ["colour", "size", "price", "sale price", "label"] where random.next() % 4 > 0 {
            let texts = (0..<Int(random.next() % 4)).map { _ in values.randomElement(using: &random)! }
            // Several, or one in a list or by itself; none at times.
            object[name] = texts.isEmpty && random.next() % 2 == 0 ? nil : AttributeValue(texts)
        }
        return AttributesJSON.encode(object)
    }

    private static func condition(_ random: inout SplitMix, depth: Int = 3) -> Condition {
        let name = ["colour", "size", "price", "sale price", "label", "nosuch", "id"].randomElement(using: &random)!
        func value() -> Condition.Value {
            let text = values.randomElement(using: &random)!
            return random.next() % 2 == 0 ? .text(text) : plainNumber(text).map { .number($0) } ?? .text(text)
        }
        switch random.next() % (depth > 0 ? 7 : 4) {
        case 0, 1: return .compare(name: name, Condition.Comparison.allCases.randomElement(using: &random)!, value())
        case 2: return .isIn(name: name, (0...random.next() % 3).map { _ in value() })
        case 3: return .isMissing(name: name)
        case 4: return .not(condition(&random, depth: depth - 1))
        case 5: return .and(condition(&random, depth: depth - 1), condition(&random, depth: depth - 1))
        default: return .or(condition(&random, depth: depth - 1), condition(&random, depth: depth - 1))
        }
    }

    @Test func columnsFindWhatTheDatabaseFinds() throws {
        var random = SplitMix(16)
        let catalog = try catalog((0..<60).map { _ in Self.attributes(&random) })
        let columns = try AttributeColumns(catalog)
        // Two readers of one state.
        let twin = try Catalog(opening: catalog.folder).generation(), halves = try AttributeColumns(catalog, beside: twin)
        #expect(halves.columns.map(\.name) == columns.columns.map(\.name) && halves.items == columns.items)
        for _ in 0..<600 {
            let condition = Self.condition(&random)
            for columns in [columns, halves] {
                let found = try columns.rows(where: condition) { try catalog.rows(where: $0) }.rows
                #expect(found == (try catalog.rows(where: condition)), "\(condition.text)")
            }
        }
    }

    /// What is written out is read as the same condition.
    @Test func aConditionIsWrittenAsItIsRead() throws {
        var random = SplitMix(17)
        for _ in 0..<600 {
            let condition = Self.condition(&random)
            let text = condition.text
            #expect(try Condition(parsing: text).text == text)
            #expect(
                try Condition(parsing: "id != x and \(condition.conjunct) and id != y").text == "id != 'x' and \(condition.conjunct) and id != 'y'")
        }
        #expect(try Condition(parsing: "a=1 and (b=2 or not c in (x,'y''z'))").text == "a = 1 and (b = 2 or not c in ('x', 'y''z'))")
        #expect(Condition.compare(name: "sale price", .equal, .text("9")).text == "[sale price] = '9'")
    }

    /// Numbers are a histogram however many there are; texts that nearly every item has for itself are the database's.
    @Test func textsThatNameItemsAreAskedOfTheDatabase() throws {
        func list(_ count: Int, _ value: (Int) -> String) -> String { "[" + (0..<count).map { "\"\(value($0))\"" }.joined(separator: ",") + "]" }
        let most = AttributeColumns.mostTexts
        let titles = list(most + 1) { "striped \($0)" }, weights = list(most + 1, \.description), few = list(most) { "cotton \($0)" }
        let many = #"{"title":\#(titles),"weight":\#(weights),"few":\#(few)}"#
        let catalog = try catalog([#"{"title":"plain","weight":"7"}"#, many, #"{"title":"striped 9","few":"cotton 9"}"#, "{}"])
        let twin = try Catalog(opening: catalog.folder).generation()
        for columns in [try AttributeColumns(catalog), try AttributeColumns(catalog, beside: twin)] {
            #expect(columns.leftOut == ["title"] && columns["title"] == nil)
            #expect(columns["weight"]?.count == most + 1 && columns["few"]?.count == most)
            for text in [
                "title = 'striped 9'", "title contains plain and weight > 6", "not title != 'Striped 9'", "title is missing", "few = 'cotton 4'",
                "few = 'cotton 9'",
            ] {
                let condition = try Condition(parsing: text), found = try columns.rows(where: condition) { try catalog.rows(where: $0) }
                #expect(try found.rows == catalog.rows(where: condition), "\(text)")
            }
        }
    }

    @Test func whatIsNoAttributesIsLeftOut() throws {
        let strange = [
            "{}", #"{"a":"1","b":["x","y"]}"#, #"{ "a" : "2" }"#, #"{"a":"\u0041"}"#, #"{"a":[]}"#, #"{"a":5}"#, #"[]"#,
            #"{"id":"9","item":"9","label":"9"}"#, #"{"a":"\"\/\\"}"#, #"{"a":"\n"}"#, #"{"":""}"#,
        ]
        let columns = try AttributeColumns(try catalog(strange))
        #expect(columns.columns.map(\.name).sorted() == ["", "a", "b", "label"])
        let a = try #require(columns["a"])
        #expect(a.firsts.indices.filter { a.firsts[$0] >= 0 } == [1, 2, 3, 8, 9] && a.others.isEmpty)
        #expect(a.firsts.filter { $0 >= 0 }.map { a.value(Int($0)) } == ["1", "2", "A", #""/\"#, "\n"])
        #expect(a.present(of: columns.items.universe).rows == [1, 2, 3, 4, 8, 9])
        #expect(columns["b"]?.counts(among: nil) == [1, 1])
        #expect(
            columns["label"]?.total == 4 && columns["b"]?.total == 2 && columns["b"]?.lists.rows == [1] && columns["label"]?.counts(among: nil) == [4]
        )
    }

    @Test func aValueThatAListHasTwiceCountsOnce() throws {
        let columns = try AttributeColumns(try catalog([#"{"size":["M","L","M","M"]}"#, #"{"size":["M"]}"#, #"{"size":["L","L"]}"#]))
        #expect(columns["size"]?.counts(among: nil) == [2, 2] && columns["size"]?.total == 4)
    }

    @Test func manyDistinctTextsKeepTheirNumbers() {
        var pool = TextPool()
        func number(_ text: String) -> Int32 {
            var text = text
            return text.withUTF8 { pool.number(of: $0) }
        }
        for round in 0..<2 {
            for index in 0..<3000 { #expect(number("text \(index)") == Int32(index), "round \(round)") }
        }
        #expect(number("") == 3000 && number("") == 3000 && pool.text(3000).isEmpty && pool.text(77) == "text 77")
    }
}
