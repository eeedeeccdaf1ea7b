import Vectors

/// Neighbours under one metric: nearest first, but where there are several interests, which take turns, or diversity.
public struct Ranking: Hashable, Sendable {
    /// What the distances are measured by.
    public var metric: Metric
    /// The neighbours, best first; fewer than were asked for only where there are fewer.
    public var matches: [Match]
    /// What the liked items fall into, the heaviest first; none but under the mode `interests`.
    public var interests: [Interest]
    /// What the question's pictures have in common that the catalog has not, in words of the encoder's vocabulary, the most telling first;
    /// none where nothing can be told. From a file: to be sanitised.
    public var about: [String]
    /// The metrics of the question, this one among them, that must put everything in one order, whatever is looked for: all vectors that are
    /// compared have one length. None where that is not so.
    public var equivalents: [Metric]
    /// How long the search took; metrics searched in one pass share it.
    public var milliseconds: Double

    public init(metric: Metric, matches: [Match], interests: [Interest] = [], about: [String] = [], equivalents: [Metric] = [], milliseconds: Double)
    {
        self.metric = metric
        self.matches = matches
        self.interests = interests
        self.about = about
        self.equivalents = equivalents
        self.milliseconds = milliseconds
    }
}

/// A neighbour with all that is shown of it.
public struct Match: Hashable, Sendable {
    /// The neighbour.
    public var item: ItemSummary
    /// Distance under the ranking's metric.
    public var distance: Float
    /// Its place in the catalog's own order, by which ties are broken.
    public var position: Int
    /// The liked items it owes most to, best first, with their shares (0...1); may be empty.
    public var because: [Reason]
    /// The place of the interest that it was found for among the ranking's; 0 where it has none.
    public var interest: Int

    /// How much a neighbour owes to a liked item.
    public struct Reason: Hashable, Sendable {
        /// The liked item.
        public var id: String
        /// 0 to 1; the shares of a neighbour add up to 1.
        public var share: Double

        public init(id: String, share: Double) {
            self.id = id
            self.share = share
        }
    }

    public init(item: ItemSummary, distance: Float, position: Int = 0, because: [Reason] = [], interest: Int = 0) {
        self.item = item
        self.distance = distance
        self.position = position
        self.because = because
        self.interest = interest
    }
}
