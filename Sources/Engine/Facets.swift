import Foundation

/// What can be ticked of a listing's items: their attributes, each with its values or its range. What is ticked is a part of the listing's filter.
public struct Facets: Hashable, Sendable {
    /// In the order in which items have their attributes.
    public var facets: [Facet]
    /// Items that the filter leaves.
    public var count: Int
    /// What of the filter is nothing that can be ticked, as a condition.
    public var rest: String?

    public init(facets: [Facet], count: Int, rest: String? = nil) { (self.facets, self.count, self.rest) = (facets, count, rest) }

    /// The filter that says what is ticked, and the rest of it; nil where it is nothing.
    public var filter: String? {
        let conditions = (rest.map { [$0] } ?? []) + facets.flatMap(\.conditions)
        return conditions.isEmpty ? nil : conditions.joined(separator: " and ")
    }

    /// The same with a value ticked, or no longer.
    public func ticking(_ value: Int, of facet: Int) -> Facets {
        var changed = self
        guard case .values(var values, let more) = facets[facet].content else { return self }
        values[value].isTicked.toggle()
        changed.facets[facet].content = .values(values, more: more)
        return changed
    }

    /// The same with another range; nil: all numbers.
    public func limiting(_ range: Facet.Range?, of facet: Int) -> Facets {
        var changed = self
        guard case .numbers(var histogram) = facets[facet].content else { return self }
        histogram.range = range ?? Facet.Range()
        changed.facets[facet].content = .numbers(histogram)
        return changed
    }

    /// The same with nothing ticked in one of them.
    public func clearing(_ facet: Int) -> Facets {
        var changed = self
        changed.facets[facet].clear()
        return changed
    }

    /// The same with nothing ticked; what of the filter cannot be ticked stays.
    public var cleared: Facets {
        var changed = self
        for index in facets.indices { changed.facets[index].clear() }
        return changed
    }
}

/// One attribute of a listing's items. Numbers of items are of those that everything ticked elsewhere, and the rest of the filter, leaves.
public struct Facet: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// The name as a condition has it.
    public var literal: String
    public var content: Content
    /// Whether the literals of its values are whole conditions, of which one or another is to be met.
    public var valuesAreConditions = false

    public enum Content: Hashable, Sendable {
        /// The most frequent first, but what is ticked before them; and how many more there are that are not said.
        case values([Value], more: Int)
        case numbers(Histogram)
    }

    /// A value of an attribute.
    public struct Value: Hashable, Sendable {
        public var text: String
        /// The value as a condition has it.
        public var literal: String
        public var count: Int
        public var isTicked: Bool

        public init(text: String, literal: String, count: Int, isTicked: Bool = false) {
            (self.text, self.literal, self.count, self.isTicked) = (text, literal, count, isTicked)
        }
    }

    /// The numbers from one on, and those below another; nil: no limit.
    public struct Range: Hashable, Sendable {
        public var from: Double?
        public var below: Double?

        public init(from: Double? = nil, below: Double? = nil) { (self.from, self.below) = (from, below) }
    }

    /// How many items have which numbers.
    public struct Histogram: Hashable, Sendable {
        /// Where the first bin begins, and how wide each is.
        public var start: Double
        public var step: Double
        public var counts: [Int]
        public var range: Range

        public init(start: Double, step: Double, counts: [Int], range: Range = Range()) {
            (self.start, self.step, self.counts, self.range) = (start, step, counts, range)
        }

        /// Where a bin begins; that behind the last is where it ends.
        public func edge(_ bin: Int) -> Double {
            // Bins of tenths would otherwise begin at 0.30000000000000004.
            let edge = start + Double(bin) * step, scale = pow(10, max(0, -log10(step).rounded(.down)))
            return (edge * scale).isFinite ? (edge * scale).rounded() / scale : edge
        }
    }

    public init(name: String, literal: String, content: Content, valuesAreConditions: Bool = false) {
        (self.name, self.literal, self.content, self.valuesAreConditions) = (name, literal, content, valuesAreConditions)
    }

    /// Whether it narrows the listing.
    public var isTicked: Bool {
        switch content {
        case .values(let values, _): values.contains { $0.isTicked }
        case .numbers(let histogram): histogram.range != Range()
        }
    }

    fileprivate mutating func clear() {
        switch content {
        case .values(var values, let more):
            for index in values.indices { values[index].isTicked = false }
            content = .values(values, more: more)
        case .numbers(var histogram):
            histogram.range = Range()
            content = .numbers(histogram)
        }
    }

    fileprivate var conditions: [String] {
        switch content {
        case .values(let values, _):
            let ticked = values.filter(\.isTicked).map(\.literal)
            if valuesAreConditions { return ticked.count > 1 ? ["(" + ticked.joined(separator: " or ") + ")"] : ticked }
            return ticked.isEmpty ? [] : [ticked.count == 1 ? "\(literal) = \(ticked[0])" : "\(literal) in (\(ticked.joined(separator: ", ")))"]
        case .numbers(let histogram):
            return [histogram.range.from.map { "\(literal) >= \(Self.text($0))" }, histogram.range.below.map { "\(literal) < \(Self.text($0))" }]
                .compactMap(\.self)
        }
    }

    /// A number as a condition, and a person, has it.
    public static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }
}
