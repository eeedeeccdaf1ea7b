import Taste

/// All baskets of a shopper, and which of them is current.
public struct BasketContents: Hashable, Codable, Sendable {
    /// At least one.
    public var baskets: [Basket]
    /// The place of the current one among them.
    public var current: Int

    /// - Parameter baskets: at least one, else there is an empty one.
    public init(baskets: [Basket] = [], current: Int = 0) {
        self.baskets = baskets.isEmpty ? [Basket(name: "my likes")] : baskets
        self.current = max(0, min(current, self.baskets.count - 1))
    }

    /// What is stored is checked as what is made: a catalog may come from anybody.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(baskets: try values.decode([Basket].self, forKey: .baskets), current: try values.decode(Int.self, forKey: .current))
    }

    /// The current basket.
    public var basket: Basket { baskets[current] }
}
