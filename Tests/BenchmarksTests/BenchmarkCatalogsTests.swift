import Benchmarks
import Catalog
import Foundation
import TestSupport
import Testing

@Suite struct BenchmarkCatalogsTests {
    let folder = try! TemporaryFolder()

    @Test func aLargeCatalogSharesThePicturesOfTheShop() throws {
        let catalogs = BenchmarkCatalogs(folder: folder.url)
        let shop = try catalogs.shop(items: 6)
        #expect(try shop.state().items == 6 && shop.state().encoder?.dimensions == 4096)
        let large = try catalogs.large(items: 14, shop: 6)
        #expect(try large.state().items == 14 && large.state().encoder?.dimensions == 512)
        for (catalog, rows) in [(shop, 6), (large, 14)] {
            let items = try catalog.items(rows: 0..<rows)
            #expect(items.count == rows && items.allSatisfy { $0.attributes["title"] != nil })
            let health = CatalogHealth(catalog)
            #expect(health.damage == nil && health.checkedPictures == rows && health.missingPictures == [])
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("large-pictures")).filter { $0.hasSuffix(".jpg") }
        let numbers = try files.map { name in
            try FileManager.default.attributesOfItem(atPath: folder.path("large-pictures/" + name))[.systemFileNumber] as? Int
        }
        #expect(files.count == 14 && Set(numbers).count == 6)
    }
}
