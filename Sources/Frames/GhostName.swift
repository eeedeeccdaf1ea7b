import Basics

/// Names a ghost's picture by the pictures that it is the mean of.
public struct GhostName: Hashable, Sendable {
    /// One of these pictures, and how much it counts beside the others.
    public struct Part: Hashable, Sendable {
        private let exactItem: ExactText
        public let weight: Float

        /// - Parameter item: the item's ID, or the path of a picture from outside.
        public init(item: String, weight: Float) { (exactItem, self.weight) = (ExactText(item), weight) }

        public var item: String { exactItem.text }
        fileprivate var exact: ExactText { exactItem }
    }

    public let parts: [Part]
    /// What of each picture is meant.
    public let zoom: PictureZoom

    /// - Parameter zoom: the same for all.
    public init(_ parts: [Part], zoom: PictureZoom = .garment) { (self.parts, self.zoom) = (parts, zoom) }

    /// Whether the two means have a picture in common.
    public func isAkin(to other: GhostName) -> Bool { !Set(parts.map(\.exact)).isDisjoint(with: other.parts.map(\.exact)) }
}
