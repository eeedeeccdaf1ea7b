import Basics
import Catalog
import Doctor
import Encoders
import Foundation
import LocalEngine
import TestSupport
import Testing

@Suite struct CheckupTests {
    let folder = try! TemporaryFolder()

    private func engine(_ folder: URL) throws -> LocalEngine { LocalEngine(try Catalog(opening: folder)) }

    private func catalog() throws -> URL {
        for number in 0..<3 {
            let shade = UInt8(number * 80)
            try folder.write(Fixtures.bitmap(width: 8, height: 8) { x, _ in (shade, UInt8(x * 30), 9) }, to: "tees/\(number).bmp")
        }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: Indexer.Options()).run(source: folder.path("tees")) { _ in }
        return catalog.folder
    }

    private func verdict(of text: String, in checkup: Checkup) -> Observation.Verdict? {
        checkup.observations.first { $0.text.contains(text) }?.verdict
    }

    @Test func aCatalogThatIsWellIsCalledSo() throws {
        let checkup = Checkup.catalog { try engine(catalog()) }
        #expect(checkup.observations.allSatisfy { [.good, .note].contains($0.verdict) })
        #expect(verdict(of: "3 items, vectors by descriptor", in: checkup) == .good)
        #expect(verdict(of: "all of 3 pictures looked for are there", in: checkup) == .good)
        #expect(verdict(of: "3 of its pictures come from", in: checkup) == .note)
    }

    @Test func whatIsGoneIsAFlawWithAdvice() throws {
        let catalog = try catalog()
        try FileManager.default.removeItem(atPath: folder.path("tees/1.bmp"))
        for name in try FileManager.default.contentsOfDirectory(atPath: catalog.path) where name.hasSuffix(".codes") {
            try FileManager.default.removeItem(at: catalog.appendingPathComponent(name))
        }
        let flaws = Checkup.catalog { try engine(catalog) }.observations.filter { $0.verdict == .flaw }
        #expect(flaws.contains { $0.text.hasPrefix("1 of 3 pictures looked for are gone, such as ") && $0.text.contains("1.bmp") })
        #expect(flaws.contains { $0.text == "compact codes are missing or out of date" })
        #expect(flaws.allSatisfy { $0.advice != nil })
    }

    @Test func whatCannotBeOpenedIsBroken() throws {
        try folder.write(Array("no database".utf8), to: "bad/catalog.sqlite")
        let checkup = Checkup.catalog { try engine(folder.url.appendingPathComponent("bad")) }
        #expect(checkup.observations.map(\.verdict) == [.broken] && checkup.observations[0].advice != nil)
        let unknown = Checkup.catalog { throw PlainError("there is no such catalog") }
        #expect(unknown.observations.map(\.text) == ["there is no such catalog"])
        #expect(Checkup.catalog { nil }.observations.map(\.verdict) == [.note])
    }

    @Test func theLibrariesThatAreLinkedAreNamed() {
        let checkup = Checkup.libraries()
        for name in ["ncurses ", "chafa ", "SQLite ", "gdk-pixbuf "] { #expect(verdict(of: name, in: checkup) == .good, "\(name)") }
        #expect(checkup.observations.contains { $0.text.contains("OpenVINO") })
    }

    @Test func withoutATerminalThereIsNothingToAsk() {
        let checkup = Checkup.terminal(nil)
        #expect(checkup.observations.count == 2 && verdict(of: "there is none here", in: checkup) == .note)
    }

    @Test func everyVerdictHasAMarkOfItsOwn() {
        #expect(Set([Observation.Verdict.good, .note, .flaw, .broken].map(\.mark)).count == 4)
    }
}
