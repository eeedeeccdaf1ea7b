import Basics
import Foundation
import TestSupport
import Testing

@testable import Catalog

/// Names that differ in their Unicode form alone.
@Suite struct LettersTests {
    let shop = Shop()
    private let composed = "caf\u{E9}", decomposed = "cafe\u{301}"

    private func reds(_ catalog: Catalog) throws -> [ExactText: Float] {
        let table = try catalog.vectors()
        return Dictionary(try catalog.items(rows: 0..<9).map { (ExactText($0.id), table.vector(at: $0.row)[0]) }) { first, _ in first }
    }

    @Test func twoFormsOfANameAreTwoItemsForGood() throws {
        try shop.add(composed + ".bmp", red: 10)
        try shop.add(decomposed + ".bmp", red: 20)
        let both = [ExactText(composed): Float(10), ExactText(decomposed): 20]
        #expect(try reds(shop.index().catalog) == both)
        let again = MeanColorEncoder()
        #expect(try reds(shop.index(again).catalog) == both && again.encoded == 0)
        try shop.add(decomposed + ".bmp", red: 30)
        let (catalog, report) = try shop.index()
        #expect(report.changed <= 1 && report.unchanged >= 1 && report.renamed.isEmpty)
        let rows = try catalog.rows(ids: [composed, decomposed])
        #expect(rows.count == 2 && rows[composed] != rows[decomposed])
        #expect(try ExactText(catalog.item(id: decomposed).id) == ExactText(decomposed))

        try FileManager.default.removeItem(atPath: shop.pictures + "/" + composed + ".bmp")
        #expect(try reds(shop.index { $0.prune = true }.catalog).keys.map { $0 } == [ExactText(decomposed)])
    }

    @Test func eachFormHasItsOwnAttributesAndLabel() throws {
        try shop.add("\(composed)/\(composed).bmp", red: 1)
        try shop.add("\(decomposed)/\(decomposed).bmp", red: 2)
        let csv = try shop.temporary.write(Array("id,title\n\(composed),one\n\(decomposed),two\n".utf8), to: "a.csv")
        let (catalog, report) = try shop.index { $0.attributes = try AttributesFile(path: csv) }
        #expect(report.attributesWithoutItem.isEmpty && report.sharedAttributes == 0)
        #expect(try catalog.item(id: composed).attributes["title"] == "one")
        #expect(try catalog.item(id: decomposed).attributes["title"] == "two")
        #expect(try catalog.item(id: decomposed).label.map { ExactText($0) } == ExactText(decomposed))
        // A value that changes its form alone is a change.
        for form in [composed, decomposed] {
            let csv = try shop.temporary.write(Array("id,title\n\(composed),\(form)\n".utf8), to: "b.csv")
            let catalog = try shop.index { $0.attributes = try AttributesFile(path: csv) }.catalog
            #expect(try catalog.item(id: composed).attributes["title"].map { ExactText($0) } == ExactText(form))
        }
    }

    @Test func vectorsComeInAndGoOutUnderBoth() throws {
        try shop.add(composed + ".bmp", red: 10)
        try shop.add(decomposed + ".bmp", red: 20)
        let catalog = try shop.index().catalog
        let vectors = shop.temporary.url.appendingPathComponent("v.npy"), ids = shop.temporary.url.appendingPathComponent("v.ids")
        #expect(try VectorExchange.export(catalog, vectors: vectors, ids: ids) == 2)
        let second = try Catalog(creating: shop.temporary.url.appendingPathComponent("second"))
        let result = try VectorExchange.import(vectors: vectors, ids: ids, into: second, encoderName: "other", pictures: shop.pictures)
        #expect(result == (2, 2))
        #expect(try reds(second) == reds(catalog))
        let locators = try second.items(rows: 0..<2).map { $0.locator.isExactly($0.id + ".bmp") }
        #expect(locators == [true, true])
    }

