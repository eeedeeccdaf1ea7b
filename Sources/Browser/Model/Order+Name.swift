import Engine

extension Order {
    /// What the header calls it, or nil for the shop's own order.
    var name: String? {
        switch self {
        case .shop: nil
        case .ghost: "by ghost"
        case .item: "by likeness"
        case .words(let words): "by “\(words)”"
        case .attribute(let name, let descending): "by \(name)" + (descending ? " ↓" : "")
        case .looks: "by looks"
        case .shuffled: "shuffled"
        }
    }
}
