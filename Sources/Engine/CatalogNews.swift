import Basics
import Foundation

/// What the shops of a catalog have changed since the previous visit.
public struct CatalogNews: Hashable, Sendable {
    /// What happened to an item, in a word; in the order in which it is shown.
    public enum Change: String, CaseIterable, Hashable, Sendable {
        case new, cheaper
        case backInStock = "back in stock"
        case dearer, gone
    }

    /// An item that something happened to.
    public struct Entry: Hashable, Sendable {
        public var item: ItemSummary
        /// What it cost before, where that was something else.
        public var priceBefore: String?
        /// The sizes that can be had again.
        public var sizes: [String]

        public init(_ item: ItemSummary, priceBefore: String? = nil, sizes: [String] = []) {
            (self.item, self.priceBefore, self.sizes) = (item, priceBefore, sizes)
        }
    }

    /// All items that the same happened to.
    public struct Part: Hashable, Sendable {
        public var change: Change
        /// How many there are.
        public var count: Int
        /// The first of them, as many as anybody looks at.
        public var entries: [Entry]

        public init(_ change: Change, count: Int, entries: [Entry]) { (self.change, self.count, self.entries) = (change, count, entries) }
    }

    /// One for each change that there was.
    public var parts: [Part]
    /// The day of the previous visit, in words ("yesterday"); nil where there was none.
    public var since: String?

    public init(parts: [Part] = [], since: String? = nil) { (self.parts, self.since) = (parts, since) }

    public var isEmpty: Bool { parts.isEmpty }

    /// "6 new, 1 cheaper"; empty where nothing has changed.
    public var counts: String { parts.map { "\(grouped($0.count)) \($0.change.rawValue)" }.joined(separator: ", ") }
}

/// What an item cost from a moment on.
public struct PriceStep: Hashable, Sendable {
    public var time: Date
    /// The day as a person's calendar has it, such as `2026-11-27`.
    public var day: String
    public var price: Double
    /// The price as a person reads it.
    public var text: String

    public init(time: Date, day: String, price: Double, text: String) {
        (self.time, self.day, self.price, self.text) = (time, day, price, text)
    }
}
