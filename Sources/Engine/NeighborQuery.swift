import Basics
import Taste
import Vectors

/// A question to the engine: what is nearest to the ghost or to an item?
public struct NeighborQuery: Hashable, Sendable {
    /// Whose neighbours are looked for.
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

    /// Whose neighbours are looked for.
    public var subject: Subject
    /// Whose vectors are compared, by its name in `CatalogSummary.encoders`; nil: those of the first.
    public var encoder: String?
    /// One ranking is wanted for each, in this order.
    public var metrics: [Metric]
    /// Neighbours wanted in each ranking.
    public var count: Int
    /// How the basket becomes a ghost, and its neighbours a selection.
    public var taste: TasteSettings
    /// The listing's condition on attributes, which neighbours must meet too.
    public var filter: String?
    /// How much named parts of the vectors count; others count 1. Given, these stand in for the taste's balance.
    public var partWeights: [String: Float] = [:]
    /// What the mode rocchio multiplies the mean of the likes with.
    public var likedFactor = 2.0
    /// What it multiplies the mean of the passes with.
    public var passedFactor = 1.0
    /// Whether near-identical pictures, and the colours of a design, count once.
    public var collapsesDuplicates = false
    /// Whether stacks count once, as those of the listing that was opened last do: the nearest of each stands for it.
    public var foldsStacks = false
    /// Whether the subject's own items may be found.
    public var includesExamples = false

    public init(subject: Subject, metrics: [Metric], count: Int, taste: TasteSettings = TasteSettings(), filter: String? = nil) {
        self.subject = subject
        self.metrics = metrics
        self.count = count
        self.taste = taste
        self.filter = filter
    }
}
