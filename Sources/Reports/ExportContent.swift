import Basics
import Engine
import Foundation
import Taste
import Vectors

/// What an export holds: lists of items, each with a heading.
package struct ExportContent {
    /// An item in a list.
    package struct Entry {
        package let item: ItemSummary
        /// A distance, or how much an item weighs.
        package let value: Double?
        /// How many of the compared metrics found the item; nil where there is nothing to compare.
        package var finders: Int?
        /// Whom a neighbour owes most to, best first; may be empty.
        package var because: [Match.Reason] = []
    }

    /// A list of items.
    package struct Section {
        /// What a list's items are.
        package enum Kind: Hashable {
            case liked, passed
            /// Neighbours under a metric.
            case ranking
        }

        package let kind: Kind
        /// Machine-readable: liked, passed, or a metric's name.
        package let name: String
        /// For people.
        package let heading: String
        /// That of a ranking.
        package var metric: Metric?
        package let entries: [Entry]
    }

    /// The basket's name.
    package let title: String
    package let sections: [Section]
    /// How many metrics are compared; 0 where none found anything.
    package let metrics: Int
    /// What items are called where a person reads of them.
    package let caption: Caption

    /// A basket, and the neighbours of its ghost where there are some.
    ///
    /// - Parameter items: what is known of the basket's items; the others have their ID alone.
    package init(basket: Basket, rankings: [Ranking], items known: [ItemSummary], caption: Caption = .standard) {
        self.caption = caption
        let items = ExactDictionary(known.map { ($0.id, $0) }) { first, _ in first }
        title = basket.name
        metrics = rankings.allSatisfy(\.matches.isEmpty) ? 0 : rankings.count
        func entries(_ basketEntries: [Basket.Entry]) -> [Entry] {
            basketEntries.map { Entry(item: items[$0.item] ?? ItemSummary(unlisted: $0.item), value: Double($0.weight)) }
        }
        var sections = [Section(kind: .liked, name: "liked", heading: "Liked", entries: entries(basket.liked))]
        if !basket.passed.isEmpty { sections.append(Section(kind: .passed, name: "passed", heading: "Passed", entries: entries(basket.passed))) }
        let finders = ExactDictionary(rankings.flatMap { $0.matches.map(\.item.id).unique }.map { ($0, 1) }, uniquingKeysWith: +)
        sections += rankings.map { ranking in
            let score = ranking.metric.isScore ? "score" : "distance"
            return Section(
                kind: .ranking, name: ranking.metric.rawValue, heading: "Nearest by \(ranking.metric.rawValue) \(score)", metric: ranking.metric,
                entries: ranking.matches.map {
                    Entry(item: $0.item, value: Double($0.distance), finders: rankings.count > 1 ? finders[$0.item.id] : nil, because: $0.because)
                })
        }
        self.sections = sections
    }
}
