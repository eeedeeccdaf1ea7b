import Foundation
import Testing

@testable import Catalog

@Suite struct GlanceTests {
    private let shop = Shop()

    private func catalog(_ ids: [String]) throws -> Catalog {
        for id in ids { try shop.add(id + ".bmp", red: 1) }
        return try shop.index().catalog
    }

    @Test func idsAreFoundByTheirBeginnings() throws {
        let catalog = try catalog(["a", "tee-1", "tee-10", "tee-2", "tee_3", "té", "Tee", "%", "tee\u{301}"])
        #expect(try catalog.ids(beginning: "tee-", limit: 9) == ["tee-1", "tee-10", "tee-2"])
        #expect(try catalog.ids(beginning: "tee", limit: 9) == ["tee-1", "tee-10", "tee-2", "tee_3", "tee\u{301}"])
        #expect(try catalog.ids(beginning: "", limit: 20).count == 9)
        #expect(try catalog.ids(beginning: "%", limit: 9) == ["%"] && catalog.ids(beginning: "x", limit: 9).isEmpty)
        // The last one shows that no more than "tee" is common to all.
        #expect(try catalog.ids(beginning: "te", limit: 2) == ["tee-1", "tee-10", "tee\u{301}"])
    }

    @Test func aGlanceSeesWhatIsThereAndLeavesNoTrace() throws {
        var catalog: Catalog? = try catalog(["one"])
        // While somebody has it open, what is new is in the log alone.
        #expect(try Catalog(glancingAt: shop.catalogFolder).ids(beginning: "", limit: 9) == ["one"])
        _ = catalog
        catalog = nil
        let names = { try FileManager.default.contentsOfDirectory(atPath: shop.catalogFolder.path).sorted() }
        let before = try names()
        #expect(try Catalog(glancingAt: shop.catalogFolder).ids(beginning: "o", limit: 9) == ["one"])
        #expect(try names() == before)
        #expect(throws: CatalogError.self) { try Catalog(glancingAt: shop.temporary.url) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.temporary.url.path).sorted() == ["catalog", "pictures"])
    }
}
