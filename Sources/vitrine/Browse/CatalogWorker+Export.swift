import Browser
import Foundation
import Taste

extension CatalogWorker {
    /// Writes a basket and what is compared to a file; its extension says how.
    func export(to path: String, basket: Basket, rankings: [Ranking]) {
        answer(0) { [self] in
            let url = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
            let format = try ExportFormat(path: url.path)
            let rows = try catalog.rows(ids: basket.entries.map(\.item))
            let items = Dictionary(uniqueKeysWithValues: try summaries(Array(rows.values)).map { ($0.id, $0) })
            let content = ExportContent(basket: basket, rankings: rankings, items: items)
            let bytes = try format.bytes(content) { [pictures] item in pictures.jpeg(item, side: 400) }
            try bytes.write(to: url, options: .atomic)
            return .notice("Written to \(sanitized(url.path)).", attention: false)
        }
    }
}
