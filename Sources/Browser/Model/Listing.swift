import Engine

extension Order {
    /// What the header calls it, or nil for the shop's own order.
    var name: String? {
        switch self {
        case .shop: nil
        case .ghost: "by ghost"
        case .item: "by likeness"
        case .attribute(let name, let descending): "by \(name)" + (descending ? " ↓" : "")
        case .shuffled: "shuffled"
        }
    }
}

/// The items around the viewport: all the browser holds of a catalog however large it is.
struct ItemWindow: Hashable {
    private(set) var start = 0
    private(set) var items: [ItemSummary] = []

    var range: Range<Int> { start..<(start + items.count) }

    subscript(position: Int) -> ItemSummary? { range.contains(position) ? items[position - start] : nil }

    mutating func replace(start: Int, items: [ItemSummary]) {
        self.start = start
        self.items = items
    }
}