    @Test func idsAreReadByLinesAndANULIsRefused() throws {
        try shop.add("1.bmp", red: 10)
        try shop.add("2.bmp", red: 20)
        let catalog = try shop.index().catalog
        let vectors = shop.temporary.url.appendingPathComponent("v.npy"), ids = shop.temporary.url.appendingPathComponent("v.ids")
        _ = try VectorExchange.export(catalog, vectors: vectors, ids: ids)
        let second = try Catalog(creating: shop.temporary.url.appendingPathComponent("second"))
        try Data("a\u{2028}b\n\u{301}c\u{B}\n".utf8).write(to: ids)
        _ = try VectorExchange.import(vectors: vectors, ids: ids, into: second, encoderName: "other")
        #expect(try second.items(rows: 0..<2).map { ExactText($0.id) } == ["a\u{2028}b", "\u{301}c\u{B}"])
        try Data("a\0b\nc\n".utf8).write(to: ids)
        let third = try Catalog(creating: shop.temporary.url.appendingPathComponent("third"))
        #expect { try VectorExchange.import(vectors: vectors, ids: ids, into: third, encoderName: "other") } throws: {
            "\($0)".contains("line 1 contains a NUL")
        }
    }

    @Test func aMarkBehindASlashOrAPointHidesNothing() throws {
        try shop.add("a\u{600}/\u{301}x.bmp", red: 1)
        try shop.add("b/\u{301}x.bmp", red: 2)
        let catalog = try shop.index().catalog
        #expect(try Set(catalog.items(rows: 0..<2).map { ExactText($0.id) }) == ["a\u{600}/\u{301}x", "b/\u{301}x"])
        #expect(try Set(catalog.items(rows: 0..<2).map { ExactText($0.label ?? "") }) == ["a\u{600}", "b"])
    }

    @Test func attributesAreReadByBytes() throws {
        let text = "id,ti\u{301}tle,=sum\n1,\"a\"\"\u{301}b\",\u{301}c\n\u{301}2,\"'=1+1\",'-x\n"
        let csv = try shop.temporary.write(Array(text.utf8), to: "a.csv")
        let file = try AttributesFile(path: csv)
        #expect(file.attributes["1"]?.values.map { ExactText($0) }.sorted() == ["a\"\u{301}b", "\u{301}c"])
        #expect(file.attributes["\u{301}2"]?.values.sorted() == ["-x", "=1+1"])
    }

    @Test(arguments: [
        ("id,a\n1,x\0y\n", "line 2: it contains a NUL"), ("id,a\n1,\"x\n", "line 2: a quote is not closed"),
        ("id,a\n1,x,y\n", "line 2 has 3 values for 2 columns"),
    ])
    func attributesThatWouldBeLostAreRefused(text: String, reason: String) throws {
        let csv = try shop.temporary.write(Array(text.utf8), to: "bad.csv")
        #expect { try AttributesFile(path: csv) } throws: { "\($0)".contains(reason) }
    }

    @Test func picturesOfOneStemShareItsRow() throws {
        for name in ["tee1.bmp", "tee1.jpg", "a/tee2.bmp", "b/tee2.bmp"] { try shop.add(name, red: 1) }
        let csv = try shop.temporary.write(Array("id,price\ntee1,5\ntee2,7\nb/tee2,8\n".utf8), to: "a.csv")
        let (catalog, report) = try shop.index { $0.attributes = try AttributesFile(path: csv) }
        let prices = try catalog.items(rows: 0..<4).map { "\($0.id) \($0.attributes["price"] ?? "-")" }
        #expect(prices.sorted() == ["a/tee2 7", "b/tee2 8", "tee1.bmp 5", "tee1.jpg 5"])
        #expect(report.attributesWithoutItem.isEmpty && report.sharedAttributes == 1)
    }

    @Test func theReportIsReadBackWhole() throws {
        try shop.temporary.write(Array("nothing".utf8), to: "pictures/=1,\"\u{301}x.jpg")
        let catalog = try shop.index().catalog
        let records = try CSV.records(Data(contentsOf: Indexer.reportURL(catalog))).map(\.fields)
        #expect(records.count == 2 && records[1][0] == "'=1,\"\u{301}x.jpg" && records[1][1] == "skipped")
    }
}
