import Engine

extension Verb {
    /// To an item, and what the listing shows.
    static let listing: [Verb] = [
        Verb(name: "goto", arguments: "<ID>", help: "Go to the item with this ID, or the one whose ID begins like this") { $0.locate(.id($1)) },
        Verb(
            name: "where", arguments: "[condition]", help: "Only items that meet it (price < 20); alone: all again",
            candidates: {
                ($0.shop.listing.filter.map { [$0] } ?? []) + $0.catalog.columns
                    + ($0.hasShops ? ["is new", "is back", "is gone", "is sold out"] : [])
            }
        ) { state, text in
            var wanted = state.shop.listing
            wanted.filter = text.isEmpty ? nil : text
            state.remember()
            state.open(wanted, keep: state.shopItem?.id)
        },
        Verb(
            name: "within", arguments: "[distance]",
            help: "Only what is nearer than that to the words or the item that order the shop, else to the ghost; alone: all again"
        ) { $0.keep(within: $1) },
        Verb(
            name: "sort", arguments: "<order>", help: "shop, ghost, item, looks, shuffled or an attribute; with - before it descending",
            candidates: { $0.orders.map(\.name) }
        ) { $0.sort(by: $1) },
    ]
}

extension State {
    fileprivate var orders: [(name: String, value: Order)] {
        var result: [(String, Order)] = [("shop", .shop)]
        if !basket.liked.isEmpty { result.append(("ghost", .ghost)) }
        if let item = currentItem { result.append(("item", .item(item.id))) }
        if let words = shop.lastWords { result.append(("words", .words(words))) }
        result.append(("looks", .looks))
        result.append(("shuffled", .shuffled(seed: 0)))
        for column in catalog.columns {
            result.append((column, .attribute(column, descending: false)))
            result.append(("-" + column, .attribute(column, descending: true)))
        }
        return result
    }

    fileprivate mutating func sort(by word: String) {
        guard var order = value(named: word, among: orders) else { return }
        if let words = order.words { return self.order(byWords: words) }
        if case .shuffled = order { order = .shuffled(seed: shop.random.next()) }
        var wanted = shop.listing
        (wanted.order, wanted.within, wanted.opened) = (order, nil, [])
        remember()
        // What is nearest, or least, is looked at from there on; any other order keeps the item in sight.
        let keep: String? =
            switch order {
            case .ghost, .words, .attribute: nil
            case .item(let id): id
            case .shop, .looks, .shuffled: shopItem?.id
            }
        open(wanted, keep: keep)
    }
}
