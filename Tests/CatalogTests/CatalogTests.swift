import Foundation
import GRDB
import TestSupport
import Testing

@testable import Catalog

@Suite struct CatalogTests {
    let shop = Shop()

    @Test func whatIsNoCatalogIsSaidPlainly() throws {
        #expect(throws: CatalogError.missing(path: shop.catalogFolder.path)) { try Catalog(opening: shop.catalogFolder) }
        #expect { try Catalog(opening: shop.temporary.url) } throws: { "\($0)".contains("has no catalog.sqlite") }
        try shop.temporary.write(Array("this is not a database, however long it may be ............".utf8), to: "other/catalog.sqlite")
        #expect(throws: CatalogError.self) { try Catalog(opening: shop.temporary.url.appendingPathComponent("other")) }
    }

    @Test func aCatalogOfANewerVersionIsNotTouched() throws {
        let catalog = try Catalog(creating: shop.catalogFolder)
        try catalog.database.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 from the future')") }
        try catalog.database.close()
        #expect(throws: CatalogError.newerSchema(path: shop.catalogFolder.path)) { try Catalog(opening: shop.catalogFolder) }
    }

    @Test func unknownItemsNameTheClosest() throws {
        for name in ["875317", "875318", "123456", "shirt"] { try shop.add("\(name).bmp", red: 1) }
        let (catalog, _) = try shop.index()
        #expect(throws: CatalogError.unknownItem("875319", closest: ["875317", "875318"])) { try catalog.item(id: "875319") }
        #expect(throws: CatalogError.unknownItem("zzzzzzzzzz", closest: [])) { try catalog.item(id: "zzzzzzzzzz") }
    }

    @Test func documentsAreKept() throws {
        let catalog = try Catalog(creating: shop.catalogFolder)
        #expect(try catalog.document("baskets", as: [String].self) == nil)
        try catalog.store(["a", "b"], as: "baskets")
        #expect(try Catalog(opening: shop.catalogFolder).document("baskets", as: [String].self) == ["a", "b"])
        #expect(try catalog.document("baskets", as: Int.self) == nil)
    }

    @Test func anEmptyCatalogHasNoVectors() throws {
        let catalog = try Catalog(creating: shop.catalogFolder)
        #expect(throws: CatalogError.noVectors(path: shop.catalogFolder.path)) { try catalog.vectors() }
    }

    @Test func aSnapshotHasItsOwnDocumentsAndTheSameItems() throws {
        for number in 0..<3 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let (catalog, _) = try shop.index()
        try catalog.store("mine", as: "session")
        let snapshot = try catalog.snapshot(at: shop.temporary.url.appendingPathComponent("snapshot"))
        #expect(try snapshot.contents() == catalog.contents())
        try snapshot.store("another's", as: "session")
        #expect(try catalog.document("session", as: String.self) == "mine")
        #expect(try snapshot.document("session", as: String.self) == "another's")
        #expect(throws: CatalogError.self) { try catalog.snapshot(at: shop.temporary.url.appendingPathComponent("snapshot")) }
    }

    @Test func picturesAreFoundAloneAndTogether() throws {
        for number in 0..<3 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let (catalog, _) = try shop.index()
        let items = try catalog.items(rows: [2, 0])
        let together = try catalog.pictures(of: items)
        #expect(together == [.file(path: shop.pictures + "/2.bmp"), .file(path: shop.pictures + "/0.bmp")])
        #expect(try items.map { try catalog.picture(id: $0.id, fingerprint: $0.fingerprint) } == together)
        #expect(try catalog.picture(id: "3", fingerprint: items[0].fingerprint) == nil)
        #expect(try catalog.picture(id: "2", fingerprint: "another") == nil)
        #expect(try catalog.pictures(of: []) == [])
    }
}
