import Basics
import Browser
import Foundation
import Taste

extension CatalogWorker {
    /// Writes a basket and what is compared to a file; its extension says how.
    func export(to path: String, basket: Basket, rankings: [Ranking], replacing: Bool) {
        answer(0) { [self] in
            let file = HomeFolder.url(path)
            let bytes = try Exporter(catalog: catalog, pictures: pictures).bytes(basket, rankings: rankings, format: ExportFormat(path: file.path))
            try Exporter.write(bytes, to: file, replacing: replacing, way: ":export! replaces it")
            return .notice("Written to \(sanitized(file.path)).", attention: false)
        }
    }
}
