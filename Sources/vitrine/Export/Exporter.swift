import Basics
import Browser
import Catalog
import Foundation
import Taste

/// Turns a basket and what is compared into the bytes of an export, and writes them.
struct Exporter {
    let catalog: Catalog
    let pictures: ItemPictures

    func content(_ basket: Basket, rankings: [Ranking]) throws -> ExportContent {
        let ids = basket.entries.map(\.item)
        let rows = try catalog.rows(ids: ids)
        let known =
            try catalog.summaries(ids: ids) + ids.filter { rows[$0] == nil && OutsideVectors.isPath($0) }.map(ItemSummary.init(outside:))
        return ExportContent(
            basket: basket, rankings: rankings, items: ExactDictionary(known.map { ($0.id, $0) }) { first, _ in first })
    }

    func bytes(_ content: ExportContent, format: ExportFormat, cells: CSV.Cells = .safe) throws -> Data {
        try format.bytes(content, cells: cells) { pictures.jpeg($0, side: 400) }
    }

    func bytes(_ basket: Basket, rankings: [Ranking], format: ExportFormat) throws -> Data {
        try bytes(content(basket, rankings: rankings), format: format)
    }

    /// Writes a file, all of it or nothing. One that is there already stays unless it may be replaced.
    ///
    /// - Parameter way: how to say that it may be replaced, for the message.
    static func write(_ bytes: Data, to file: URL, replacing: Bool, way: String) throws {
        let occupied = PlainError("\(file.path) already exists; \(way)")
        guard replacing || !isOccupied(file) else { throw occupied }
        do { try Draft.write(bytes, to: file, replacing: replacing) } catch { throw error.isOccupied ? occupied : error }
    }
}
