import Foundation
import TestSupport
import Testing

/// A catalog of a few pictures of plain gradients, tee-100 and on.
enum SmallCatalog {
    /// - Returns: the catalog's directory.
    static func make(in folder: TemporaryFolder, items: Int = 24) throws -> String {
        for number in 0..<items {
            let shade = UInt8(number * 10 % 250)
            try folder.write(
                Fixtures.bitmap(width: 12, height: 12) { x, y in (shade, UInt8(x * 20), UInt8(y * 20)) }, to: "tees/tee-\(100 + number).bmp")
        }
        let result = try Program.run(["index", folder.path("tees"), "--encoder", "descriptor", "--catalog", folder.path("catalog")], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        return folder.path("catalog")
    }
}
