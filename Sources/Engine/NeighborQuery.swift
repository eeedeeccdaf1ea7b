import Basics
import Taste
import Vectors

/// A question to the engine: what is nearest to the ghost or to an item?
public struct NeighborQuery: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
        /// The ghost of a basket. Its own items are left out of the answer.
        case ghost(Basket)
        /// An item by its ID, left out of the answer itself.
        case item(String)

        public static func == (a: Subject, b: Subject) -> Bool {
            switch (a, b) {
            case (.ghost(let a), .ghost(let b)): a == b
            case (.item(let a), .item(let b)): a.isExactly(b)
            default: false
            }
        }

        public func hash(into hasher: inout Hasher) {
            switch self {
            case .ghost(let basket): hasher.combine(basket)
            case .item(let id): hasher.combine(ExactText(id))
            }
        }
    }

    public var subject: Subject
    /// One ranking is wanted for each, in this order.
    public var metrics: [Metric]
    /// Neighbours wanted in each ranking.
    public var count: Int
    public var taste: TasteSettings
    /// The listing's condition on attributes, which neighbours must meet too.
    public var filter: String?

    public init(subject: Subject, metrics: [Metric], count: Int, taste: TasteSettings = TasteSettings(), filter: String? = nil) {
        self.subject = subject
        self.metrics = metrics
        self.count = count
        self.taste = taste
        self.filter = filter
    }
}

/// A neighbour with all that is shown of it.
public struct Match: Hashable, Sendable {
    public var item: ItemSummary
    /// Distance under the ranking's metric.
    public var distance: Float
    /// The liked items it owes most to, best first, with their shares (0...1); may be empty.
    public var because: [Reason]
    /// The place of the interest that it was found for among the ranking's; 0 where it has none.
    public var interest: Int

    public struct Reason: Hashable, Sendable {
        public var id: String
        public var share: Double

        public init(id: String, share: Double) {
            self.id = id
            self.share = share
        }
    }

    public init(item: ItemSummary, distance: Float, because: [Reason] = [], interest: Int = 0) {
        self.item = item
        self.distance = distance
        self.because = because
        self.interest = interest
    }
}

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

/// Neighbours under one metric: nearest first, but where there are several interests, which take turns, or diversity.
public struct Ranking: Hashable, Sendable {
    public var metric: Metric
    public var matches: [Match]
    /// What the liked items fall into, the heaviest first; none but under the mode `interests`.
    public var interests: [Interest]
    /// How long the search took; metrics searched in one pass share it.
    public var milliseconds: Double

    public init(metric: Metric, matches: [Match], interests: [Interest] = [], milliseconds: Double) {
        self.metric = metric
        self.matches = matches
        self.interests = interests
        self.milliseconds = milliseconds
    }
}
