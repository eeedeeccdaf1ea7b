import Vectors

/// How a basket becomes what is searched for. Under each mode, passed items push the search away from what is like them.
public enum GhostMode: String, CaseIterable, Codable, Hashable, Sendable {
    /// The weighted mean of the liked vectors, in each dimension, moved a little away from that of the passed ones (`push`).
    case centroid
    /// The same of the vectors' directions (each divided by its length; a zero vector counts as zero).
    case direction
    /// a·mean(liked) − b·mean(passed), after Rocchio (1971); a = 2 and b = 1 unless set, a push of 1. Without passed items: the
    /// centroid.
    case rocchio
    /// An item is as near as it is to the nearest liked one. One that is nearer to a passed item than to any liked one is
    /// pushed away by the difference. What is near to words takes turns with these, for no picture is as near to words as to another.
    case best
    /// The liked items fall into interests (`Interests`); each interest's centroid is searched for, as `centroid` does with its
    /// members, and the results are taken in turns, heavier interests first.
    case interests

    /// The mode unless another is asked for: on the sample shop's kinds of prints it serves mixed baskets far better than the
    /// centroid, and those of one kind no worse (`Interests` has figures).
    public static let standard = GhostMode.interests
}

/// A liked or passed item as the search sees it.
public struct Example: Hashable, Sendable {
    /// As the table holds it.
    public let vector: [Float]
    /// How much it counts beside the others of its kind; above 0.
    public let weight: Float
    /// Its row; nil when it is not in the table (a picture from outside, or words).
    public let row: Int?
    /// Whether it stands for words, from which all pictures are farther than from each other.
    public let isWords: Bool

    public init(_ vector: [Float], weight: Float = 1, row: Int? = nil, isWords: Bool = false) {
        self.vector = vector
        self.weight = weight
        self.row = row
        self.isWords = isWords
    }
}

/// The query made from a basket.
public struct Ghost: Hashable, Sendable {
    /// How far passed items push a mean of liked ones: by this much of the way from their own mean to it. On the sample shop
    /// no mode is the worse for it, and one centroid of several kinds gains most (`assets/measurements.md`); half the way is worse for
    /// interests.
    public static let push = 0.25

    /// What neighbours should be like.
    public var liked: [Example]
    /// What they should not be like.
    public var passed: [Example]
    /// How likes and passes become a query.
    public var mode: GhostMode
    /// What rocchio multiplies the means of liked and passed items with.
    public var likedFactor = 2.0
    /// The same of passed items.
    public var passedFactor = 1.0
    /// The parts of a vector that do not count 1.
    public var balance: [WeightedRange] = []
    /// From 0 (nearest first) to 1 (as unlike each other as possible): maximal marginal relevance.
    public var diversity = 0.0
    /// Whether near-identical pictures count once.
    public var collapsesDuplicates = false
    /// Whether the basket's own items may be found.
    public var includesExamples = false
    /// How far apart items usually are (`Interests.spread`), for whoever knows it already; nil: it is measured at each search.
    public var spread: Double?

    public init(liked: [Example], passed: [Example] = [], mode: GhostMode = .centroid) {
        self.liked = liked
        self.passed = passed
        self.mode = mode
    }

    /// The vectors that are searched for, in double: one, or one for each liked item (best) or interest (interests). Empty
    /// when nothing is liked.
    ///
    /// - Parameter interests: those of the likes, under the mode of that name.
    func vectors(of interests: [Interests.Group]) -> [[Double]] {
        guard !liked.isEmpty else { return [] }
        switch mode {
        case .centroid: return [mean(of: liked, awayFrom: passed)]
        case .direction: return [mean(of: liked.map(\.direction), awayFrom: passed.map(\.direction))]
        case .rocchio: return [mean(of: liked, times: likedFactor, awayFrom: passed, times: passedFactor)]
        case .best: return liked.map { $0.vector.map(Double.init) }
        case .interests: return interests.map { group in mean(of: group.members.map { liked[$0] }, awayFrom: passed) }
        }
    }

    /// What the liked items fall into, the heaviest first.
    public func interests(in table: VectorTable) -> [Interests.Group] {
        Interests(of: liked, spread: spread ?? Interests.spread(of: table)).groups
    }

    /// a·mean(liked) − b·mean(passed), or the mean of the liked ones where nothing was passed.
    private func mean(
        of liked: [Example], times a: Double = 1 + push, awayFrom passed: [Example], times b: Double = push
    ) -> [Double] {
        func mean(_ examples: [Example]) -> [Double] { centroid(of: examples.map(\.vector), weights: examples.map(\.weight)) }
        return passed.isEmpty ? mean(liked) : zip(mean(liked), mean(passed)).map { a * $0 - b * $1 }
    }
}

extension Example {
    fileprivate var direction: Example { Example(vector.direction, weight: weight, row: row, isWords: isWords) }
}

extension [Float] {
    /// The vector divided by its length; a zero vector stays zero.
    var direction: [Float] {
        let length = reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        return length > 0 ? map { Float(Double($0) / length) } : self
    }
}
