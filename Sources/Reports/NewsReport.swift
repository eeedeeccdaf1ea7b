import Basics
import Catalog
import Engine
import Foundation

/// What shops have changed, as text and as JSON.
package struct NewsReport {
    private let news: ShopNews

    package init(_ news: ShopNews) { self.news = news }

    package var isEmpty: Bool { news.isEmpty }

    private var sections: [(name: String, entries: [ShopNews.Entry])] {
        [
            ("new", news.new), ("cheaper", news.cheaper), ("dearer", news.dearer), ("back in stock", news.backInStock), ("gone", news.gone),
        ].filter { !$0.1.isEmpty }
    }

    /// "3 new, 2 cheaper, 1 gone"; nil where nothing has changed.
    package var counts: String? {
        isEmpty ? nil : sections.map { "\(grouped($0.entries.count)) \($0.name)" }.joined(separator: ", ")
    }

    /// A heading for each sort of change, with a line for each item.
    package var lines: [String] {
        sections.flatMap { section in
            ["\(section.name.prefix(1).uppercased())\(section.name.dropFirst()) (\(grouped(section.entries.count)))"]
                + section.entries.map { "  " + sanitized(Self.line($0)) }
        }
    }

    /// "Grey tee (1000676)  €25.00 → €20.00 (-20%)  M, L"
    private static func line(_ entry: ShopNews.Entry) -> String {
        let name = entry.title.map { "\($0) (\(entry.id))" } ?? entry.id
        func text(_ price: String) -> String { shownPrice(price, currency: entry.currency) }
        var price = entry.price.map(text) ?? ""
        if let now = entry.price, let before = entry.priceBefore, !before.isExactly(now) {
            price = "\(text(before)) → \(price)" + (change(entry).map { " (\($0))" } ?? "")
        }
        return [name, price, entry.sizes.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private static func change(_ entry: ShopNews.Entry) -> String? {
        guard let now = entry.price.flatMap({ Double($0) }), let before = entry.priceBefore.flatMap({ Double($0) }), before > 0 else { return nil }
        let change = (now - before) / before * 100
        return (change > 0 ? "+" : "") + fixed(change, decimals: 0) + "%"
    }

    package func json() throws -> String { String(decoding: try JSON.encode(content, pretty: true), as: UTF8.self) }

    /// As JSON has it.
    package struct Content: Encodable {
        let new, gone, cheaper, dearer, backInStock: [Entry]
    }

    package struct Entry: Encodable {
        let id: String
        let title: String?
        let price: JSONValue?
        let priceBefore: JSONValue?
        let currency: String?
        let sizes: [String]?

        init(_ entry: ShopNews.Entry) {
            (id, title, currency) = (entry.id, entry.title, entry.currency)
            (price, priceBefore) = (entry.price.map { JSONValue($0) }, entry.priceBefore.map { JSONValue($0) })
            sizes = entry.sizes.isEmpty ? nil : entry.sizes
        }
    }

    package var content: Content {
        Content(
            new: news.new.map(Entry.init), gone: news.gone.map(Entry.init), cheaper: news.cheaper.map(Entry.init),
            dearer: news.dearer.map(Entry.init),
            backInStock: news.backInStock.map(Entry.init))
    }
}
