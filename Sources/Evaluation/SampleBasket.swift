import Basics
import Vectors

/// What baskets of a kind look like: how many liked items, from how many kinds.
public struct BasketShape: Hashable, Sendable {
    public let likes: Int
    /// At most `likes`; the likes are spread over the kinds as evenly as they can be.
    public let kinds: Int

    public init(likes: Int, kinds: Int) {
        precondition(kinds > 0 && kinds <= likes, "\(likes) likes cannot come from \(kinds) kinds")
        self.likes = likes
        self.kinds = kinds
    }

    /// 1, 3, 5 and 10 likes from one, two and three kinds.
    public static let standard = [1, 3, 5, 10].flatMap { likes in
        (1...3).filter { $0 <= likes }.map { BasketShape(likes: likes, kinds: $0) }
    }
}

/// A made-up shopper's basket: items of some kinds, and perhaps passed ones of other kinds.
public struct SampleBasket: Hashable, Sendable {
    public let liked: [Int]
    public let passed: [Int]
    public let kinds: [Int]

    /// Draws baskets: kinds, all equally likely however large they are, and then items of each.
    ///
    /// A kind needs more items than are liked of it, so that there is something to be found.
    ///
    /// - Parameter passed: how many passed items of other kinds each basket holds.
    /// - Returns: `count` baskets, or fewer (none) where the labels hardly (do not) allow such baskets.
    public static func draw(
        _ count: Int, shape: BasketShape, passed: Int = 0, truth: GroundTruth, seed: UInt64
    ) -> [SampleBasket] {
        let members = truth.labels.members
        let share = (shape.likes + shape.kinds - 1) / shape.kinds
        let possible = members.indices.filter { members[$0].count > share }
        guard possible.count >= shape.kinds else { return [] }
        let participants = members.flatMap { $0 }
        // Passes are drawn apart, so that the same items are liked with them and without.
        var random = SplitMix(seed), randomPasses = SplitMix(~seed)
        var baskets: [SampleBasket] = []
        for _ in 0..<20 * count where baskets.count < count {
            let kinds = random.sample(shape.kinds, of: possible)
            let liked = kinds.enumerated().flatMap { place, kind in
                random.sample(shape.likes / shape.kinds + (place < shape.likes % shape.kinds ? 1 : 0), of: members[kind])
            }
            // Others are so many that a few more are enough to leave out those of the basket's kinds.
            let others =
                passed == 0
                ? []
                : randomPasses.sample(20 * passed, of: participants).filter {
                    !kinds.contains(truth.labels.kinds[$0]!)
                }
            let candidates = truth.candidates(besides: liked)
            guard kinds.allSatisfy({ members[$0].contains(where: candidates.contains) }) else { continue }
            baskets.append(SampleBasket(liked: liked, passed: Array(others.prefix(passed)), kinds: kinds))
        }
        return baskets
    }
}
