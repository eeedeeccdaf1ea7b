import Catalog
import Encoders
import Foundation
import TestSupport

/// A catalog of small pictures in folders, which become their labels.
func labelledCatalog(_ labels: [String: Int], in folder: TemporaryFolder) throws -> Catalog {
    var shade: UInt8 = 0
    for (label, count) in labels.sorted(by: { $0.key < $1.key }) {
        for number in 0..<count {
            shade &+= 9
            let (red, blue) = (shade, UInt8(number))
            try folder.write(
                Fixtures.bitmap(width: 8, height: 8) { x, _ in (red, UInt8(x * 30), blue) }, to: "tees/\(label)/\(label)-\(number).bmp")
        }
    }
    let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
    _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder()).run(source: folder.path("tees"))
    return catalog
}
