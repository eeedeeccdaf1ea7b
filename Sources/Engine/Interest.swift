import Basics
import Taste

/// Likes that are like each other, which are searched for as one.
public struct Interest: Hashable, Sendable {
    /// The liked items with their weights, in the basket's order.
    public var likes: [Basket.Entry]
    /// The ID of the one that stands for them.
    public var medoid: String
    /// What its pictures have in common, as in `Ranking.about`.
    public var about: [String]

    public init(likes: [Basket.Entry], medoid: String, about: [String] = []) {
        self.likes = likes
        self.medoid = medoid
        self.about = about
    }

    public static func == (a: Interest, b: Interest) -> Bool { a.likes == b.likes && a.medoid.isExactly(b.medoid) && a.about == b.about }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(likes)
        hasher.combine(ExactText(medoid))
    }
}
