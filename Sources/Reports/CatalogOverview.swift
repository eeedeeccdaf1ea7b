import Basics
import Catalog
import Console
import Engine
import Foundation
import Taste
import Vectors

/// What the browser does, as text: for pipes and logs.
package struct CatalogOverview {
    private let engine: any Engine
    private let summary: CatalogSummary
    private let labels: [(label: String, items: Int)]

    /// - Parameter labels: the kinds of items, the most frequent first.
    package init(_ engine: any Engine, summary: CatalogSummary, labels: [(label: String, items: Int)]) {
        (self.engine, self.summary, self.labels) = (engine, summary, labels)
    }

    /// Prints the first page, and the neighbours of a small basket. Cost: one search.
    package func run() throws {
        Console.print(
            "\(sanitized(summary.name)): \(counted(summary.count, "item")), vectors by \(sanitized(summary.encoder ?? "")) in \(summary.dimensions) dimensions"
        )
        if !labels.isEmpty {
            let shown = labels.prefix(8).map { "\(sanitized($0.label)) \(grouped($0.items))" }
            Console.print("Labels: " + shown.joined(separator: ", ") + (labels.count > 8 ? " and \(labels.count - 8) more" : ""))
        }

        Console.print("\nThe first page")
        let page = try items(at: 0..<12), widest = page.map { displayWidth(sanitized($0.id)) }.max() ?? 0
        for item in page {
            let notes = [item.title, item["label"]?.value, item.priceText].compactMap(\.self).map { sanitized($0) }
            Console.print("  " + padded(sanitized(item.id), to: max(24, widest)) + "  " + notes.joined(separator: " · "))
        }

        // Three items from across the shop: the same ones each time.
        let liked = try [1, 3, 5].map { $0 * summary.count / 7 }.unique.flatMap { try items(at: $0..<$0 + 1) }
        Console.print("\nA basket of \(liked.count): " + liked.map { sanitized(Caption.standard.name(of: $0)) }.joined(separator: "; "))
        var query = NeighborQuery(
            subject: .ghost(Basket(entries: liked.map { Basket.Entry(item: $0.id) })), metrics: Metric.standard, count: 5)
        query.taste.mode = .centroid
        let rankings = try waitForAnswer { _ = engine.neighbors(query, $0) }
        Console.print("Nearest to its ghost, the mean of their vectors")
        SimilarTable(rankings, engine: engine).show()
        Console.print("\nIn a terminal, vitrine shows the pictures: page through them, like some with Space, and the nearest appear at once.")
    }

    /// The items at some positions of the catalog's own order.
    private func items(at positions: Range<Int>) throws -> [ItemSummary] { try waitForAnswer { _ = engine.items(at: positions, $0) }.items }
}
