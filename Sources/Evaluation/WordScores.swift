import Taste
import Vectors

/// How well a label's items are found by its words.
public struct WordScore: Hashable, Sendable {
    /// The encoder's name.
    public let subject: String
    public let metric: Metric
    public let k: Int
    /// How many labels were asked for and understood.
    public let labels: Int
    /// Of the asked label, over labels.
    public let precision: Estimate
    /// The mean share of the asked labels' items.
    public let chance: Double
}

/// Words of one label together with liked items of another: what share of the nearest each has.
public struct MixedScore: Hashable, Sendable {
    public let subject: String
    public let metric: Metric
    public let mode: GhostMode
    /// Liked items beside the words.
    public let likes: Int
    public let k: Int
    /// How many baskets were drawn.
    public let baskets: Int
    /// Results of the label that the words are of, and of that of the liked items.
    public let words: Estimate
    public let pictures: Estimate
    /// The mean shares of either label's items.
    public let wordsChance: Double
    public let picturesChance: Double
}

/// How often the words that are said of a basket of one label name it.
public struct TellingScore: Hashable, Sendable {
    public let subject: String
    public let likes: Int
    public let baskets: Int
    public let named: Estimate
    /// Words said of a basket, on average.
    public let words: Double
}
