import Basics
import Taste

/// Likes that are like each other, which are searched for as one.
public struct Interest: Hashable, Sendable {
    /// The liked items with their weights, in the basket's order.
    public var likes: [Basket.Entry]
    /// The ID of the one that stands for them.
    public var medoid: String

    public init(likes: [Basket.Entry], medoid: String) {
        self.likes = likes
        self.medoid = medoid
    }

    public static func == (a: Interest, b: Interest) -> Bool { a.likes == b.likes && a.medoid.isExactly(b.medoid) }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(likes)
        hasher.combine(ExactText(medoid))
    }
}
