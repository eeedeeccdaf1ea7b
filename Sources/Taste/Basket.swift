import Basics

/// What a shopper has said so far: items liked and items passed over, in the order in which they came.
public struct Basket: Codable, Hashable, Sendable {
    /// What a shopper thinks of an item.
    public enum Opinion: String, Codable, Hashable, Sendable {
        case liked, passed
    }

    /// An item in a basket.
    public struct Entry: Codable, Hashable, Sendable {
        /// The item's ID.
        public let item: String
        /// Whether it is liked or passed over.
        public var opinion: Opinion
        /// How much it counts beside the others of its opinion; above 0.
        public var weight: Float

        public init(item: String, opinion: Opinion = .liked, weight: Float = 1) {
            self.item = item
            self.opinion = opinion
            self.weight = weight
        }

        public static func == (a: Entry, b: Entry) -> Bool {
            a.item.isExactly(b.item) && a.opinion == b.opinion && a.weight == b.weight
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(ExactText(item))
            hasher.combine(opinion)
            hasher.combine(weight)
        }
    }

    /// What the shopper calls it.
    public var name: String
    /// Whose it is, where somebody else has shared it; nobody but they can change it. nil: one's own.
    public var owner: String?
    /// Whether others on the same server may see it.
    public var isShared = false
    /// At most one entry for an item.
    public private(set) var entries: [Entry]

    /// A basket of the entries given; of several for one item the last one counts.
    public init(name: String = "basket", entries: [Entry] = []) {
        self.name = name
        self.entries = []
        for entry in entries { set(entry) }
    }

    /// What is stored is checked as what is made: a weight that is no weight counts as 1.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let entries = try values.decode([Entry].self, forKey: .entries).map { entry in
            entry.weight > 0 && entry.weight.isFinite ? entry : Entry(item: entry.item, opinion: entry.opinion)
        }
        self.init(name: try values.decode(String.self, forKey: .name), entries: entries)
        isShared = try values.decodeIfPresent(Bool.self, forKey: .isShared) ?? false
    }

    private enum CodingKeys: CodingKey {
        case name, entries, isShared
    }

    /// Whose it is stands nowhere but where it comes from, and what is not shared is as it always was.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(name, forKey: .name)
        try values.encode(entries, forKey: .entries)
        if isShared { try values.encode(true, forKey: .isShared) }
    }

    /// In the order in which they came; likewise those passed over.
    public var liked: [Entry] { entries.filter { $0.opinion == .liked } }
    public var passed: [Entry] { entries.filter { $0.opinion == .passed } }

    /// The entry of an item, if it has one.
    public subscript(item: String) -> Entry? { entries.first { $0.item.isExactly(item) } }

    /// Likes an item; one that is liked already leaves the basket, one that was passed over changes sides.
    public mutating func toggleLike(_ item: String) { toggle(item, .liked) }

    /// Passes an item over; one that is passed over already leaves the basket, one that was liked changes sides.
    public mutating func togglePass(_ item: String) { toggle(item, .passed) }

    /// Sets how much an item counts. Items that are not in the basket, and weights that are not above 0, change nothing.
    public mutating func setWeight(_ weight: Float, of item: String) {
        guard weight > 0, weight.isFinite, let place = place(of: item) else { return }
        entries[place].weight = weight
    }

    /// Takes an item out, if it is in.
    public mutating func remove(_ item: String) { entries.removeAll { $0.item.isExactly(item) } }

    private mutating func toggle(_ item: String, _ opinion: Opinion) {
        if self[item]?.opinion == opinion { remove(item) } else { set(Entry(item: item, opinion: opinion)) }
    }

    /// Puts an entry in; one for the same item keeps its place in the order.
    private mutating func set(_ entry: Entry) {
        if let place = place(of: entry.item) { entries[place] = entry } else { entries.append(entry) }
    }

    private func place(of item: String) -> Int? { entries.firstIndex { $0.item.isExactly(item) } }
}
