/// The order in which items stand in the grid.
public enum Order: Hashable, Codable, Sendable {
    /// The catalog's own.
    case shop
    /// Nearest to the ghost first, as it was when this order was chosen.
    case ghost
    /// Nearest to the item with this ID first.
    case item(String)
    /// Nearest first to what English words say, as they were typed: "sailing boat -stripes".
    case words(String)
    case attribute(String, descending: Bool)
    /// As they stand on the wall, so that what is on one page looks alike.
    case looks
    /// A permutation drawn from a seed.
    case shuffled(seed: UInt64)
}

/// A listing's filter that cannot be understood, in one line.
public struct FilterError: Error, Hashable, CustomStringConvertible {
    public let description: String
    /// Where it goes wrong, in characters from its start.
    public let character: Int

    public init(_ description: String, character: Int) { (self.description, self.character) = (description, character) }
}

/// Which items the grid shows, and in which order. A position is a place in a listing; a row names an item in the catalog.
public struct Listing: Hashable, Codable, Sendable {
    /// The order in which items stand.
    public var order: Order
    /// A condition on attributes (`price < 20`), as it was typed.
    public var filter: String?
    /// Words that ID, title or attributes must contain.
    public var text: String?
    /// How far, at most, from what the order is by likeness to; of a score how much, at least. Any other order knows no distance.
    public var within: Double?
    /// Whether the first of a stack stands for all of it that are listed.
    public var isFolded = true
    /// The stacks that show all the same, each by the ID of any of its items: behind the first follow the others.
    public var opened: [String] = []

    /// All items in the catalog's own order, unless more is said.
    public init(order: Order = .shop, filter: String? = nil, text: String? = nil, within: Double? = nil) {
        self.order = order
        self.filter = filter
        self.text = text
        self.within = within
    }

    /// One that was stored before there were stacks is folded.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        order = try values.decode(Order.self, forKey: .order)
        filter = try values.decodeIfPresent(String.self, forKey: .filter)
        text = try values.decodeIfPresent(String.self, forKey: .text)
        within = try values.decodeIfPresent(Double.self, forKey: .within)
        isFolded = try values.decodeIfPresent(Bool.self, forKey: .isFolded) ?? true
        opened = try values.decodeIfPresent([String].self, forKey: .opened) ?? []
    }

    /// The same with no stack open, all folded or none.
    public func folded(_ isFolded: Bool) -> Listing {
        var listing = self
        (listing.isFolded, listing.opened) = (isFolded, [])
        return listing
    }
}
