import Catalog
import Console
import Foundation
import SampleShop
import Vectors

/// The catalogs that the browser is measured on, made in a folder: a sample shop, and one that is far larger. Their vectors are
/// made up.
package struct BenchmarkCatalogs {
    package let folder: URL

    package init(folder: URL) { self.folder = folder }

    /// The sample shop with vectors of 4,096 dimensions.
    package func shop(items: Int) throws -> Catalog {
        let pictures = folder.appendingPathComponent("shop-pictures")
        try SampleShop(items: items, seed: 1).draw(into: pictures)
        return try catalog("shop", vectors: SyntheticVectors(rows: items, dimensions: 4096), pictures: pictures)
    }

    /// As many items as `items` says, with vectors of 512 dimensions; they share the shop's pictures, which are there already.
    package func large(items: Int, shop: Int) throws -> Catalog {
        let pictures = folder.appendingPathComponent("large-pictures")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        let drawn = SampleShop(items: shop, seed: 1).items.map(\.id)
        for item in SampleShop(items: items, seed: 1).items {
            try FileManager.default.linkItem(
                atPath: folder.path + "/shop-pictures/" + drawn[item.index % shop] + ".jpg", toPath: pictures.path + "/" + item.id + ".jpg")
        }
        return try catalog("large", vectors: SyntheticVectors(rows: items, dimensions: 512), pictures: pictures)
    }

    private func catalog(_ name: String, vectors: SyntheticVectors, pictures: URL) throws -> Catalog {
        let table = folder.appendingPathComponent("\(name).npy"), ids = folder.appendingPathComponent("\(name).txt")
        let shop = SampleShop(items: vectors.rows, seed: 1)
        try Data(AttributesTable.csv(Array(shop.items)).utf8).write(to: pictures.appendingPathComponent("attributes.csv"))
        try Data(shop.items.map { $0.id + "\n" }.joined().utf8).write(to: ids)
        let making = SharedProgress("vectors made"), importing = SharedProgress("items imported")
        try vectors.write(to: table) { making.show(done: $0, total: vectors.rows) }
        making.finish()
        let catalog = try Catalog(creating: folder.appendingPathComponent(name))
        _ = try VectorExchange.import(
            vectors: table, ids: ids, into: catalog, encoderName: "synthetic", pictures: pictures.path,
            attributes: AttributesFile(path: pictures.appendingPathComponent("attributes.csv").path)
        ) { importing.show(done: $0, total: vectors.rows) }
        importing.finish()
        try FileManager.default.removeItem(at: table)
        return catalog
    }
}
