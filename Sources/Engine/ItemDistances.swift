import Vectors

/// How far two items are from each other.
public struct ItemDistances: Hashable, Sendable {
    /// The distances over some of the vectors' dimensions.
    public struct Row: Hashable, Sendable {
        /// The part that they are over; nil for the whole vectors.
        public var part: String?
        /// One for each metric; nil where none can be told, not yet, or because the part counts for nothing.
        public var distances: [Float?]

        public init(part: String?, distances: [Float?]) { (self.part, self.distances) = (part, distances) }
    }

    /// What they are measured by.
    public var metrics: [Metric]
    /// The whole vectors first, then each of their parts.
    public var rows: [Row]

    public init(metrics: [Metric], rows: [Row]) { (self.metrics, self.rows) = (metrics, rows) }
}
