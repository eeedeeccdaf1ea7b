import Basics
import Foundation
import TestSupport
import Testing

@testable import Catalog

@Suite struct CatalogLibraryTests {
    private let folder = try! TemporaryFolder()
    private var library: CatalogLibrary { CatalogLibrary(folder: URL(fileURLWithPath: folder.path("catalogs"))) }

    private func make(_ path: String, items: Int = 3) throws -> URL {
        for number in 0..<items {
            try folder.write(Fixtures.bitmap(width: 8, height: 8) { x, _ in (UInt8(number * 40), UInt8(x * 20), 3) }, to: "tees/\(number).bmp")
        }
        let url = URL(fileURLWithPath: folder.path(path))
        _ = try Catalog.make(at: url) { catalog in
            _ = try Indexer(catalog: catalog, encoder: MeanColorEncoder(), options: .init()).run(source: folder.path("tees")) { _ in }
        }
        return url
    }

    @Test func catalogsAreListedByNameThenThoseElsewhereByPath() throws {
        _ = try (make("catalogs/b"), make("catalogs/a"))
        let elsewhere = try make("elsewhere")
        try folder.write([1], to: "catalogs/not-one/file")
        try folder.write(Array("no database".utf8), to: "catalogs/broken/catalog.sqlite")
        let entries = library.entries(others: [elsewhere, URL(fileURLWithPath: folder.path("catalogs/a")), URL(fileURLWithPath: folder.path("gone"))])
        #expect(entries.map(\.name) == ["a", "b", "broken", elsewhere.path])
        #expect(entries.map(\.items) == [3, 3, 0, 3])
        #expect(entries.map { $0.encoder == MeanColorEncoder().identity.name } == [true, true, false, true])
        #expect(entries.map { $0.damage == nil } == [true, true, false, true])
        #expect(entries[0].bytes > 1000)
    }

    @Test func aBareNameMeansACatalogOnlyWhereNothingOfThatNameIsThere() throws {
        let a = try make("catalogs/a")
        #expect(library.url(meant: "a").path == a.path)
        #expect(library.url(meant: "./a").path != a.path)
        #expect(library.existing(meant: "a").path == a.path && library.existing(meant: "./a").path != a.path)
        #expect(library.url(meant: "missing").path == HomeFolder.url("missing").path)
        for text in ["", ".", "..", "/", "../catalogs/a"] { #expect(library.url(meant: text).path == HomeFolder.url(text).path) }
        // What is in the working directory comes first.
        let here = try #require(FileManager.default.contentsOfDirectory(atPath: ".").first)
        _ = try make("catalogs/" + here)
        #expect(library.url(meant: here).path == HomeFolder.url(here).path)
        #expect(library.existing(meant: here).path == library.url(named: here).path, "what is there is no catalog")
    }

    @Test func removalTakesOnlyTheCatalogsOwnFiles() throws {
        let url = try make("catalogs/a")
        let own = ["pictures/idx-train-12-34.idx", "features/tee-1-0123456789abcdef.npy"]
        let foreign = ["notes.txt", "vectors-final.npy", "pictures/holiday.jpg", "pictures/1.idx", "features/mine.npy", "catalog.sqlite.backup"]
        for name in own + foreign { try folder.write([1, 2, 3], to: "catalogs/a/" + name) }
        #expect(try Catalog.remove(at: url))
        let left = try #require(FileManager.default.enumerator(atPath: url.path)).compactMap { $0 as? String }
        #expect(Set(left) == Set(foreign + ["pictures", "features"]))
        #expect(throws: CatalogError.self) { try Catalog.remove(at: url) }

        let clean = try make("catalogs/b")
        #expect(try !Catalog.remove(at: clean))
        #expect(!FileManager.default.fileExists(atPath: clean.path))
    }

    @Test func aLinkedFolderIsNotSearched() throws {
        let url = try make("catalogs/a")
        try folder.write([1], to: "other/idx-train-12-34.idx")
        try FileManager.default.createSymbolicLink(atPath: url.path + "/pictures", withDestinationPath: folder.path("other"))
        #expect(try Catalog.remove(at: url))
        #expect(FileManager.default.fileExists(atPath: folder.path("other/idx-train-12-34.idx")))
    }

    @Test func whatIsReadOrWrittenStays() throws {
        let url = try make("catalogs/a")
        let reader = try Catalog(opening: url).generation()
        #expect(throws: CatalogError.inUse(path: url.path)) { try Catalog.remove(at: url) }
        #expect(try reader.state().items == 3)
        let lock = try WriterLock(folder: url)
        #expect { try Catalog.remove(at: url) } throws: { if case CatalogError.busy = $0 { true } else { false } }
        withExtendedLifetime(lock) {}
    }
}
