import Browser
import Catalog
import Taste

/// A shopper's baskets as the catalog keeps them: by item ID, because rows move when items are removed.
struct StoredBaskets: Codable, Sendable {
    var current: Int
    var baskets: [Taste.Basket]

    static let name = "baskets"

    /// - Parameter id: the ID of a row; nil when there is none any more.
    init(_ contents: BasketBook.Contents, id: (Int) -> String?) {
        current = contents.current
        baskets = contents.baskets.map { named in
            let liked = named.basket.likes.compactMap { like in
                id(like.row).map { Taste.Basket.Entry(item: $0, opinion: .liked, weight: Float(like.weight)) }
            }
            let passed = named.basket.passes.compactMap { row in id(row).map { Taste.Basket.Entry(item: $0, opinion: .passed) } }
            return Taste.Basket(name: named.name, entries: liked + passed)
        }
    }

    /// - Parameter rows: the rows of IDs; items that are gone are left out.
    func contents(rows: [String: Int]) -> BasketBook.Contents {
        BasketBook.Contents(
            baskets: baskets.map { stored in
                var basket = Browser.Basket()
                for entry in stored.liked { if let row = rows[entry.item] { basket.likes.append(.init(row: row, weight: Double(entry.weight))) } }
                for entry in stored.passed { if let row = rows[entry.item] { basket.passes.append(row) } }
                return NamedBasket(name: stored.name, basket: basket)
            }, current: current)
    }

    var items: [String] { baskets.flatMap { $0.entries.map(\.item) } }
}
