import Vectors

/// How a basket becomes what is searched for.
public enum GhostMode: String, CaseIterable, Codable, Hashable, Sendable {
    /// The weighted mean of the liked vectors, in each dimension.
    case centroid
    /// The weighted mean of the liked vectors' directions (each divided by its length; a zero vector counts as zero).
    case direction
    /// a·mean(liked) − b·mean(passed), after Rocchio (1971); a = 2 and b = 1 unless set. Without passed items: the centroid.
    case rocchio
    /// An item is as near as it is to the nearest liked one. One that is nearer to a passed item than to any liked one is
    /// pushed away by the difference.
    case best
    /// The liked items fall into interests (`Interests`); each interest's centroid is searched for, and the results are taken
    /// in turns, heavier interests first.
    case interests

    /// The mode unless another is asked for: on the sample shop's kinds of prints it serves mixed baskets far better than the
    /// centroid, and those of one kind no worse (`Interests` has figures).
    public static let standard = GhostMode.interests
}

/// A liked or passed item as the search sees it.
public struct Example: Hashable, Sendable {
    public let vector: [Float]
    /// How much it counts beside the others of its kind; above 0.
    public let weight: Float
    /// Its row; nil when it is not in the table (a picture from outside).
    public let row: Int?

    public init(_ vector: [Float], weight: Float = 1, row: Int? = nil) {
        self.vector = vector
        self.weight = weight
        self.row = row
    }
}

/// The query made from a basket.
public struct Ghost: Hashable, Sendable {
    public var liked: [Example]
    public var passed: [Example]
    public var mode: GhostMode
    /// What rocchio multiplies the means of liked and passed items with.
    public var likedFactor = 2.0
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
    /// - Parameter table: shows how far apart items usually are, which decides what makes an interest.
    public func vectors(in table: VectorTable) -> [[Double]] {
        guard !liked.isEmpty else { return [] }
        switch mode {
        case .centroid: return [mean(of: liked)]
        case .direction:
            let directions = liked.map { Example($0.vector.direction, weight: $0.weight) }
            return [mean(of: directions)]
        case .rocchio:
            guard !passed.isEmpty else { return [mean(of: liked)] }
            return [zip(mean(of: liked), mean(of: passed)).map { likedFactor * $0 - passedFactor * $1 }]
        case .best: return liked.map { $0.vector.map(Double.init) }
        case .interests:
            return interests(in: table).map { group in mean(of: group.members.map { liked[$0] }) }
        }
    }

    /// What the liked items fall into, the heaviest first.
    public func interests(in table: VectorTable) -> [Interests.Group] {
        Interests(of: liked, spread: spread ?? Interests.spread(of: table)).groups
    }

    private func mean(of examples: [Example]) -> [Double] {
        centroid(of: examples.map(\.vector), weights: examples.map(\.weight))
    }
}

extension [Float] {
    /// The vector divided by its length; a zero vector stays zero.
    var direction: [Float] {
        let length = reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        return length > 0 ? map { Float(Double($0) / length) } : self
    }
}
