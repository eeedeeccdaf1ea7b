import Pictures

/// Where a picture is like what it was compared with: how much each place brings to the cosine, over the whole vector and by each part.
public struct SimilarityMaps: Hashable, Sendable {
    /// How the shares of places are known.
    public enum Method: Hashable, Sendable {
        /// The vector is a pooling of a map, so each place's share is a sum (Stylianou et al. 2019).
        case shares
        /// By how much the cosine drops when a place is covered (Zeiler and Fergus 2014).
        case occlusion
    }

    /// By one way to compare.
    public struct Map: Hashable, Sendable {
        /// The part's name; nil for the whole vector.
        public let part: String?
        /// The cosine, −1...1; 0 where either vector is zero there.
        public let similarity: Float
        /// What of it lies where; nothing below 0.
        public let heat: HeatMap

        /// How much of the heat should show, 0...1: pictures that are hardly alike are so nowhere, whatever their hottest place is.
        public var strength: Float { max(0, min(1, similarity / Self.plainSimilarity)) }

        /// The cosine from which on two pictures are plainly alike.
        private static let plainSimilarity: Float = 0.3

        public init(part: String?, similarity: Float, heat: HeatMap) { (self.part, self.similarity, self.heat) = (part, similarity, heat) }
    }

    /// How the shares are known.
    public let method: Method
    /// The part of the picture that the maps cover; larger than the picture where that was padded.
    public let seen: Window
    /// The whole vector's first, then each part's.
    public let maps: [Map]

    public init(method: Method, seen: Window, maps: [Map]) { (self.method, self.seen, self.maps) = (method, seen, maps) }

    /// The map of a part by its name, or that of the whole vector; nil where there is no such part.
    public func map(of part: String? = nil) -> Map? { maps.first { $0.part == part } }
}
