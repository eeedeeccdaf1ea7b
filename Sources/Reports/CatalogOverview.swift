import Basics
import Catalog
import Console
import Foundation
import LocalEngine
import Taste
import Vectors

/// What the browser does, as text: for pipes and logs.
package struct CatalogOverview {
    private let catalog: Catalog

    package init(_ catalog: Catalog) { self.catalog = catalog }

    package func run() throws {
        let search = try NeighborSearch(catalog)
        let state = search.state
        Console.print(
            "\(sanitized(catalog.folder.lastPathComponent)): \(grouped(state.items)) items, vectors by \(sanitized(search.encoder.name)) in \(search.encoder.dimensions) dimensions"
        )
        let labels = try catalog.labels()
        if !labels.isEmpty {
            let shown = labels.prefix(8).map { "\(sanitized($0.label)) \(grouped($0.items))" }
            Console.print("Labels: " + shown.joined(separator: ", ") + (labels.count > 8 ? " and \(labels.count - 8) more" : ""))
        }

        Console.print("\nThe first page")
        for item in try catalog.items(rows: 0..<12) {
            let notes = [item.attributes["title"], item.label, item.attributes["price"]].compactMap(\.self).map { clipped(sanitized($0), to: 60) }
            Console.print("  " + padded(clippedHead(sanitized(item.id), to: 24), to: 24) + "  " + notes.joined(separator: " · "))
        }

        // Three items from across the shop: the same ones each time.
        let liked = try catalog.items(rows: [1, 3, 5].map { $0 * state.items / 7 }.unique)
        Console.print("\nA basket of \(liked.count): " + liked.map { sanitized($0.id) }.joined(separator: ", "))
        let ghost = Ghost(liked: liked.map { Example(search.table.vector(at: $0.row), row: $0.row) })
        let rankings = try search.rankings(of: ghost, metrics: Metric.standard, count: 5)
        Console.print("Nearest to its ghost, the mean of their vectors")
        try SimilarTable(rankings, search: search).show()
        Console.print("\nIn a terminal, vitrine shows the pictures: page through them, like some with Space, and the nearest appear at once.")
    }
}
