import Basics
import Engine
import Taste
import Vectors

/// The answer of `vitrine similar` as JSON.
package struct SimilarReport: Encodable {
    /// What was asked; keys without a value are left out.
    package struct Query: Encodable {
        package let items: [String]
        /// Whether the item was picked at random.
        package let random: Bool?
        package let mode: String
        package let pictures: [String]?
        package let words: [String]?
        package let passed: [String]?
        package let condition: String?
        /// Under the mode of that name, the heaviest first.
        package fileprivate(set) var interests: [Interest]?

        /// Empty lists are left out.
        package init(
            items: [String], isRandom: Bool = false, pictures: [String], words: [String] = [], passed: [String], mode: GhostMode, condition: String?
        ) {
            self.items = items
            random = isRandom ? true : nil
            self.mode = mode.rawValue
            self.pictures = pictures.isEmpty ? nil : pictures
            self.words = words.isEmpty ? nil : words
            self.passed = passed.isEmpty ? nil : passed
            self.condition = condition
        }

        package enum CodingKeys: String, CodingKey {
            case items, random, mode, pictures, words, passed, interests
            case condition = "where"
        }
    }
    /// Liked items that belong together, and the one of them that stands for them.
    package struct Interest: Encodable {
        package let medoid: String
        package let items: [String]
        /// What they have in common, in words; left out where nothing can be told.
        package let about: [String]?
    }
    /// What was searched.
    package struct CatalogNote: Encodable {
        package let items: Int
        package let dimensions: Int
        package let encoder: String
    }
    /// Neighbours under one metric.
    package struct Result: Encodable {
        package let metric: String
        /// Whether the numbers under "distance" are scores, of which the larger is nearer.
        package let higherIsNearer: Bool
        package let milliseconds: Double
        package let neighbours: [Neighbour]
    }
    /// An item with its distance, and whom it owes most to where several items were asked for.
    package struct Neighbour: Encodable {
        package let item: String
        package let distance: Float
        package let because: [Reason]?
    }
    /// A liked item, and its share from 0 to 1 in four decimals.
    package struct Reason: Encodable {
        package let item: String
        package let share: Double
    }
    /// What the metrics' results have in common.
    package struct Agreement: Encodable {
        /// Two metrics: the share of the results that both have, how alike the two are from the front (`averageOverlap`), and what both have
        /// with its places.
        package struct Pair: Encodable {
            let metrics: [String]
            let overlap: Double
            let averageOverlap: Double
            let ranks: [Rank]
        }
        /// An item's place under each of two metrics, from 1.
        package struct Rank: Encodable {
            let item: String
            let ranks: [Int]
            let difference: Int
        }
        /// Each two metrics.
        package let pairs: [Pair]
        /// Found by all metrics.
        package let all: [String]
        /// The metrics that must order everything alike, whatever is asked; left out where there are none.
        package let equivalents: [String]?
        /// Found by one metric only.
        package let one: [String: [String]]
    }

    package private(set) var query: Query
    /// What is asked about, in words; left out where nothing can be told.
    package let about: [String]?
    package let catalog: CatalogNote
    package let results: [Result]
    package let agreement: Agreement?

    /// The answer to a question.
    ///
    /// - Parameter summary: the catalog that was searched.
    package init(_ query: Query, rankings: [Ranking], catalog summary: CatalogSummary) {
        self.query = query
        let about = rankings.first?.about ?? []
        self.about = about.isEmpty ? nil : about
        let interests = rankings.first?.interests ?? []
        if !interests.isEmpty {
            self.query.interests = interests.map { interest in
                Interest(medoid: interest.medoid, items: interest.likes.map(\.item), about: interest.about.isEmpty ? nil : interest.about)
            }
        }
        catalog = CatalogNote(items: summary.count, dimensions: summary.dimensions, encoder: summary.encoder ?? "")
        results = rankings.map { ranking in
            Result(
                metric: ranking.metric.rawValue, higherIsNearer: ranking.metric.isScore, milliseconds: (ranking.milliseconds * 1000).rounded() / 1000,
                neighbours: ranking.matches.map { match in
                    Neighbour(
                        item: match.item.id, distance: match.distance,
                        because: match.because.isEmpty
                            ? nil : match.because.map { Reason(item: $0.id, share: ($0.share * 1e4).rounded() / 1e4) })
                })
        }
        let common = CommonNeighbors(rankings)
        let equivalents = rankings.first { !$0.equivalents.isEmpty }?.equivalents ?? []
        agreement = rankings.count > 1 && !common.comparison.isEmpty ? Agreement(common, equivalents: equivalents) : nil
    }

    /// The report in one line.
    package func json() throws -> String {
        try JSON.text(self)
    }
}

extension SimilarReport.Agreement {
    fileprivate init(_ common: CommonNeighbors, equivalents: [Metric]) {
        let comparison = common.comparison
        self.init(
            pairs: comparison.pairs.map { pair in
                Pair(
                    metrics: [pair.first.rawValue, pair.second.rawValue], overlap: pair.overlap, averageOverlap: pair.averageOverlap,
                    ranks: pair.ranks.map { Rank(item: common.id($0.row), ranks: [$0.first, $0.second], difference: $0.difference) })
            }, all: comparison.agreed.map(common.id), equivalents: equivalents.isEmpty ? nil : equivalents.map(\.rawValue),
            one: Dictionary(comparison.unique.map { ($0.key.rawValue, $0.value.map(common.id)) }) { first, _ in first })
    }
}
