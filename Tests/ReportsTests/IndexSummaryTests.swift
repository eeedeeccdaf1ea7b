import Catalog
import Encoders
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct IndexSummaryTests {
    let folder = try! TemporaryFolder()

    @Test func whatWasIndexedAndWhatWasNot() throws {
        for number in 0..<3 {
            try folder.write(Fixtures.bitmap(width: 8, height: 8) { x, y in (UInt8(number * 80), UInt8(x), UInt8(y)) }, to: "tees/\(number).bmp")
        }
        for number in 0..<7 { try folder.write(Array("text".utf8), to: "tees/broken\(number)\u{1B}.jpg") }
        try folder.write(Array("notes".utf8), to: "tees/notes.txt")
        try folder.write(Array("id,price\n1,5\n8,6\n9,7\n".utf8), to: "tees/attributes.csv")
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        var options = Indexer.Options()
        options.attributes = try AttributesFile(path: folder.path("tees/attributes.csv"))
        let report = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: options).run(source: folder.path("tees"))
        let summary = IndexSummary(report, items: 3, catalog: catalog)
        #expect(summary.line == "3 items in \(catalog.folder.path): 3 new, 0 changed, 0 unchanged, 7 skipped")
        let notes = summary.notes
        #expect(notes.contains("2 IDs in the attributes have no item: 8, 9."))
        #expect(notes.count { $0.hasPrefix("  broken") } == 5 && notes.allSatisfy { !$0.unicodeScalars.contains("\u{1B}") })
        #expect(notes.last == "All of them: \(Indexer.reportURL(catalog).path)")
    }

    @Test func whereNothingCameOfItOneReasonIsGiven() throws {
        #expect(IndexSummary.nothing(in: "tees", IndexReport()) == "tees: there are no pictures in it")
        try folder.write(Array("text".utf8), to: "tees/broken.jpg")
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        let report = try Indexer(catalog: catalog, encoder: DescriptorEncoder()).run(source: folder.path("tees"))
        #expect(IndexSummary.nothing(in: "tees", report).hasPrefix("tees: none of its pictures can be used; broken.jpg: "))
    }
}
